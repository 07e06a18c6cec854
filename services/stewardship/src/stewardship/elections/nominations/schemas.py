"""The shapes at the doors of nominations."""

from typing import Any

from marshmallow import Schema, ValidationError, fields, validate, validates_schema

from chassis.fields import Identifier, Line, Paragraphs
from stewardship.elections.nominations.domain import (
    LONGEST_STATEMENT,
    OPEN,
    PROPOSER,
    SECONDER,
    STANDING,
    SUPPORTERS,
    Nomination,
    Words,
)

LONGEST_NAME = 80
OWN_WORDS = tuple(Words.__dataclass_fields__)


class ListNominations(Schema):
    """Of one election."""

    election = Identifier(required=True)


class OneNomination(Schema):
    """One nomination by id."""

    id = Identifier(required=True)


class AcceptNomination(OneNomination):
    """The candidate's own words; everybody can read them, with the name."""

    shown_name = Line(required=True, longest=LONGEST_NAME)
    statement = Paragraphs(required=True, longest=LONGEST_STATEMENT)
    background = Line(required=True)
    county = Line(required=True)
    sector = Line(load_default="")
    system = Line(load_default="")
    patient = fields.Bool(load_default=False)


class NominateCandidate(Schema):
    """Without ``candidate`` the caller stands, and writes their own words."""

    election = Identifier(required=True)
    candidate = Identifier(load_default="")
    proposer = Identifier(load_default="")
    seconder = Identifier(load_default="")
    shown_name = Line(longest=LONGEST_NAME)
    statement = Paragraphs(longest=LONGEST_STATEMENT)
    background = Line()
    county = Line()
    sector = Line()
    system = Line()
    patient = fields.Bool()

    @validates_schema
    def whole_words(self, data: dict[str, Any], **_more: Any) -> None:
        """Words of one's own come whole or not at all."""
        if not any(name in data for name in OWN_WORDS):
            return
        needed = ("shown_name", "statement", "background", "county")
        missing = {name: ["Enter something here."] for name in needed if not data.get(name)}
        if missing:
            raise ValidationError(missing)


class SupportNomination(OneNomination):
    """As proposer or as seconder."""

    part = fields.Str(required=True, validate=validate.OneOf(SUPPORTERS))


def words_of(asked: dict[str, Any]) -> Words | None:
    said = {name: asked[name] for name in OWN_WORDS if name in asked}
    return Words(**said) if said else None


def nomination_view(nomination: Nomination, reader: str, officer: bool) -> dict[str, Any]:
    """As this reader may see it: who backs whom is for those involved and those who run the election."""
    part = nomination.part_of(reader)
    inner = officer or part is not None
    words = nomination.words
    return {
        "id": nomination.id,
        "version": nomination.version,
        "election": nomination.election,
        "state": nomination.state,
        "is_complete": nomination.is_complete,
        "accepted": words is not None,
        "proposed": PROPOSER in nomination.confirmed,
        "seconded": SECONDER in nomination.confirmed,
        "mine": part,
        "candidate": nomination.candidate if inner else None,
        "proposer": nomination.proposer or None if inner else None,
        "seconder": nomination.seconder or None if inner else None,
        **({name: getattr(words, name) for name in OWN_WORDS} if words else dict.fromkeys(OWN_WORDS)),
    }


def without_words(view: dict[str, Any]) -> dict[str, Any]:
    """The answer to an order: orders' answers are kept for a while, a candidate's words may be taken back."""
    return {**view, **dict.fromkeys(OWN_WORDS)}


def is_shown(nomination: Nomination, reader: str, officer: bool, of_the_region: bool) -> bool:
    """Everybody sees who stands; members of the region see who still looks for backing."""
    if officer or nomination.part_of(reader) is not None:
        return True
    if nomination.state == STANDING or (nomination.state == OPEN and nomination.is_complete):
        return True
    return of_the_region and nomination.state == OPEN and nomination.words is not None
