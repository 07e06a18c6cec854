"""The doors of learning: write, have it read by somebody else, find it, use it again (rows 73, 79)."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from chassis.call import Call, Job
from chassis.doors import PUBLIC, command, due, query, when
from chassis.versions import refuse_stale
from commons.places import KEEPERS, keeps, kept_regions, refuse_unknown
from contracts.events import Event, Fact
from contracts.meetings import LESSON_NOTED
from contracts.refusals import Refused
from exchange.lab.store import LabStore
from exchange.learning import domain, schemas, telling
from exchange.learning.domain import DECLINED, DRAFT, PUBLISHED, RETURNED, SUBMITTED, Item
from exchange.learning.store import LearningStore
from exchange.refusal import Refusal
from exchange.settings import Settings

DRAFT_ENDS = "learning_draft_ends"


class Learning:
    """What is published is there for everybody; drafts are their author's."""

    name = "exchange_learning"
    context = "exchange"
    refusals = (Refusal,)
    store_class = LearningStore
    settings_class = Settings
    store: LearningStore
    settings: Settings

    @command(schemas.WriteItem, by=("member",))
    def write_item(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """A draft. Refused: ``region_unknown``, ``identity_in_text`` with where it stands."""
        region = self._region(call, asked)
        words, name = schemas.words_of(asked), asked["shown_name"]
        return self._keep(
            call, domain.write(call.new_id(), region, call.caller.subject, name, words, call.now)
        )

    @command(schemas.ChangeItem, by=("member",))
    def change_item(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Written anew; what is published stays until the new words were reviewed.

        What came from an event its region's keepers change. Refused: ``not_found``, ``stale_version``,
        ``learning_waits``, ``learning_withdrawn``, ``identity_in_text``, ``learning_incomplete``.
        """
        before = self._written(call, asked)
        words, by = schemas.words_of(asked), call.caller.subject
        after = domain.change(before, words, asked["shown_name"], by, call.now)
        waits_anew = after.state == SUBMITTED != before.state
        return self._keep(call, after, telling.submitted(self.store.work, after) if waits_anew else ())

    @command(schemas.ActOnItem, by=("member",))
    def submit_item(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """To be read by its region's keepers.

        Refused: ``not_found``, ``stale_version``, ``learning_waits``, ``learning_published``,
        ``learning_withdrawn``, ``learning_incomplete``, ``identity_in_text``.
        """
        after = domain.submit(self._written(call, asked), call.now)
        self.store.save(after, telling.submitted(self.store.work, after))
        return schemas.standing(after)

    @command(schemas.ActOnItem, by=("member",))
    def take_back_item(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Its author's, before it was read.

        Refused: ``not_found``, ``stale_version``, ``learning_not_submitted``.
        """
        before = self._written(call, asked)
        if not before.author_id:
            raise Refused("not_found")
        return self._keep(call, domain.take_back(before, call.now))

    @command(schemas.ReviewItem, by=KEEPERS)
    def review_item(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Publish it, give it back, or decline it with the reason; never one's own.

        Refused: ``not_found``, ``stale_version``, ``learning_not_submitted``, ``learning_own_review``,
        ``learning_identity_unchecked``, ``identity_in_text``, ``reason_required``, ``learning_nobodys``.
        """
        before = self._kept(call, asked)
        if asked["outcome"] == PUBLISHED:
            after = self._published(call, before, asked["identity_checked"])
        else:
            by, reason = call.caller.subject, asked["reason"]
            after = domain.answer(before, asked["outcome"], by, reason, call.now)
            self.store.save(after, telling.reviewed(after))
            self._plan_end(call, after)
        return schemas.standing(after)

    @command(schemas.WithdrawItem, by=("member",))
    def withdraw_item(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Its words go at once, the reason stays: by its author, or its region's keepers, who tell them.

        Refused: ``not_found``, ``stale_version``, ``learning_withdrawn``, ``learning_not_published``,
        ``reason_required``.
        """
        before = self._found(asked["id"])
        if before.author_id != call.caller.subject and not keeps(call.caller, before.region):
            raise Refused("not_found")
        refuse_stale(before.version, asked["version"])
        after = domain.withdraw(before, asked["reason"], call.now)
        is_own = before.author_id == call.caller.subject
        self.store.save(after, () if is_own else telling.withdrawn(before, after))
        self.store.forget_reuses_of(after.id)
        LabStore(self.store.work).forget_output(after.id)
        return schemas.standing(after)

    @command(schemas.NoteReuse, by=("member",))
    def note_reuse(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """I used it, and whether it worked here. Refused: ``not_found``, ``region_unknown``,
        ``learning_not_published``, ``identity_in_text``.
        """
        item, region = self._readable(call, asked["id"]), self._region(call, asked)
        me = call.caller.subject
        noted = domain.reuse(item, call.new_id(), me, region, asked["worked"], asked["words"], call.now)
        self.store.note(noted, telling.reused(item, region) if me != item.author_id else ())
        return {"id": item.id}

    @command(schemas.TakeBackReuse, by=("member",))
    def take_back_reuse(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """By who said it; its words were read by nobody before, so the item's keepers remove them, too.

        Refused: ``not_found``.
        """
        item, reuse = self._readable(call, asked["id"]), self.store.reuse(asked["reuse_id"])
        if reuse is None or reuse.item_id != item.id:
            raise Refused("not_found")
        if reuse.member_id != call.caller.subject and not keeps(call.caller, item.region):
            raise Refused("not_found")
        self.store.remove(reuse)
        return {"id": item.id}

    @query(schemas.OneItem, by=(PUBLIC,))
    def get_item(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """What is published, or that it was withdrawn; the newest words for who may write or review it.

        Refused: ``not_found``.
        """
        found = self._readable(call, asked["id"])
        if self._is_reviewer(call, found):
            return schemas.review_view(found, call.caller.subject)
        may_write = self._is_writer(call, found)
        return schemas.own_view(found, call.caller.subject) if may_write else schemas.public_view(found)

    @query(schemas.ListItems, by=(PUBLIC,))
    def list_items(self, _call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """The library, the newest first. Refused: ``region_unknown``."""
        facets = {name: asked[name] for name in ("region", "kind", "topic", "tag", "worked")}
        if facets["region"] is not None:
            refuse_unknown(self.settings.regions, facets["region"])
        page = self.store.page(asked, asked["words"], **facets)
        return {**page, "items": [schemas.public_view(each) for each in page["items"]]}

    @query(schemas.ListReuses, by=(PUBLIC,))
    def list_reuses(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Where it was used again, and whether it worked there. Refused: ``not_found``."""
        item, me = self._readable(call, asked["id"]), call.caller.subject
        page = self.store.reuses_of(item.id, asked)
        return {**page, "items": [schemas.reuse_view(each, me) for each in page["items"]]}

    @query(schemas.Page, by=("member",))
    def my_items(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        me = call.caller.subject
        page = self.store.written_by(me, asked)
        return {**page, "items": [schemas.own_view(each, me) for each in page["items"]]}

    @query(schemas.ItemsToReview, by=KEEPERS)
    def items_to_review(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """With what may identify somebody. Refused: ``not_your_region``, ``region_unknown``."""
        regions = kept_regions(call.caller, self.settings.regions, asked["region"])
        page = self.store.waiting(regions, asked)
        return {**page, "items": [schemas.review_view(each, call.caller.subject) for each in page["items"]]}

    @when(LESSON_NOTED, queue="note_lesson")
    def when_lesson_noted_have_it_reviewed(self, call: Call, event: Event) -> None:
        """Lessons of events go UK-wide, after somebody read them (row 79)."""
        told = event.data
        if self.store.get(told["lesson_id"]) is None:
            heard = domain.lesson_heard(
                told["lesson_id"], told["region"], told["event_id"], told["text"], call.now
            )
            self.store.save(heard, telling.submitted(self.store.work, heard))

    @due(DRAFT_ENDS)
    def end_unfinished(self, call: Call, job: Job) -> None:
        """What nobody went on with is not kept for ever."""
        item = self.store.get(job.key)
        if item is None or item.state not in (DRAFT, RETURNED, DECLINED):
            return
        if item.changed_at + self._draft_days > call.now:
            return
        left = domain.leave_unfinished(item, call.now)
        if left is None:
            self.store.delete(item.id)
        else:
            self.store.save(left)

    @property
    def _draft_days(self) -> timedelta:
        return timedelta(days=self.settings.learning_draft_days)

    def _published(self, call: Call, before: Item, looked: bool) -> Item:
        after = domain.publish(before, call.caller.subject, looked, call.now)
        facts = telling.reviewed(after)
        if domain.is_new_lesson(before, after):
            told = telling.elsewhere(self.store.work, self.settings.regions, after)
            after = domain.share(after, tuple(told))
            facts += telling.shared(after, set[str]().union(*told.values()))
        self.store.save(after, facts)
        return after

    def _keep(self, call: Call, item: Item, facts: Sequence[Fact] = ()) -> dict[str, Any]:
        self.store.save(item, facts)
        self._plan_end(call, item)
        return schemas.standing(item)

    def _plan_end(self, call: Call, item: Item) -> None:
        if item.state != SUBMITTED:
            self.store.work.schedule(DRAFT_ENDS, item.id, call.now + self._draft_days)

    def _region(self, call: Call, asked: dict[str, Any]) -> str:
        region = asked["region"] or call.caller.region or ""
        refuse_unknown(self.settings.regions, region)
        return region

    def _written(self, call: Call, asked: dict[str, Any]) -> Item:
        """The caller's own, or what has no author in a region that they keep."""
        found = self._found(asked["id"])
        if not self._is_writer(call, found):
            raise Refused("not_found")
        refuse_stale(found.version, asked["version"])
        return found

    def _kept(self, call: Call, asked: dict[str, Any]) -> Item:
        found = self._found(asked["id"])
        own = found.author_id == call.caller.subject
        if not keeps(call.caller, found.region) or (found.state == DRAFT and not own):
            raise Refused("not_found")
        refuse_stale(found.version, asked["version"])
        return found

    def _readable(self, call: Call, item_id: str) -> Item:
        found = self._found(item_id)
        mine = bool(found.author_id) and found.author_id == call.caller.subject
        if found.is_public or found.state == domain.WITHDRAWN or mine or self._is_reviewer(call, found):
            return found
        raise Refused("not_found")

    def _is_writer(self, call: Call, item: Item) -> bool:
        """Its author; of what has none whoever keeps its region."""
        if item.author_id:
            return item.author_id == call.caller.subject
        return keeps(call.caller, item.region)

    def _is_reviewer(self, call: Call, item: Item) -> bool:
        return item.state == SUBMITTED and keeps(call.caller, item.region)

    def _found(self, item_id: str) -> Item:
        found = self.store.get(item_id)
        if found is None:
            raise Refused("not_found")
        return found
