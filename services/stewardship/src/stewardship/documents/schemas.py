"""The shapes at the doors of documents."""

from collections.abc import Mapping
from typing import Any

from marshmallow import Schema, fields, validate

from chassis.fields import Day, Identifier, Line, Paragraphs, RegionCode, Version
from chassis.paging import page_fields
from commons.fields import RoughDay
from stewardship.documents.addresses import Address
from stewardship.documents.clauses import Clause
from stewardship.documents.kinds import BY_CODE, SECTION_LABELS

LONGEST_CLAUSE = 6_000
LONGEST_SUMMARY = 1_000
MOST_CLAUSES = 60
MOST_REVIEWERS = 20
CLAUSE_CODE = validate.Regexp(
    r"[a-z0-9][a-z0-9_.-]{0,39}\Z", error="Small letters, digits, points, hyphens and underscores only."
)


def one_kind(**options: Any) -> fields.Str:
    """The code of a kind; one that does not exist is the door's question."""
    return fields.Str(validate=validate.Length(1, 40), **options)


class ClauseShape(Schema):
    """One clause as it is written; the last three belong to actions."""

    code = fields.Str(required=True, validate=CLAUSE_CODE)
    label = Line(required=True, longest=120)
    text = Paragraphs(required=True, longest=LONGEST_CLAUSE)
    owner = Line(load_default="")
    duty = Line(load_default="")
    measure = Line(load_default="", longest=500)


class OfRegion(Schema):
    """A region's code, or ``UK``."""

    region = RegionCode(required=True)


class GetDocument(OfRegion):
    """The version in force, or the one of that number."""

    kind = one_kind(required=True)
    number = fields.Int(load_default=None, allow_none=True, strict=True, validate=validate.Range(1))


class OfDocument(Schema):
    """One document by id."""

    id = Identifier(required=True)


class GetCatalogue(Schema):
    """The platform's own lines of one kind."""

    kind = one_kind(required=True)


class CompareDocuments(GetDocument):
    """Left out, ``number`` is the version in force and ``with_number`` the one before it.

    ``with_region``: another region's version in force on the left side; ``draft``: the draft on the right.
    """

    with_number = fields.Int(load_default=None, allow_none=True, strict=True, validate=validate.Range(1))
    with_region = RegionCode(load_default=None, allow_none=True)
    draft = fields.Bool(load_default=False)


class ListReviews(Schema):
    """Reviews that are overdue or due within ``days``."""

    region = RegionCode(load_default=None, allow_none=True)
    days = fields.Int(load_default=60, strict=True, validate=validate.Range(0, 366))
    cursor = page_fields()["cursor"]
    limit = page_fields()["limit"]


def _clauses(**options: Any) -> fields.List[Any]:
    return fields.List(fields.Nested(ClauseShape), validate=validate.Length(0, MOST_CLAUSES), **options)


class BeginDocument(OfRegion):
    """A draft with all its clauses; ``summary`` says in plain words what is new."""

    kind = one_kind(required=True)
    title = Line(load_default="", longest=120)
    summary = Paragraphs(load_default="", longest=LONGEST_SUMMARY)
    clauses = _clauses(required=True)


class ChangeDraft(OfDocument):
    """``version`` is the draft's, as it was read; left out, the newest is meant."""

    summary = Paragraphs(load_default="", longest=LONGEST_SUMMARY)
    clauses = _clauses(required=True)
    version = Version()


class DiscardDraft(OfDocument):
    """``version`` is the draft's."""

    version = Version()


class Review(OfDocument):
    """A review at a meeting; ``reviewers`` are roles or bodies."""

    meeting = Line(load_default="")
    on = RoughDay(required=True)
    reviewers = fields.List(
        Line(required=True), load_default=list, validate=validate.Length(0, MOST_REVIEWERS)
    )
    minutes = Address(load_default="")
    review_due = Day(load_default=None, allow_none=True)
    version = Version()


class AgreeDocument(Review):
    """What makes a draft the version in force."""

    lapses_with_pilot = fields.Bool(load_default=False)


class LapseDocument(OfDocument):
    """The version in force ends without a successor."""

    on = RoughDay(required=True)
    reason = Line(required=True, longest=500)
    version = Version()


def clauses_from(sent: list[Mapping[str, Any]]) -> tuple[Clause, ...]:
    return tuple(Clause(**clause) for clause in sent)


def kind_view(code: str) -> dict[str, Any]:
    kind = BY_CODE[code]
    return {
        "code": kind.code,
        "title": kind.title,
        "states": list(kind.states),
        "sections": [{"code": code, "label": SECTION_LABELS[code]} for code in kind.sections],
        "is_fixed": kind.is_fixed,
        "has_actions": kind.has_actions,
        "has_practices": kind.has_practices,
        "by_proposal": kind.by_proposal,
    }
