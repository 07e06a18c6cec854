"""Consultations in words: who is asked until when, what was said, and how it was used (row 86)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from gateway.portal.dates import show_date, show_instant

STATES: dict[str, tuple[str, str]] = {
    "planned": ("Opens later", "grey"),
    "affected_first": ("Those affected are asked", "blue"),
    "open": ("Open to all members", "blue"),
    "closed": ("Closed, not decided yet", "white"),
    "decided": ("Decided", "grey"),
    "withdrawn": ("Withdrawn", "grey"),
}
"""State -> its name and the colour of its tag."""
STEPS: dict[str, str] = {
    "asked": "The question was set",
    "extended": "It was kept open for longer",
    "decided": "It was decided",
    "withdrawn": "It was withdrawn",
}


@dataclass(frozen=True)
class Option:
    """One of the choices, with how many comments prefer it."""

    id: str
    text: str
    note: str
    comments: int
    chosen: str


@dataclass(frozen=True)
class Point:
    """A change made or a point not taken; ``numbers`` are the comments of this page that it answers."""

    text: str
    reason: str
    numbers: tuple[int, ...]
    comments: int


@dataclass(frozen=True)
class Outcome:
    """What was decided and how the input was used."""

    decision: str
    on: str
    comments: int
    unanswered: int
    changes: tuple[Point, ...]
    not_taken: tuple[Point, ...]


@dataclass(frozen=True)
class Consultation:
    """A consultation as its page shows it."""

    id: str
    version: int
    title: str
    question: str
    asker: str
    affected: str
    state: str
    state_name: str
    colour: str
    opens: str
    to_all: str
    closes: str
    several: bool
    options: tuple[Option, ...]
    comments: int
    commenters: int
    of_affected: int
    outcome: Outcome | None
    history: tuple[tuple[str, str], ...]
    may: frozenset[str]


@dataclass(frozen=True)
class Comment:
    """A comment under its number; taken back, it has no text."""

    id: str
    number: int
    who: str
    at: str
    text: str
    options: str
    earlier: tuple[tuple[str, str], ...]
    taken_back: str
    is_affected: bool
    is_mine: bool
    can_change: bool


@dataclass(frozen=True)
class Line:
    """A consultation in the list."""

    id: str
    title: str
    asker: str
    state_name: str
    colour: str
    until: str
    is_open: bool


def line_of(answer: Mapping[str, Any]) -> Line:
    state_name, colour = STATES[answer["state"]]
    return Line(
        id=answer["id"],
        title=answer["title"],
        asker=answer["asker"],
        state_name=state_name,
        colour=colour,
        until=_until(answer),
        is_open=answer["state"] in ("affected_first", "open"),
    )


def _until(answer: Mapping[str, Any]) -> str:
    if answer["decided_at"]:
        return f"Decided on {show_date(answer['decided_at'])}"
    if answer["state"] == "withdrawn":
        return ""
    if answer["state"] == "planned":
        return f"Opens {show_instant(answer['opens_at'])}"
    return show_instant(answer["closes_at"]) or "Until it is decided"


def consultation_of(
    answer: Mapping[str, Any], names: Mapping[str, str], numbers: Mapping[str, int]
) -> Consultation:
    """The page's consultation from the door's; ``numbers`` are those of the comments shown, by id."""
    state_name, colour = STATES[answer["state"]]
    return Consultation(
        id=answer["id"],
        version=answer["version"],
        title=answer["title"],
        question=answer["question"],
        asker=answer["asker"],
        affected=_affected(answer, names),
        state=answer["state"],
        state_name=state_name,
        colour=colour,
        opens=show_instant(answer["opens_at"]),
        to_all=show_instant(answer["to_all_at"]),
        closes=show_instant(answer["closes_at"]),
        several=answer["several"],
        options=_options(answer, names),
        comments=answer["comments"],
        commenters=answer["commenters"],
        of_affected=answer["comments_of_affected"],
        outcome=_outcome(answer["outcome"], numbers) if answer["outcome"] else None,
        history=tuple(
            (f"{show_instant(step['at'])}: {STEPS.get(step['kind'], step['kind'])}", step["words"])
            for step in answer["history"]
        ),
        may=frozenset(answer["may"]),
    )


def _affected(answer: Mapping[str, Any], names: Mapping[str, str]) -> str:
    if answer["scope"] == "uk":
        return "all members"
    if answer["scope"] == "group":
        return "the members of a self-organised group"
    return f"members in {', '.join(names.get(code, code) for code in answer['regions'])}"


def _options(answer: Mapping[str, Any], names: Mapping[str, str]) -> tuple[Option, ...]:
    outcome = answer["outcome"]
    chosen = {each["option"]: each["regions"] for each in outcome["chosen"]} if outcome else {}
    return tuple(
        Option(
            id=each["id"],
            text=each["text"],
            note=each["note"],
            comments=each["comments"],
            chosen=_chosen(chosen[each["id"]], names) if each["id"] in chosen else "",
        )
        for each in answer["options"]
    )


def _chosen(codes: Sequence[str], names: Mapping[str, str]) -> str:
    return f"Chosen for {', '.join(names.get(code, code) for code in codes)}" if codes else "Chosen"


def _outcome(answer: Mapping[str, Any], numbers: Mapping[str, int]) -> Outcome:
    return Outcome(
        decision=answer["decision"],
        on=show_date(answer["decided_at"]),
        comments=answer["comments"],
        unanswered=answer["comments"] - answer["answered"],
        changes=tuple(_point(each, numbers) for each in answer["changes"]),
        not_taken=tuple(_point(each, numbers) for each in answer["not_taken"]),
    )


def _point(answer: Mapping[str, Any], numbers: Mapping[str, int]) -> Point:
    here = sorted(numbers[name] for name in answer["comments"] if name in numbers)
    return Point(answer["text"], answer["reason"], tuple(here), len(answer["comments"]))


def comments_of(
    items: Iterable[Mapping[str, Any]],
    options: Iterable[Mapping[str, Any]],
    names: Mapping[str, str],
    first: int,
) -> tuple[Comment, ...]:
    """The comments of a page, numbered from ``first`` in the order in which they came."""
    texts = {each["id"]: each["text"] for each in options}
    return tuple(_comment(each, number, texts, names) for number, each in enumerate(items, first))


def _comment(
    answer: Mapping[str, Any], number: int, texts: Mapping[str, str], names: Mapping[str, str]
) -> Comment:
    home = names.get(answer["region"], answer["region"])
    return Comment(
        id=answer["id"],
        number=number,
        who=answer["shown_name"] or (f"A member of {home}" if home else "A member"),
        at=show_instant(answer["at"]),
        text=answer["text"] or "",
        options=", ".join(texts.get(each, each) for each in answer["options"]),
        earlier=tuple((show_instant(each["until"]), each["text"]) for each in answer["earlier"]),
        taken_back=show_instant(answer["taken_back_at"]),
        is_affected=answer["is_affected"],
        is_mine=answer["is_mine"],
        can_change="change" in answer["may"],
    )
