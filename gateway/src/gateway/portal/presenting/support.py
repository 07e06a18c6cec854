"""Operational support and its gaps in words (row 39)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from gateway.portal.dates import show_date

TASKS = {
    "reminders": "Reminders",
    "minute_drafts": "Drafts of minutes",
    "papers": "Sending papers",
    "agenda": "Agendas",
    "venues": "Booking venues",
    "events": "Events",
    "skills_register": "The skills register",
    "news": "News",
}
DOERS = {"automation": "Goes on by itself", "convenor": "The convenor"}


@dataclass(frozen=True)
class Doing:
    """A task with who does it today."""

    task: str
    by: str
    note: str
    is_gap: bool


@dataclass(frozen=True)
class Gap:
    """A time without support for some tasks."""

    id: str
    tasks: str
    since: str
    until: str
    reason: str
    is_open: bool


@dataclass(frozen=True)
class Support:
    """Who supports the group, with what."""

    id: str
    version: int
    supporter: str
    tasks: str
    task_codes: tuple[str, ...]
    since: str
    until: str
    in_force: bool
    gaps: tuple[Gap, ...]


def doing_of(answer: Mapping[str, Any]) -> Doing:
    """Who does a task; in a gap, instead of whom."""
    supporter = answer["supporter"] or ""
    if answer["by"] == "supporter":
        return Doing(TASKS[answer["task"]], supporter, "", is_gap=False)
    note = f"instead of {supporter}" if answer["why"] == "gap" else "Nobody is agreed"
    return Doing(TASKS[answer["task"]], DOERS[answer["by"]], note, answer["why"] == "gap")


def support_of(answer: Mapping[str, Any]) -> Support:
    return Support(
        id=answer["id"],
        version=answer["version"],
        supporter=answer["supporter"],
        tasks=_named(answer["tasks"]),
        task_codes=tuple(answer["tasks"]),
        since=show_date(answer["starts"]),
        until=show_date(answer["ends"]),
        in_force=answer["in_force"],
        gaps=tuple(
            Gap(
                each["id"],
                _named(each["tasks"]),
                show_date(each["starts"]),
                show_date(each["ends"]),
                each["reason"],
                each["open"],
            )
            for each in answer["gaps"]
        ),
    )


def _named(tasks: list[str]) -> str:
    text = ", ".join(TASKS[task] for task in tasks)
    return text[:1] + text[1:].lower()
