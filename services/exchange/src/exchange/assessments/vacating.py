"""How places become free: somebody cannot or may not judge what they were given (row 56)."""

from collections.abc import Callable, Iterable
from typing import Any

from exchange.assessments.domain import STANDING, WAITED_FOR, Assessment, end_by_conflict
from exchange.assessments.store import AssessmentStore

End = Callable[[Assessment], Assessment]


def vacate(work: Any, found: Iterable[Assessment], end: End) -> int:
    """End those that are waited for; how many there were."""
    store = AssessmentStore(work)
    open_ones = [each for each in found if each.state in WAITED_FOR]
    for each in open_ones:
        store.save(end(each))
    return len(open_ones)


def vacate_for_conflict(work: Any, proposal_id: str, assessor: str, reason: str) -> Assessment | None:
    """What this assessor has of this proposal counts no longer, even if it was handed in; None if there is
    nothing."""
    store = AssessmentStore(work)
    found = store.of_pair(proposal_id, assessor)
    if found is None or found.state not in STANDING:
        return None
    ended = end_by_conflict(found, reason)
    store.save(ended)
    return ended
