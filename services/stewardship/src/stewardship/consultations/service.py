"""The doors of consultations: ask, comment, decide and say how it was used (rows 86 and 27)."""

from typing import Any

from chassis.call import Again, Call, Job
from chassis.doors import PUBLIC, command, due, query
from chassis.versions import refuse_stale
from contracts.refusals import Refused
from stewardship.consultations import comments, domain, schemas
from stewardship.consultations.asking import Asking
from stewardship.consultations.comments import Comment
from stewardship.consultations.domain import AFFECTED_FIRST, GROUP, OPEN, Chosen, Consultation, Point
from stewardship.consultations.store import ConsultationStore
from stewardship.refusal import Refusal
from stewardship.settings import Settings

OPENING = "consultation_opening"
MOST_COMMENTS_EACH = 20
"""One member's comments in one consultation: enough to say everything, too few to drown the others."""
SPEAKERS = ("member", "coordinator", "convenor", "national_team")


class Consultations:
    """Questions to those affected, their words, and what became of them."""

    name = "stewardship_consultations"
    context = "stewardship"
    refusals = (Refusal,)
    store_class = ConsultationStore
    settings_class = Settings
    store: ConsultationStore
    settings: Settings

    @query(schemas.ListConsultations, by=(PUBLIC,))
    def list_consultations(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Consultations, the newest first; those of self-organised groups for members alone."""
        inside = call.caller.has("member")
        page = self.store.page(asked, place=asked["place"], ended=asked["ended"], inside=inside)
        name_of = self._asking(call).name_of
        shown = [schemas.short_view(each, call.now, name_of(each.asked_by)) for each in page["items"]]
        return {**page, "items": shown}

    @query(schemas.GetConsultation, by=(PUBLIC,))
    def get_consultation(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """The question with its options, counts and outcome, and in ``may`` what the caller can do."""
        return self._view(call, self._found(call, asked["id"]))

    @query(schemas.ListComments, by=("member",))
    def list_comments(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Every comment, contrary ones too, in the order in which they came."""
        consultation = self._found(call, asked["id"])
        page = self.store.comments_page(consultation.id, asked)
        shown = self._asking(call).without_names_of_the_gone(page["items"])
        return {**page, "items": [self._comment_view(call, consultation, each) for each in shown]}

    @query(schemas.GetComment, by=("member",))
    def get_comment(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """One of the caller's own comments. Refused: ``not_found`` for another's."""
        comment = self._own_comment(call, asked["id"])
        return self._comment_view(call, self._found(call, comment.consultation_id), comment)

    @command(schemas.AskQuestion, by=SPEAKERS)
    def ask_question(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Open a consultation, now or on a day to come; those affected are told when it opens.

        Refused: ``not_your_region``, ``region_unknown``, ``consultation_scope_wrong``, ``invalid_input``.
        """
        asking = self._asking(call)
        asking.refuse_stranger(asked["asked_by"])
        scope = asking.scope_of(asked)
        first_days = asked["first_days"]
        consultation = domain.ask(
            call.new_id(),
            title=asked["title"],
            question=asked["question"],
            asked_by=asked["asked_by"],
            scope=scope,
            options=[(each["text"], each["note"]) for each in asked["options"]],
            several=asked["several"],
            opens_on=asked["opens_on"],
            first_days=self.settings.consultation_first_days if first_days is None else first_days,
            closes_on=asked["closes_on"],
            by=call.caller.subject,
            now=call.now,
        )
        if consultation.opens_at <= call.now:
            self.store.save(consultation, asking.opened(consultation))
        else:
            self.store.save(consultation)
            self.store.work.schedule(OPENING, consultation.id, consultation.opens_at)
        return self._view(call, consultation)

    @due(OPENING)
    def tell_that_it_opened(self, call: Call, job: Job) -> Again | None:
        """Tell those affected when a planned consultation opens."""
        consultation = self.store.get(job.key)
        if consultation is not None and not consultation.is_ended:
            self.store.work.publish(self._asking(call).opened(consultation))
        return None

    @command(schemas.AddComment, by=("member",))
    def add_comment(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Say something. Refused: ``consultation_not_open``, ``consultation_affected_first``,
        ``options_exclude``, ``too_many_comments``."""
        consultation = self._found(call, asked["id"])
        is_affected = self._asking(call).is_affected(consultation)
        domain.refuse_comment(consultation, is_affected, call.now)
        mine = self.store.of_member(consultation.id, call.caller.subject)
        if len(mine) >= MOST_COMMENTS_EACH:
            raise Refused("too_many_comments")
        comment = Comment(
            id=call.new_id(),
            version=1,
            consultation_id=consultation.id,
            member_id=call.caller.subject,
            region=call.caller.region or "",
            is_affected=is_affected,
            text=asked["text"],
            options=domain.preferred(consultation, asked["options"]),
            shown_name=asked["shown_name"],
            at=call.now,
        )
        self._save_comment(comment)
        return schemas.kept_answer(self._comment_view(call, consultation, comment))

    @command(schemas.ChangeComment, by=("member",))
    def change_comment(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Say it differently until it closes; the earlier wording stays.

        Refused: ``not_found`` for another's, ``consultation_not_open``, ``comment_taken_back``,
        ``stale_version``.
        """
        consultation, before = self._mine(call, asked["id"])
        options = domain.preferred(consultation, asked["options"])
        after = comments.change(before, asked["text"], options, asked["shown_name"], call.now)
        if after is not before:
            refuse_stale(before.version, asked["version"])
            self._save_comment(after)
        return schemas.kept_answer(self._comment_view(call, consultation, after))

    @command(schemas.TakeBackComment, by=("member",))
    def take_back_comment(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Take one's words back until it closes; a trace stays. Refused: as in ``change_comment``."""
        consultation, before = self._mine(call, asked["id"])
        after = comments.take_back(before, call.now)
        if after is not before:
            self._save_comment(after)
        return schemas.kept_answer(self._comment_view(call, consultation, after))

    @command(schemas.ExtendConsultation, by=SPEAKERS)
    def extend_consultation(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Close later, with a reason. Refused: ``consultation_ended``, ``reason_required``, ..."""
        before = self._of_asker(call, asked["id"])
        by = call.caller.subject
        after = domain.extend(before, asked["closes_on"], asked["reason"], by, call.now)
        return self._stepped(call, before, after, asked["version"])

    @command(schemas.DecideConsultation, by=SPEAKERS)
    def decide_consultation(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Say what was decided and how the input was used; whoever commented is told.

        Refused: ``use_of_input_missing``, ``consultation_still_open``, ``consultation_ended``, ...
        """
        before = self._of_asker(call, asked["id"])
        standing = self.store.standing(before.id)
        for each in asked["chosen"]:
            self._asking(call).refuse_unknown(each["regions"])
        after = domain.decide(
            before,
            decision=asked["decision"],
            changes=_points(asked["changes"]),
            not_taken=_points(asked["not_taken"]),
            chosen=[Chosen(each["option"], tuple(each["regions"])) for each in asked["chosen"]],
            comments=[comment.id for comment in standing],
            by=call.caller.subject,
            now=call.now,
        )
        return self._stepped(call, before, after, asked["version"], standing)

    @command(schemas.WithdrawConsultation, by=SPEAKERS)
    def withdraw_consultation(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """End it without a decision, with a reason. Refused: ``consultation_ended``, ``reason_required``."""
        before = self._of_asker(call, asked["id"])
        after = domain.withdraw(before, asked["reason"], call.caller.subject, call.now)
        return self._stepped(call, before, after, asked["version"])

    def _stepped(
        self,
        call: Call,
        before: Consultation,
        after: Consultation,
        version: int | None,
        standing: list[Comment] | None = None,
    ) -> dict[str, Any]:
        """Save a step of the asker's, unless nothing changed; an outcome is told to who commented."""
        if after is not before:
            refuse_stale(before.version, version)
            self.store.save(after, self._asking(call).decided(after, standing or []))
        return self._view(call, after)

    def _save_comment(self, comment: Comment) -> None:
        self.store.hold(comment.consultation_id)
        self.store.save_comment(comment)

    def _view(self, call: Call, consultation: Consultation) -> dict[str, Any]:
        standing = self.store.standing(consultation.id)
        asking = self._asking(call)
        asker, may = asking.name_of(consultation.asked_by), asking.allowed(consultation)
        return schemas.whole_view(consultation, standing, call.now, asker, may)

    def _comment_view(self, call: Call, consultation: Consultation, comment: Comment) -> dict[str, Any]:
        is_open = consultation.state(call.now) in (AFFECTED_FIRST, OPEN)
        return schemas.comment_view(comment, call.caller.subject, is_open)

    def _asking(self, call: Call) -> Asking:
        return Asking(self.store.work, self.settings, call)

    def _found(self, call: Call, consultation_id: str) -> Consultation:
        """One that the caller may read: a self-organised group's is for members."""
        consultation = self.store.get(consultation_id)
        is_inside = consultation is not None and consultation.scope.kind == GROUP
        if consultation is None or (is_inside and not call.caller.has("member")):
            raise Refused("not_found")
        return consultation

    def _of_asker(self, call: Call, consultation_id: str) -> Consultation:
        consultation = self._found(call, consultation_id)
        self._asking(call).refuse_stranger(consultation.asked_by)
        return consultation

    def _mine(self, call: Call, comment_id: str) -> tuple[Consultation, Comment]:
        comment = self._own_comment(call, comment_id)
        consultation = self._found(call, comment.consultation_id)
        # Who was let in to speak may still mend their words, wherever they live by now.
        domain.refuse_comment(consultation, True, call.now)
        return consultation, comment

    def _own_comment(self, call: Call, comment_id: str) -> Comment:
        comment = self.store.comment(comment_id)
        if comment is None or comment.member_id != call.caller.subject:
            raise Refused("not_found")
        return comment


def _points(given: list[dict[str, Any]]) -> list[Point]:
    return [Point(each["text"], each["reason"], tuple(dict.fromkeys(each["comments"]))) for each in given]
