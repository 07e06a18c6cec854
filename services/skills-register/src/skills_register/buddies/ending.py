"""How a pair goes: it does not come about, one of the two ends it, or one of them moves or leaves Q.

Due work of a pair that is gone finds nothing and does nothing.
"""

from typing import Any

from chassis.call import Call
from commons.london import noon_after
from skills_register.buddies import domain, telling
from skills_register.buddies.domain import PROPOSED, RUNNING, Pair
from skills_register.buddies.store import BuddyStore
from skills_register.settings import Settings

CHECK, LAPSE, FORGET = "buddy_check", "buddy_lapse", "buddy_forget"


def drop(store: BuddyStore, pair: Pair, by: str) -> None:
    """A proposal is forgotten; whoever had agreed is told that it did not come about."""
    store.forget_pair(pair.id)
    store.work.publish(telling.not_agreed(pair, by))


def fall_through(store: BuddyStore, pair: Pair, by: str) -> None:
    """``drop`` it, and the wish waits again for somebody else."""
    drop(store, pair, by)
    wish = store.wish(pair.wish_id)
    if wish is not None:
        store.save_wish(domain.set_aside(wish, pair.buddy.member_id))


def end(store: BuddyStore, settings: Settings, call: Call, pair: Pair, by: str) -> Pair:
    """The other one is told, a place is free again, and the pair is forgotten after a while."""
    over = domain.end(pair, call.now)
    if over is pair:
        return pair
    store.save_pair(over, telling.ended(over, by))
    offer = store.offer(pair.buddy.member_id)
    if offer is not None:
        store.save_offer(domain.let_go(offer))
    store.work.schedule(FORGET, pair.id, noon_after(call.now, settings.buddy_forget_days))
    return over


def leave(work: Any, settings: Settings, call: Call, member_id: str) -> None:
    """Somebody left Q: their wish, their offer and every pair they were in are gone at once."""
    store = BuddyStore(work)
    for pair in store.pairs_of(member_id):
        if pair.state == PROPOSED:
            fall_through(store, pair, member_id)
        elif pair.state == RUNNING:
            end(store, settings, call, pair, member_id)
        store.forget_pair(pair.id)
    wish = store.wish_of(member_id)
    if wish is not None:
        store.forget_wish(wish.id)
    store.forget_offer(member_id)


def follow(work: Any, member_id: str, region: str) -> None:
    """They may have moved: they ask, and offer, where they are now. Pairs stay where they began."""
    store = BuddyStore(work)
    wish, offer = store.wish_of(member_id), store.offer(member_id)
    if wish is not None and (here := domain.moved(wish, region)) is not wish:
        store.save_wish(here)
    if offer is not None and (there := domain.moved(offer, region)) is not offer:
        store.save_offer(there)
