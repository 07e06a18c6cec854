"""The doors of decisions: the table writes them down, everybody reads and searches the published ones."""

from dataclasses import replace
from datetime import date
from typing import Any

from chassis.call import Call, Job
from chassis.doors import PUBLIC, command, due, query
from chassis.versions import refuse_stale
from commons.london import day_in_words, day_of, noon
from commons.places import name_of, refuse_unknown
from contracts.events import Fact
from contracts.meetings import DECISION_MADE
from contracts.refusals import Refused
from meetings import speaking
from meetings.actions.service import refuse_before_it
from meetings.calendar.domain import Meeting
from meetings.calendar.store import MeetingStore
from meetings.called import called
from meetings.decisions import domain, schemas
from meetings.decisions.domain import Counts, Decision, Objection
from meetings.decisions.store import DecisionStore, words_of
from meetings.decisions.voters import quorum_at, voters_of
from meetings.notices import notices
from meetings.refusal import Refusal
from meetings.seats.store import SeatStore
from meetings.settings import Settings

SIGNED_IN = ("member", "coordinator", "convenor", "national_team")
"""A seat holder knocks as a member; whether they belong to the table is decided behind the door."""
REVIEW = "decision_review"


class Decisions:
    """What groups decided, by which method, and when they look at it again (row 45)."""

    name = "meetings_decisions"
    context = "meetings"
    refusals = (Refusal,)
    store_class = DecisionStore
    settings_class = Settings
    store: DecisionStore
    settings: Settings

    @query(schemas.ListDecisions, by=(PUBLIC,))
    def list_decisions(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """The newest first; of other groups than the reader's own those that published minutes carry.

        Refused: ``region_unknown``.
        """
        if asked["region"] is not None:
            refuse_unknown(self.settings.regions, asked["region"])
        if asked["words"] and not words_of(asked["words"]):
            return {"items": [], "next": None}  # a letter or a sign alone is no word of any decision
        today = day_of(call.now)
        own = self._own_groups(call, today)
        wanted = {name: asked[name] for name in ("region", "words", "method", "state")}
        page = self.store.page(asked, regions=own, today=today, **wanted)
        return {**page, "items": self._views(call, page["items"])}

    @query(schemas.OfMeeting, by=(PUBLIC,))
    def decisions_of_meeting(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """What was decided there, as far as the reader may see it. Refused: ``not_found``."""
        meeting = self._meeting(call, asked["meeting"])
        at_table = self._is_at_table(call, meeting.region)
        found = [each for each in self.store.of_meeting(meeting.id) if at_table or each.is_public]
        return {"items": self._views(call, found)}

    @query(schemas.GetDecision, by=(PUBLIC,))
    def get_decision(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """One decision at its lasting address. Refused: ``not_found``."""
        found = self._decision(asked["id"])
        if not found.is_public and not self._is_at_table(call, found.region):
            raise Refused("not_found")
        return self._view(call, found)

    @query(schemas.OfMeeting, by=SIGNED_IN)
    def voters_of_meeting(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Who held a seat that day and whether they were present (null: not recorded); ``needed`` of them
        make a quorum. Refused: ``not_found``, ``not_your_group``.
        """
        meeting = self._meeting(call, asked["meeting"])
        self._at_table(call, meeting.region)
        voters = voters_of(self.store.work, meeting)
        words = called(
            self.store.work, [term.member_id for term, _ in voters], meeting.region, meeting.day,
            for_everybody=False,
        )  # fmt: skip
        return {
            "items": [
                {"id": term.member_id, "called": words[term.member_id], "present": there}
                for term, there in voters
            ],
            "needed": domain.quorum_of(len(voters), 0, self.settings.quorum_percent).needed,
        }

    @command(schemas.RecordDecision, by=SIGNED_IN)
    def record_decision(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Write down what was decided in a meeting; ``supersedes`` ends the decision whose place it takes.

        Refused: ``not_your_group``, ``meeting_not_begun``, ``meeting_cancelled``,
        ``decision_took_part_wanted``, ``decision_not_seat_holder``, ``decision_without_quorum`` (a majority
        below it), ``decision_review_wanted`` (another method below it) and what ``domain.decide`` refuses.
        """
        meeting = self._meeting(call, asked["meeting"])
        self._at_table(call, meeting.region)
        refuse_before_it(meeting, day_of(call.now))
        quorum = quorum_at(self.store.work, meeting, asked["took_part"], self.settings.quorum_percent)
        closed = asked["is_closed"]
        made = domain.decide(
            Decision(
                id=call.new_id(), version=1, region=meeting.region, meeting_id=meeting.id,
                decided_on=meeting.day, title=asked["title"], text=asked["text"], method=asked["method"],
                quorum=quorum, counts=_counts(asked), objections=_objections(asked["objections"]),
                review_on=asked["review_on"], supersedes=asked["supersedes"], section=asked["section"],
                item_id=asked["item"], is_closed=meeting.is_behind_doors if closed is None else closed,
                recorded_by=call.caller.subject,
            )
        )  # fmt: skip
        if made.supersedes:
            self._save(call, domain.supersede(self._decision(made.supersedes), made.id, made.region))
        self._save(call, made)
        return self._view(call, made)

    @command(schemas.ChangeDecision, by=SIGNED_IN)
    def change_decision(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Correct what is written down, until minutes carry it. Refused: ``decision_published``."""
        before = self._ours(call, asked.pop("id"))
        version, changes = asked.pop("version"), dict(asked)
        if "item" in changes:
            changes["item_id"] = changes.pop("item")
        if "objections" in changes:
            changes["objections"] = _objections(changes["objections"])
        after = domain.reword(before, replace(before, **changes))
        return self._done(call, version, before, after)

    @command(schemas.ReviewDecision, by=SIGNED_IN)
    def review_decision(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """What came of looking at it again. Refused: ``decision_over``, ``reason_required``,
        ``decision_review_before``.
        """
        before, today = self._ours(call, asked["id"]), day_of(call.now)
        on = asked["on"] or today
        if on > today:
            raise Refused("invalid_input", fields={"on": ["Choose a day that has come."]})
        after = domain.review(before, asked["outcome"], asked["words"], on, asked["next_on"])
        return self._done(call, asked["version"], before, after)

    @due(REVIEW)
    def tell_of_review(self, call: Call, job: Job) -> None:
        """The day has come on which a decision is to be looked at again: its table is told."""
        found, today = self.store.get(job.key), day_of(call.now)
        if found is None or not found.is_review_due(today):
            return
        table = sorted(speaking.table_of(self.store.work, found.region, today))
        if table:
            self.store.work.publish(self._told(found, table))

    def _told(self, decision: Decision, table: list[str]) -> list[Fact]:
        return notices(
            "decision_review_due",
            cause=f"decision:{decision.id}:review:{decision.review_on}",
            members=table,
            about={
                "group": name_of(self.settings.regions, decision.region),
                "decided": day_in_words(decision.decided_on),
                "due": day_in_words(decision.review_on or decision.decided_on),
            },
            path=f"/decisions/{decision.id}",
            concerning=(decision.id, decision.version),
            region=decision.region,
        )

    def _done(self, call: Call, version: int | None, before: Decision, after: Decision) -> dict[str, Any]:
        if after is not before:
            refuse_stale(before.version, version)
            self._save(call, after)
        return self._view(call, after)

    def _save(self, call: Call, decision: Decision) -> None:
        """Keep it, tell other contexts, and plan its review unless that day is over already."""
        self.store.save(decision, [_fact(decision)])
        if decision.review_on is not None and noon(decision.review_on) > call.now:
            self.store.work.schedule(REVIEW, decision.id, noon(decision.review_on))
        elif decision.version > 1:
            self.store.work.unschedule(REVIEW, decision.id)

    def _view(self, call: Call, decision: Decision) -> dict[str, Any]:
        return self._views(call, [decision])[0]

    def _views(self, call: Call, decisions: list[Decision]) -> list[dict[str, Any]]:
        """As the reader may see them; each group is asked for once, and all neighbours at once."""
        at_table = {code: self._is_at_table(call, code) for code in {each.region for each in decisions}}
        others = self.store.several(
            filter(None, (other for each in decisions for other in (each.supersedes, each.superseded_by)))
        )
        views = []
        for each in decisions:
            inside = at_table[each.region]
            titles = {key: other.title for key, other in others.items() if inside or other.is_public}
            views.append(schemas.decision_view(each, day_of(call.now), inside, titles))
        return views

    def _own_groups(self, call: Call, today: date) -> set[str] | None:
        """The groups at whose table the reader is; None for all of them."""
        caller = call.caller
        if caller.has("national_team"):
            return None
        if caller.is_visitor:
            return set()
        seats = {term.region for term in SeatStore(self.store.work).held_by(caller.subject, today)}
        return seats | set(caller.regions_as("coordinator")) | set(caller.regions_as("convenor"))

    def _is_at_table(self, call: Call, region: str) -> bool:
        return speaking.is_at_the_table(self.store.work, call.caller, region, day_of(call.now))

    def _at_table(self, call: Call, region: str) -> None:
        speaking.refuse_others(self.store.work, call.caller, region, day_of(call.now))

    def _ours(self, call: Call, decision_id: str) -> Decision:
        """A decision that the caller may change. Refused: ``not_found``, ``not_your_group``."""
        found = self._decision(decision_id)
        if not found.is_public and not self._is_at_table(call, found.region):
            raise Refused("not_found")
        self._at_table(call, found.region)
        return found

    def _decision(self, decision_id: str) -> Decision:
        found = self.store.get(decision_id)
        if found is None:
            raise Refused("not_found")
        return found

    def _meeting(self, call: Call, meeting_id: str) -> Meeting:
        meeting = MeetingStore(self.store.work).get(meeting_id)
        if meeting is None or not (meeting.is_shown or self._is_at_table(call, meeting.region)):
            raise Refused("not_found")
        return meeting


def _counts(asked: dict[str, Any]) -> Counts | None:
    given = [asked[name] for name in ("favour", "against", "abstain")]
    if all(each is None for each in given):
        return None
    favour, against, abstain = (each or 0 for each in given)
    return Counts(favour, against, abstain)


def _objections(asked: list[dict[str, str]]) -> tuple[Objection, ...]:
    return tuple(Objection(each["words"], each["answer"]) for each in asked)


def _fact(decision: Decision) -> Fact:
    told = {
        "decision_id": decision.id,
        "version": decision.version,
        "region": decision.region,
        "meeting_id": decision.meeting_id,
        "method": decision.method,
        "review_on": decision.review_on.isoformat() if decision.review_on else None,
    }
    return DECISION_MADE.of(decision.id, decision.version, told, decision.region)
