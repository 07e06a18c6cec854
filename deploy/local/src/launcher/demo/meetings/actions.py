"""What the demo's groups promised and decided, each with its meeting (row 45)."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from launcher.demo.meetings.desk import Desk
from launcher.demo.meetings.facts import read_facts
from launcher.demo.platform import Api

Json = Mapping[str, Any]
WORDS = ("title", "text", "method", "objections", "review_on")


def bring(desk: Desk) -> None:
    """Every action and decision that is not there yet."""
    for wanted in read_facts("actions"):
        convenor, owners = desk.convenors[wanted["region"]], desk.holders[wanted["region"]]
        place = f"/meetings/{desk.meetings[wanted['meeting']]}"
        known = {each["text"]: each for each in convenor.get(f"{place}/actions")["raised"]}
        for each in wanted.get("actions", ()):
            _bring_action(convenor, place, each, owners[each["owner"]], known.get(each["text"]))
        decided = {each["title"] for each in convenor.get(f"{place}/decisions")["items"]}
        for each in wanted.get("decisions", ()):
            if each["title"] not in decided:
                _record(convenor, place, each)


def _bring_action(convenor: Api, place: str, wanted: Json, owner: str, there: Json | None) -> None:
    text = wanted["text"]
    if there is None:
        body = {"text": text, "owner": owner, "due_on": wanted.get("due_on") or _ahead(wanted["due_in_days"])}
        there = convenor.post(f"{place}/actions", body, command=f"action {place} {text}")
    if "done_on" in wanted and there["state"] == "open":
        done = {"on": wanted["done_on"], "note": wanted["note"]}
        convenor.post(f"/actions/{there['id']}/completion", done, command=f"done {place} {text}")


def _record(convenor: Api, place: str, wanted: Json) -> None:
    body = {name: wanted[name] for name in WORDS if name in wanted} | wanted.get("votes", {})
    if "item" in wanted:
        items = convenor.get(f"{place}/agenda")["items"]
        body["item"] = next(each["id"] for each in items if each["title"] == wanted["item"])
    convenor.post(f"{place}/decisions", body, command=f"decision {place} {wanted['title']}")


def _ahead(days: int) -> str:
    return (datetime.now(UTC).date() + timedelta(days=days)).isoformat()
