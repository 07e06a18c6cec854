"""A comparison of two texts in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from gateway.portal.dates import dated, show_date

CHANGES: dict[str, tuple[str, str]] = {
    "added": ("Added", "blue"),
    "removed": ("Removed", "white"),
    "changed": ("Changed", "blue"),
    "same": ("The same", "grey"),
}
DETAILS = {"label": "Heading", "owner": "Owner", "duty": "Duty", "measure": "Measure"}


@dataclass(frozen=True)
class Detail:
    """Something beside the text that differs."""

    name: str
    before: str
    after: str


@dataclass(frozen=True)
class Clause:
    """One clause in both texts; pieces have ``mark`` (same, added, removed) and ``words``."""

    label: str
    change: str
    colour: str
    is_same: bool
    pieces: tuple[Mapping[str, str], ...]
    details: tuple[Detail, ...]


@dataclass(frozen=True)
class Difference:
    """Two texts side by side: ``before`` and ``after`` name them."""

    before: str
    after: str
    sentence: str
    clauses: tuple[Clause, ...]


def difference_of(answer: Mapping[str, Any], names: Mapping[str, str]) -> Difference:
    """What differs; two regions are named, two versions are numbered."""
    left, right = answer["left"], answer["right"]
    by_region = left["region"] != right["region"]
    return Difference(
        before=_side(left, names, by_region),
        after=_side(right, names, by_region),
        sentence=_counted(answer["counts"]),
        clauses=tuple(_clause(each) for each in answer["clauses"]),
    )


def _side(side: Mapping[str, Any], names: Mapping[str, str], by_region: bool) -> str:
    what = "the draft" if side["status"] == "draft" else f"version {side['number']}"
    when = f", agreed {dated(show_date(side['on']))}" if side["on"] else ""
    return f"{names.get(side['region'], side['region'])}, {what}{when}" if by_region else f"{what}{when}"


def _counted(counts: Mapping[str, int]) -> str:
    """``1 clause changed, 2 added; 5 are the same.``"""
    said = [f"{counts[change]} {change}" for change in ("changed", "added", "removed") if counts[change]]
    same = counts["same"]
    if not said:
        return "The two texts are the same."
    rest = f" {same} {'is' if same == 1 else 'are'} the same." if same else ""
    return f"Clauses: {', '.join(said)}.{rest}"


def _clause(answer: Mapping[str, Any]) -> Clause:
    change, colour = CHANGES[answer["change"]]
    return Clause(
        label=answer["label"],
        change=change,
        colour=colour,
        is_same=answer["change"] == "same",
        pieces=tuple(answer["pieces"]),
        details=tuple(
            Detail(DETAILS[each["name"]], each["before"] or "nothing", each["after"] or "nothing")
            for each in answer["details"]
        ),
    )
