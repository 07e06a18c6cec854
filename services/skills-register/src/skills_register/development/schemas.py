"""The shapes at the doors of development."""

from typing import Any

from marshmallow import Schema, fields, validate

from chassis.fields import Day, Identifier, Line, Paragraphs, RegionCode, Version
from chassis.paging import page_fields
from commons.fields import RoughDay
from skills_register.development.domain import KINDS, Completion, Opportunity, Taught

MOST_WORDS = 10
OUR_PAGE = validate.Regexp(r"(/[A-Za-z0-9_.~-]+)+\Z", error="Give the path of one of our own pages.")


def _words() -> fields.List[str]:
    return fields.List(Line(required=True), load_default=list, validate=validate.Length(0, MOST_WORDS))


class AddDevelopment(Schema):
    """An opportunity. ``region`` may be ``UK``; ``ends`` is left out where it is the day it begins.

    ``teaches`` are words of the vocabulary; ``booking`` the path of the page of ours that takes bookings.
    """

    region = RegionCode(required=True)
    title = Line(required=True)
    kind = fields.Str(required=True, validate=validate.OneOf(KINDS))
    provider = Line(required=True)
    begins = RoughDay(required=True)
    ends = RoughDay(load_default=None, allow_none=True)
    places = _words()
    access = Paragraphs(load_default="")
    open_to = Line(load_default="")
    booking = fields.Str(load_default=None, allow_none=True, validate=OUR_PAGE)
    teaches = _words()


class ChangeDevelopment(AddDevelopment):
    """All of it, said anew."""

    id = Identifier(required=True)
    version = Version()


class OneOpportunity(Schema):
    id = Identifier(required=True)


class Complete(OneOpportunity):
    """On which day; left out, today."""

    on = Day(load_default=None, allow_none=True, format="iso")


class ListDevelopment(Schema):
    """Of a region (and the UK), of a kind, between days; ``since`` left out is today."""

    region = RegionCode(load_default=None, allow_none=True)
    kind = fields.Str(load_default=None, allow_none=True, validate=validate.OneOf(KINDS))
    since = Day(load_default=None, allow_none=True, format="iso")
    until = Day(load_default=None, allow_none=True, format="iso")
    cursor = page_fields()["cursor"]
    limit = page_fields()["limit"]


class Page(Schema):
    cursor = page_fields()["cursor"]
    limit = page_fields()["limit"]


def opportunity_view(opportunity: Opportunity) -> dict[str, Any]:
    return {
        "id": opportunity.id,
        "version": opportunity.version,
        "region": opportunity.region,
        "title": opportunity.title,
        "kind": opportunity.kind,
        "provider": opportunity.provider,
        "begins": str(opportunity.begins),
        "ends": str(opportunity.ends),
        "dates": opportunity.begins.in_words()
        if opportunity.begins == opportunity.ends
        else f"{opportunity.begins.in_words()} to {opportunity.ends.in_words()}",
        "places": list(opportunity.places),
        "access": opportunity.access,
        "open_to": opportunity.who,
        "is_open_to_all": not opportunity.open_to,
        "booking": opportunity.booking,
        "teaches": [_taught(each) for each in opportunity.teaches],
        "is_withdrawn": opportunity.is_withdrawn,
    }


def completion_view(completion: Completion) -> dict[str, Any]:
    """What was completed, and which skills the member may now add to their own."""
    return {
        "id": completion.opportunity_id,
        "title": completion.title,
        "on": completion.on.isoformat(),
        "offers": [{**_taught(each), "words": each.offer} for each in completion.teaches],
    }


def _taught(taught: Taught) -> dict[str, str]:
    return {"skill": taught.skill, "word": taught.word}
