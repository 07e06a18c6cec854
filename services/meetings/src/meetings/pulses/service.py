"""The doors of pulses: those who were there answer in secret, everybody reads the share (row 47)."""

from datetime import timedelta
from secrets import token_hex
from typing import Any

from chassis.call import Again, Call, Job
from chassis.doors import PUBLIC, command, due, query
from commons.london import day_in_words, day_of, in_words
from commons.places import KEEPERS, keeps, name_of
from contracts.events import Fact
from contracts.refusals import Refused
from meetings import speaking
from meetings.agendas.store import AgendaStore
from meetings.attendance.domain import PRESENT
from meetings.attendance.seats import seat_of, seats_of
from meetings.attendance.showing import is_insider
from meetings.attendance.store import AttendanceStore
from meetings.calendar.domain import CANCELLED, Meeting
from meetings.calendar.store import MeetingStore
from meetings.calendar.watching import keepers_of
from meetings.called import called
from meetings.notices import notices
from meetings.pulses import domain, schemas
from meetings.pulses.asking import OPENING
from meetings.pulses.domain import Answer, Pulse
from meetings.pulses.needs.store import NeedStore
from meetings.pulses.store import PulseStore
from meetings.refusal import Refusal
from meetings.settings import Settings

CLOSING = "pulse_closes"
ERASE = "access_needs_end"
KEPT_AFTER = timedelta(days=30)
"""How long after the meeting its keepers can read what somebody needed."""


