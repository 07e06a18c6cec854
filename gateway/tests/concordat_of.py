"""A concordat in Devon for tests of its pages and resources: made through the doors, as keepers do it."""

from datetime import UTC, datetime, timedelta
from typing import Any

from chassis.identity import Caller

KEEPER = Caller("keeper-of-sw", frozenset({"member", "coordinator:SW"}), "SW")
TITLE = "Concordat of Devon"
TEXT = "We let people help next door.\n\nWe may ask for the same."
NEWER = "We gladly let people help next door.\n\nWe may ask for the same."


def in_days(days: int) -> str:
    """An ISO day so many days from today."""
    return (datetime.now(UTC).date() + timedelta(days=days)).isoformat()


def knock(bus: Any, door: str, payload: dict[str, Any], caller: Caller = KEEPER) -> Any:
    service, _, name = door.partition(".")
    return bus.call(f"skills_register_{service}", name, payload, caller=caller)


def a_trust(bus: Any, name: str, system: str = "Devon", region: str = "SW", **people: Caller) -> str:
    """Listed in a region, with ``leader`` and ``contact`` if given: its id."""
    asked = {"region": region, "name": name, "kind": "trust", "system": system}
    keeper = Caller("keeper", frozenset({"member", f"coordinator:{region}"}), region)
    made: str = knock(bus, "organisations.enter_organisation", asked, keeper)["id"]
    for role, person in people.items():
        named = {"id": made, "member_id": person.subject, "role": role}
        knock(bus, "organisations.name_representative", named, keeper)
    return made


def a_concordat(bus: Any, *texts: str, **more: Any) -> str:
    """With these texts agreed, one after another: its id. ``agreed`` stays a draft without any."""
    asked = {
        "region": "SW",
        "title": TITLE,
        "system": "Devon",
        "group": "Organisational Development Group",
        "text": texts[0] if texts else TEXT,
        "review_on": in_days(200),
        **more,
    }
    made: str = knock(bus, "concordats.draft_concordat", asked)["id"]
    for number, text in enumerate(texts):
        if number:
            knock(bus, "concordats.change_draft", {"id": made, "text": text})
        changes = {"changes": "Plainer words."} if number else {}
        knock(bus, "concordats.agree_text", {"id": made, **changes})
    return made


def signed(bus: Any, concordat: str, trust: str, leader: Caller, text: int = 1, **more: Any) -> Any:
    asked = {"id": concordat, "organisation_id": trust, "text": text, "signed_as": "director", **more}
    return knock(bus, "concordats.sign_concordat", asked, leader)
