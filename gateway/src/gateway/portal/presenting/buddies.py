"""Buddies in words: pairs from one side, wishes and offers, each with its one next step (row 64)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from gateway.portal.dates import show_date, show_weekday

BACKGROUNDS: dict[str, str] = {
    "clinician": "A clinician",
    "manager": "A manager",
    "improver": "An improver",
    "patient": "A patient or carer",
    "researcher": "A researcher",
    "other": "Something else",
}
STATES: dict[str, tuple[str, str]] = {
    "proposed": ("Proposed", "blue"),
    "running": ("Running", "blue"),
    "ended": ("Ended", "grey"),
}
SOMEBODY = "A member who left Q"


@dataclass(frozen=True)
class Pair:
    """A pair as one of the two sees it. ``role`` says who learns from whom."""

    id: str
    state: str
    state_name: str
    colour: str
    goal: str
    other: str
    role: str
    is_mine_to_answer: bool
    reach: str
    since: str
    ended: str
    next_check: str
    checks: tuple[str, ...]


@dataclass(frozen=True)
class Wish:
    """What somebody asks for; ``is_proposed`` while a pair waits for answers."""

    id: str
    goal: str
    background: str
    shown_name: str
    reach: str
    asked: str
    is_proposed: bool


@dataclass(frozen=True)
class Buddy:
    """Somebody who offers to be one."""

    id: str
    topics: str
    background: str
    shown_name: str


@dataclass(frozen=True)
class Offer:
    """One's own offer; ``room`` is how much of it is taken, in words."""

    topics: str
    background: str
    background_key: str
    shown_name: str
    reach: str
    most: int
    room: str
    is_open: bool


def pair_of(answer: Mapping[str, Any]) -> Pair:
    """The page's pair from the door's."""
    state_name, colour = STATES[answer["state"]]
    other = answer["other"] or SOMEBODY
    learns = f"{other} learns from you" if answer["i_am"] == "buddy" else f"You learn from {other}"
    return Pair(
        id=answer["id"],
        state=answer["state"],
        state_name=state_name,
        colour=colour,
        goal=answer["goal"],
        other=other,
        role=learns,
        is_mine_to_answer=answer["state"] == "proposed" and not answer["i_agreed"],
        reach=answer["reach"],
        since=show_date(answer["since"]),
        ended=show_date(answer["ended_at"]),
        next_check=show_weekday(answer["next_check"]) if answer["next_check"] else "",
        checks=tuple(show_date(day) for day in reversed(answer["checks"])),
    )


def pairs_of(answers: Iterable[Mapping[str, Any]], state: str) -> list[Pair]:
    """Those in one state."""
    return [pair_of(each) for each in answers if each["state"] == state]


def wish_of(answer: Mapping[str, Any] | None) -> Wish | None:
    """The page's wish; None where there is none."""
    if answer is None:
        return None
    return Wish(
        id=answer["id"],
        goal=answer["goal"],
        background=BACKGROUNDS.get(answer["background"], ""),
        shown_name=answer["shown_name"],
        reach=answer.get("reach", ""),
        asked=show_date(answer["asked_at"]),
        is_proposed=answer["is_proposed"],
    )


def buddy_of(answer: Mapping[str, Any]) -> Buddy:
    return Buddy(
        id=answer["buddy_id"],
        topics=answer["topics"],
        background=BACKGROUNDS.get(answer["background"], ""),
        shown_name=answer["shown_name"],
    )


def offer_of(answer: Mapping[str, Any] | None) -> Offer | None:
    """One's own offer; None where there is none."""
    if answer is None:
        return None
    return Offer(
        topics=answer["topics"],
        background=BACKGROUNDS.get(answer["background"], ""),
        background_key=answer["background"],
        shown_name=answer["shown_name"],
        reach=answer["reach"],
        most=answer["most"],
        room=f"{answer['pairs']} of {answer['most']} pairs run",
        is_open=answer["open"],
    )


def background_choices() -> list[dict[str, str]]:
    return [{"value": key, "text": name} for key, name in BACKGROUNDS.items()]
