"""The shapes at the doors of certificates."""

from typing import Any

from marshmallow import Schema, fields, validate

from chassis.fields import Identifier
from meetings.events.domain import Event

CODE_LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
"""Without those that look like another one."""
CODE_LENGTH = 16
CODE = validate.Regexp(rf"[{CODE_LETTERS}]{{{CODE_LENGTH}}}\Z", error="A code has 16 letters and digits.")


class OfEvent(Schema):
    """The event by id."""

    event_id = Identifier(required=True)


class CheckCertificate(Schema):
    """The code as it stands on the certificate, without its hyphens."""

    code = fields.Str(required=True, validate=CODE)


def event_view(event: Event) -> dict[str, Any]:
    """What a certificate says of the event; ``day`` is London's."""
    return {
        "id": event.id,
        "title": event.title,
        "region": event.region,
        "day": event.day.isoformat() if event.day else None,
        "minutes": event.minutes,
        "hosts": list(event.hosts),
    }
