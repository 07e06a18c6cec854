"""The resource of a round's vote: its paper, its roll, one secret ballot for each member (row 57)."""

from typing import Any

from flask import Response

from gateway.api.resource import Resource, answer, page
from gateway.api.shapes import ballots as shapes
from gateway.api.shapes.parts import Paging
from gateway.clients.exchange import ballots as client
from gateway.guards import caller, open_to

votes = Resource("round votes", "/rounds", "Members choose which projects a round funds")


@votes.route("/<round_id>/paper")
@open_to("public")
@votes.gives(200, shapes.BallotPaper)
def get_paper(round_id: str) -> Response:
    """What is voted on, and how; for a member, also whether they may vote, and their draft."""
    return answer(client.get_paper(caller(), round_id))


@votes.route("/<round_id>/roll")
@open_to("public")
@votes.asks(Paging)
@votes.gives(200, shapes.RoundRoll)
def read_round_roll(asked: dict[str, Any], round_id: str) -> Response:
    """How many may vote; who, for members. Nothing says who has voted."""
    return page(client.read_roll(caller(), round_id, **asked), asked)


@votes.route("/<round_id>/ballots/draft", methods=["PUT"])
@open_to("member")
@votes.takes(shapes.SaveBallotDraft)
@votes.gives(200, shapes.OwnBallot)
def save_ballot_draft(asked: dict[str, Any], round_id: str) -> Response:
    """Keep what you mean to choose, for yourself alone, until you vote or voting ends.

    It may hold too few or too many; the answer says what is still wrong with it.
    """
    return answer(client.save_draft(caller(), None, round_id, **asked))


@votes.route("/<round_id>/ballots", methods=["POST"])
@open_to("member")
@votes.takes(shapes.CastRoundBallot)
@votes.gives(200, shapes.RoundBallotCast)
def cast_round_ballot(asked: dict[str, Any], round_id: str) -> Response:
    """Vote, once.

    The same ballot with the same secret again is the same vote, whatever the Idempotency-Key: nothing
    is kept of who voted when. The receipt is made here by the published formula: the first 20 characters
    of base32 SHA-256 over ``round id:secret:numbers``, the projects' numbers on the paper, the smallest
    first and joined by blanks.
    """
    receipt = client.vote(
        caller(), round_id, asked["ballot_secret"], asked["projects"], asked.get("organisation")
    )
    return answer({"accepted": True, "receipt": receipt})


@votes.route("/<round_id>/ballots")
@open_to("public")
@votes.asks(Paging)
@votes.gives(200, shapes.RoundBallotPage)
def list_round_ballots(asked: dict[str, Any], round_id: str) -> Response:
    """Every ballot with its receipt, once tallied."""
    return page(client.list_ballots(caller(), round_id, **asked), asked)


@votes.route("/<round_id>/ballots/<receipt>")
@open_to("public")
@votes.gives(200, shapes.RoundBallot)
def find_round_ballot(round_id: str, receipt: str) -> Response:
    """The published ballot with this receipt."""
    return answer(client.find_ballot(caller(), round_id, receipt))
