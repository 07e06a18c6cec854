"""A proposal in its round's list (row 56)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from gateway.portal.presenting.brought_in import asked_for
from gateway.portal.presenting.proposals import STAGES


@dataclass(frozen=True)
class Line:
    """A proposal on one line; ``who`` is what its lead wants to be called beside it, or ""."""

    id: str
    title: str
    who: str
    region: str
    theme: str
    ask: str
    stage: str
    colour: str


def line_of(answer: Mapping[str, Any], regions: Mapping[str, str]) -> Line:
    """``regions`` are names by code."""
    stage, colour = STAGES[answer["stage"]]
    return Line(
        id=answer["id"],
        title=answer["title"],
        who=answer["shown_name"] or "",
        region=regions.get(answer["region"], answer["region"]),
        theme=answer["theme"] or "",
        ask=asked_for(answer),
        stage=stage,
        colour=colour,
    )
