"""What goes at once when somebody leaves Q: each capability forgets what was theirs."""

from collections.abc import Callable
from typing import Any

from chassis.call import Call
from skills_register.buddies.ending import leave as leave_buddies
from skills_register.coaching.bringing import leave as leave_coaching
from skills_register.coffees.leaving import leave as leave_coffees
from skills_register.development.leaving import leave as leave_development
from skills_register.exchanges.leaving import leave as leave_exchanges
from skills_register.offers.leaving import leave as leave_offers
from skills_register.organisations.leaving import leave as leave_organisations
from skills_register.peer_support.ending import leave as leave_peer_support
from skills_register.placements.leaving import leave_releases
from skills_register.settings import Settings
from skills_register.skills.leaving import leave as leave_skills

Leaving = Callable[[Any, Settings, Call, str], None]

EVERYWHERE: tuple[Leaving, ...] = (
    leave_skills,
    leave_buddies,
    leave_coffees,
    leave_coaching,
    leave_offers,
    leave_exchanges,
    leave_releases,
    leave_development,
    leave_peer_support,
    leave_organisations,
)
"""One for each capability that keeps words of members, in the transaction of the event."""


def leave(work: Any, settings: Settings, call: Call, member_id: str) -> None:
    """Forget what this member wrote, wherever it is theirs alone."""
    for forget in EVERYWHERE:
        forget(work, settings, call, member_id)
