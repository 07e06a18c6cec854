"""Proposed ground rules in words (row 21)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from gateway.portal.dates import dated, show_date, show_instant
from gateway.portal.presenting.documents import ROLES

STAGES: dict[str, tuple[str, str]] = {
    "open": ("Open for comments", "blue"),
    "awaiting_decision": ("Awaits decision", "white"),
    "adopted": ("Adopted", "white"),
    "declined": ("Declined", "grey"),
    "withdrawn": ("Withdrawn", "grey"),
}
ASKED = {"add": "A new rule", "change": "A change of a rule in force", "retire": "To retire a rule in force"}


@dataclass(frozen=True)
class Proposal:
    """One proposal with its stage."""

    id: str
    version: int
    region: str
    asked: str
    space: str
    text: str
    why: str
    steward: str
    clause: str
    by: str
    stage: str
    stage_name: str
    colour: str
    opened: str
    closes: str
    comments: str
    decided: str
    reason: str
    mine: bool
    shows_my_name: bool

    @property
    def takes_comments(self) -> bool:
        return self.stage == "open"

    @property
    def can_be_decided(self) -> bool:
        return self.stage == "awaiting_decision"

    @property
    def is_undecided(self) -> bool:
        return self.stage in ("open", "awaiting_decision")


def proposal_of(answer: Mapping[str, Any], names: Mapping[str, str]) -> Proposal:
    """A proposal; ``names`` are those of the regions."""
    name, colour = STAGES[answer["stage"]]
    number = answer["comments"]
    return Proposal(
        id=answer["id"],
        version=answer["version"],
        region=answer["region"],
        asked=ASKED[answer["change"]],
        space=answer["space"],
        text=answer["text"],
        why=answer["why"],
        steward=answer["steward"],
        clause=answer["clause"],
        by=_by(answer, names),
        stage=answer["stage"],
        stage_name=name,
        colour=colour,
        opened=show_date(answer["opened_at"]),
        closes=show_instant(answer["closes_at"]),
        comments="1 comment" if number == 1 else f"{number} comments",
        decided=_decided(answer),
        reason=answer["decision"]["reason"] if answer["decision"] else "",
        mine=answer["mine"],
        shows_my_name=answer["mine"] and bool(answer["shown_name"]),
    )


def _by(answer: Mapping[str, Any], names: Mapping[str, str]) -> str:
    part = ROLES[answer["role"]]
    if answer["role"] == "member" and answer["home_region"] in names:
        part = f"{part} in {names[answer['home_region']]}"
    return f"{answer['shown_name']}, {part}" if answer["shown_name"] else part


def _decided(answer: Mapping[str, Any]) -> str:
    decision = answer["decision"]
    if decision is None:
        return ""
    done = "Adopted" if answer["stage"] == "adopted" else "Declined"
    return f"{done} at {decision['meeting']} {dated(show_date(decision['on']))}"
