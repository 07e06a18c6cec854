"""Until when a round takes entries: where an idea without an award may be entered again (row 58; pure)."""

from datetime import datetime

from exchange.rounds.domain import PUBLISHED, Round
from exchange.rounds.phases import IDEA, PROPOSAL

TAKES_ENTRIES = (IDEA, PROPOSAL)


def closes_at(found: Round, now: datetime) -> datetime | None:
    """Until when it takes entries; None when it takes none any more, or was cancelled."""
    if found.state != PUBLISHED:
        return None
    ends = (each.closes_at for each in found.terms.phases if each.kind in TAKES_ENTRIES)
    return max((each for each in ends if each > now), default=None)
