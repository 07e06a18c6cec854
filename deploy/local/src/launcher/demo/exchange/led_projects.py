"""The project that a stewardship group of the demo leads: topics and frameworks it considered (row 72)."""

from collections.abc import Mapping
from typing import Any

from launcher.demo.exchange.desk import Desk, all_of
from launcher.demo.exchange.facts import read_facts

Json = Mapping[str, Any]
TERMS = ("region", "title", "about", "support")


def bring(desk: Desk) -> None:
    """Every project that is not there, and what was considered for it."""
    known = {each["title"] for each in all_of(desk.setup, "/led-projects")}
    for wanted in read_facts("led_projects"):
        if wanted["title"] not in known:
            _start(desk, wanted)


def _start(desk: Desk, wanted: Json) -> None:
    api, body = desk.setup, {name: wanted[name] for name in TERMS}
    made = api.post("/led-projects", body, command=f"led {wanted['title']}")
    place = f"/led-projects/{made['id']}"
    for number, topic in enumerate(wanted["topics"]):
        api.post(f"{place}/topics", {"topic": topic}, command=f"topic {place} {number}")
    chosen = {"topic": wanted["topic"], "reason": wanted["because"]}
    api.put(f"{place}/topic", chosen, command=f"topic {place}")
    for number, each in enumerate(wanted["frameworks"]):
        api.post(f"{place}/frameworks", each, command=f"framework {place} {number}")
