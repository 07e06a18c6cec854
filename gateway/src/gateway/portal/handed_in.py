"""All proposals of a round in one stage, however many there are."""

from collections.abc import Iterator
from typing import Any

from gateway.clients.exchange import proposals
from gateway.guards import caller

AT_ONCE = 200


def proposals_in(round_id: str, stage: str) -> Iterator[dict[str, Any]]:
    cursor = None
    while True:
        found = proposals.list_proposals(caller(), round_id, stage=stage, cursor=cursor, limit=AT_ONCE)
        yield from found["items"]
        cursor = found["next"]
        if not cursor:
            return
