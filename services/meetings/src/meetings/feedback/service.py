"""The doors of feedback: those who came answer by nobody's name, everybody reads the counts (row 53)."""

import secrets
from datetime import timedelta
from typing import Any

from chassis.call import Again, Call, Job
from chassis.doors import PUBLIC, command, due, query
from chassis.versions import refuse_stale
from commons.london import in_words
from commons.places import KEEPERS
from contracts.meetings import LESSON_NOTED
from meetings.events import reach
from meetings.events.bookings.store import BookingStore
from meetings.events.domain import Event
from meetings.events.store import EventStore
from meetings.feedback import asking, domain, schemas
from meetings.feedback.domain import Answer, Lesson
from meetings.feedback.store import FeedbackStore
from meetings.notices import notices
from meetings.refusal import Refusal
from meetings.settings import Settings

FORGET = "event_feedback_forgotten"
ORGANISERS = ("member", *KEEPERS)
"""Who may knock where events are run; ``reach.runs`` knows which of them."""


class Feedback:
    """What an event was like."""

    name = "meetings_feedback"
    context = "meetings"
    refusals = (Refusal,)
    store_class = FeedbackStore
    settings_class = Settings
    store: FeedbackStore
    settings: Settings

    @query(schemas.OfEvent, by=(PUBLIC,))
    def get_feedback(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Counts and base once the question is closed, from five answers on; what was recorded; lessons.

        ``results`` null: still open (``open_until``), too few answered, or nobody was asked.
        Refused: ``not_found``.
        """
        event = reach.event_seen(self.store.work, call.caller, asked["event_id"])
        return self._view(call, event)

    @command(schemas.GiveFeedback, by=("member",), remembered=False)
    def give_feedback(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Answer, once. The flag and the answer, in its own database, are one transaction (ADR 0013).

        Refused: ``not_found``, ``feedback_not_open``, ``not_at_event``, ``feedback_given``,
        ``feedback_closed``.
        """
        work, me = self.store.work, call.caller.subject
        event = reach.event_seen(work, call.caller, asked["event_id"])
        came = BookingStore(work).attended(event.id, me)
        answered = self.store.roll.answered(event.id, me)
        domain.refuse_unasked(event, came, answered, self.settings.feedback_days, call.now)
        if answered is None:
            self._ask(event)
        if not self.store.roll.mark(event.id, me):
            raise Refusal("feedback_given")
        told = {name: asked[name] for name in ("expectation", "learning", "met_somebody", "take_back")}
        self.store.add(Answer(secrets.token_hex(16), event.id, **told))
        return {"accepted": True}

    @command(schemas.RecordSummary, by=ORGANISERS)
    def record_feedback_summary(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """What was said of an event elsewhere, as its source says it; an unknown base stays blank.

        Refused: ``not_found``, ``not_event_organiser``, ``feedback_not_open``, ``feedback_names_somebody``,
        ``stale_version``.
        """
        event = self._over(call, asked["event_id"])
        before = self.store.summary(event.id)
        if before is not None:
            refuse_stale(before.version, asked["version"])
        self.store.save_summary(
            domain.summarised(before, event, asked["words"], asked["base"], asked["source"])
        )
        return self._view(call, event)

    @command(schemas.NoteLesson, by=ORGANISERS)
    def note_lesson(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Write a lesson down for everybody.

        Refused: ``not_found``, ``not_event_organiser``, ``feedback_not_open``, ``feedback_names_somebody``.
        """
        event = self._over(call, asked["event_id"])
        domain.refuse_name("text", asked["text"])
        lesson = Lesson(call.new_id(), event.id, event.region, asked["text"], call.now)
        fact = {
            "lesson_id": lesson.id, "region": event.region, "event_id": event.id, "text": lesson.text
        }  # fmt: skip
        self.store.add_lesson(lesson, [LESSON_NOTED.of(lesson.id, 1, fact, event.region)])
        return self._view(call, event)

    @due(asking.ASK)
    def ask_those_who_came(self, call: Call, job: Job) -> Again | None:
        """The next morning; if nobody was checked in by then, we look again for some mornings."""
        event = EventStore(self.store.work).get(job.key)
        ended = domain.ended_at(event, call.now) if event is not None else None
        if event is None or ended is None:
            return None
        self._ask(event)
        members = self.store.roll.waiting(event.id)
        if members:
            until = domain.asks_until(ended, self.settings.feedback_days)
            self.store.work.publish(
                notices(
                    "feedback_asked",
                    cause=f"feedback:{event.id}",
                    members=members,
                    about={"title": event.title, "until": in_words(until)},
                    path=f"/events/{event.id}/feedback",
                    concerning=(event.id, event.version),
                    region=event.region,
                )
            )
            return None
        tomorrow = domain.next_morning(call.now)
        return Again(tomorrow, {}) if call.now - ended < timedelta(days=domain.ASKING_DAYS) else None

    @due(FORGET)
    def forget_texts(self, _call: Call, job: Job) -> None:
        """What people wrote has an end; the counts stay."""
        self.store.forget_texts(job.key)

    def _ask(self, event: Event) -> None:
        """Everybody who came is on the roll, in the order of their ids, before the first answer is."""
        self.store.roll.ask(event.id, asking.came_of(self.store.work, event.id))
        if event.ends_at is not None:
            end = event.ends_at + timedelta(days=self.settings.feedback_words_days)
            self.store.work.schedule(FORGET, event.id, end)

    def _over(self, call: Call, event_id: str) -> Event:
        """An event of the caller's that took place. Refused: ``feedback_not_open`` and as ``event_run``."""
        event = reach.event_run(self.store.work, call.caller, event_id)
        if not event.is_over and domain.ended_at(event, call.now) is None:
            raise Refusal("feedback_not_open")
        return event

    def _view(self, call: Call, event: Event) -> dict[str, Any]:
        runs = reach.runs(call.caller, event)
        ended = domain.ended_at(event, call.now)
        until = domain.asks_until(ended, self.settings.feedback_days) if ended else None
        is_closed = until is not None and until <= call.now
        found = domain.results(self.store.answers_of(event.id)) if is_closed else None
        return {
            "event": {"id": event.id, "title": event.title, "region": event.region, "when": event.when},
            "is_over": event.is_over or ended is not None,
            "open_until": until.isoformat() if until and not is_closed else None,
            "may_answer": self._may_answer(call, event),
            "answered": self._has_answered(call, event),
            "runs": runs,
            "results": schemas.results_view(found, with_words=runs),
            "summary": schemas.summary_view(self.store.summary(event.id)),
            "lessons": [schemas.lesson_view(each) for each in self.store.lessons_of(event.id)],
        }

    def _may_answer(self, call: Call, event: Event) -> bool:
        if call.caller.is_visitor:
            return False
        me, work = call.caller.subject, self.store.work
        try:
            domain.refuse_unasked(
                event,
                BookingStore(work).attended(event.id, me),
                self.store.roll.answered(event.id, me),
                self.settings.feedback_days,
                call.now,
            )
        except Refusal:
            return False
        return True

    def _has_answered(self, call: Call, event: Event) -> bool:
        return not call.caller.is_visitor and bool(self.store.roll.answered(event.id, call.caller.subject))
