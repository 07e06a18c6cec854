"""How places become free, and are taken again: who cannot or may not judge what they were given (row 56)."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from exchange.assessments.domain import (
    CONFLICTED,
    STANDING,
    WAITED_FOR,
    Assessment,
    end_by_conflict,
    give_again,
    leave_to_others,
)
from exchange.assessments.panels.domain import OFFERED, Assessor, Panel
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


def give_back_after_conflict(
    work: Any, panel: Panel, proposal_id: str, assessor: Assessor, now: datetime
) -> Assessment | None:
    """What this assessor had of this proposal is theirs again, as far as there is room; None if they had
    nothing of it."""
    store = AssessmentStore(work)
    found = store.of_pair(proposal_id, assessor.member_id)
    if found is None or found.state != CONFLICTED:
        return None
    readers = sum(each.state in STANDING for each in store.of_proposal(proposal_id))
    load = sum(each.state in STANDING for each in store.of_assessor(panel.id, assessor.member_id))
    has_room = assessor.state == OFFERED and readers < panel.rules.wanted and load < assessor.most
    again = give_again(found, now) if has_room else leave_to_others(found)
    store.save(again)
    return again
