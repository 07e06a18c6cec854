"""The doors of minutes: published by keepers, approved by who leads, read by everybody (row 44)."""

from datetime import timedelta
from typing import Any

from chassis.call import Again, Call, Job
from chassis.doors import PUBLIC, command, due, query
from chassis.versions import refuse_stale
from commons.london import day_of
from commons.places import KEEPERS, keeps, refuse_unknown
from contracts.refusals import Refused
from meetings.calendar.domain import CANCELLED, Meeting
from meetings.calendar.store import MeetingStore
from meetings.decisions.sharing import share_papers
from meetings.minutes import clock, domain, schemas, table
from meetings.minutes.approving import may_approve
from meetings.minutes.domain import Minutes
from meetings.minutes.drafts.domain import digest_of, refuse_unready
from meetings.minutes.drafts.opening import (
    closed_links,
    note_returned,
    sections_of_agenda,
    sections_of_edition,
)
from meetings.minutes.drafts.store import DraftStore
from meetings.minutes.editions import Edition, compare, edition_of, plain_words
from meetings.minutes.store import MinutesStore
from meetings.minutes.telling import Telling
from meetings.refusal import Refusal
from meetings.settings import Settings

TABLE = ("member", *KEEPERS)
"""A seat holder knocks as a member; whether they sit at the table is decided behind the door."""
AWAITED_DAYS = 365
"""How long after a meeting everybody is shown that its minutes are missing."""


