"""The demo's exchanges of time: a year of settled ones, each state, a next step for each role (row 59)."""

import sys
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))  # so that `product` is importable

from product import Product

from chassis.call import Call
from chassis.identity import Caller
from launcher.demo.inventing import members, read_data
from launcher.demo.skills_register import exchanges
from launcher.demo.skills_register.desk import EVERY, Desk, Helper
from launcher.demo.skills_register.facts import read_facts
from skills_register.auditing.store import audit

FEWER = 15
FEW = {"settled": FEWER, "first_of": {"WOE": 5, "SW": 5, "NENC": 5, "others": 0}}
ROLES = {"member": (), "coordinator": ("coordinator:WOE",), "convenor": ("convenor:WOE",)}
ROWS = members(read_data())
FACTS = read_facts("exchanges")
TODAY = datetime.now(UTC)
SIDES = ("by", "with")
IDS = {row["email"]: f"member-{number}" for number, row in enumerate(ROWS)}


def desk_of(rows, product=None):
    return Desk(None, {}, [helper(row, product) for row in rows])


def helper(row, product):
    member_id = IDS[row["email"]]
    return Helper(member_id, row["region"], row, product.api(member_id) if product else None)


def test_300_are_settled_over_a_year_and_nobody_receives_more_than_an_account_may():
    wanted = list(exchanges.settled_ones(desk_of(ROWS[::EVERY]), FACTS, TODAY))
    assert len(wanted) == 300
    assert len({each.asked["on"][:7] for each in wanted}) >= 12
    received = Counter()
    for each in wanted:
        received[each.their.id] += each.asked["minutes"]
    desk = desk_of(ROWS[::EVERY])
    alone = {
        exchanges.named(desk, each[side]).id
        for each in FACTS["others"]
        for side in SIDES
        if " " in each[side]
    }
    assert alone.isdisjoint({*received, *(each.by.id for each in wanted)}), (
        "their accounts have no hours to spare"
    )
    assert max(received.values()) <= FACTS["most_received"]
    again = exchanges.settled_ones(desk_of(ROWS[::EVERY]), FACTS, TODAY)
    assert [(each.by.id, each.asked) for each in again] == [(each.by.id, each.asked) for each in wanted]


@pytest.fixture(scope="module")
def brought(tmp_path_factory):
    """The product with twelve who take part in each pilot, and what the demo exchanges among them."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(exchanges, "read_facts", lambda _name: {**FACTS, **FEW})
        product = Product(tmp_path_factory.mktemp("keys"), patched)
        product.callers["setup"] = Caller("service:setup", frozenset({"national_team", "operator"}))
        pilots = [row for row in ROWS if row["region"] in ("WOE", "SW", "NENC")]
        rows = [row for code in ("WOE", "SW", "NENC") for row in _of(pilots, code)[:12]]
        held = [row for row in pilots if row not in rows and row["region"] == "WOE"]
        for row in rows:
            product.knows(IDS[row["email"]], row["region"], row["joined"])
        roles = {}
        for (role, offices), row in zip(ROLES.items(), held, strict=False):
            product.knows(IDS[row["email"]], row["region"], row["joined"], *offices)
            roles[role] = helper(row, product)
        desk = Desk(product.api("setup"), roles, desk_of(rows, product).helpers)
        exchanges.bring(desk)
        yield product, desk


def _of(rows, code):
    return [row for row in rows if row["region"] == code]


def test_a_second_run_adds_nothing(brought):
    product, desk = brought
    before = product.stored("skills_register")
    exchanges.bring(desk)
    assert product.stored("skills_register") == before


def test_there_is_one_in_every_state_and_the_ledger_is_whole(brought):
    product, _ = brought
    work = product.bus.databases["skills_register"]
    found = Counter(row["state"] for row in work.database["exchanges"].find())
    assert found["settled"] == FEWER + 2
    assert set(found) == {"proposed", "agreed", "done", "confirmed", "settled", "disputed", "cancelled"}
    assert audit(work, Call()).is_whole


def test_each_role_has_something_to_do_next(brought):
    _, desk = brought

    def next_of(role):
        items = desk.roles[role].api.get("/exchanges", over="false")["items"]
        return {each["next_step"]["action"] for each in items}

    assert next_of("member") == {"agree", "confirm", "say_done", "answer_dispute", None}
    assert next_of("coordinator") == {"agree", "say_done"}
    assert next_of("convenor") == {"agree", "confirm"}
    waiting = desk.roles["convenor"].api.get("/exchanges/to-decide", region="WOE")["items"]
    assert Counter(each["next_step"]["action"] for each in waiting) == {"decide": 3, "settle": 1}
