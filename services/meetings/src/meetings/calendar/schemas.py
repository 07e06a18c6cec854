"""The shapes at the doors of the calendar."""

from typing import Any

from marshmallow import Schema

from chassis.fields import Identifier
from meetings.calendar.domain import Meeting


class GetMeeting(Schema):
    """One meeting by id."""

    id = Identifier(required=True)


def meeting_view(meeting: Meeting) -> dict[str, Any]:
    """A meeting as everybody may read it once it is published."""
    return {
        "id": meeting.id,
        "version": meeting.version,
        "region": meeting.region,
        "title": meeting.title,
        "starts_at": meeting.starts_at.isoformat(),
        "minutes": meeting.minutes,
        "mode": meeting.mode,
        "status": meeting.status,
    }
