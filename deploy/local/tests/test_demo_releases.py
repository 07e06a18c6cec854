"""Help next door in the demo: placements both ways, one released, one asked; a second run adds nothing."""

import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))  # so that `product` is importable

from product import Product

from chassis.identity import Caller
from gateway import line_manager_asking
from gateway.api import release_answers
from launcher.demo.inventing import members, read_data
from launcher.demo.skills_register import releases
from launcher.demo.skills_register.desk import Desk, Helper


@pytest.fixture
def product(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Product:
    """Without mail: a ticket is the id of the newest ask of whoever was named."""
    made = Product(tmp_path, monkeypatch)
    made.callers["setup"] = Caller("service:setup", frozenset({"national_team", "operator"}))
    database = made.bus.databases["skills_register"].database

    def newest(to: str, _about: str) -> str:
        (asked,) = [row["_id"] for row in database["line_managers"].find({"email": to})]
        return str(database["releases"].find_one({"_id": asked})["ask_ids"][-1])

    def holder(ticket: str) -> Caller:
        return Caller(f"line-manager:{ticket}", frozenset({"line_manager"}))

    monkeypatch.setattr(releases, "newest_ticket", newest)
    monkeypatch.setattr(release_answers, "who_is_line_manager", holder)
    monkeypatch.setattr(line_manager_asking.membership, "my_address", lambda _: {"email": ""})
    return made


@pytest.fixture
def desk(product: Product) -> Desk:
    rows = [row for row in members(read_data()) if row["region"] == "SW"][:8]

    def helper(number: int, row: dict[str, str]) -> Helper:
        product.knows(f"helper-{number}", row["region"], row["joined"])
        return Helper(f"helper-{number}", row["region"], row, product.api(f"helper-{number}"))

    return Desk(product.api("setup"), {}, [helper(*each) for each in enumerate(rows)])


def sign(desk: Desk, names: tuple[str, ...] = ("Northern Trust", "Southern Trust")) -> None:
    """These trusts under a concordat, led by the first helpers."""
    setup, ahead = desk.setup, (datetime.now(UTC) + timedelta(days=200)).date().isoformat()
    told = {"region": "SW", "title": "Concordat", "text": "We help next door.", "review_on": ahead}
    concordat = setup.post("/concordats", told, command="concordat")["id"]
    setup.post(f"/concordats/{concordat}/texts", {}, command="agreed")
    for leader, name in zip(desk.helpers, names, strict=False):
        entered = {"region": "SW", "name": name, "kind": "trust"}
        trust = setup.post("/organisations", entered, command=name)["id"]
        named = {"member_id": leader.id, "role": "leader"}
        setup.post(f"/organisations/{trust}/representatives", named, command=f"leads {name}")
        signed = {"concordat_id": concordat, "organisation_id": trust, "text": 1, "signed_as": "director"}
        leader.api.post("/signatories", signed, command=f"signs {name}")


def test_neighbours_help_each_other_once_however_often_and_from_wherever_it_is_brought(
    product, desk, monkeypatch
):
    releases.bring(desk)
    assert desk.helpers[0].api.get("/release-requests")["items"] == [], "nobody has signed yet"
    sign(desk)
    database = product.bus.databases["skills_register"].database
    with monkeypatch.context() as cut_short:
        cut_short.setattr(releases, "_done", lambda *_: None)
        releases.bring(desk)
    assert database["placements"].count_documents({}) == 0
    releases.bring(desk)
    assert sorted(row["state"] for row in database["releases"].find()) == [
        "asked",
        "granted",
        "taken",
        "taken",
    ]
    assert sorted(row["state"] for row in database["release_requests"].find()) == [
        "met", "met", "open", "open", "open",
    ]  # fmt: skip
    north = next(row["_id"] for row in database["organisations"].find({"name": "Northern Trust"}))
    balance = desk.helpers[0].api.get(f"/organisations/{north}/exchange-balance")
    assert balance["pooled"]["in_words"] == "2 days lent, 1 day borrowed"
    before = product.stored("skills_register")
    releases.bring(desk)
    assert product.stored("skills_register") == before


def test_a_signatory_without_neighbours_asks_and_invites(product, desk):
    (told,) = releases.read_facts("releases")["waiting"]
    member = desk.helpers[-1]
    desk = Desk(desk.setup, {told["invited"]: member}, desk.helpers)
    sign(desk, (told["organisation"],))
    for _ in range(2):
        releases.bring(desk)
    (mine,) = member.api.get("/releases")["items"]
    assert (mine["state"], mine["borrower"]) == ("invited", told["organisation"])
