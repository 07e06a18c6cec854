"""The demo's buddies, coffees and local contacts: in each state, and a second run adds nothing."""

import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))  # so that `product` is importable

from product import Product

from chassis.call import Call, Job
from chassis.identity import Caller, system
from launcher.demo.inventing import members, read_data
from launcher.demo.skills_register import buddies, coaching, coffees
from launcher.demo.skills_register.desk import Desk, Helper

ROLES = {
    "member": (),
    "coordinator": ("coordinator:WOE",),
    "convenor": ("convenor:WOE",),
    "national_team": ("national_team",),
}
MOST = {"WOE": 16, "SW": 10}
OF_EACH_REGION = 6


@pytest.fixture(scope="module")
def product(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    with pytest.MonkeyPatch.context() as patched:
        made = Product(tmp_path_factory.mktemp("product"), patched)
        made.callers["setup"] = Caller("service:setup", frozenset({"national_team", "operator"}))
        yield made


@pytest.fixture(scope="module")
def desk(product: Product) -> Desk:
    rows = members(read_data())

    def helper(name: str, row: dict[str, str], *roles: str) -> Helper:
        product.knows(name, row["region"], row["joined"], *roles)
        return Helper(name, row["region"], row, product.api(name))

    by_region: dict[str, list[dict[str, str]]] = {}
    for row in rows:
        by_region.setdefault(row["region"], []).append(row)
    woe = by_region["WOE"]
    roles = {role: helper(role, woe[at], *held) for at, (role, held) in enumerate(ROLES.items())}
    helpers = [
        helper(f"{region}-{number}", row)
        for region, of_region in by_region.items()
        for number, row in enumerate(of_region[len(ROLES) :][: MOST.get(region, OF_EACH_REGION)])
    ]
    return Desk(product.api("setup"), roles, helpers)


def test_pairs_of_the_demo_are_in_each_state_and_brought_once(product, desk):
    buddies.bring(desk)
    states = [
        each["state"] for each in product.bus.databases["skills_register"].database["buddy_pairs"].find()
    ]
    assert {state: states.count(state) for state in set(states)} == {"running": 6, "ended": 1, "proposed": 3}
    mine = desk.roles["member"].api.get("/buddies/mine")
    assert {(pair["state"], pair["i_am"]) for pair in mine["pairs"]} == {
        ("running", "learner"),
        ("proposed", "buddy"),
    }
    assert desk.setup.get("/buddies/wishes", region="WOE")["items"]
    before = product.stored("skills_register")
    buddies.bring(desk)
    assert product.stored("skills_register") == before


def test_a_round_of_the_demo_is_dealt_with_a_trio_and_brought_once(product, desk, monkeypatch):
    monkeypatch.setattr(coffees.time, "sleep", lambda _seconds: _deal(product))
    coffees.bring(desk)
    groups = list(product.bus.databases["skills_register"].database["coffee_groups"].find())
    assert sorted({len(each["people"]) for each in groups}) == [2, 3]
    assert desk.roles["member"].api.get("/coffees/mine")["group"]["my_reach"] == "Ward office, mornings"
    before = product.stored("skills_register")
    coffees.bring(desk)
    assert product.stored("skills_register") == before


def test_all_regions_but_two_have_contacts_and_questions_wait_at_each_step(product, desk):
    coaching.bring(desk)
    coverage = desk.setup.get("/coaching-contacts/coverage")["items"]
    assert [each["region"] for each in coverage if each["is_gap"]] == ["NI", "OXF"]
    waiting = {
        region: [each["with_keepers"] for each in _waiting(desk, region)]
        for region in ("WOE", "NENC", "NI", "OXF")
    }
    assert waiting == {"WOE": [False], "NENC": [False], "NI": [True], "OXF": [True]}
    desk_of_convenor = desk.roles["convenor"].api.get("/coaching-questions/for-me")["items"]
    assert {each["state"] for each in desk_of_convenor} == {"waiting", "answered"}
    before = product.stored("skills_register")
    coaching.bring(desk)
    assert product.stored("skills_register") == before


def _waiting(desk: Desk, region: str) -> list[dict[str, object]]:
    found: list[dict[str, object]] = desk.setup.get("/coaching-questions/waiting", region=region)["items"]
    return found


def _deal(product: Product) -> None:
    row = product.bus.databases["skills_register"].database["jobs"].find_one({"kind": "coffee_deal"})
    job = Job(row["_id"], row["kind"], row["key"], datetime.now(UTC), row["data"])
    product.bus.service("skills_register_coffees").deal_round(Call(caller=system("due")), job)
