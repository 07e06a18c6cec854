"""Organisations in words: what they are, where, and who acts for them (row 60)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from gateway.portal.dates import show_date

KINDS = {
    "trust": "NHS trust",
    "ccg": "Clinical commissioning group",
    "hospice": "Hospice",
    "ambulance": "Ambulance service",
    "practice": "General practice",
    "council": "Council",
    "charity": "Charity",
    "university": "University",
    "system": "System body",
    "other": "Other",
}
ROLES = {"leader": "Leader", "contact": "Contact"}
DUTIES = {
    "leader": "signs concordats, and does what a contact does",
    "contact": "asks for people, lends people and confirms days",
}


@dataclass(frozen=True)
class Organisation:
    """An organisation as a page shows it; ``my_roles`` in words, "" where the reader does not act for it."""

    id: str
    version: int
    name: str
    kind: str
    kind_name: str
    region: str
    region_name: str
    system: str
    is_open: bool
    closed_why: str
    my_roles: str
    i_lead: bool

    @property
    def where(self) -> str:
        """``Devon, South West of England``."""
        return f"{self.system}, {self.region_name}" if self.system else self.region_name


@dataclass(frozen=True)
class Representative:
    """Somebody who acts for an organisation, as this reader may call them."""

    member_id: str
    name: str
    role: str
    role_name: str
    duty: str
    since: str


def organisation_of(answer: Mapping[str, Any], names: Mapping[str, str]) -> Organisation:
    """Of any answer that holds one; ``names`` are the regions'."""
    roles = answer.get("my_roles") or []
    return Organisation(
        id=answer["id"],
        version=answer["version"],
        name=answer["name"],
        kind=answer["kind"],
        kind_name=KINDS[answer["kind"]],
        region=answer["region"],
        region_name=names.get(answer["region"], answer["region"]),
        system=answer["system"] or "",
        is_open=answer["is_open"],
        closed_why=answer["closed_why"] or "",
        my_roles=" and ".join(ROLES[each].lower() for each in roles),
        i_lead="leader" in roles,
    )


def representative_of(answer: Mapping[str, Any], called: Mapping[str, str]) -> Representative:
    """``called`` is member id -> how this reader may call them."""
    return Representative(
        member_id=answer["member_id"],
        name=called.get(answer["member_id"], "A member of Q"),
        role=answer["role"],
        role_name=ROLES[answer["role"]],
        duty=DUTIES[answer["role"]],
        since=show_date(answer["since"]),
    )


def kind_choices() -> list[dict[str, str]]:
    return [{"value": value, "text": text} for value, text in KINDS.items()]


def role_choices() -> list[dict[str, str]]:
    return [
        {"value": value, "text": text, "hint": f"{DUTIES[value][0].upper()}{DUTIES[value][1:]}"}
        for value, text in ROLES.items()
    ]
