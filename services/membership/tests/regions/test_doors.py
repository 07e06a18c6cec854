"""The regions as everybody may read them (rows 11 and 84)."""

from datetime import date
from pathlib import Path

import pytest

from chassis.call import Call
from chassis.testkit.memory import MemoryUnitOfWork
from contracts.refusals import Refused
from membership.members import domain
from membership.members.store import MemberStore
from membership.regions.service import Regions
from membership.regions.store import RegionStore
from membership.settings import Settings


@pytest.fixture(name="desk")
def regions_desk() -> Regions:
    desk = Regions()
    desk.store = RegionStore(MemoryUnitOfWork(RegionStore.INDEXES))
    desk.settings = Settings(regions_folder=Path(__file__).parents[4] / "deploy" / "regions")
    return desk


def join(desk: Regions, name: str, region: str, left: date | None = None) -> None:
    def save() -> None:
        store = MemberStore(desk.store.work)
        member = domain.join(
            name, name=name, email=f"{name}@example.org", region=region, joined=date(2018, 1, 1),
            joined_by="import",
        )  # fmt: skip
        store.save(member)
        if left:
            store.save(domain.leave(member, left))

    desk.store.work.in_transaction(Call(), save)


def test_the_eighteen_regions_are_listed_by_name_with_their_members(desk: Regions) -> None:
    join(desk, "a", "WOE")
    join(desk, "b", "WOE", left=date(2018, 2, 1))
    join(desk, "c", "SCO")
    items = desk.list_regions(Call(), {})["items"]
    names = [item["name"] for item in items]
    assert (len(items), names) == (18, sorted(names))
    assert {item["code"]: item["members"] for item in items if item["members"]} == {"WOE": 1, "SCO": 1}
    west = next(item for item in items if item["code"] == "WOE")
    assert (west["nation"], west["pilot"], west["systems"]) == ("England", True, [])
    assert west["host"] == {"name": "West of England AHSN", "kind": "ahsn"}


def test_a_region_shows_its_settings_with_what_is_not_agreed_left_empty(desk: Regions) -> None:
    found = desk.get_region(Call(), {"code": "SW"})
    settings = found["settings"]
    assert (settings["meeting_minutes"], settings["minutes_days"]) == (240, None)
    assert (settings["selection_mode"], settings["convenor_paid"]) == ("appointment", None)
    assert settings["group"]["includes_convenor"] is False
    assert found["members"] == 0


@pytest.mark.parametrize("code", ["XX", "WOES"])
def test_an_unknown_code_is_refused(desk: Regions, code: str) -> None:
    with pytest.raises(Refused) as no:
        desk.get_region(Call(), {"code": code})
    assert no.value.code == "region_unknown"
