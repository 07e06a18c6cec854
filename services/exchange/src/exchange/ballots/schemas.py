"""The shapes at the doors of ballots; money is whole pence."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from marshmallow import Schema, fields, validate

from chassis.fields import Identifier, Line
from chassis.paging import page_fields
from contracts.ballots import RECEIPT, SECRET
from contracts.refusals import CODES
from exchange.ballots.domain import MOST_CHOSEN, Ballot, Entry, Poll, takes_ballots, vote_of
from exchange.ballots.forms import asked_of
from exchange.refusal import Refusal
from exchange.rounds.domain import Round
from exchange.rounds.schemas import form_view, phase_view


class OfRound(Schema):
    """One round's poll."""

    round = Identifier(required=True)


class ByPage(OfRound):
    """A list of one round, by page."""

    cursor = page_fields()["cursor"]
    limit = page_fields()["limit"]


class SaveDraft(OfRound):
    """``projects``: ids from the paper; none: no draft is kept."""

    projects = fields.List(Identifier(), required=True, validate=validate.Length(0, MOST_CHOSEN))


class CastBallot(SaveDraft):
    """``ballot_secret``: 128 random bits as 32 hexadecimal digits, drawn by the voter's side.

    Without a project the ballot is blank. ``organisation``: where the voter works, if they like to say so;
    it is compared with those of the projects, added up, and not kept.
    """

    organisation = Line(load_default="", validate=validate.Length(max=200))

    ballot_secret = fields.Str(
        required=True,
        validate=validate.Regexp(SECRET, error="Send 128 random bits as 32 hexadecimal digits."),
    )


class FindBallot(OfRound):
    """One published ballot by its receipt."""

    receipt = fields.Str(
        required=True, validate=validate.Regexp(RECEIPT, error="A receipt has 20 letters and digits.")
    )


def paper_view(found: Round, poll: Poll, now: datetime) -> dict[str, Any]:
    """What is voted on, in the order of the lot, and what a ballot may hold."""
    return {
        "round": found.id,
        "title": found.terms.title,
        "state": poll.state,
        "opened_at": poll.opened_at.isoformat(),
        "vote": phase_view(vote_of(found), now),
        "grace": found.terms.grace,
        "takes_ballots": takes_ballots(found, poll, now),
        "ballot": form_view(found.terms.form),
        "pot": found.terms.limits.pot,
        "seed": found.terms.seed,
        "roll_size": poll.roll_size,
        "projects": [entry_view(each) for each in poll.entries],
    }


def entry_view(entry: Entry) -> dict[str, Any]:
    return {
        "number": entry.number,
        "id": entry.id,
        "title": entry.title,
        "theme": entry.theme or None,
        "ask": entry.ask,
        "region": entry.region,
    }


def mine_view(
    found: Round,
    poll: Poll,
    me: str,
    standing: tuple[bool | None, Sequence[str]] | None,
    problem: Refusal | None,
) -> dict[str, Any]:
    """What concerns the caller alone: ``ballot`` as they can fill it in; why their draft is not taken yet."""
    voted, draft = standing or (False, ())
    return {
        "on_roll": standing is not None,
        "voted": voted,
        "ballot": form_view(asked_of(found.terms.form, poll.choices, me)),
        "own_projects": list(poll.own(me)),
        "draft": list(draft),
        "draft_problem": problem_view(problem),
    }


def problem_view(problem: Refusal | None) -> dict[str, str] | None:
    """Its code and sentence; None: the ballot would be taken."""
    if problem is None:
        return None
    return {"code": problem.code, "detail": problem.message or CODES[problem.code].sentence}


def ballot_view(poll: Poll, ballot: Ballot) -> dict[str, Any]:
    return {
        "receipt": ballot.receipt,
        "numbers": list(ballot.numbers),
        "projects": list(poll.ids_of(ballot.numbers)),
    }
