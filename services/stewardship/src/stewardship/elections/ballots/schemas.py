"""The shapes at the doors of ballots."""

from typing import Any

from marshmallow import Schema, fields, validate

from chassis.fields import Identifier
from chassis.paging import page_fields
from contracts.ballots import RECEIPT, SECRET
from stewardship.elections.ballots.domain import Ballot
from stewardship.elections.domain import MOST_CANDIDATES


class Choice(Schema):
    """A candidate's number on the ballot paper, and its rank: 1 is the first choice."""

    candidate = fields.Int(required=True, strict=True)
    rank = fields.Int(required=True, strict=True)


class CastBallot(Schema):
    """``ballot_secret``: 128 random bits as 32 hexadecimal digits, drawn by the voter's side."""

    election = Identifier(required=True)
    ballot_secret = fields.Str(
        required=True,
        validate=validate.Regexp(SECRET, error="Send 128 random bits as 32 hexadecimal digits."),
    )
    preferences = fields.Nested(
        Choice, many=True, required=True, validate=validate.Length(0, MOST_CANDIDATES)
    )


class ListBallots(Schema):
    """The published ballots of one election, by page."""

    election = Identifier(required=True)
    cursor = page_fields()["cursor"]
    limit = page_fields()["limit"]


class FindBallot(Schema):
    """One published ballot by its receipt."""

    election = Identifier(required=True)
    receipt = fields.Str(
        required=True, validate=validate.Regexp(RECEIPT, error="A receipt has 20 letters and digits.")
    )


def ballot_view(ballot: Ballot) -> dict[str, Any]:
    return {"receipt": ballot.receipt, "preferences": list(ballot.preferences)}
