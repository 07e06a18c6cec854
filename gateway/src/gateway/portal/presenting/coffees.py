"""Coffee rounds in words: when the next one is dealt, whom one meets, what came of earlier ones (row 64)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from gateway.portal.dates import show_date, show_instant

PACES: dict[str, str] = {"1": "Every month", "2": "Every two months", "3": "Every three months"}
STATES: dict[str, tuple[str, str]] = {
    "planned": ("Planned", "white"),
    "matched": ("Going", "blue"),
    "over": ("Over", "grey"),
}
SOMEBODY = "A member of Q"


@dataclass(frozen=True)
class Guest:
    """What somebody said when they opted in."""

    shown_name: str
    organisation: str
    place: str
    pace: str
    pace_name: str
    since: str


@dataclass(frozen=True)
class Round:
    """A month's coffees; its counts are words, as small ones are not told exactly."""

    id: str
    month: str
    state: str
    state_name: str
    colour: str
    seed: str
    draw: str
    dealt_on: str
    came_of_it: str


@dataclass(frozen=True)
class Other:
    """One whom the reader meets."""

    name: str
    reach: str


@dataclass(frozen=True)
class Group:
    """The reader's coffee: the others, and what the reader said."""

    id: str
    month: str
    others: tuple[Other, ...]
    names: str
    my_reach: str
    said: str


def guest_of(answer: Mapping[str, Any] | None) -> Guest | None:
    """The page's guest; None for who did not opt in."""
    if answer is None:
        return None
    return Guest(
        shown_name=answer["shown_name"],
        organisation=answer["organisation"],
        place=answer["place"],
        pace=str(answer["pace"]),
        pace_name=PACES[str(answer["pace"])],
        since=show_date(answer["since"]),
    )


def round_of(answer: Mapping[str, Any] | None) -> Round | None:
    """The page's round; None where there is none."""
    if answer is None:
        return None
    state_name, colour = STATES[answer["state"]]
    return Round(
        id=answer["id"],
        month=show_date(answer["id"]),
        state=answer["state"],
        state_name=state_name,
        colour=colour,
        seed=answer["seed"],
        draw=answer["draw"],
        dealt_on=show_instant(answer["planned_for"]),
        came_of_it=_came_of_it(answer),
    )


def group_of(answer: Mapping[str, Any] | None) -> Group | None:
    """The reader's coffee; None while there is none."""
    if answer is None:
        return None
    others = tuple(Other(each["shown_name"] or SOMEBODY, each["reach"]) for each in answer["others"])
    said = {True: "yes", False: "no", None: ""}[answer["i_said_met"]]
    return Group(
        id=answer["id"],
        month=show_date(answer["round_id"]),
        others=others,
        names=" and ".join(each.name for each in others),
        my_reach=answer["my_reach"],
        said=said,
    )


def pace_choices() -> list[dict[str, str]]:
    return [{"value": key, "text": name} for key, name in PACES.items()]


def _came_of_it(answer: Mapping[str, Any]) -> str:
    if answer["state"] == "planned":
        return "Not dealt yet"
    if answer["groups"] == "0":
        return "Too few took part"
    groups = f"{_count(answer['groups'])} groups"
    if answer["state"] == "matched":
        return groups
    return f"{groups}; {_count(answer['met']).lower()} said that they met"


def _count(shown: str) -> str:
    return f"Fewer than {shown[1:]}" if shown.startswith("<") else shown
