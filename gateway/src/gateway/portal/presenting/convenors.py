"""The convenors' network in words (row 25)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from gateway.portal.dates import show_date, today

KINDS = {"online": "Online", "in_person": "In person", "training": "Training"}
AUDIENCES = {
    "convenors": "Convenors and the Q team",
    "convenors_and_groups": "Convenors with everybody in their groups",
}
STATES = {"booked": ("Booked", "blue"), "attended": ("Attended", "white"), "cancelled": ("Cancelled", "grey")}


@dataclass(frozen=True)
class Session:
    """When convenors meet."""

    id: str
    title: str
    when: str
    kind: str
    audience: str
    invited: str
    joining: str
    topics: tuple[str, ...]
    is_over: bool
    has_places: bool


@dataclass(frozen=True)
class Training:
    """One of the reader's own records."""

    id: str
    version: int
    title: str
    when: str
    provider: str
    state: str
    colour: str
    is_booked: bool
    has_begun: bool


@dataclass(frozen=True)
class Note:
    """A note, by its region."""

    id: str
    version: int
    text: str
    whose: str
    when: str
    is_shared: bool
    is_mine: bool


def session_of(answer: Mapping[str, Any]) -> Session:
    """A session with how many are invited, never who."""
    told = answer["invited"]
    return Session(
        id=answer["id"],
        title=answer["title"],
        when=show_date(answer["on"]),
        kind=KINDS[answer["kind"]],
        audience=AUDIENCES[answer["audience"]],
        invited=_invited(told["convenors"], told["members"]),
        joining=answer["joining"] or "",
        topics=tuple(answer["topics"]),
        is_over=answer["over"],
        has_places=answer["kind"] == "training" and not answer["over"],
    )


def training_of(answer: Mapping[str, Any]) -> Training:
    state, colour = STATES[answer["state"]]
    return Training(
        id=answer["id"],
        version=answer["version"],
        title=answer["title"],
        when=show_date(answer["on"]),
        provider=answer["provider"],
        state=state,
        colour=colour,
        is_booked=answer["state"] == "booked",
        # A month is compared with a month, a day with a day.
        has_begun=answer["on"] <= today().isoformat()[: len(answer["on"])],
    )


def note_of(answer: Mapping[str, Any], regions: Mapping[str, str]) -> Note:
    region = answer["region"]
    return Note(
        id=answer["id"],
        version=answer["version"],
        text=answer["text"],
        whose=f"Convenor of {regions.get(region, region)}" if region else "The Q team",
        when=show_date(answer["at"]),
        is_shared=answer["shared"],
        is_mine=answer["mine"],
    )


def _invited(convenors: int, members: int) -> str:
    first = f"{convenors} convenor{'' if convenors == 1 else 's'}"
    return f"{first} and {members} other member{'' if members == 1 else 's'} of groups" if members else first
