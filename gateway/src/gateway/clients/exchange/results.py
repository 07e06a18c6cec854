"""What the ballots of a round say, for everybody (row 57)."""

from collections.abc import Iterator, Mapping
from typing import Any

from chassis.identity import Caller
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


def whole_ballot_file(caller: Caller, round_id: str) -> Iterator[str]:
    """The published file, part by part. The first part is asked for at once, so that its refusal is seen."""
    first = get_ballot_file(caller, round_id)
    return _parts(caller, round_id, first)


def _parts(caller: Caller, round_id: str, part: Mapping[str, Any]) -> Iterator[str]:
    yield part["text"]
    while part["next"] is not None:
        part = get_ballot_file(caller, round_id, part=part["next"])
        yield part["text"]
