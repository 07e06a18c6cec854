"""When something becomes of an offer by itself: a notice, its end, and that it is deleted long after."""

from datetime import datetime
from typing import Any

from chassis.call import Again, Call
from skills_register.offers import domain, telling
from skills_register.offers.domain import OPEN, Offer
from skills_register.offers.store import OfferStore
from skills_register.settings import Settings

CLOCK = "offer_clock"


def plan(work: Any, settings: Settings, offer: Offer) -> None:
    """Plan what comes next, instead of what was planned."""
    work.schedule(CLOCK, offer.id, _next(offer, settings))


def strike(store: OfferStore, settings: Settings, call: Call, offer_id: str) -> Again | None:
    """Do what is due of it."""
    offer = store.get(offer_id)
    if offer is None:
        return None
    if _next(offer, settings) > call.now:
        return Again(_next(offer, settings), {})
    if offer.state != OPEN:
        store.delete(offer.id)
        return None
    after = domain.expire(offer, call.now)
    if after is not offer:
        store.save(after)
    else:
        after = domain.remind(offer, call.now)
        store.save(after, telling.ending(store.work, after))
    return Again(_next(after, settings), {})


def _next(offer: Offer, settings: Settings) -> datetime:
    return domain.next_due(offer, settings.offer_notice_days, settings.offer_keep_days)
