"""Barriers in words (row 40)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from gateway.portal.dates import show_date

THEMES = {
    "time": "Time",
    "support": "Support",
    "geography": "Distance and geography",
    "data": "Data and reporting",
    "understanding": "Understanding of improvement",
    "senior_support": "Support from senior people",
    "skills": "Skills and training",
    "other": "Something else",
}
STATES = {"stands": ("In the way", "blue"), "eased": ("Eased", "white"), "gone": ("Gone", "grey")}
RAISERS = {
    "member": "a member",
    "convenor": "the convenor",
    "coordinator": "the coordinator",
    "national_team": "the national team",
}


@dataclass(frozen=True)
class Barrier:
    """A cause that stands in the way; who raised it is told by role only."""

    id: str
    version: int
    region: str
    name: str
    theme: str
    theme_code: str
    text: str
    raised: str
    state: str
    state_code: str
    colour: str
    action: str
    action_path: str
    is_shared: bool


@dataclass(frozen=True)
class Theme:
    """Barriers of one theme that several regions may share."""

    name: str
    regions: str
    barriers: tuple[Barrier, ...]


def barrier_of(answer: Mapping[str, Any]) -> Barrier:
    """A barrier as its list shows it."""
    state, colour = STATES[answer["state"]]
    act = answer["action"] or {}
    return Barrier(
        id=answer["id"],
        version=answer["version"],
        region=answer["region"],
        name=answer["name"],
        theme=THEMES[answer["theme"]],
        theme_code=answer["theme"],
        text=answer["text"],
        raised=f"{show_date(answer['raised_on'])}, by {RAISERS[answer['raised_as']]}",
        state=state,
        state_code=answer["state"],
        colour=colour,
        action=act.get("text") or "",
        action_path=act.get("path") or "",
        is_shared=answer["shared"],
    )


def theme_of(answer: Mapping[str, Any]) -> Theme:
    number = answer["regions"]
    return Theme(
        THEMES[answer["theme"]],
        "1 region" if number == 1 else f"{number} regions",
        tuple(barrier_of(each) for each in answer["barriers"]),
    )
