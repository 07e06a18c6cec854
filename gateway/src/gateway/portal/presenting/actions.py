"""Actions in words: who does what until when, how far it is, and the one next step (row 45)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from gateway.portal.dates import show_date, show_instant, show_weekday

STATES: dict[str, tuple[str, str]] = {
    "open": ("Open", "blue"),
    "overdue": ("Overdue", "blue"),
    "done": ("Done", "white"),
    "dropped": ("Dropped", "grey"),
}
"""State -> its name and the colour of its tag."""
FILTERS = [{"value": key, "text": name} for key, (name, _) in STATES.items()]

STEPS: dict[str, str] = {
    "raised": "It was agreed",
    "changed": "It was worded anew; before it read",
    "day_moved": "It got another day",
    "day_kept": "The day was kept",
    "day_asked": "Its owner asked for another day",
    "offered": "Somebody was asked to take it over",
    "taken_over": "It was taken over",
    "declined": "It was not taken over",
    "done": "It was done",
    "dropped": "It was dropped",
    "reopened": "It was opened again",
}
VERBS: dict[str, str] = {
    "answer_offer": "Say whether you take it over",
    "finish": "Say that it is done",
    "ask_day": "Ask for another day",
    "change": "Change its words or its day",
    "offer": "Ask somebody else to take it over",
    "drop": "Drop it",
    "reopen": "Open it again",
}
"""What can be done with an action, in the order of its links."""


@dataclass(frozen=True)
class Happened:
    """One line of the history."""

    on: str
    sentence: str
    words: str


@dataclass(frozen=True)
class Action:
    """An action as its pages show it. ``notes`` are short facts beside it."""

    id: str
    version: int
    region: str
    meeting_id: str
    raised: str
    text: str
    owner: str
    due: str
    due_on: str
    state: str
    state_name: str
    colour: str
    ended: str
    notes: tuple[str, ...]
    asked: str
    asked_words: str
    offered_to: str
    is_mine: bool
    is_offered: bool
    is_closed: bool
    in_minutes: bool
    history: tuple[Happened, ...]
    verbs: tuple[tuple[str, str], ...]

    @property
    def is_late(self) -> bool:
        return self.state_name == STATES["overdue"][0]

    @property
    def next_step(self) -> tuple[str, str]:
        """The key and the words of the one thing that helps most now; empty when there is none."""
        may = dict(self.verbs)
        for key in ("answer_offer", "finish", "reopen"):
            if key in may:
                return key, may[key]
        return "", ""


def action_of(answer: Mapping[str, Any]) -> Action:
    """The page's action from the door's."""
    state = "overdue" if answer["is_overdue"] else answer["state"]
    name, colour = STATES[state]
    may = answer["may"]
    return Action(
        id=answer["id"],
        version=answer["version"],
        region=answer["region"],
        meeting_id=answer["meeting_id"],
        raised=show_date(answer["raised_on"]),
        text=answer["text"],
        owner=answer["owner"],
        due=show_date(answer["due_on"]),
        due_on=answer["due_on"],
        state=answer["state"],
        state_name=name,
        colour=colour,
        ended=show_date(answer["ended_on"]),
        notes=tuple(_notes(answer)),
        asked=show_weekday(answer["asked_day"]) if answer["asked_day"] else "",
        asked_words=answer["asked_words"] or "",
        offered_to=answer["offered_to"] or "",
        is_mine=answer["is_mine"],
        is_offered=answer["offered_to_me"],
        is_closed=answer["is_closed"],
        in_minutes=answer["is_public"] or answer["section"] is not None,
        history=tuple(_happened(step) for step in answer["history"]),
        verbs=tuple((key, words) for key, words in VERBS.items() if key in may),
    )


def actions_of(answers: Iterable[Mapping[str, Any]]) -> list[Action]:
    return [action_of(each) for each in answers]


def _notes(answer: Mapping[str, Any]) -> Iterable[str]:
    carried = answer["carried"]
    if carried:
        yield "Carried to one later meeting" if carried == 1 else f"Carried to {carried} later meetings"
    if answer["owner_left"]:
        yield "Its owner has left Q"
    if answer["is_closed"]:
        yield "From a closed part: only the table sees it"


def _happened(step: Mapping[str, Any]) -> Happened:
    sentence = STEPS.get(step["kind"], step["kind"])
    if step["kind"] in ("raised", "day_moved", "day_asked"):
        sentence += f": {show_date(step['due_on'])}" if step["kind"] != "raised" else ""
    if step["by"]:
        sentence += f". Recorded by: {step['by']}, {show_instant(step['at'])}"
    return Happened(show_date(step["on"]), sentence, step["words"])
