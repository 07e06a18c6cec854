"""A concordat in Devon with two signatories, and a trust beside them that did not sign (golden.yaml)."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from skills_desk import NOW, Desk, coordinator

from chassis.identity import Caller

TITLE = "Concordat of the Organisational Development Group"
TEXT = "Leaders release people to help next door.\n\nWhoever helps may ask for help."
REVIEW_ON = (NOW + timedelta(days=200)).date().isoformat()
KEEPER = coordinator("SW")


@dataclass(frozen=True)
class Devon:
    """``north`` and ``south`` signed; ``east`` did not. Each is led by a member and has one contact."""

    concordat: str
    north: str
    south: str
    east: str


def organisation(desk: Desk, name: str, system: str = "Devon", kind: str = "trust") -> str:
    """Listed, with a leader ``<name>-leader`` and a contact ``<name>-contact``."""
    asked = {"region": "SW", "name": name, "kind": kind, "system": system}
    made: str = desk.knock("organisations.enter_organisation", asked, by=KEEPER)["id"]
    for role in ("leader", "contact"):
        desk.member(f"{name}-{role}")
        named = {"id": made, "member_id": f"{name}-{role}", "role": role}
        desk.knock("organisations.name_representative", named, by=KEEPER)
    return made


def agreed(desk: Desk, **more: Any) -> str:
    """A concordat whose first text is agreed."""
    group = "Organisational Development Group"
    asked = {"region": "SW", "title": TITLE, "system": "Devon", "group": group, "text": TEXT}
    made: str = desk.knock(
        "concordats.draft_concordat", {**asked, "review_on": REVIEW_ON, **more}, by=KEEPER
    )["id"]
    desk.knock("concordats.agree_text", {"id": made}, by=KEEPER)
    return made


def sign(desk: Desk, concordat: str, organisation_id: str, leader: str, text: int = 1, **more: Any) -> Any:
    asked = {"id": concordat, "organisation_id": organisation_id, "text": text, "signed_as": "director"}
    return desk.knock("concordats.sign_concordat", {**asked, **more}, by=member(leader))


def withdraw(desk: Desk, concordat: str, organisation_id: str, leader: str, from_day: str) -> Any:
    asked = {"id": concordat, "organisation_id": organisation_id, "from_day": from_day, "reason": "We merge."}
    return desk.knock("concordats.withdraw_signature", asked, by=member(leader))


def devon(desk: Desk) -> Devon:
    """The whole of it."""
    desk.member("c-SW", "SW", "coordinator:SW")
    made = Devon(agreed(desk), *(organisation(desk, name) for name in ("north", "south", "east")))
    sign(desk, made.concordat, made.north, "north-leader")
    sign(desk, made.concordat, made.south, "south-leader")
    return made


def member(member_id: str) -> Caller:
    """Somebody whom the desk knows already, as the gateway would vouch for them."""
    return Caller(member_id, frozenset({"member"}), "SW")


def told(desk: Desk, kind: str) -> list[set[str]]:
    """Whom each notice of this kind names, in the order in which they were raised."""
    raised = [each["data"] for each in desk.events("notice_raised")]
    return [set(data["members"]) for data in raised if data["kind"] == kind]
