"""Members whom the skills register knows, for the tests of its resources and pages."""

from datetime import date

from chassis.call import Call
from chassis.identity import Caller
from chassis.testkit.local_bus import LocalBus
from commons.people.domain import Person
from commons.people.store import People


def keep(bus: LocalBus, member_id: str, region: str = "WOE", *roles: str) -> Caller:
    """Somebody whom membership told the register of, as the gateway would vouch for them."""
    work = bus.databases["skills_register"]
    person = Person(member_id, 1, region, "active", date(2018, 1, 15), tuple(sorted(roles)))
    work.in_transaction(Call(), lambda: People(work).keep(person))
    return Caller(member_id, frozenset({"member", *roles}), region)
