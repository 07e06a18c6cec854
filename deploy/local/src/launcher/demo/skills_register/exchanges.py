"""Exchanges of time: a year of settled ones, and some in every other state for the demo's roles (row 59).

The same two exchange the same in every run; what is there already is only taken as far as it is to go.
"""

import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from launcher.demo.skills_register.desk import Desk, Helper
from launcher.demo.skills_register.facts import read_facts

Json = Mapping[str, Any]
ON_ITS_WAY = ("not_found", "member_not_active")
"""The register hears of a member a moment after membership knows them."""
AT_ONCE = 8
SEED = 59
OTHER = {"giver": "receiver", "receiver": "giver"}
SINCE_WRITTEN = 26
"""Who helped longer ago than so many days wrote it down afterwards."""


@dataclass(frozen=True)
class Wanted:
    """One exchange: who proposes it to whom, and the steps that follow, each as {own or their: step, ...}."""

    by: Helper
    their: Helper
    asked: Json
    steps: Sequence[Json]


def bring(desk: Desk) -> None:
    """Every exchange as far as it is not there."""
    facts = read_facts("exchanges")
    today = datetime.now(UTC)
    by_proposer: dict[str, list[Wanted]] = defaultdict(list)
    for each in (*settled_ones(desk, facts, today), *others(desk, facts["others"], today)):
        by_proposer[each.by.id].append(each)
    is_new = desk.setup.get("/timebank/summary")["exchanges"] == 0
    with ThreadPoolExecutor(AT_ONCE) as side_by_side:
        list(side_by_side.map(lambda each: bring_of(each, is_new=is_new), by_proposer.values()))


def bring_of(wanted: Sequence[Wanted], *, is_new: bool) -> None:
    """What one member proposes, unless their list has it; each as far as it is to go.

    Where nothing was settled before, nobody is asked for their list.
    """
    api = wanted[0].by.api
    listed = [] if is_new else api.get("/exchanges", limit="200")["items"]
    there = {(each["what"], each[OTHER[each["side"]]]): each for each in listed}
    for each in wanted:
        found = there.get((each.asked["what"], f"member:{each.their.id}"))
        if found is None:
            command = f"exchange {each.by.id} {each.their.id} {each.asked['what']}"
            found = api.post("/exchanges", each.asked, command=command, until_not=ON_ITS_WAY)
        take_steps(each, found)


def take_steps(wanted: Wanted, found: Json) -> None:
    """Those of its steps that were not taken; each adds a line to its history, the proposal is the first."""
    for number, step in enumerate(wanted.steps, start=1):
        if number >= len(found["history"]):
            body = dict(step)
            who = "own" if "own" in body else "their"
            api = wanted.by.api if who == "own" else wanted.their.api
            path = f"/exchanges/{found['id']}/{body.pop(who)}"
            api.post(path, body, command=f"exchange {found['id']} step {number}")


def settled_ones(desk: Desk, facts: Json, today: datetime) -> Iterable[Wanted]:
    """So many over a year, no two of them alike, and nobody receives more than an account may."""
    chance = random.Random(SEED)  # noqa: S311 - invented facts need no secrecy
    helpers = taking_part(desk, facts["first_of"])
    known: set[frozenset[str]] = set()
    received: Counter[str] = Counter()
    while len(known) < facts["settled"]:
        giver, receiver = pair(chance, helpers, facts["near"])
        what, minutes = chance.choice(facts["whats"]), chance.choice(facts["minutes"])
        one = frozenset((giver.id, receiver.id, what))
        if one in known or received[receiver.id] + minutes > facts["most_received"]:
            continue
        days = facts["spread_days"] * len(known) // facts["settled"] + 1
        known.add(one)
        received[receiver.id] += minutes
        yield settled(giver, receiver, what, minutes, days, today)


def settled(giver: Helper, receiver: Helper, what: str, minutes: int, days: int, today: datetime) -> Wanted:
    """Help of so many days ago: agreed beforehand, or long ago written down when it was done."""
    is_done = days > SINCE_WRITTEN
    asked = {
        "member_id": receiver.id,
        "side": "giver",
        "what": what,
        "minutes": minutes,
        "on": (today - timedelta(days=days)).date().isoformat(),
        "is_done": is_done,
    }
    agreed = {"their": "agreement"}
    said = {"own": "completion", "minutes": minutes}
    return Wanted(giver, receiver, asked, [agreed] if is_done else [agreed, said, {"their": "confirmation"}])


def taking_part(desk: Desk, first_of: Mapping[str, int]) -> list[Helper]:
    """The first of each region."""
    codes = dict.fromkeys(each.region for each in desk.helpers)
    return [
        helper for code in codes for helper in desk.of_region(code)[: first_of.get(code, first_of["others"])]
    ]


def pair(chance: random.Random, helpers: Sequence[Helper], near: float) -> tuple[Helper, Helper]:
    """Two of them, more often of one region than not."""
    giver = chance.choice(helpers)
    at_home = chance.random() < near
    possible = [each for each in helpers if each is not giver and (each.region == giver.region) == at_home]
    return giver, chance.choice(possible)


def others(desk: Desk, facts: Sequence[Json], today: datetime) -> Iterable[Wanted]:
    """Those of the file."""
    for wanted in facts:
        by, their = (named(desk, wanted[side]) for side in ("by", "with"))
        asked = {name: wanted[name] for name in ("side", "what", "minutes")} | {
            "member_id": their.id,
            "on": (today + timedelta(days=wanted["days"])).date().isoformat(),
            "is_done": wanted.get("is_done", False),
        }
        yield Wanted(by, their, asked, wanted.get("steps", ()))


def named(desk: Desk, name: str) -> Helper:
    """A role of the demo, or the member of a region with this number: ``WOE -1``."""
    region, _, number = name.partition(" ")
    return desk.of_region(region)[int(number)] if number else desk.roles[name]
