"""The doors of impact stories: told by members, read by keepers, then by everybody (row 78)."""

from datetime import timedelta
from typing import Any

from chassis.call import Call, Job
from chassis.doors import PUBLIC, command, due, query
from chassis.versions import refuse_stale
from commons.london import day_of
from commons.places import KEEPERS, keeps, kept_regions, refuse_unknown
from contracts.events import Fact
from contracts.refusals import Refused
from exchange.learning.telling import readers_of
from exchange.notices import notices
from exchange.refusal import Refusal
from exchange.settings import Settings
from exchange.stories import domain, schemas
from exchange.stories.domain import DECLINED, Story
from exchange.stories.store import StoryStore

DECLINED_ENDS = "declined_story_ends"


class Stories:
    """A story needs no number; who agreed to it is recorded."""

    name = "exchange_stories"
    context = "exchange"
    refusals = (Refusal,)
    store_class = StoryStore
    settings_class = Settings
    store: StoryStore
    settings: Settings

    @command(schemas.TellStory, by=("member",))
    def tell_story(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """It waits to be read by its region's keepers: one who told it does not read it.

        Refused: ``region_unknown``, ``story_incomplete``, ``story_consent_missing``,
        ``story_source_required``, ``identity_in_text``.
        """
        me, region = call.caller, asked["region"] or call.caller.region or ""
        refuse_unknown(self.settings.regions, region)
        words, consent = schemas.words_of(asked), schemas.consent_of(asked)
        teller, today = (me.subject, asked["shown_name"]), day_of(call.now)
        told = domain.tell(call.new_id(), region, teller, words, consent, call.now, today)
        readers, about = readers_of(self.store.work, region, me.subject), {"title": words.title}
        self.store.save(told, _notice("story_submitted", told, readers, about, "/stories/to-read"))
        return schemas.standing(told)

    @command(schemas.DecideStory, by=KEEPERS)
    def decide_story(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Publish it, or decline it with the reason; its teller is told.

        Refused: ``not_found``, ``stale_version``, ``story_decided``, ``story_withdrawn``,
        ``story_own``, ``learning_identity_unchecked``, ``reason_required``, ``identity_in_text``.
        """
        before = self._found(asked["id"])
        if not keeps(call.caller, before.region):
            raise Refused("not_found")
        domain.refuse_own(before, call.caller.subject)
        refuse_stale(before.version, asked["version"])
        if asked["is_published"]:
            after = domain.publish(before, asked["identity_checked"], call.now)
        else:
            after = domain.decline(before, asked["reason"])
        self.store.save(after, _decided(before, after))
        if after.state == DECLINED:
            ends = call.now + timedelta(days=self.settings.learning_draft_days)
            self.store.work.schedule(DECLINED_ENDS, after.id, ends)
        return schemas.standing(after)

    @command(schemas.WithdrawStory, by=("member",))
    def withdraw_story(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Consent is taken back: its words go at once. By its teller, or the region's keepers: it is told.

        Refused: ``not_found``, ``stale_version``, ``story_withdrawn``, ``reason_required``.
        """
        before = self._found(asked["id"])
        if not self._is_theirs(call, before):
            raise Refused("not_found")
        refuse_stale(before.version, asked["version"])
        after = domain.withdraw(before, asked["reason"])
        self.store.save(after, _decided(before, after) if before.teller_id != call.caller.subject else ())
        return schemas.standing(after)

    @query(schemas.OneStory, by=(PUBLIC,))
    def get_story(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """What was published, also once withdrawn; others for teller and keepers. Refused: ``not_found``."""
        found = self._found(asked["id"])
        if self._is_theirs(call, found):
            return schemas.kept_view(found, call.caller.subject)
        if not found.is_public:
            raise Refused("not_found")
        return schemas.story_view(found)

    @query(schemas.ListStories, by=(PUBLIC,))
    def list_stories(self, _call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """The newest first. Refused: ``region_unknown``."""
        if asked["region"] is not None:
            refuse_unknown(self.settings.regions, asked["region"])
        facets = {name: asked[name] for name in ("region", "theme", "evidence")}
        page = self.store.page(asked, **facets)
        return {**page, "items": [schemas.story_view(each) for each in page["items"]]}

    @query(schemas.Page, by=("member",))
    def my_stories(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        me = call.caller.subject
        page = self.store.told_by(me, asked)
        return {**page, "items": [schemas.kept_view(each, me) for each in page["items"]]}

    @query(schemas.StoriesToRead, by=KEEPERS)
    def stories_to_read(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """With what may identify somebody. Refused: ``not_your_region``, ``region_unknown``."""
        regions = kept_regions(call.caller, self.settings.regions, asked["region"])
        page = self.store.waiting(regions, asked)
        return {**page, "items": [schemas.kept_view(each, call.caller.subject) for each in page["items"]]}

    @due(DECLINED_ENDS)
    def end_declined(self, _call: Call, job: Job) -> None:
        """What was not published is not kept for ever."""
        found = self.store.get(job.key)
        if found is not None and found.state == DECLINED:
            self.store.delete(found.id)

    def _is_theirs(self, call: Call, story: Story) -> bool:
        mine = bool(story.teller_id) and story.teller_id == call.caller.subject
        return mine or keeps(call.caller, story.region)

    def _found(self, story_id: str) -> Story:
        found = self.store.get(story_id)
        if found is None:
            raise Refused("not_found")
        return found


def _decided(before: Story, after: Story) -> list[Fact]:
    """Its teller; the title is that of the words that were read."""
    about = {"title": before.words.title, "outcome": after.state}
    return _notice("story_decided", after, {after.teller_id}, about, f"/stories/{after.id}")


def _notice(kind: str, story: Story, members: set[str], about: dict[str, str], path: str) -> list[Fact]:
    return notices(
        kind,
        cause=f"{kind} {story.id} {story.version}",
        members=members,
        about=about,
        path=path,
        concerning=(story.id, story.version),
        region=story.region,
    )
