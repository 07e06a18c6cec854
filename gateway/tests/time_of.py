"""People whom the skills register knows, for the tests of exchanges."""

from datetime import date

from chassis.identity import Caller
from chassis.testkit.local_bus import LocalBus
from commons.people.domain import Person
from commons.people.store import People


def known(bus: LocalBus, *callers: Caller) -> None:
    """As membership's events make them known there."""
    people = People(bus.databases["skills_register"])
    for each in callers:
        roles = tuple(sorted(each.roles - {"member"}))
        people.keep(Person(each.subject, 1, each.region or "WOE", "active", date(2018, 1, 15), roles))
