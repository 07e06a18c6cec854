"""A region's settings said in words, and its inclusion counts as they may be shown."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from gateway.portal.dates import show_date

SELECTION = {
    "appointment": "Members of the group are appointed.",
    "vote": "Members of the group are elected.",
    "both": "Some members of the group are appointed, some elected.",
}


@dataclass(frozen=True)
class InWords:
    """A setting: its name, and what it means here."""

    term: str
    sentence: str


def settings_in_words(settings: Mapping[str, Any]) -> tuple[InWords, ...]:
    """The settings a visitor may want to know, in a fixed order; the ones not set are left out."""
    return tuple(
        InWords(term, sentence)
        for term, sentence in (
            ("Meetings", _meetings(settings)),
            ("Minutes", _minutes(settings)),
            ("How the group is chosen", SELECTION.get(str(settings.get("selection_mode")), "")),
            ("The convenor", _convenor(settings)),
            ("Newsletters", _newsletters(settings)),
        )
        if sentence
    )


def _meetings(settings: Mapping[str, Any]) -> str:
    minutes = settings.get("meeting_minutes")
    if not minutes:
        return ""
    whole, rest = divmod(int(minutes), 60)
    hours = f"{whole} hour{'' if whole == 1 else 's'}" if whole else ""
    spare = f"{rest} minutes" if rest else ""
    return f"A meeting takes up to {' '.join(part for part in (hours, spare) if part)}."


def _minutes(settings: Mapping[str, Any]) -> str:
    days = settings.get("minutes_days")
    if days is None:
        return ""
    return f"Minutes are out within {days} days of a meeting."


def _convenor(settings: Mapping[str, Any]) -> str:
    paid = settings.get("convenor_paid")
    if paid is None:
        return ""
    return "The convenor is paid." if paid else "The convenor is a volunteer, without pay."


def _newsletters(settings: Mapping[str, Any]) -> str:
    letters = settings.get("newsletters")
    if letters is None:
        return ""
    if isinstance(letters, bool):
        return "The region sends a newsletter." if letters else "The region sends no newsletter of its own."
    if isinstance(letters, list):
        return ", ".join(str(each) for each in letters) or "The region sends no newsletter of its own."
    return str(letters)


@dataclass(frozen=True)
class Cell:
    """A label and its count, masked where it is small (row 7)."""

    label: str
    shown: str


@dataclass(frozen=True)
class Breakdown:
    """The counts by one question."""

    by: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Inclusion:
    """Who is in the region's part of the community, as counts only."""

    as_at: str
    base: str
    breakdowns: tuple[Breakdown, ...]
    note: str


BY = {"sector": "Sector", "perspective": "Perspective", "profession": "Profession"}


def inclusion_of(answer: Mapping[str, Any]) -> Inclusion:
    """The page's counts from ``inclusion``'s answer; a masked count never reaches the page."""
    return Inclusion(
        as_at=show_date(answer["as_at"]),
        base=str(answer["base"]),
        breakdowns=tuple(
            Breakdown(
                BY.get(name, name),
                tuple(Cell(cell["label"][:1].upper() + cell["label"][1:], cell["shown"]) for cell in cells),
            )
            for name, cells in answer["by"].items()
            if cells
        ),
        note=answer["note"],
    )
