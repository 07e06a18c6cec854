"""The words of skills as pages show them: groups, what a text means, words that members propose."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from contracts.refusals import Refused
from gateway.portal.dates import show_date

WORD_STATES: dict[str, tuple[str, str]] = {
    "waiting": ("Waits for the national team", "blue"),
    "taken_up": ("Taken up", "white"),
    "turned_down": ("Not taken up", "grey"),
}
"""State -> its name and the colour of its tag."""


@dataclass(frozen=True)
class Word:
    """A word that somebody proposed."""

    id: str
    version: int
    word: str
    proposal: str
    why: str
    state: str
    state_name: str
    colour: str
    reason: str
    proposed: str
    decided: str


def all_words(groups: Iterable[Mapping[str, Any]]) -> list[str]:
    """Every word that means a skill, for a field that suggests."""
    skills = [skill for group in groups for skill in group["skills"]]
    return sorted({word for each in skills for word in (each["name"], *each["synonyms"])}, key=str.casefold)


def skill_choices(groups: Iterable[Mapping[str, Any]]) -> list[dict[str, str]]:
    """Every skill by its name."""
    skills = [skill for group in groups for skill in group["skills"]]
    return [
        {"value": each["key"], "text": each["name"]}
        for each in sorted(skills, key=lambda each: each["name"].casefold())
    ]


def group_choices(groups: Iterable[Mapping[str, Any]]) -> list[dict[str, str]]:
    return [{"value": each["key"], "text": each["name"]} for each in groups]


def name_of(groups: Iterable[Mapping[str, Any]], key: str) -> str:
    """What people call a skill; "" for a key that nobody knows."""
    names = (skill["name"] for group in groups for skill in group["skills"] if skill["key"] == key)
    return str(next(names, ""))


def meanings(items: Iterable[Mapping[str, Any]]) -> list[dict[str, str]]:
    """What a text may mean, as the choices of a form."""
    return [{"value": each["key"], "text": each["name"], "hint": each["meaning"]} for each in items]


def renamed(no: Refused, names: Mapping[str, str]) -> Refused:
    """The same refusal, its messages beside the fields as a page calls them."""
    fields = {names.get(name, name): list(said) for name, said in no.fields.items()}
    return Refused(no.code, no.message, fields)


def words_of(items: Iterable[Mapping[str, Any]], groups: Iterable[Mapping[str, Any]]) -> list[Word]:
    listed = list(groups)
    return [word_of(each, listed) for each in items]


def word_of(answer: Mapping[str, Any], groups: Iterable[Mapping[str, Any]]) -> Word:
    state_name, colour = WORD_STATES[answer["state"]]
    return Word(
        id=answer["id"],
        version=answer["version"],
        word=answer["word"],
        proposal=_proposal(answer, list(groups)),
        why=answer["why"] or "",
        state=answer["state"],
        state_name=state_name,
        colour=colour,
        reason=answer["reason"] or "",
        proposed=show_date(answer["proposed_at"]),
        decided=show_date(answer["decided_at"]),
    )


def _proposal(answer: Mapping[str, Any], groups: list[Mapping[str, Any]]) -> str:
    if answer["skill"]:
        return f"Another word for {name_of(groups, answer['skill']) or answer['skill']}"
    group = next((each["name"] for each in groups if each["key"] == answer["group"]), answer["group"])
    return f"A new skill in {group}: {answer['meaning']}"
