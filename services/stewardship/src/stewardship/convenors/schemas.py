"""The shapes at the doors of the convenors' network."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from marshmallow import Schema, fields, validate

from chassis.fields import Identifier, Line, Paragraphs, Version
from chassis.paging import page_fields
from commons.fields import RoughDay
from stewardship.convenors.domain import AUDIENCES, KINDS, Note, Session, Topic, Training

LONGEST_TOPIC = 300
LONGEST_NOTE = 2_000
MOST_JOINING = 500


class PageOf(Schema):
    """A page of a list."""

    cursor = page_fields()["cursor"]
    limit = page_fields()["limit"]


class PlanSession(Schema):
    """When, for whom, and how to join; ``on`` may be a day, a month or a year."""

    title = Line(required=True)
    kind = fields.Str(required=True, validate=validate.OneOf(KINDS))
    audience = fields.Str(required=True, validate=validate.OneOf(AUDIENCES))
    on = RoughDay(required=True)
    joining = Line(load_default="", longest=MOST_JOINING)


class ProposeTopic(Schema):
    """What to talk about."""

    text = Paragraphs(required=True, longest=LONGEST_TOPIC)


class TakeUpTopic(Schema):
    """A topic for a session."""

    session_id = Identifier(required=True)
    topic_id = Identifier(required=True)


class BookTraining(Schema):
    """A place in a training session."""

    session_id = Identifier(required=True)


class RecordTraining(Schema):
    """Something learned elsewhere; it counts as attended."""

    title = Line(required=True)
    on = RoughDay(required=True)
    provider = Line(required=True)


class OneTraining(Schema):
    """One of the caller's own records."""

    id = Identifier(required=True)
    version = Version()


class WriteNote(Schema):
    """Others read it only with ``shared``, which is consent and can be taken back."""

    text = Paragraphs(required=True, longest=LONGEST_NOTE)
    shared = fields.Bool(required=True)


class ShareNote(OneTraining):
    """Consent given or taken back."""

    shared = fields.Bool(required=True)


def session_view(
    session: Session, topics: Mapping[str, Topic], invited: Mapping[str, int], today: date
) -> dict[str, Any]:
    """``invited``: how many convenors and how many other members of groups; never who."""
    return {
        "id": session.id,
        "version": session.version,
        "title": session.title,
        "kind": session.kind,
        "audience": session.audience,
        "on": session.on.text,
        "over": session.is_over_on(today),
        "joining": session.joining or None,
        "topics": [topics[each].text for each in session.topics if each in topics],
        "invited": dict(invited),
    }


def topic_view(topic: Topic) -> dict[str, Any]:
    return {"id": topic.id, "text": topic.text, "region": topic.region, "at": topic.at.isoformat()}


def training_view(training: Training) -> dict[str, Any]:
    return {
        "id": training.id,
        "version": training.version,
        "title": training.title,
        "on": training.on.text,
        "provider": training.provider,
        "state": training.state,
        "session_id": training.session_id or None,
    }


def note_view(note: Note, reader: str) -> dict[str, Any]:
    """A note by its region; whose it is, its author alone is told."""
    return {
        "id": note.id,
        "version": note.version,
        "region": note.region,
        "text": note.text,
        "at": note.at.isoformat(),
        "shared": note.is_shared,
        "mine": note.author == reader,
    }
