"""Members whom the skills register knows, and a coffee round that is dealt, in the gateway's tests."""

from datetime import UTC, date, datetime
from typing import Any

from chassis.call import Call, Job
from chassis.identity import Caller, system
from chassis.testkit.local_bus import LocalBus
from commons.people.domain import Person
from commons.people.store import People


def known(bus: LocalBus, member_id: str, region: str = "WOE", *roles: str) -> Caller:
    """An active member, as membership's events tell of them."""
    person = Person(member_id, 1, region, "active", date(2018, 1, 15), tuple(sorted(roles)))
    People(bus.databases["skills_register"]).keep(person)
    return Caller(member_id, frozenset({"member", *roles}), region)


def sent_to(page: Any, ending: str) -> str:
    """The address of the first form of a page whose address ends so."""
    addresses = [each.attributes.get("action") or "" for each in page.all("form")]
    return next(address for address in addresses if address.endswith(ending))


def deal_coffees(bus: LocalBus) -> None:
    """The next round as if its day had come."""
    jobs = bus.databases["skills_register"].database["jobs"]
    row = jobs.find_one({"kind": "coffee_deal"})
    job = Job(row["_id"], row["kind"], row["key"], datetime.now(UTC), row["data"])
    bus.service("skills_register_coffees").deal_round(Call(caller=system("due")), job)
