"""The demo's organisations, concordats and capacity: two signatories in Devon, and things left to do."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))  # so that `product` is importable

from product import Product

from chassis.identity import Caller
from launcher.demo.inventing import members, read_data
from launcher.demo.loading import choose
from launcher.demo.skills_register import capacity, concordats, organisations
from launcher.demo.skills_register.desk import EVERY, Desk, Helper
from launcher.demo.skills_register.facts import read_facts

DATA = read_data()
ROWS = members(DATA)
HOLDING = choose(ROWS, DATA.figures["roles"])
REGIONS = {"SW", "WOE", "NENC"}
TAKING_PART = [
    row for row in [each for each in ROWS if each["email"] not in HOLDING.values()][::EVERY]
    if row["region"] in REGIONS
]  # fmt: skip


def bring(desk: Desk) -> None:
    for step in (organisations.bring, concordats.bring, capacity.bring):
        step(desk)


@pytest.fixture(scope="module")
def brought(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Product, Desk]]:
    """The product with the demo's roles and a few of those who take part."""
    with pytest.MonkeyPatch.context() as patched:
        product = Product(tmp_path_factory.mktemp("keys"), patched)
        product.callers["setup"] = Caller("service:setup", frozenset({"national_team", "operator"}))
        by_address = {row["email"]: row for row in ROWS}

        def helper(row) -> Helper:
            member_id = row["email"].partition("@")[0].replace(".", "-")
            product.knows(member_id, row["region"], row["joined"])
            return Helper(member_id, row["region"], row, product.api(member_id))

        desk = Desk(
            setup=product.api("setup"),
            roles={role: helper(by_address[email]) for role, email in HOLDING.items()},
            helpers=[
                helper(row)
                for code in sorted(REGIONS)
                for row in [each for each in TAKING_PART if each["region"] == code][:6]
            ],
        )
        bring(desk)
        yield product, desk


def test_two_organisations_in_devon_signed_what_was_agreed_there(brought):
    _product, desk = brought
    found = desk.setup.get("/concordats", region="SW")["items"]
    (devon,) = (each for each in found if each["system"] == "Devon")
    coverage = desk.setup.get(f"/concordats/{devon['id']}")["coverage"]
    assert (coverage["signatories"], coverage["organisations"]) == (2, 3)
    assert {each["standing"] for each in coverage["items"]} == {"signed"}
    assert "Organisational Development Group" in devon["group"]


def test_the_roles_of_the_demo_find_something_to_do(brought):
    _product, desk = brought
    mine = desk.roles["member"].api.get("/organisations/mine")["items"]
    assert [each["my_roles"] for each in mine] == [["leader"]]
    (agreed,) = desk.setup.get("/concordats", region="WOE", state="agreed")["items"]
    coverage = desk.setup.get(f"/concordats/{agreed['id']}")["coverage"]
    assert [each["standing"] for each in coverage["items"]] == ["to_renew"], "the convenor signs again"
    assert mine[0]["name"] in [each["name"] for each in coverage["not_signed"]], "the member signs"
    drafts = desk.setup.get("/concordats", region="WOE", state="draft")["items"]
    assert [each["region"] for each in drafts] == ["WOE"], "the coordinator agrees on a text"


def test_capacity_is_known_over_two_years_with_a_gap_that_is_not_0(brought):
    _product, desk = brought
    found = desk.setup.get(f"/capacity/{desk.organisations['Exe Valley Hospitals']}")
    assert [each["percent"] for each in found["trend"]] == ["2.0 %", "unknown", "3.5 %", "4.2 %", "5.0 %"]
    hospice = desk.setup.get(f"/capacity/{desk.organisations['Dart Hospice']}")
    assert (hospice["trained"], hospice["percent"]) == ("<5", "not shown")


def test_a_second_run_adds_nothing(brought, monkeypatch):
    product, desk = brought
    before = product.bus.databases["skills_register"].database

    def counted() -> dict[str, list[int]]:
        return {
            name: sorted(row["version"] for row in before[name].find())
            for name in ("organisations", "concordats", "signatures", "capacity_bodies")
        }

    first = counted()
    bring(desk)
    assert counted() == first


def test_every_name_that_signs_or_reports_is_listed():
    listed = {each["name"] for each in read_facts("organisations")["organisations"]}
    signing = {
        each["organisation"]
        for every in read_facts("concordats")["concordats"]
        for each in every.get("signed", ())
    }
    reporting = {each["organisation"] for each in read_facts("capacity")["reports"]}
    assert signing | reporting <= listed
