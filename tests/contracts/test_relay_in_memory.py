"""The bus without a broker tells what happened as the broker would."""

from pathlib import Path

import pytest

from chassis.call import Call
from chassis.identity import Caller
from chassis.testkit.local_bus import LocalBus
from commons.people.store import People
from membership import service as membership
from membership.settings import Settings as MembershipSettings
from stewardship import service as stewardship
from stewardship.settings import Settings as StewardshipSettings

REGIONS = Path(__file__).parents[2] / "deploy" / "regions"
NATIONAL = Caller("n-1", frozenset({"member", "national_team"}))


@pytest.fixture
def bus() -> LocalBus:
    settings = {each: each(regions_folder=REGIONS) for each in (MembershipSettings, StewardshipSettings)}
    made = LocalBus((*membership.SERVICES, *stewardship.SERVICES), settings)
    membership.before_serving(made.databases["membership"], Call())
    return made


def joined(bus: LocalBus, name: str) -> str:
    form = {
        "region": "SW",
        "name": name,
        "email": f"{name}@example.org",
        "why": "I want to learn with people who improve care.",
        "compact_accepted": True,
    }
    sent = bus.call("membership_applications", "submit_application", form, caller=Caller())
    decision = {"id": sent["id"], "decision": "accept"}
    return bus.call("membership_applications", "decide_application", decision, caller=NATIONAL)["member_id"]


def test_whoever_listens_hears_what_was_saved_once_and_in_order(bus: LocalBus):
    ada = joined(bus, "Ada")
    leave = {"version": 1}
    bus.call("membership_members", "leave", leave, caller=Caller(ada, frozenset({"member"}), "SW"))
    ben = joined(bus, "Ben")
    people = People(bus.databases["stewardship"])
    assert people.get(ada) is None

    assert bus.relay() > 0

    assert people.active_in("SW") == [ben]
    left = people.get(ada)
    assert left is not None
    assert not left.is_active
    assert bus.relay() == 0
