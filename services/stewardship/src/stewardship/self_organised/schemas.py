"""The shapes at the doors of members' own groups."""

from collections.abc import Collection
from typing import Any

from marshmallow import Schema, fields, validate

from chassis.fields import Day, Identifier, Line, Paragraphs, RegionCode, Version
from chassis.paging import page_fields
from stewardship.self_organised.domain import ENDED, STATES, Group

LONGEST_PURPOSE = 600
LONGEST_REACH = 300
LONGEST_NEWS = 1_000
MOST_REGIONS = 60


def _regions() -> "fields.List[Any]":
    return fields.List(RegionCode(), required=True, validate=validate.Length(1, MOST_REGIONS))


class StartGroup(Schema):
    """The founder is the contact: ``shown_name`` and ``reach`` are seen by every member."""

    name = Line(required=True, longest=120)
    purpose = Paragraphs(required=True, longest=LONGEST_PURPOSE)
    regions = _regions()
    shown_name = Line(load_default="")
    reach = Paragraphs(load_default="", longest=LONGEST_REACH)
    compact_accepted = fields.Bool(load_default=False)
    ends_on = Day(load_default=None, allow_none=True)


class ListGroups(Schema):
    region = RegionCode(load_default=None, allow_none=True)
    state = fields.Str(load_default=None, allow_none=True, validate=validate.OneOf(STATES))
    cursor = page_fields()["cursor"]
    limit = page_fields()["limit"]


class GetGroup(Schema):
    id = Identifier(required=True)


class JoinGroup(GetGroup):
    """A name to be shown, if the member likes; without it they are "a member of SW"."""

    shown_name = Line(load_default="")


class TellNews(GetGroup):
    text = Paragraphs(required=True, longest=LONGEST_NEWS)


class ChangeGroup(GetGroup):
    """The whole of it as it is to be; ``version`` is what the contact read."""

    name = Line(required=True, longest=120)
    purpose = Paragraphs(required=True, longest=LONGEST_PURPOSE)
    regions = _regions()
    ends_on = Day(load_default=None, allow_none=True)
    version = Version()


class TakeContact(GetGroup):
    shown_name = Line(load_default="")
    reach = Paragraphs(load_default="", longest=LONGEST_REACH)


class EndGroup(GetGroup):
    came_of_it = Paragraphs(load_default="", longest=LONGEST_NEWS)


def public_view(group: Group) -> dict[str, Any]:
    """What everybody may know: why there is a group, and where (row 87: listed to members)."""
    return {
        "id": group.id,
        "purpose": group.purpose,
        "regions": list(group.regions),
        "state": group.state,
    }


def members_view(group: Group, reader: str, gone: Collection[str]) -> dict[str, Any]:
    """All of it, for members: people by the name they chose to show, or by their region.

    ``gone`` are members who left Q: they are counted and shown no longer.
    """
    here = [each for each in group.members if each.member_id not in gone]
    contact = group.contact if group.contact and group.contact.member_id not in gone else None
    is_in = group.has(reader)
    is_contact = group.is_contact(reader)
    return {
        **public_view(group),
        "version": group.version,
        "name": group.name,
        "started_at": group.started_at.isoformat(),
        "last_activity": group.last_activity.isoformat(),
        "ends_on": group.ends_on.isoformat() if group.ends_on else None,
        "ended_at": group.ended_at.isoformat() if group.ended_at else None,
        "came_of_it": group.came_of_it or None,
        "members": len(here),
        "people": [
            {
                "shown_name": each.shown_name or None,
                "region": each.region,
                "since": each.since.isoformat(),
            }
            for each in here
        ],
        "contact": {
            "member_id": contact.member_id,
            "shown_name": contact.shown_name,
            "reach": contact.reach,
        }
        if contact
        else None,
        "news": [{"text": each.text, "at": each.at.isoformat()} for each in reversed(group.news)],
        "may": _may(group, is_in, is_contact, contact is None),
    }


def kept_answer(view: dict[str, Any]) -> dict[str, Any]:
    """What a command answers. Answers are remembered for weeks, and how somebody is called or reached goes
    when they leave Q."""
    contact = view["contact"] and {**view["contact"], "shown_name": "", "reach": ""}
    return {**view, "people": [{**each, "shown_name": None} for each in view["people"]], "contact": contact}


def _may(group: Group, is_in: bool, is_contact: bool, has_no_contact: bool) -> list[str]:
    """What the reader can do now."""
    if group.state == ENDED:
        asked_for = not group.came_of_it and is_in and (is_contact or has_no_contact)
        return ["end"] if asked_for else []
    if not is_in:
        return ["join"]
    if is_contact:
        return ["tell_news", "change", "take_contact", "step_down", "end"]
    return ["tell_news", "leave", *(["take_contact", "end"] if has_no_contact else [])]
