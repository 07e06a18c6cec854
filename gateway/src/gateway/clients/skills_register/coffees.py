"""Coffee rounds: members who opted in meet somebody from elsewhere (rows 64, 65)."""

from gateway.clients.doors import Payload, command, given, query

COFFEES = "skills_register_coffees"


@command(COFFEES)
def join_coffees(
    *,
    shown_name: str,
    organisation: str | None = None,
    place: str | None = None,
    pace: int | None = None,
) -> Payload:
    """Opt in, or change it; ``pace`` is 1, 2 or 3 months: ``coffee_pace_unknown``."""
    return given(shown_name=shown_name, organisation=organisation, place=place, pace=pace)


@command(COFFEES)
def leave_coffees() -> Payload:
    """At once, out of the present group too."""
    return {}


@command(COFFEES)
def skip_round(*, skips: bool | None = None) -> Payload:
    """Sit the next round out; ``skips=False`` takes that back."""
    return given(skips=skips)


@query(COFFEES)
def my_coffees() -> Payload:
    """What the caller said, the next round, the group of the present one."""
    return {}


@command(COFFEES)
def say_reach(group_id: str, *, reach: str | None = None) -> Payload:
    """Shown to the group alone, forgotten with the round; left out, it is taken back."""
    return given(group_id=group_id, reach=reach)


@command(COFFEES)
def note_outcome(group_id: str, *, met: bool) -> Payload:
    """Met, or did not."""
    return {"group_id": group_id, "met": met}


@command(COFFEES)
def deal_now() -> Payload:
    """By the national team: the next round is dealt now; ``coffee_too_few``, ``coffee_round_open``."""
    return {}


@query(COFFEES)
def get_draw(round_id: str) -> Payload:
    """What a round was dealt from and the groups, in numbers, until it is over; ``not_found`` after."""
    return {"id": round_id}


@query(COFFEES)
def list_rounds(*, cursor: str | None = None, limit: int | None = None) -> Payload:
    """The seed of each and what came of it, in counts."""
    return given(cursor=cursor, limit=limit)
