"""The shapes at the doors of what is brought in; money is whole pence, null where nobody knows."""

from collections.abc import Sequence
from typing import Any

from marshmallow import Schema, fields, validate

from chassis.fields import Identifier, Line, Paragraphs, Version
from exchange.brought_in.domain import OUTCOMES, Problem, Row
from exchange.proposals.schemas import LONGEST_NAME, LONGEST_TITLE

LONGEST_SOURCE = 200
LONGEST_REFERENCE = 60
MOST_ROWS = 200
"""Of one call: the 2018 round comes in with one."""


class TakeOverRound(Schema):
    """``source`` ends the sentence "Brought in from ..."."""

    id = Identifier(required=True)
    version = Version()
    source = Line(load_default="", longest=LONGEST_SOURCE)


def _pence() -> fields.Int:
    return fields.Int(load_default=None, allow_none=True, strict=True, validate=validate.Range(1))


class BroughtRow(Schema):
    reference = Line(required=True, longest=LONGEST_REFERENCE)
    title = Line(required=True, longest=LONGEST_TITLE)
    aim = Paragraphs(load_default="")
    region = Line(required=True)
    theme = Line(load_default="")
    ask = _pence()
    lead = Identifier(load_default=None, allow_none=True)
    shown_name = Line(load_default="", longest=LONGEST_NAME)
    outcome = fields.Str(required=True, validate=validate.OneOf(OUTCOMES))
    award = _pence()


class PreviewRows(Schema):
    round_id = Identifier(required=True)
    rows = fields.List(fields.Nested(BroughtRow), required=True, validate=validate.Length(1, MOST_ROWS))


class BringInRows(PreviewRows):
    """``more_follows``: voting does not open by these rows, though it be its time; others are to come."""

    more_follows = fields.Bool(load_default=False)


def rows_of(asked: dict[str, Any]) -> list[Row]:
    return [Row(**{**each, "lead": each["lead"] or ""}) for each in asked["rows"]]


def problem_view(problem: Problem) -> dict[str, Any]:
    return {
        "row": problem.row,
        "reference": problem.reference,
        "field": problem.field,
        "code": problem.code,
        "message": problem.message,
    }


def done_view(done: Sequence[tuple[str, str, str]], problems: Sequence[Problem]) -> dict[str, Any]:
    """``done`` are (what, reference, proposal's id), ``what`` one of new, changed and same."""
    counts = {what: sum(1 for each in done if each[0] == what) for what in ("new", "changed", "same")}
    return {
        "counts": counts,
        "items": [{"what": what, "reference": reference, "id": found} for what, reference, found in done],
        "errors": [problem_view(each) for each in problems],
    }
