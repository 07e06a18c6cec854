"""What the ballots of a round say, for everybody (row 57)."""

from gateway.clients.doors import Payload, given, query

RESULTS = "exchange_results"


@query(RESULTS)
def get_tally(round_id: str) -> Payload:
    """By every rule, with why and why not; ``not_tallied``."""
    return {"round": round_id}


@query(RESULTS)
def get_ballot_file(round_id: str, *, part: int | None = None) -> Payload:
    """One part of the ``.pb`` file; ``not_tallied``, ``not_found``."""
    return given(round=round_id, part=part)
