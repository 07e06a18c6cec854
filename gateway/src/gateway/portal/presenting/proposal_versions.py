"""The texts of a proposal and the differences between two, in words (row 56)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from gateway.portal.dates import show_instant
from gateway.portal.money import show_sum
from gateway.portal.presenting.proposals import FIELDS

Answer = Mapping[str, Any]


@dataclass(frozen=True)
class Version:
    number: int
    when: str
    who: str
    changed: str
    reasons: int


@dataclass(frozen=True)
class Change:
    """One field; ``pieces`` have ``mark`` (same, added, removed) and ``words``; a sum has ``sentence``."""

    name: str
    pieces: tuple[Mapping[str, str], ...]
    sentence: str


def version_of(answer: Answer, names: Mapping[str, str]) -> Version:
    changed = [FIELDS[name] for name in FIELDS if name in answer["changed"]]
    return Version(
        answer["number"],
        show_instant(answer["at"]),
        names.get(answer["by"], "A member of Q"),
        ", ".join(changed) if answer["number"] > 1 else "The first text",
        len(answer["because_of"]),
    )


def change_of(answer: Answer) -> Change:
    sentence = ""
    if answer["field"] == "ask":
        sentence = f"From {_sum(answer['before'])} to {_sum(answer['after'])}."
    return Change(FIELDS[answer["field"]], tuple(answer["pieces"]), sentence)


def _sum(pence: int | None) -> str:
    return "nothing said" if pence is None else show_sum(pence)
