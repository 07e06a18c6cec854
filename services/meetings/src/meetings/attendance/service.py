"""The doors of attendance: holders send apologies, keepers mark, everybody reads the figures (row 46)."""

from datetime import timedelta
from typing import Any

from chassis.call import Again, Call, Job
from chassis.doors import PUBLIC, command, due, query
from chassis.fields import Nothing
from chassis.versions import refuse_stale
from commons.places import KEEPERS, keeps, kept_by, refuse_unknown
from contracts.refusals import Refused
from meetings.attendance import domain, figures, schemas, showing
from meetings.attendance.domain import Attendance
from meetings.attendance.figures import PublishedRange
from meetings.attendance.seats import seat_of, seats_of
from meetings.attendance.store import AttendanceStore
from meetings.calendar.domain import CANCELLED, Meeting
from meetings.calendar.store import MeetingStore
from meetings.pulses.asking import plan_asking
from meetings.refusal import Refusal
from meetings.reviews.reminding import plan_reminder
from meetings.settings import Settings

ERASE = "apology_reasons_end"
KEPT_AFTER = timedelta(days=30)
"""How long after the meeting its keepers can read why somebody could not come."""


class AttendanceDoors:
    """Which seats were present."""

    name = "meetings_attendance"
    context = "meetings"
    refusals = (Refusal,)
    store_class = AttendanceStore
    settings_class = Settings
    store: AttendanceStore
    settings: Settings

    @query(schemas.GetAttendance, by=(PUBLIC,))
    def get_attendance(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """One meeting's figures for everybody; who it was for the table; reasons for the keepers.

        Refused: ``not_found``, also before the meeting is published, except for the table.
        """
        meeting = self._seen(call, asked["meeting"])
        return showing.of_meeting(self.store, call, meeting)

    @query(schemas.RegionAttendance, by=(PUBLIC,))
    def region_attendance(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """A group's published meetings that have begun, the newest first, pooled over seat-meetings.

        What others published of earlier years stands apart. Refused: ``region_unknown``.
        """
        refuse_unknown(self.settings.regions, asked["region"])
        return showing.of_region(self.store, call.now, asked["region"], asked["since"], asked["until"])

    @query(Nothing, by=("member",))
    def my_attendance(self, call: Call, _asked: dict[str, Any]) -> dict[str, Any]:
        """The caller's own record: each meeting at which they held a seat, the newest first."""
        return showing.of_member(self.store, call)

    @command(schemas.MarkAttendance, by=KEEPERS)
    def mark_attendance(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Record who was there; a change of what was recorded leaves a trace.

        Refused: ``not_found``, ``meeting_cancelled``, ``meeting_not_begun``, ``seat_not_at_meeting``,
        ``attendance_reason_required``, ``stale_version``.
        """
        meeting = self._meeting(asked["meeting"])
        if not keeps(call.caller, meeting.region):
            raise Refused("not_found")
        _refuse_cancelled(meeting)
        before = self._record(meeting)
        refuse_stale(before.version, asked["version"])
        marking = domain.Marking(
            {each["seat"]: each["presence"] for each in asked["marks"]},
            asked["reason"],
            call.caller.subject,
            call.now,
        )
        seats = [term.seat_id for term in seats_of(self.store.work, meeting)]
        after = domain.mark(before, marking, seats, meeting.starts_at)
        if after is not before:
            self.store.save(after)
            plan_asking(self.store.work, meeting, call.now)
            plan_reminder(self.store.work, meeting, call.now)
        return showing.of_meeting(self.store, call, meeting)

    @command(schemas.SendApology, by=("member",))
    def send_apology(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Say before a meeting that one cannot come to it.

        Refused: ``not_found``, ``no_seat_at_meeting``, ``meeting_cancelled``, ``apology_too_late``.
        """
        meeting, seat_id = self._own(call, asked["meeting"])
        before = self._record(meeting)
        after = domain.apologise(before, seat_id, call.now, meeting.starts_at)
        if after is not before:
            self.store.save(after)
        self.store.keep_reason(meeting.id, seat_id, call.caller.subject, asked["reason"])
        self.store.work.schedule(ERASE, meeting.id, meeting.ends_at + KEPT_AFTER)
        return {"meeting": meeting.id, "presence": after.presence(seat_id)}

    @command(schemas.GetAttendance, by=("member",))
    def take_back_apology(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Say that one can come after all; refused as ``send_apology`` is."""
        meeting, seat_id = self._own(call, asked["meeting"])
        before = self._record(meeting)
        after = domain.take_back_apology(before, seat_id, call.now, meeting.starts_at)
        if after is not before:
            self.store.save(after)
        self.store.keep_reason(meeting.id, seat_id, call.caller.subject, "")
        return {"meeting": meeting.id, "presence": after.presence(seat_id)}

    @command(schemas.NotePublished, by=KEEPERS)
    def note_published_attendance(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Keep what was published of past meetings, with its source.

        Refused: ``not_your_region``, ``region_unknown``, ``attendance_range_wrong``.
        """
        kept_by(call.caller, self.settings.regions, asked["region"])
        made = figures.published_range(PublishedRange(id=call.new_id(), version=1, **asked))
        self.store.save_range(made)
        return schemas.range_view(made)

    @command(schemas.RemovePublished, by=KEEPERS)
    def remove_published_attendance(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Take away one that was noted wrongly. Refused: ``not_found``."""
        found = self.store.range_of(asked["id"])
        if found is None or not keeps(call.caller, found.region):
            raise Refused("not_found")
        self.store.remove_range(found.id)
        return schemas.range_view(found)

    @due(ERASE)
    def erase_apology_reasons(self, call: Call, job: Job) -> Again | None:
        """Thirty days after a meeting nobody reads any more why somebody could not come."""
        meeting = MeetingStore(self.store.work).get(job.key)
        if meeting is not None and call.now < meeting.ends_at + KEPT_AFTER:
            return Again(meeting.ends_at + KEPT_AFTER, {})  # it was moved to a later day
        self.store.erase_reasons(job.key)
        return None

    def _record(self, meeting: Meeting) -> Attendance:
        return self.store.get(meeting.id) or domain.empty(meeting.id, meeting.region)

    def _meeting(self, meeting_id: str) -> Meeting:
        found = MeetingStore(self.store.work).get(meeting_id)
        if found is None:
            raise Refused("not_found")
        return found

    def _seen(self, call: Call, meeting_id: str) -> Meeting:
        meeting = self._meeting(meeting_id)
        if not meeting.is_shown and not showing.is_insider(self.store.work, call, meeting):
            raise Refused("not_found")
        return meeting

    def _own(self, call: Call, meeting_id: str) -> tuple[Meeting, str]:
        """The meeting, and the seat that the caller will hold at it."""
        meeting = self._seen(call, meeting_id)
        _refuse_cancelled(meeting)
        term = seat_of(self.store.work, meeting, call.caller.subject)
        if term is None:
            raise Refused("no_seat_at_meeting")
        return meeting, term.seat_id


def _refuse_cancelled(meeting: Meeting) -> None:
    if meeting.status == CANCELLED:
        raise Refused("meeting_cancelled")
