"""The learning library for its tests: something is written, submitted, read by a keeper of SW, published."""

from typing import Any

from exchange_desk import Desk, coordinator

from chassis.identity import VISITOR
from contracts.meetings import LESSON_NOTED

KEEPER = coordinator("SW")
CASE = {
    "kind": "case_study",
    "title": "Two labels alike",
    "topic": "Near misses",
    "what_happened": "Two syringes looked alike; a nurse noticed in time.",
    "learning": "Different colours, and say it aloud.",
    "worked": "worked",
    "tags": ["Medication"],
}


def write(desk: Desk, by: Any, **more: Any) -> dict[str, Any]:
    return desk.knock("learning.write_item", {**CASE, **more}, by=by)


def act(desk: Desk, door: str, item: dict[str, Any], by: Any, **more: Any) -> dict[str, Any]:
    return desk.knock(f"learning.{door}", {"id": item["id"], "version": item["version"], **more}, by=by)


def review(
    desk: Desk, item: dict[str, Any], by: Any = KEEPER, outcome: str = "published", **more: Any
) -> dict[str, Any]:
    said = {"outcome": outcome, "identity_checked": True, **more}
    return act(desk, "review_item", item, by, **said)


def published(desk: Desk, by: Any, **more: Any) -> dict[str, Any]:
    return review(desk, act(desk, "submit_item", write(desk, by, **more), by))


def titles(desk: Desk, by: Any = VISITOR, **asked: Any) -> list[str]:
    return [each["words"]["title"] for each in desk.knock("learning.list_items", asked, by=by)["items"]]


def told(desk: Desk, kind: str) -> list[list[str]]:
    return [each["data"]["members"] for each in desk.events("notice_raised") if each["data"]["kind"] == kind]


def heard(desk: Desk, text: str) -> dict[str, Any]:
    """A lesson of an event in SW, as it waits."""
    told = {"lesson_id": "l-1", "region": "SW", "event_id": "e-1", "text": text}
    desk.hear(LESSON_NOTED, "l-1", 1, told, "SW")
    (waiting,) = desk.knock("learning.items_to_review", {"region": "SW"}, by=KEEPER)["items"]
    return waiting
