"""The demo's gifts of time: community pots, an organisation, grants, and one that was taken back (row 59)."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))  # so that `product` is importable

from product import Product

from chassis.call import Call
from chassis.identity import Caller
from launcher.demo.skills_register import giving
from launcher.demo.skills_register.desk import Desk, Helper
from launcher.demo.skills_register.facts import read_facts
from skills_register.auditing.store import audit

ROLES = {"member": (), "coordinator": ("coordinator:WOE",), "convenor": ("convenor:WOE",)}
OF_EACH = 18
JOINED = "2018-01-15"


@pytest.fixture(scope="module")
def brought(tmp_path_factory):
    """The product with people of two regions and an organisation, and the demo's gifts."""
    with pytest.MonkeyPatch.context() as patched:
        product = Product(tmp_path_factory.mktemp("keys"), patched)
        product.callers["setup"] = Caller("service:setup", frozenset({"national_team", "operator"}))

        def helper(member_id: str, region: str, *offices: str) -> Helper:
            product.knows(member_id, region, JOINED, *offices)
            return Helper(member_id, region, {}, product.api(member_id))

        helpers = [helper(f"{code}-{number}", code) for code in ("WOE", "SW") for number in range(OF_EACH)]
        roles = {role: helper(role, "WOE", *offices) for role, offices in ROLES.items()}
        desk = Desk(product.api("setup"), roles, helpers)
        body = {"region": "SW", "name": "Dart Hospice", "kind": "hospice"}
        desk.setup.post("/organisations", body, command="organisation")
        giving.bring(desk)
        yield product, desk


def test_pots_and_an_organisation_have_what_was_given_and_granted(brought):
    product, desk = brought
    work = product.bus.databases["skills_register"]
    balances = {row["_id"]: row["balance"] for row in work.database["accounts"].find()}
    gifts, grants = (read_facts("giving")[part] for part in ("gifts", "grants"))

    def into(region: str) -> int:
        kept = [each for each in gifts if "taken_back" not in each and "to_organisation" not in each]
        given = sum(each["minutes"] for each in kept if each["by"] in (region, *_roles(region)))
        return given - sum(each["minutes"] for each in grants if each["of"] == region)

    assert (balances["pot:WOE"], balances["pot:SW"]) == (into("WOE"), into("SW"))
    [hospice] = [value for key, value in balances.items() if key.startswith("organisation:")]
    assert hospice == sum(each["minutes"] for each in gifts if "to_organisation" in each)
    assert desk.roles["member"].api.get("/accounts/mine")["seen_by"] == "partners"
    assert audit(work, Call()).is_whole


def _roles(region: str) -> tuple[str, ...]:
    return tuple(ROLES) if region == "WOE" else ()


def test_a_second_run_adds_nothing(brought):
    product, desk = brought
    before = product.stored("skills_register")
    giving.bring(desk)
    assert product.stored("skills_register") == before


def test_one_gift_was_a_mistake_and_was_taken_back(brought):
    product, _ = brought
    rows = list(product.bus.databases["skills_register"].database["transfers"].find({"kind": "reversal"}))
    assert [row["by"] for row in rows] == ["coordinator"]
