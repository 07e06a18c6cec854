"""What becomes of offers and requests when somebody leaves Q or moves, or an organisation closes."""

from typing import Any

from chassis.call import Call
from skills_register.ledger.domain import MEMBER, account_id
from skills_register.offers import domain
from skills_register.offers.clock import plan
from skills_register.offers.store import OfferStore
from skills_register.settings import Settings


def leave(work: Any, settings: Settings, call: Call, member_id: str) -> None:
    """What they offered and asked for is withdrawn, and how they are called is forgotten."""
    store = OfferStore(work)
    for offer in store.made_by(member_id):
        forgotten = domain.forget(offer, member_id, call.now)
        store.save(forgotten)
        plan(work, settings, forgotten)


def follow(work: Any, call: Call, member_id: str, region: str) -> None:
    """They may have moved: what they have open themselves, or can open again, is in their home region."""
    store = OfferStore(work)
    for offer in store.renewable_of(account_id(MEMBER, member_id)):
        moved = domain.move(offer, region, call.now)
        if moved is not offer:
            store.save(moved)


def close(work: Any, settings: Settings, call: Call, account: str) -> None:
    """The organisation of this account was closed: what it offered and asked for is withdrawn."""
    store = OfferStore(work)
    for offer in store.open_of(account):
        withdrawn = domain.withdraw(offer, call.now)
        store.save(withdrawn)
        plan(work, settings, withdrawn)