class Pulses:
    """Whether everybody could contribute."""

    name = "meetings_pulses"
    context = "meetings"
    refusals = (Refusal,)
    store_class = PulseStore
    settings_class = Settings
    store: PulseStore
    settings: Settings

    @query(schemas.OfMeeting, by=(PUBLIC,))
    def get_pulse(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """One meeting's pulse: the share once it has closed, sentences for the table alone.

        With fewer than five answers there is no result, only that they are too few. Refused: ``not_found``.
        """
        meeting = self._seen(call, asked["meeting"])
        is_inside = is_insider(self.store.work, call, meeting)
        pulse = self.store.get(meeting.id)
        return {
            **schemas.pulse_view(meeting, pulse, call.now),
            **self._shown(call, pulse, is_inside),
            "rounds": self._rounds(meeting) if is_inside else None,
            "may_note_rounds": self._leads(call, meeting),
        }

    @command(schemas.AnswerPulse, by=("member",), remembered=False)
    def answer_pulse(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Say whether one could contribute. The flag and the answer are one transaction in two databases.

        Refused: ``not_found``, ``not_at_meeting``, ``pulse_not_open``, ``pulse_closed``,
        ``pulse_answered`` also when the same is sent twice.
        """
        meeting = self._seen(call, asked["meeting"])
        pulse, me = self.store.get(meeting.id), call.caller.subject
        domain.refuse_unasked(self.store.roll.answered(meeting.id, me), pulse, call.now)
        if not self.store.roll.mark(meeting.id, me):
            raise Refusal("pulse_answered")
        self.store.add(Answer(token_hex(16), meeting.id, asked["could"], asked["sentence"]))
        if pulse is not None and self._is_settled(meeting):
            self.store.save(domain.closed(pulse, call.now))
            self.store.work.unschedule(CLOSING, meeting.id)
        return {"accepted": True}

    @command(schemas.NoteRound, by=("member", *KEEPERS))
    def note_round(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Note that an item is gone through in a round, or is not; for keepers and whoever leads.

        Refused: ``not_found``, ``not_your_group``, ``round_item_unknown``.
        """
        meeting = self._seen(call, asked["meeting"])
        if not self._leads(call, meeting):
            raise Refused("not_your_group")
        if asked["item"] not in {each["item"] for each in self._rounds(meeting)}:
            raise Refusal("round_item_unknown")
        before = self.store.rounds_of(meeting.id)
        after = domain.in_rounds(before, asked["item"], asked["is_on"])
        if after is not before:
            self.store.save_rounds(after)
        return {"meeting": meeting.id, "rounds": self._rounds(meeting)}

    @query(schemas.OfMeeting, by=("member", *KEEPERS))
    def get_needs(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """What the caller needs, and for keepers what everybody at the meeting needs.

        Refused: ``not_found``, ``not_your_group``.
        """
        meeting = self._seen(call, asked["meeting"])
        if not is_insider(self.store.work, call, meeting):
            raise Refused("not_your_group")
        store, me = NeedStore(self.store.work), call.caller.subject
        return {
            "mine": store.get(meeting.id, me),
            "may_say": self._may_say(call, meeting),
            "needs": self._needs(meeting) if keeps(call.caller, meeting.region) else None,
        }

    @command(schemas.SayNeed, by=("member",))
    def say_need(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Tell the keepers what one needs to take part. The answer holds none of it.

        Refused: ``not_found``, ``no_seat_at_meeting``, ``meeting_over``.
        """
        meeting = self._seen(call, asked["meeting"])
        me, store = call.caller.subject, NeedStore(self.store.work)
        if seat_of(self.store.work, meeting, me) is None:
            raise Refused("no_seat_at_meeting")
        if not self._may_say(call, meeting):
            raise Refused("meeting_over")
        before = store.get(meeting.id, me)
        store.keep(meeting.id, me, asked["text"])
        if asked["text"] and asked["text"] != before:
            self.store.work.schedule(ERASE, meeting.id, meeting.ends_at + KEPT_AFTER)
            self.store.work.publish(self._need_told(call, meeting))
        return {"meeting": meeting.id, "kept": bool(asked["text"])}

    @due(OPENING)
    def ask_those_who_were_there(self, call: Call, job: Job) -> None:
        """Open the pulse, or add to it who was marked present since; everybody is asked once, by mail."""
        meeting = MeetingStore(self.store.work).get(job.key)
        if meeting is None or meeting.status == CANCELLED:
            return
        present = self._present(meeting)
        pulse = self.store.get(meeting.id)
        made = pulse or domain.opened(meeting.id, meeting.region, meeting.ends_at, call.now)
        if made is None or made.is_closed(call.now) or not present:
            return
        if pulse is None:
            self.store.save(made)
            self.store.work.schedule(CLOSING, meeting.id, made.closes_at)
        self.store.roll.ask_no_more(meeting.id, present)
        added = self.store.roll.ask(meeting.id, present)
        if added:
            self.store.work.publish(self._asked(meeting, made, added))

    @due(CLOSING)
    def close_the_pulse(self, call: Call, job: Job) -> Again | None:
        """From now on the share is shown, if enough have answered."""
        pulse = self.store.get(job.key)
        if pulse is not None and pulse.closed_at is None:
            self.store.save(domain.closed(pulse, call.now))
        return None

    @due(ERASE)
    def erase_needs(self, call: Call, job: Job) -> Again | None:
        """Thirty days after a meeting nobody reads any more what somebody needed at it."""
        meeting = MeetingStore(self.store.work).get(job.key)
        if meeting is not None and call.now < meeting.ends_at + KEPT_AFTER:
            return Again(meeting.ends_at + KEPT_AFTER, {})  # it was moved to a later day
        NeedStore(self.store.work).erase(job.key)
        return None

    def _shown(self, call: Call, pulse: Pulse | None, is_inside: bool) -> dict[str, Any]:
        """The result of a closed pulse, and how the caller stands to an open one."""
        if pulse is None:
            return {"asked": None, "answers": None, "result": None, "mine": None}
        answered = self.store.roll.answered(pulse.meeting_id, call.caller.subject)
        mine = None if answered is None else "answered" if answered else "asked"
        asked = self.store.roll.count_asked(pulse.meeting_id)
        shown = {"asked": asked, "answers": None, "result": None, "mine": mine}
        if pulse.is_open(call.now):
            return shown
        answers = self.store.answers_of(pulse.meeting_id)
        result = domain.result(answers)
        told = schemas.result_view(result, with_sentences=is_inside) if result else None
        return {**shown, "answers": len(answers), "result": told}

    def _is_settled(self, meeting: Meeting) -> bool:
        """Whether everybody who was there has answered, and it is known who was there."""
        record = AttendanceStore(self.store.work).get(meeting.id)
        seats = {term.seat_id for term in seats_of(self.store.work, meeting)}
        marked = {mark.seat_id for mark in record.marks} if record else set()
        return seats <= marked and self.store.roll.count_waiting(meeting.id) == 0

    def _present(self, meeting: Meeting) -> list[str]:
        record = AttendanceStore(self.store.work).get(meeting.id)
        if record is None:
            return []
        terms = seats_of(self.store.work, meeting)
        return [term.member_id for term in terms if record.presence(term.seat_id) in PRESENT]

    def _rounds(self, meeting: Meeting) -> list[dict[str, Any]]:
        agenda = AgendaStore(self.store.work).get(meeting.id)
        on = self.store.rounds_of(meeting.id).items
        items = agenda.on_it if agenda else ()
        return [{"item": each.id, "title": each.title, "is_on": each.id in on} for each in items]

    def _leads(self, call: Call, meeting: Meeting) -> bool:
        return keeps(call.caller, meeting.region) or speaking.leads(
            self.store.work, call.caller, meeting.region, day_of(call.now)
        )

    def _may_say(self, call: Call, meeting: Meeting) -> bool:
        holds = seat_of(self.store.work, meeting, call.caller.subject) is not None
        return holds and meeting.status != CANCELLED and call.now < meeting.ends_at

    def _needs(self, meeting: Meeting) -> list[dict[str, str]]:
        found = NeedStore(self.store.work).of(meeting.id)
        words = called(self.store.work, found, meeting.region, meeting.day, for_everybody=False)
        told = [{"called": words[member], "text": text} for member, text in found.items()]
        return sorted(told, key=lambda each: each["called"])

    def _asked(self, meeting: Meeting, pulse: Pulse, members: list[str]) -> list[Fact]:
        return notices(
            "pulse_asked",
            cause=f"pulse:{meeting.id}",
            members=members,
            about={
                "group": name_of(self.settings.regions, meeting.region),
                "day": day_in_words(meeting.day),
                "closes": in_words(pulse.closes_at),
            },
            path=f"/meetings/{meeting.id}/pulse",
            concerning=(meeting.id, meeting.version),
            region=meeting.region,
        )

    def _need_told(self, call: Call, meeting: Meeting) -> list[Fact]:
        """To convenor, chair and coordinators, without what it is: that stands on a page for them alone."""
        keepers = keepers_of(self.store.work, meeting.region, call.now)
        return notices(
            "access_need_said",
            cause=f"need:{meeting.id}:{call.caller.subject}",
            members=keepers - {call.caller.subject},
            about={
                "group": name_of(self.settings.regions, meeting.region),
                "day": day_in_words(meeting.day),
            },
            path=f"/meetings/{meeting.id}/attendance",
            concerning=(meeting.id, meeting.version),
            region=meeting.region,
        )

    def _seen(self, call: Call, meeting_id: str) -> Meeting:
        meeting = MeetingStore(self.store.work).get(meeting_id)
        if meeting is None:
            raise Refused("not_found")
        if not meeting.is_shown and not is_insider(self.store.work, call, meeting):
            raise Refused("not_found")
        return meeting
