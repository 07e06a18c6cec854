"""What a round's ballots say, and the files with which anybody tallies them again (row 57)."""

from flask import Response, stream_with_context

from gateway import result_sheets
from gateway.api.ballots import votes
from gateway.api.resource import answer
from gateway.api.shapes import ballots as shapes
from gateway.clients.exchange import results as client
from gateway.guards import caller, open_to

__all__ = ["votes"]

TEXT = {"text/plain": {"schema": {"type": "string"}}}
CSV = {"text/csv": {"schema": {"type": "string"}}}


@votes.route("/<round_id>/tally")
@open_to("public")
@votes.gives(200, shapes.RoundTally)
def get_tally(round_id: str) -> Response:
    """Turnout; by each rule which projects are funded, why and why not; votes from their own region."""
    return answer(client.get_tally(caller(), round_id))


@votes.route("/<round_id>/results.pb")
@open_to("public")
@votes.gives(200, None)
@votes.doc(responses={200: {"content": TEXT, "description": "OK"}})
def results_file(round_id: str) -> Response:
    """The ballots and projects in pabulib's form; ``exchange tally`` and other programs read it."""
    parts = client.whole_ballot_file(caller(), round_id)
    told = Response(stream_with_context(parts), content_type="text/plain; charset=utf-8")
    told.headers.set("Content-Disposition", "attachment", filename=f"round-{round_id}.pb")
    return told


@votes.route("/<round_id>/results.csv")
@open_to("public")
@votes.gives(200, None)
@votes.doc(responses={200: {"content": CSV, "description": "OK"}})
def results_sheet(round_id: str) -> Response:
    """A row for each project: its votes, and by each rule whether it is funded and why."""
    told = Response(
        result_sheets.sheet(client.get_tally(caller(), round_id)), content_type="text/csv; charset=utf-8"
    )
    told.headers.set("Content-Disposition", "attachment", filename=f"round-{round_id}.csv")
    return told
