"""The shapes at the doors of the member register."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from marshmallow import Schema, ValidationError, fields, validate, validates_schema

from chassis.fields import Day, Identifier, Line, Paragraphs, RegionCode, Version
from chassis.paging import page_fields
from membership.directory.domain import CHOICES, DEFAULTS, visibility_of
from membership.members.domain import (
    ROLES,
    Connector,
    Member,
    Role,
    Stay,
    envelope_roles,
    roles_held,
    roles_named,
)

MOST_INTERESTS = 30
LARGEST_EXPORT_PAGE = 500


class ChangeProfile(Schema):
    """Only the fields that are there change."""

    version = Version(required=True)
    name = Line(required=False, validate=validate.Length(1, error="Enter your name."))
    profession = Line()
    sector = Line()
    organisation = Line()
    system = Line()
    perspective = Line()
    about = Paragraphs()
    interests = fields.List(
        Line(required=True, longest=60), validate=validate.Length(0, MOST_INTERESTS), required=False
    )
    visibility = fields.Dict(
        keys=fields.Str(validate=validate.OneOf(tuple(DEFAULTS))),
        values=fields.Str(validate=validate.OneOf(CHOICES)),
    )


class MoveRegion(Schema):
    """``id`` is for those who move somebody else; ``from`` is a day, today when left out."""

    id = Identifier(load_default=None, allow_none=True)
    version = Version(required=True)
    region = RegionCode(required=True)
    since = Day(data_key="from", load_default=None, allow_none=True)


class Leave(Schema):
    """The reason is for nobody's file: it is not kept."""

    version = Version(required=True)
    reason = Paragraphs(load_default="", allow_none=True)


class Identify(Schema):
    """By address or by id, one of the two."""

    # Not an EmailAddress: what cannot be an address is simply nobody's.
    email = Line(longest=320, load_default=None, allow_none=True)
    id = Identifier(load_default=None, allow_none=True)

    @validates_schema
    def one_of_the_two(self, data: Mapping[str, Any], **_: Any) -> None:
        if (data["email"] is None) == (data["id"] is None):
            raise ValidationError("Give an e-mail address or an id.", "email")


class ChangeRole(Schema):
    """A role and, for coordinator and convenor, its region."""

    id = Identifier(required=True)
    role = fields.Str(required=True, validate=validate.OneOf(ROLES))
    region = RegionCode(load_default=None, allow_none=True)


class ExportMembers(Schema):
    """A page of the register, of one region or of all."""

    region = RegionCode(load_default=None, allow_none=True)
    cursor = page_fields()["cursor"]
    limit = fields.Int(load_default=200, validate=validate.Range(1, LARGEST_EXPORT_PAGE))


def shown(values: Mapping[str, Any]) -> dict[str, Any]:
    """Fields of a member as JSON: dates as text, tuples as lists."""
    return {name: _plain(value) for name, value in values.items()}


def own_view(member: Member, current_compact: str) -> dict[str, Any]:
    """All that the register holds of a person, for that person."""
    standing = member.compact
    return {
        "id": member.id,
        "version": member.version,
        **shown({name: getattr(member, name) for name in DEFAULTS}),
        "home_regions": [_plain(stay) for stay in member.home_regions],
        "left": _plain(member.left),
        "status": member.status,
        "visibility": {name: visibility_of(member, name) for name in DEFAULTS},
        "compact": {
            "version": standing.version,
            "accepted_at": _plain(standing.accepted_at),
            "prompt": member.belongs and standing.version != current_compact,
            "grace_until": _plain(standing.grace_until),
        },
        "roles": [_plain(held) for held in roles_held(member)],
    }


def identity(member: Member) -> dict[str, Any]:
    """What the gateway needs to sign somebody in; ``roles`` as the signed envelope carries them.

    ``held`` are those that the national team gave, also while the membership is paused and they rest.
    """
    return {
        "id": member.id,
        "name": member.name,
        "email": member.email,
        "region": member.region,
        "status": member.status,
        "roles": envelope_roles(member),
        "held": roles_named(member),
    }


def roles_answer(member: Member) -> dict[str, Any]:
    """After a role was given or ended: what is held now."""
    return {"id": member.id, "roles": [_plain(held) for held in roles_held(member)]}


REGISTER = ("id", "name", "email", "region", "cohort", "status", "joined")
"""What a coordinator must hold to keep the register."""

OPTIONAL = ("profession", "sector", "organisation", "system", "perspective", "interests")
"""What a member may keep from the coordinator too, by hiding it."""


def export_row(member: Member) -> dict[str, Any]:
    """A member for the coordinator's file: the register, and the rest unless the member hides it."""
    row = shown({name: getattr(member, name) for name in REGISTER})
    row["compact_version"] = member.compact.version or ""
    for name in OPTIONAL:
        value = "" if visibility_of(member, name) == "nobody" else _plain(getattr(member, name))
        row[name] = "; ".join(value) if isinstance(value, list) else value
    return row


def _plain(value: Any) -> Any:
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, Stay):
        return {"region": value.region, "from": value.since.isoformat(), "until": _plain(value.until)}
    if isinstance(value, Role):
        return {"role": value.role, "region": value.region, "from": value.since.isoformat()}
    if isinstance(value, Connector):
        return {
            "regions": list(value.regions),
            "topics": list(value.topics),
            "since": value.since.isoformat(),
        }
    return list(value) if isinstance(value, tuple) else value
