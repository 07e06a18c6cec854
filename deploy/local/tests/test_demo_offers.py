"""The demo's offers and requests: as many as it says, in every region, and a second run adds nothing."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))  # so that `product` is importable

from product import Product

from chassis.identity import Caller
from launcher.demo.inventing import members, read_data
from launcher.demo.skills_register import offers
from launcher.demo.skills_register.desk import Desk, Helper

FEWER = {"offers": 30, "requests": 12}
ROLES = {"member": "WOE", "coordinator": "WOE", "convenor": "WOE"}


@pytest.fixture
def product(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Product:
    facts = offers.read_facts("offers")
    monkeypatch.setattr(offers, "read_facts", lambda _name: {**facts, "numbers": FEWER})
    made = Product(tmp_path, monkeypatch)
    made.callers["setup"] = Caller("service:setup", frozenset({"national_team", "operator"}))
    return made


@pytest.fixture
def desk(product: Product) -> Desk:
    rows = members(read_data())

    def helper(name: str, row: dict[str, str], *roles: str) -> Helper:
        product.knows(name, row["region"], row["joined"], *roles)
        return Helper(name, row["region"], row, product.api(name))

    woe = [row for row in rows if row["region"] == "WOE"]
    spread = [*woe[len(ROLES) : 10], *rows[::100]]
    helpers = [helper(f"helper-{number}", row) for number, row in enumerate(spread)]
    held = {"coordinator": ("coordinator:WOE",)}
    roles = {role: helper(role, woe[at], *held.get(role, ())) for at, role in enumerate(ROLES)}
    setup = product.api("setup")
    entered = {"region": "SW", "name": "Devon Trust", "kind": "trust"}
    trust = setup.post("/organisations", entered, command="trust")["id"]
    named = {"member_id": "helper-0", "role": "contact"}
    setup.post(f"/organisations/{trust}/representatives", named, command="named")
    return Desk(setup, roles, helpers, {"Devon Trust": trust})


def test_what_the_demo_offers_is_there_once_however_often_it_is_brought(product, desk):
    offers.bring(desk)
    database = product.bus.databases["skills_register"].database
    kinds = [each["kind"] for each in database["offers"].find()]
    assert (kinds.count("offer"), kinds.count("request")) == (30 + 2 + 3, 12 + 2 + 2)
    (campaign,) = desk.setup.get("/campaigns")["items"]
    assert desk.setup.get(f"/campaigns/{campaign['id']}")["offers"]["number"] > 0
    before = product.stored("skills_register")
    offers.bring(desk)
    assert product.stored("skills_register") == before
