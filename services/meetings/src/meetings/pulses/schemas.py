"""The shapes at the doors of pulses."""

from datetime import datetime
from typing import Any

from marshmallow import Schema, fields

from chassis.fields import Identifier, Line, Paragraphs
from meetings.calendar.domain import Meeting
from meetings.pulses.domain import Pulse, Result

LONGEST_SENTENCE = 200
LONGEST_NEED = 1000


class OfMeeting(Schema):
    """One meeting by id."""

    meeting = Identifier(required=True)


class AnswerPulse(OfMeeting):
    """``could``: I could contribute; one sentence beside it, if one likes."""

    could = fields.Bool(required=True, truthy={True}, falsy={False})
    sentence = Line(load_default="", longest=LONGEST_SENTENCE)


class SayNeed(OfMeeting):
    """What one needs to take part; empty takes it back."""

    text = Paragraphs(load_default="", longest=LONGEST_NEED)


class NoteRound(OfMeeting):
    """Whether an item of the agenda is gone through in a round."""

    item = Identifier(required=True)
    is_on = fields.Bool(required=True, truthy={True}, falsy={False})


def pulse_view(meeting: Meeting, pulse: Pulse | None, now: datetime) -> dict[str, Any]:
    """Which pulse it is, and whether it can be answered: ``not_open``, ``open`` or ``closed``."""
    state = "not_open" if pulse is None else "open" if pulse.is_open(now) else "closed"
    return {
        "meeting_id": meeting.id,
        "region": meeting.region,
        "title": meeting.title,
        "day": meeting.day.isoformat(),
        "state": state,
        "closes_at": pulse.closes_at.isoformat() if pulse else None,
    }


def result_view(result: Result, *, with_sentences: bool) -> dict[str, Any]:
    return {
        "yes": result.yes,
        "answers": result.answers,
        "percent": result.percent,
        "sentences": list(result.sentences) if with_sentences else None,
    }
