"""Groups of peers in words: what a group is, and what the reader has to do with it (row 89)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from gateway.portal.dates import show_date

Json = Mapping[str, Any]

STATES: dict[str, tuple[str, str]] = {"open": ("Open", "blue"), "ended": ("Ended", "grey")}
"""State -> its name and the colour of its tag."""
CLAIMS = "/my-expenses/new"
"""Where whoever takes part claims what it costs them (row 51)."""


@dataclass(frozen=True)
class PeerGroup:
    """A group as its pages show it; ``my_needs`` and ``needs_until`` are the reader's own."""

    id: str
    version: int
    region: str
    title: str
    about: str
    offers: tuple[str, ...]
    funded_by: str
    expenses: str
    lead: str
    is_open: bool
    state_name: str
    colour: str
    started: str
    ended: str
    learners: str
    i_lead: bool
    i_learn: bool
    asked_to_lead: bool
    my_needs: str
    needs_until: str


@dataclass(frozen=True)
class Learner:
    """Who learns in a group, for its lead alone."""

    id: str
    name: str
    since: str
    needs: str
    is_asked: bool


def peer_group_of(answer: Json, regions: Mapping[str, str]) -> PeerGroup:
    """The page's group; a list says nothing of the reader."""
    state_name, colour = STATES[answer["state"]]
    return PeerGroup(
        id=answer["id"],
        version=answer["version"],
        region=regions.get(answer["region"], answer["region"]),
        title=answer["title"],
        about=answer["about"],
        offers=tuple(answer["offers"]),
        funded_by=answer["funded_by"],
        expenses=answer["expenses"],
        lead=answer["lead"],
        is_open=answer["state"] == "open",
        state_name=state_name,
        colour=colour,
        started=show_date(answer["started_at"]),
        ended=show_date(answer["ended_at"]),
        learners=_learn(answer["learners"]),
        i_lead=answer.get("i_lead", False),
        i_learn=answer.get("i_learn", False),
        asked_to_lead=answer.get("asked_to_lead", False),
        my_needs=answer.get("my_needs", ""),
        needs_until=show_date(answer.get("needs_until")),
    )


def peer_groups_of(answers: Iterable[Json], regions: Mapping[str, str]) -> list[PeerGroup]:
    return [peer_group_of(each, regions) for each in answers]


def learners_of(answer: Json) -> list[Learner]:
    """Those who learn in a group, in the order in which they joined."""
    return [
        Learner(
            id=each["member_id"],
            name=each["shown_name"],
            since=show_date(each["since"]),
            needs=each["needs"],
            is_asked=each["member_id"] == answer["next_lead"],
        )
        for each in answer["items"]
    ]


def _learn(counted: str) -> str:
    """``Fewer than 5 people learn here``: the door hides small numbers as ``<5``."""
    if counted.startswith("<"):
        return f"Fewer than {counted[1:]} people learn here"
    return "Nobody learns here yet" if counted == "0" else f"{counted} people learn here"
