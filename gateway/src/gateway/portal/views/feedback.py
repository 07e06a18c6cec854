"""What an event was like: answered in a minute by those who came, read by everybody (row 53)."""

from typing import Any

from contracts.refusals import Refused
from gateway.clients.meetings import feedback as doors
from gateway.guards import caller
from gateway.portal.forms import Form, send, sent_form, version_of
from gateway.portal.pages import Page, action, onward, page, show
from gateway.portal.presenting.feedback import EXPECTATIONS, LEARNING, Feedback, feedback_of
from gateway.portal.whole_numbers import whole

ORGANISERS = ("member", "coordinator", "convenor", "national_team")
ANSWERS = ("expectation", "learning", "met_somebody", "take_back")
NEEDED = {
    "expectation": "Say whether it was what you expected",
    "learning": "Say how much you learned",
    "met_somebody": "Say whether you met somebody new",
}
SUMMARY = ("words", "base", "source")


@page("/events/<event_id>/feedback", "public")
def event_feedback(event_id: str) -> Page:
    return _feedback(event_id, Form())


@action("/events/<event_id>/feedback", "member")
def give_feedback(event_id: str) -> Page:
    """A second press finds the answer kept already: that is no error to whoever gave it."""
    form = sent_form(*ANSWERS).lacking(NEEDED)
    answer = send(form, ANSWERS, lambda form: _send_answer(event_id, form))
    if isinstance(answer, Form) and not doors.get_feedback(caller(), event_id)["answered"]:
        return _feedback(event_id, answer)
    return onward("event_feedback", "feedback-given", event_id=event_id)


@page("/events/<event_id>/feedback/lesson", *ORGANISERS)
def lesson_form(event_id: str) -> Page:
    return _lesson(_run(event_id), Form())


@action("/events/<event_id>/feedback/lesson", *ORGANISERS)
def note_lesson(event_id: str) -> Page:
    form = sent_form("text").lacking({"text": "Say what everybody may learn from this event"})
    answer = send(
        form,
        ("text",),
        lambda form: doors.note_lesson(caller(), form.command_id, event_id, text=form.answers["text"]),
    )
    if isinstance(answer, Form):
        return _lesson(_run(event_id), answer)
    return onward("event_feedback", "lesson-noted", event_id=event_id)


@page("/events/<event_id>/feedback/summary", *ORGANISERS)
def feedback_summary_form(event_id: str) -> Page:
    """What is recorded already stands in the form."""
    found = _run(event_id)
    known = found.summary
    answers = {} if known is None else {
        "words": known["words"], "base": known["typed_base"], "source": known["source"],
        "version": str(known["version"]),
    }  # fmt: skip
    return _summary(found, Form(answers=answers))


@action("/events/<event_id>/feedback/summary", *ORGANISERS)
def record_feedback_summary(event_id: str) -> Page:
    form = sent_form(*SUMMARY, "version").lacking({"words": "Say what the source says"})
    if form.answers["base"] and whole(form.answers["base"]) is None:
        form = form.wrong("base", "Enter how many answered as a number, or leave it blank")
    answer = send(form, SUMMARY, lambda form: _send_summary(event_id, form))
    if isinstance(answer, Form):
        return _summary(_run(event_id), answer)
    return onward("event_feedback", "feedback-summary", event_id=event_id)


def _send_answer(event_id: str, form: Form) -> Any:
    sent = form.answers
    return doors.give_feedback(
        caller(),
        form.command_id,
        event_id,
        expectation=sent["expectation"],
        learning=whole(sent["learning"]) or 0,
        met_somebody=sent["met_somebody"] == "yes",
        take_back=sent["take_back"],
    )


def _send_summary(event_id: str, form: Form) -> Any:
    sent = form.answers
    return doors.record_feedback_summary(
        caller(),
        form.command_id,
        event_id,
        words=sent["words"],
        base=int(sent["base"]) if sent["base"] else None,
        source=sent["source"],
        version=version_of(form),
    )


def _run(event_id: str) -> Feedback:
    """The feedback of an event that the reader organises. Refused: ``not_event_organiser``."""
    found = feedback_of(doors.get_feedback(caller(), event_id))
    if not found.runs:
        raise Refused("not_event_organiser")
    return found


def _feedback(event_id: str, form: Form) -> Page:
    return show(
        "event_feedback",
        form=form,
        feedback=feedback_of(doors.get_feedback(caller(), event_id)),
        expectations=[{"value": key, "text": name} for key, name in EXPECTATIONS.items()],
        learning=[{"value": str(number), "text": name} for number, name in LEARNING.items()],
        yes_or_no=[{"value": "yes", "text": "Yes"}, {"value": "no", "text": "No"}],
    )


def _lesson(found: Feedback, form: Form) -> Page:
    return show("event_lesson", form=form, feedback=found)


def _summary(found: Feedback, form: Form) -> Page:
    return show("event_feedback_summary", form=form, feedback=found)
