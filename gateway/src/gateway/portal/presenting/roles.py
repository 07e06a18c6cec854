"""Roles in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

ROLES = (
    ("coordinator", "Coordinator", "Decides on applications and looks after the members of a region"),
    ("convenor", "Convenor", "Chairs a region's stewardship group"),
    ("national_team", "National team", "Acts for every region"),
    ("operator", "Operator", "Runs this platform"),
)
"""Value, name, what it is for."""


@dataclass(frozen=True)
class Held:
    """A role somebody holds."""

    role: str
    region: str
    text: str


def held_roles(member: Mapping[str, Any], names: Mapping[str, str]) -> tuple[Held, ...]:
    """The roles given to a member, also while a pause makes them rest."""
    texts = {value: text for value, text, _ in ROLES}
    found = (str(entry).partition(":") for entry in member.get("held") or member.get("roles") or [])
    return tuple(
        Held(role, region, f"{texts[role]}, {names.get(region, region)}" if region else texts[role])
        for role, _, region in found
        if role in texts
    )
