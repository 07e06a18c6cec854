"""When something becomes of a pledge by itself: its last day passes, and long after only figures are left."""

from datetime import datetime, timedelta
from typing import Any

from commons.london import noon
from exchange.pledges.domain import OPEN, Pledge
from exchange.settings import Settings

CLOCK = "pledge_clock"


def plan(work: Any, settings: Settings, pledge: Pledge) -> None:
    """Plan what comes next, instead of what was planned."""
    at = next_at(pledge, settings)
    if at is not None:
        work.schedule(CLOCK, pledge.id, at)
    else:
        work.unschedule(CLOCK, pledge.id)


def next_at(pledge: Pledge, settings: Settings) -> datetime | None:
    """None for one that is offered without an end."""
    if pledge.ended_at is not None:
        return pledge.ended_at + timedelta(days=settings.pledge_words_days)
    until = pledge.offer.until
    return noon(until + timedelta(days=1)) if pledge.state == OPEN and until is not None else None