class MinutesDoors:
    """What a group said and decided, for everybody to read."""

    name = "meetings_minutes"
    context = "meetings"
    refusals = (Refusal,)
    store_class = MinutesStore
    settings_class = Settings
    store: MinutesStore
    settings: Settings

    @query(schemas.GetMinutes, by=(PUBLIC,))
    def get_minutes(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """How a meeting's minutes stand, and the words of an edition, the latest one if none is named.

        Nothing of this comes from the database of closed words. Refused: ``not_found``.
        """
        meeting = table.shown_meeting(self.store.work, call, asked["id"])
        minutes = self.store.get(meeting.id)
        state = self._state(call, meeting, minutes)
        number = asked["edition"] or len(minutes.editions if minutes is not None else ())
        if asked["edition"] and not any(each["number"] == number for each in state["editions"]):
            raise Refused("not_found")
        return {**state, "edition": schemas.edition_view(self.store.edition(meeting.id, number))}

    @query(schemas.CompareMinutes, by=(PUBLIC,))
    def compare_minutes(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """What a correction changed, section by section and line by line. Refused: ``not_found``."""
        meeting = table.shown_meeting(self.store.work, call, asked["id"])
        older, newer = (self._edition(meeting.id, asked[name]) for name in ("older", "newer"))
        return {
            **self._state(call, meeting, self.store.get(meeting.id)),
            "older": older.number,
            "newer": newer.number,
            "sections": schemas.compared_view(compare(older, newer)),
        }

    @query(schemas.ListMinutes, by=(PUBLIC,))
    def list_minutes(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Published minutes, the latest meeting first; with ``words`` those that have all of them.

        Whole words of the latest edition are looked for; capitals and accents do not matter.
        """
        if asked["region"] is not None:
            refuse_unknown(self.settings.regions, asked["region"])
        words = plain_words(asked["words"])
        if asked["words"] and not words:
            return {"items": [], "next": None}
        page = self.store.page(asked, region=asked["region"], words=words)
        return {**page, "items": self._states(call, page["items"])}

    @query(schemas.LatestMinutes, by=(PUBLIC,))
    def latest_minutes(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Those that were published or corrected last, with their words: what a feed tells."""
        if asked["region"] is not None:
            refuse_unknown(self.settings.regions, asked["region"])
        states = self._states(call, self.store.latest(asked["limit"], asked["region"]))
        return {
            "items": [
                {
                    **state,
                    "edition": schemas.edition_view(self.store.edition(state["id"], len(state["editions"]))),
                }
                for state in states
            ]
        }

    @query(schemas.AwaitedMinutes, by=(PUBLIC,))
    def awaited_minutes(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Meetings of the last year whose minutes are not out, the latest first, with how late they are."""
        refuse_unknown(self.settings.regions, asked["region"])
        since = call.now - timedelta(days=AWAITED_DAYS)
        meetings = [
            each
            for each in MeetingStore(self.store.work).of_region(asked["region"], since, call.now)
            if each.is_shown and each.status != CANCELLED and each.ends_at <= call.now
        ]
        known = self.store.several(each.id for each in meetings)
        return {
            "items": [
                table.listed(call, each, known.get(each.id), self.settings)
                for each in reversed(meetings)
                if each.id not in known or not known[each.id].is_shown
            ]
        }

    @command(schemas.StartMinutes, by=TABLE)
    def start_minutes(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """A draft with a section for each item of the agenda; started twice is once.

        Refused: ``not_your_group``, ``minutes_meeting_cancelled``.
        """
        meeting = table.own_meeting(self.store.work, call, asked["id"])
        minutes = self.store.get(meeting.id)
        if minutes is not None:
            return self._state(call, meeting, minutes)
        if meeting.status == CANCELLED:
            raise Refused("minutes_meeting_cancelled")
        days = clock.minutes_days(self.settings.regions, meeting.region)
        minutes = domain.start(
            meeting.id,
            region=meeting.region,
            day=meeting.day,
            minutes_days=days,
            by=call.caller.subject,
            now=call.now,
        )
        self.store.save(minutes)
        sections_of_agenda(self.store.work, call, meeting)
        clock.watch(self.store.work, meeting, self.settings, call.now)
        clock.plan_the_end(self.store.work, meeting.id, self.settings, call.now)
        return self._state(call, meeting, minutes)

    @command(schemas.OfMeeting, by=KEEPERS)
    def submit_minutes(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Ask for approval of the words as they are; who approves is told.

        Refused: ``not_your_region``, ``minutes_not_draft``, ``minutes_empty``, ``minutes_marks_unclear``,
        ``minutes_words_waiting``.
        """
        meeting, before = self._kept(call, asked)
        drafts = DraftStore(self.store.work)
        sections = drafts.of_meeting(meeting.id)
        domain.refuse_unwritable(before)
        refuse_unready(sections, len(drafts.waiting(meeting.id)))
        after = domain.submit(before, digest_of(sections), call.caller.subject, call.now)
        self.store.save(after, self._telling(call, meeting).submitted(after))
        return self._state(call, meeting, after)

    @command(schemas.ReturnMinutes, by=TABLE)
    def return_minutes(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Back to the draft, with what is to be changed: by who approves, or by keepers.

        Refused: ``minutes_not_yours_to_approve``, ``minutes_not_submitted``.
        """
        meeting = table.own_meeting(self.store.work, call, asked["id"])
        if not keeps(call.caller, meeting.region):
            self._approving(call, meeting)
        before = self._started(meeting, asked)
        after = domain.give_back(before)
        note_returned(self.store.work, call, meeting.id, asked["note"])
        self.store.save(after)
        return self._state(call, meeting, after)

    @command(schemas.ApproveMinutes, by=TABLE)
    def approve_minutes(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Approve what was submitted: the convenor or chair, or the national team while there is none.

        Refused: ``minutes_not_yours_to_approve``, ``minutes_not_submitted``,
        ``minutes_changed_meanwhile``, ``minutes_day_impossible``.
        """
        meeting = table.shown_meeting(self.store.work, call, asked["id"])
        self._approving(call, meeting)
        before = self._started(meeting, asked)
        on = asked["approved_on"] or day_of(call.now)
        after = domain.approve(before, self._digest(meeting), call.caller.subject, on, call.now)
        self.store.save(after)
        return self._state(call, meeting, after)

    @command(schemas.PublishMinutes, by=KEEPERS)
    def publish_minutes(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """The next edition, at an address of its own for good; the table is told.

        Refused: ``not_your_region``, ``minutes_not_approved``, ``minutes_changed_meanwhile``,
        ``minutes_day_impossible``, ``minutes_note_needed``, ``minutes_meeting_hidden``.
        """
        meeting, before = self._kept(call, asked)
        if not meeting.is_shown:
            raise Refused("minutes_meeting_hidden")
        drafts = DraftStore(self.store.work)
        sections = drafts.of_meeting(meeting.id)
        on = asked["published_on"] or day_of(call.now)
        after = domain.publish(
            before, digest_of(sections), call.caller.subject, on, asked["note"], asked["withdraw"], call.now
        )
        edition = edition_of(meeting.id, len(after.editions), sections)
        drafts.keep_source(meeting.id, edition.number, sections)
        self.store.publish(after, edition, self._telling(call, meeting).published(after))
        share_papers(self.store.work, meeting.id, closed_links(self.store.work, meeting, sections))
        clock.plan_the_end(self.store.work, meeting.id, self.settings, call.now)
        return self._state(call, meeting, after)

    @command(schemas.OfMeeting, by=KEEPERS)
    def correct_minutes(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """A new draft on what is published. Refused: ``not_your_region``, ``minutes_not_published``."""
        meeting, before = self._kept(call, asked)
        after = domain.correct(before)
        if not DraftStore(self.store.work).of_meeting(meeting.id):
            sections_of_edition(self.store.work, call, self._edition(meeting.id, len(before.editions)))
        self.store.save(after)
        return self._state(call, meeting, after)

    @due(clock.CLOCK)
    def remind_of_minutes(self, call: Call, job: Job) -> Again | None:
        """Some days after a meeting, who drafts and who approves are told that its minutes are due."""
        meeting = MeetingStore(self.store.work).get(job.key)
        if meeting is None or meeting.status == CANCELLED:
            return None
        minutes = table.standing(meeting, self.store.get(meeting.id), self.settings)
        if minutes.is_shown or minutes.due_on is None:
            return None
        days = clock.reached(meeting.day, self.settings, call.now)
        if days is not None:
            self.store.work.publish(self._telling(call, meeting).due(minutes.due_on, days))
        next_at = clock.next_reminder(meeting.day, self.settings, call.now)
        return Again(next_at, {}) if next_at is not None else None

    def _kept(self, call: Call, asked: dict[str, Any]) -> tuple[Meeting, Minutes]:
        meeting = table.kept_meeting(self.store.work, call, asked["id"])
        return meeting, self._started(meeting, asked)

    def _started(self, meeting: Meeting, asked: dict[str, Any]) -> Minutes:
        """The minutes as the caller read them. Refused: ``minutes_not_started``, ``stale_version``."""
        found = table.started(self.store.work, meeting.id)
        refuse_stale(found.version, asked["version"])
        return table.standing(meeting, found, self.settings)

    def _approving(self, call: Call, meeting: Meeting) -> None:
        if not may_approve(self.store.work, call.caller, meeting.region, day_of(call.now)):
            raise Refused("minutes_not_yours_to_approve")

    def _digest(self, meeting: Meeting) -> str:
        return digest_of(DraftStore(self.store.work).of_meeting(meeting.id))

    def _edition(self, meeting_id: str, number: int) -> Edition:
        found = self.store.edition(meeting_id, number)
        if found is None:
            raise Refused("not_found")
        return found

    def _state(self, call: Call, meeting: Meeting, minutes: Minutes | None) -> dict[str, Any]:
        return table.state_of(self.store.work, call, meeting, minutes, self.settings)

    def _states(self, call: Call, several: list[Minutes]) -> list[dict[str, Any]]:
        meetings = MeetingStore(self.store.work).several(each.id for each in several)
        return [
            table.listed(call, meetings[each.id], each, self.settings)
            for each in several
            if each.id in meetings and meetings[each.id].is_shown
        ]

    def _telling(self, call: Call, meeting: Meeting) -> Telling:
        return Telling(self.store.work, self.settings.regions, meeting, day_of(call.now))
