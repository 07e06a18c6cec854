"""The offer or request that somebody takes up or meets, as exchanges ask for it."""

from typing import Any

from chassis.call import Call
from contracts.refusals import Refused
from skills_register.offers.domain import Offer
from skills_register.offers.store import OfferStore


def answerable(work: Any, call: Call, offer_id: str) -> Offer:
    """Refused: ``not_found`` for what the caller may not see, ``offer_ended`` for what is no longer open."""
    found = OfferStore(work).get(offer_id)
    if found is None or not found.is_visible_in(call.caller.region, call.caller.has("member")):
        raise Refused("not_found")
    if not found.is_open(call.now):
        raise Refused("offer_ended")
    return found
