"""The shapes at the doors of the search."""

import base64
import json
from collections.abc import Mapping
from typing import Any

from marshmallow import Schema, fields, validate

from chassis.fields import Identifier, Line, RegionCode
from chassis.paging import page_fields
from contracts.refusals import Refused
from skills_register.searches.domain import Found, SavedSearch
from skills_register.skills.domain import WEEKDAYS
from skills_register.skills.schemas import MOST_HOURS, SKILL_KEY
from skills_register.skills.standing import LEVELS, Reason

MOST_SKILLS_ASKED = 5
FARTHEST = 300
FARTHEST_POINTS = 1_000
"""More than any match has: a cursor that says more is none of ours, and no number for the database."""
ASKED = (
    "text",
    "skills",
    "level",
    "region",
    "system",
    "near",
    "within_miles",
    "month",
    "weekdays",
    "hours",
    "fresh",
)


class _Asked(Schema):
    """What is looked for. ``text`` is a question in words; the other fields go before what it says.

    ``within_miles`` is counted from the postcode ``near``, or from the asker's own page; who says near what
    but not how far is answered for the usual miles around.
    """

    text = Line(load_default="")
    skills = fields.List(
        fields.Str(validate=SKILL_KEY), load_default=list, validate=validate.Length(max=MOST_SKILLS_ASKED)
    )
    level = fields.Str(load_default="", validate=validate.OneOf(("", *LEVELS)))
    region = RegionCode(load_default="")
    system = Line(load_default="")
    near = Line(load_default="", longest=10)
    within_miles = fields.Int(
        load_default=None, allow_none=True, strict=True, validate=validate.Range(1, FARTHEST)
    )
    month = fields.Int(load_default=None, allow_none=True, strict=True, validate=validate.Range(1, 12))
    weekdays = fields.List(
        fields.Int(strict=True, validate=validate.Range(0, len(WEEKDAYS) - 1)),
        load_default=list,
        validate=validate.Length(max=len(WEEKDAYS)),
    )
    hours = fields.Int(load_default=0, strict=True, validate=validate.Range(0, MOST_HOURS))
    fresh = fields.Bool(load_default=False)


class Search(_Asked):
    cursor = page_fields()["cursor"]
    limit = page_fields()["limit"]


class SaveSearch(_Asked):
    """The same under a name; ``tells``: its member is told of new matches."""

    name = Line(required=True, longest=80)
    tells = fields.Bool(load_default=True)


class MySearches(Schema):
    cursor = page_fields()["cursor"]
    limit = page_fields()["limit"]


class RunSearch(Schema):
    id = Identifier(required=True)
    cursor = page_fields()["cursor"]
    limit = page_fields()["limit"]


class TellOrNot(Schema):
    id = Identifier(required=True)
    tells = fields.Bool(required=True)


class OneSearch(Schema):
    id = Identifier(required=True)


def reason_view(reason: Reason) -> dict[str, Any]:
    return {"kind": reason.kind, "words": reason.words, "points": reason.points}


def saved_view(saved: SavedSearch) -> dict[str, Any]:
    return {
        "id": saved.id,
        "version": saved.version,
        "name": saved.name,
        "asked": dict(saved.asked),
        "tells": saved.tells,
        "saved_at": saved.saved_at.isoformat(),
        "told_at": saved.told_at.isoformat() if saved.told_at else None,
        "new_matches": len(saved.news),
    }


def cursor_of(found: Found) -> str:
    """Where the next page goes on."""
    return base64.urlsafe_b64encode(json.dumps([found.points, found.id]).encode()).decode()


def place_of(cursor: str | None) -> tuple[int, str] | None:
    """(points, id) of the last match shown. Refused: ``invalid_input``."""
    if not cursor:
        return None
    try:
        points, last_id = json.loads(base64.urlsafe_b64decode(cursor.encode()))
        if not isinstance(points, int) or not isinstance(last_id, str):
            raise TypeError
        if abs(points) > FARTHEST_POINTS:
            raise ValueError
        last_id.encode()
    except (ValueError, TypeError, RecursionError):
        raise Refused("invalid_input", fields={"cursor": ["This is not a page of this list."]}) from None
    return points, last_id


def asked_only(asked: Mapping[str, Any]) -> dict[str, Any]:
    """What a saved search keeps of a payload."""
    return {name: asked[name] for name in ASKED}
