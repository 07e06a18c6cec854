"""Until when a round takes entries: where an idea without an award may be entered again (row 58; pure)."""

from datetime import datetime

from exchange.rounds.domain import PUBLISHED, Round
from exchange.rounds.phases import IDEA, PROPOSAL

TAKES_ENTRIES = (IDEA, PROPOSAL)


def is_later(following: Round, than: Round) -> bool:
    """Whether a round takes entries for longer than another one: an idea goes on in one that comes after."""
    return _entries_end(following) > _entries_end(than)


def closes_at(found: Round, now: datetime) -> datetime | None:
    """Until when it takes entries; None when it takes none any more, or was cancelled."""
    if found.state != PUBLISHED:
        return None
    ends = _entries_end(found)
    return ends if ends > now else None


def _entries_end(found: Round) -> datetime:
    """Every round takes proposals."""
    return max(each.closes_at for each in found.terms.phases if each.kind in TAKES_ENTRIES)
