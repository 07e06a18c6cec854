"""The shapes of searching members, and of what a reader sees of one."""

from typing import Any

from marshmallow import Schema, fields

from chassis.fields import Identifier, Line, RegionCode
from chassis.paging import page_fields
from membership.directory.domain import Reader, seen_by_each, visible_fields
from membership.members.domain import Member
from membership.members.schemas import shown


class SearchMembers(Schema):
    """What to look for; every part narrows the search."""

    q = Line(load_default="", allow_none=True)
    region = RegionCode(load_default=None, allow_none=True)
    sector = Line(load_default=None, allow_none=True)
    topic = Line(load_default=None, allow_none=True)
    connectors_only = fields.Bool(load_default=False)
    cursor = page_fields()["cursor"]
    limit = page_fields()["limit"]


class GetMember(Schema):
    """One member by id."""

    id = Identifier(required=True)


def as_seen(member: Member, reader: Reader) -> dict[str, Any]:
    """The member as this reader may see them; empty when nothing may be seen."""
    seen = visible_fields(member, reader.audience_for(member))
    return {"id": member.id, **shown(seen)} if seen else {}


def what_others_see(member: Member) -> dict[str, dict[str, Any]]:
    """Each circle's view, for the member's own eyes: ``{public: {..}, members: {..}, region: {..}}``."""
    return {audience: shown(seen) for audience, seen in seen_by_each(member).items()}
