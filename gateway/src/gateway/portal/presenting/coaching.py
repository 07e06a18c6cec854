"""Local contacts and questions in words: where there is a gap, on whose table a question lies (row 65)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from gateway.portal.dates import show_date, show_instant

STATES: dict[str, tuple[str, str]] = {
    "waiting": ("Waiting", "blue"),
    "answered": ("Answered", "white"),
    "closed": ("Closed", "grey"),
}


@dataclass(frozen=True)
class Region:
    """How many contacts of a region can be reached today."""

    code: str
    name: str
    reachable: str
    is_gap: bool
    word: str
    colour: str


@dataclass(frozen=True)
class Contact:
    """A contact; who it is, visitors do not see (``name`` is then empty)."""

    id: str
    name: str
    topics: str
    areas: str
    topic_lines: str
    area_lines: str
    hours: str
    is_listed: bool
    is_reachable: bool
    away: str


@dataclass(frozen=True)
class Answer:
    """What a contact answered."""

    by: str
    on: str
    words: str


@dataclass(frozen=True)
class Question:
    """A question as its asker, a contact or a keeper sees it; keepers never see ``words``.

    ``lies_with`` is how the contact is called who is to answer now.
    """

    id: str
    state: str
    state_name: str
    colour: str
    about: str
    asked: str
    asked_by: str
    words: str
    where: str
    lies_with: str
    due: str
    is_with_keepers: bool
    answers: tuple[Answer, ...]


def region_of(answer: Mapping[str, Any]) -> Region:
    """The page's line of the coverage table."""
    if not answer["is_gap"]:
        word, colour = "Covered", "white"
    else:
        word, colour = "Too few" if answer["reachable"] else "Nobody", "blue"
    return Region(
        code=answer["region"],
        name=answer["name"],
        reachable=f"{answer['reachable']} of {answer['wanted']} needed",
        is_gap=answer["is_gap"],
        word=word,
        colour=colour,
    )


def contact_of(answer: Mapping[str, Any]) -> Contact:
    return Contact(
        id=answer.get("member_id", ""),
        name=answer.get("shown_name", ""),
        topics=", ".join(answer["topics"]),
        areas=", ".join(answer["areas"]),
        topic_lines="\n".join(answer["topics"]),
        area_lines="\n".join(answer["areas"]),
        hours=answer["hours"],
        is_listed=answer.get("is_listed", True),
        is_reachable=answer["is_reachable"],
        away="" if answer["is_reachable"] else show_date(answer["away_until"]),
    )


def question_of(answer: Mapping[str, Any]) -> Question:
    """The page's question, from whichever side it was asked for."""
    name, colour = STATES[answer["state"]]
    return Question(
        id=answer["id"],
        state=answer["state"],
        state_name=name,
        colour=colour,
        about=", ".join(each for each in (answer["topic"], answer["area"]) if each),
        asked=show_date(answer["asked_at"]),
        asked_by=answer.get("asked_by", ""),
        words=answer.get("words", ""),
        where=_where(answer),
        lies_with=answer.get("lies_with", ""),
        due=show_instant(answer["due_at"]),
        is_with_keepers=answer["with_keepers"],
        answers=tuple(
            Answer(each["by"] or "A contact", show_date(each["at"]), each["words"])
            for each in answer.get("answers", ())
        ),
    )


def _where(answer: Mapping[str, Any]) -> str:
    """With whom it lies now, in a sentence; "" when it waits for nobody."""
    if answer["state"] != "waiting":
        return ""
    if answer["with_keepers"]:
        return "No contact is free just now. Those who keep the region look for somebody."
    who = answer.get("lies_with") or "A contact"
    return (
        f"{who} has it, and until {show_instant(answer['due_at'])} to answer. Then it goes to somebody else."
    )
