"""What the demo's members can learn, and what two of them completed (row 88)."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from launcher.demo.skills_register.desk import Desk
from launcher.demo.skills_register.facts import read_facts

Json = Mapping[str, Any]
ABOUT = ("region", "title", "kind", "provider", "places", "access", "open_to", "booking", "teaches")
ON_ITS_WAY = ("not_found",)
EVER = "2018-01-01"


def bring(desk: Desk) -> None:
    """Every opportunity that is not there yet, and the completions of those who began."""
    listed = desk.setup.get("/development", since=EVER, limit="200")["items"]
    known = {each["title"]: each for each in listed}
    for wanted in read_facts("development"):
        there = known.get(wanted["title"]) or _add(desk, wanted)
        for role in wanted.get("done_by", ()):
            _complete(desk, role, there)


def _add(desk: Desk, wanted: Json) -> Json:
    body = {name: wanted[name] for name in ABOUT if name in wanted}
    body["begins"] = _in_days(wanted["begins_in"])
    if "ends_in" in wanted:
        body["ends"] = _in_days(wanted["ends_in"])
    made: Json = desk.setup.post("/development", body, command=f"development {wanted['title']}")
    return made


def _complete(desk: Desk, role: str, opportunity: Json) -> None:
    member, place = desk.roles[role].api, f"/development/{opportunity['id']}"
    if member.get(place)["completed_on"] is None:
        member.post(f"{place}/completion", {}, command=f"completed {role} {place}", until_not=ON_ITS_WAY)


def _in_days(days: int) -> str:
    return (datetime.now(UTC).date() + timedelta(days=days)).isoformat()
