"""The shapes at the doors of topic requests."""

from typing import Any

from marshmallow import Schema, fields, validate

from chassis.fields import Identifier, Line, RegionCode
from chassis.paging import page_fields
from meetings.events.topics.domain import OPEN, STATES, TopicRequest


class ListTopics(Schema):
    """A region's topics."""

    region = RegionCode(required=True)
    state = fields.Str(load_default=OPEN, validate=validate.OneOf(STATES))
    cursor = page_fields()["cursor"]
    limit = page_fields()["limit"]


class RequestTopic(Schema):
    """What a member would like to learn about; for their own region."""

    topic = Line(required=True, longest=120)


class OneTopic(Schema):
    """One topic by id."""

    id = Identifier(required=True)


class TakeUpTopic(Schema):
    """The event that is about it."""

    id = Identifier(required=True)
    event_id = Identifier(required=True)


def topic_view(request: TopicRequest, reader: str) -> dict[str, Any]:
    """How many would like it; never who."""
    return {
        "id": request.id,
        "version": request.version,
        "region": request.region,
        "topic": request.topic,
        "asked_at": request.asked_at.isoformat(),
        "support": request.support,
        "mine": bool(reader) and reader in request.supporters,
        "state": request.state,
        "event_id": request.event_id,
    }
