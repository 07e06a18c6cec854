"""Buddies: who helps whom to learn, as a pair (row 64)."""

from gateway.clients.doors import Payload, command, given, query

BUDDIES = "skills_register_buddies"


@command(BUDDIES)
def ask_for_buddy(
    *, goal: str, shown_name: str, reach: str | None = None, background: str | None = None
) -> Payload:
    """``reach`` is shown to the buddy alone, when both agreed; ``buddy_asked_already``."""
    return given(goal=goal, shown_name=shown_name, reach=reach, background=background)


@command(BUDDIES)
def withdraw_wish() -> Payload:
    """The caller's own wish; ``not_found``."""
    return {}


@command(BUDDIES)
def offer_buddying(
    *,
    topics: str,
    shown_name: str,
    reach: str | None = None,
    background: str | None = None,
    most: int | None = None,
) -> Payload:
    """Offer to be a buddy, or change the own offer; ``most`` pairs at a time."""
    return given(topics=topics, shown_name=shown_name, reach=reach, background=background, most=most)


@command(BUDDIES)
def withdraw_offer() -> Payload:
    """No new pairs; those that run go on."""
    return {}


@query(BUDDIES)
def list_buddies(region: str | None = None, *, wish_id: str | None = None) -> Payload:
    """Who offers to be a buddy and has room, in the own region where none is named; keepers name a wish."""
    return given(region=region, wish_id=wish_id)


@query(BUDDIES)
def list_wishes(region: str) -> Payload:
    """For keepers: who asks for a buddy in the region."""
    return {"region": region}


@query(BUDDIES)
def my_buddying() -> Payload:
    """The own wish, offer and pairs."""
    return {}


@command(BUDDIES)
def propose_pair(buddy_id: str, *, wish_id: str | None = None) -> Payload:
    """By the asker for the own wish, or by a keeper for one; ``buddy_full``, ``buddy_paired_already``."""
    return given(buddy_id=buddy_id, wish_id=wish_id)


@command(BUDDIES)
def answer_pair(pair_id: str, *, agrees: bool) -> Payload:
    """Agree or not, without a reason; ``buddy_full``, ``buddy_agreed_already``."""
    return {"id": pair_id, "agrees": agrees}


@command(BUDDIES)
def plan_check(pair_id: str, *, on: str) -> Payload:
    """``on`` is a day (ISO) after today; ``day_past``, ``buddy_not_running``."""
    return {"id": pair_id, "on": on}


@command(BUDDIES)
def note_check(pair_id: str) -> Payload:
    """We looked at how it goes today."""
    return {"id": pair_id}


@command(BUDDIES)
def end_pair(pair_id: str) -> Payload:
    """Either may, at any time, without a reason."""
    return {"id": pair_id}


@query(BUDDIES)
def count_pairs(region: str) -> Payload:
    """For keepers: running pairs by the month they are paired since; all they learn of pairs."""
    return {"region": region}
