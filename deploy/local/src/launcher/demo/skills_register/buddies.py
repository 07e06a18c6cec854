"""Buddies in the demo: offers, wishes, and pairs in each state (row 64)."""

from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from launcher.demo.skills_register.desk import Desk, Helper
from launcher.demo.skills_register.facts import read_facts

Json = Mapping[str, Any]
AT_ONCE = 4
ON_ITS_WAY = ("not_found",)
"""The skills register hears of a member a moment after membership knows them."""
SAID = ("topics", "background", "reach", "most")


def bring(desk: Desk) -> None:
    """What is not there yet. A pair is there when its learner asks, or is in a pair already."""
    facts = read_facts("buddies")
    _all_of(facts["offers"], lambda each: _offer(desk, each))
    _all_of(facts["pairs"], lambda each: _pair(desk, each))
    _all_of(facts["wishes"], lambda each: _wish(_who(desk, each["who"]), each))


def _all_of(wanted: Iterable[Json], bring_one: Callable[[Json], object]) -> None:
    with ThreadPoolExecutor(AT_ONCE) as side_by_side:
        for running in [side_by_side.submit(bring_one, each) for each in wanted]:
            running.result()


def _offer(desk: Desk, wanted: Json) -> None:
    who = _who(desk, wanted["who"])
    if who.api.get("/buddies/mine")["offer"] is None:
        said = {name: wanted[name] for name in SAID if name in wanted} | {"shown_name": who.row["name"]}
        who.api.put("/buddies/offer", said, command=f"buddy offer {who.id}", until_not=ON_ITS_WAY)


def _pair(desk: Desk, wanted: Json) -> None:
    buddy, learner = _who(desk, wanted["buddy"]), _who(desk, wanted["learner"])
    wish_id = _wish(learner, wanted)
    if wish_id is None:
        return
    # "kept": those who keep the region propose it, and neither of the two has agreed yet.
    keeper, sent = learner.api, {"buddy_id": buddy.id}
    if wanted["state"] == "kept":
        keeper, sent = desk.setup, {**sent, "wish_id": wish_id}
    made = keeper.post("/buddies/pairs", sent, command=f"buddy pair {learner.id}")
    place = f"/buddies/pairs/{made['id']}"
    if wanted["state"] in ("running", "ended"):
        buddy.api.post(f"{place}/answer", {"agrees": True}, command=f"buddy yes {learner.id}")
    if wanted.get("checks"):
        learner.api.post(f"{place}/checks", {}, command=f"buddy check {learner.id}")
    if wanted["state"] == "ended":
        learner.api.post(f"{place}/ending", {}, command=f"buddy end {learner.id}")


def _wish(learner: Helper, wanted: Json) -> str | None:
    """The id of a new wish; None where the learner asked before."""
    mine = learner.api.get("/buddies/mine")
    if mine["wish"] or any(pair["i_am"] == "learner" for pair in mine["pairs"]):
        return None
    said = {
        "goal": wanted["goal"],
        "shown_name": learner.row["name"],
        "reach": "Through my page in the directory",
    }
    said |= {"background": wanted.get("background", "")}
    made = learner.api.post("/buddies/wish", said, command=f"buddy wish {learner.id}", until_not=ON_ITS_WAY)
    return str(made["id"])


def _who(desk: Desk, who: str | list[Any]) -> Helper:
    if isinstance(who, str):
        return desk.roles[who]
    region, number = str(who[0]), int(who[1])
    return desk.of_region(region)[number]
