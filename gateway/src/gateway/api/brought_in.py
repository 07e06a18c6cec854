"""The resource of rounds that were held or begun elsewhere, and of what is brought in from them (row 56)."""

from typing import Any

from flask import Response

from gateway.api.resource import Resource, answer, command_id, known_version, versioned
from gateway.api.shapes import brought_in as shapes
from gateway.api.shapes.rounds import Round
from gateway.clients.exchange import brought_in as doors
from gateway.guards import caller, open_to
from gateway.limits import takes_rows

brought_in = Resource("brought-in", "/rounds", "Rounds that were held or begun elsewhere")


@brought_in.route("/<round_id>/taking-over", methods=["POST"])
@open_to("national_team")
@versioned
@brought_in.takes(shapes.TakeOverRound)
@brought_in.gives(200, Round)
def take_over_round(asked: dict[str, Any], round_id: str) -> Response:
    """Publish a draft whose first phases are over elsewhere; what is still to come goes on here."""
    version = known_version(asked.pop("version", None))
    taken = doors.take_over_round(caller(), command_id(), round_id, **asked, version=version)
    return answer(taken, version=taken["version"])


@brought_in.route("/<round_id>/brought-in/preview", methods=["POST"])
@open_to("national_team")
@takes_rows
@brought_in.takes(shapes.PreviewBroughtIn)
@brought_in.gives(200, shapes.BroughtInDone)
def preview_brought_in(asked: dict[str, Any], round_id: str) -> Response:
    """What each row would do, and everything that is wrong, row by row. Nothing is changed."""
    return answer(doors.preview_brought_in(caller(), round_id, asked["rows"]))


@brought_in.route("/<round_id>/brought-in", methods=["POST"])
@open_to("national_team")
@takes_rows
@brought_in.takes(shapes.BringInProposals)
@brought_in.gives(200, shapes.BroughtInDone)
def bring_in_proposals(asked: dict[str, Any], round_id: str) -> Response:
    """All rows or none. A reference that came in before is found again; the same row changes nothing.

    Nobody is written to. In a round whose vote is open, voting opens now unless `more_follows`.
    """
    rows = asked.pop("rows")
    return answer(doors.bring_in_proposals(caller(), command_id(), round_id, rows, **asked))
