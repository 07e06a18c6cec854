"""How a context's copy of members is kept: from a member's state as membership tells it."""

from typing import Any

from chassis.identity import roles_of
from commons.people.domain import Person


def person_of(told: dict[str, Any]) -> Person:
    """The copy that a member's state, as an event of membership carries it, makes."""
    return Person(
        id=told["member_id"],
        version=told["version"],
        region=told["region"],
        status=told["status"],
        joined=told["joined"],
        roles=tuple(sorted(roles_of((held["role"], held["region"]) for held in told["roles"]))),
    )
