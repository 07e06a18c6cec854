"""The shapes at the doors of results."""

from typing import Any

from marshmallow import Schema, fields, validate

from chassis.fields import Day, Identifier, Version
from stewardship.elections.domain import DECLARED, Election, turnout
from stewardship.elections.results.domain import Result

MOST_PARTS = 10_000


class OfElection(Schema):
    """Something of one election."""

    election = Identifier(required=True)


class FilePart(OfElection):
    """A part of the published file, from 0."""

    part = fields.Int(load_default=0, strict=True, validate=validate.Range(0, MOST_PARTS))


class DeclareResult(OfElection):
    """``starts``: the first day of the elected members' terms; today if it is left out."""

    starts = Day(load_default=None, allow_none=True)
    version = Version()


def result_view(election: Election, result: Result) -> dict[str, Any]:
    """The published count: who, why, every stage, and how many voted."""
    return {
        "election": election.id,
        "region": election.region,
        "state": election.state,
        "declared_at": _when(election, DECLARED),
        "turnout": dict(turnout(result.ballots, result.roll)) if election.is_contested else None,
        "elected": [person_view(election, number) for number in result.elected],
        "not_placed": list(result.not_placed),
        "count": dict(result.document),
        "sheet": [list(row) for row in result.sheet],
    }


def person_view(election: Election, number: int) -> dict[str, Any]:
    candidate = election.candidate(number)
    assert candidate is not None, "numbers come from the ballot paper"
    return {"number": number, "shown_name": candidate.shown_name, "background": candidate.background}


def _when(election: Election, name: str) -> str | None:
    return next((step.at.isoformat() for step in election.history if step.name == name), None)
