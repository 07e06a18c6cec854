"""The shapes at the doors of calendar feeds."""

from typing import Any

from marshmallow import Schema, fields, validate

from chassis.fields import Identifier, RegionCode
from meetings.feeds.domain import CalendarAddress, Entry

SHA256 = validate.Regexp(r"[0-9a-f]{64}\Z", error="Send a SHA-256 in hexadecimal digits.")


class CalendarOfRegion(Schema):
    """``known`` is the revision of what the asker holds already."""

    region = RegionCode(required=True)
    known = fields.Str(load_default="", validate=validate.Length(max=64))


class CalendarOf(Schema):
    """One meeting or event by id."""

    id = Identifier(required=True)


class CalendarOfAddress(Schema):
    """``secret_hash`` is the SHA-256 of the secret in a member's address."""

    secret_hash = fields.Str(required=True, validate=SHA256)


class MakeCalendarAddress(Schema):
    """The same: the secret itself stays with whoever drew it."""

    secret_hash = fields.Str(required=True, validate=SHA256)


def entry_view(entry: Entry) -> dict[str, Any]:
    """Instants in UTC, ISO; ``day`` instead of them for what lasts the whole day."""
    return {
        "kind": entry.kind,
        "id": entry.id,
        "region": entry.region,
        "title": entry.title,
        "status": entry.status,
        "sequence": entry.sequence,
        "changed_at": entry.changed_at.isoformat(),
        "starts_at": entry.starts_at.isoformat() if entry.starts_at else None,
        "ends_at": entry.ends_at.isoformat() if entry.ends_at else None,
        "day": entry.day.isoformat() if entry.day else None,
        "place": entry.place,
        "link": entry.link,
        "text": entry.text,
    }


def address_view(address: CalendarAddress | None) -> dict[str, Any]:
    """``made_at`` null: there is none. The secret is not kept, so nobody is shown it again."""
    return {"made_at": address.made_at.isoformat() if address else None}
