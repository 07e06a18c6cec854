"""The demo's Q Lab: two projects, who promotes them, and who takes part (row 77)."""

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from launcher.demo.exchange.desk import Desk, all_of
from launcher.demo.exchange.facts import read_facts

Json = Mapping[str, Any]


def bring(desk: Desk) -> None:
    """Both projects as far as they are not there; to promote or to sign up again changes nothing."""
    facts = read_facts("lab")
    known = {each["title"]: each for each in all_of(desk.setup, "/lab-projects")}
    if len(known) >= len(facts["projects"]):
        return
    made = {}
    for wanted in facts["projects"]:
        made[wanted["title"]] = known.get(wanted["title"]) or _launched(desk, wanted)
    coordinator = desk.roles["coordinator"]
    for region, title in facts["promoted"]:
        keeper = coordinator.api if region == coordinator.region else desk.setup
        path = f"/lab-projects/{made[title]['id']}/promotions/{region}"
        keeper.put(path, {}, command=f"promoted {path}")
    path = f"/lab-projects/{made[facts['projects'][-1]['title']]['id']}/sign-up"
    with ThreadPoolExecutor(4) as side_by_side:
        every = desk.helpers[:: facts["every"]]
        list(side_by_side.map(lambda one: one.api.put(path, {}, command=f"sign up {path} {one.id}"), every))


def _launched(desk: Desk, wanted: Json) -> Json:
    body = {name: wanted[name] for name in ("title", "challenge", "partner") if wanted[name]}
    made: Json = desk.setup.post("/lab-projects", body, command=f"lab {wanted['title']}")
    for stage in wanted["stages"]:
        path = f"/lab-projects/{made['id']}/stages"
        made = desk.setup.post(path, {"stage": stage}, command=f"stage {path} {stage}")
    return made
