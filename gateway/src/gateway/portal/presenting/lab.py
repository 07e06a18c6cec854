"""Q Lab projects in words: which stage, with whom, who promotes them, what came of them (row 77)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from gateway.portal.dates import show_date

STAGES = {
    "planned": "Planned",
    "exploring": "Exploring the challenge",
    "testing": "Testing ideas",
    "sharing": "Sharing what was learned",
    "ended": "Ended",
}
ENDED = "ended"


@dataclass(frozen=True)
class Output:
    """Something in the learning library that came of a project."""

    item_id: str
    title: str


@dataclass(frozen=True)
class LabProject:
    """``number`` counts the Lab's projects; ``stages`` are (name, day) in their order."""

    id: str
    version: int
    number: int
    title: str
    challenge: str
    partner: str
    stage: str
    stage_name: str
    stages: tuple[tuple[str, str], ...]
    promoted_by: tuple[tuple[str, str], ...]
    outputs: tuple[Output, ...]
    signed_up: int
    is_signed_up: bool

    @property
    def is_over(self) -> bool:
        return self.stage == ENDED

    @property
    def colour(self) -> str:
        return "grey" if self.is_over else "blue"

    @property
    def promoters(self) -> str:
        return ", ".join(name for _, name in self.promoted_by)

    @property
    def taking_part(self) -> str:
        if not self.signed_up:
            return "Nobody has signed up yet"
        return f"{self.signed_up:,} member{'' if self.signed_up == 1 else 's'}"

    @property
    def next_stages(self) -> list[dict[str, str]]:
        """Those it may move on to, as the choices of a field."""
        at = list(STAGES).index(self.stage)
        return [{"value": value, "text": text} for value, text in list(STAGES.items())[at + 1 :]]

    def is_promoted_by(self, region: str) -> bool:
        return any(code == region for code, _ in self.promoted_by)


def lab_project_of(answer: Mapping[str, Any], names: Mapping[str, str]) -> LabProject:
    """Of ``get_lab_project``; ``names`` are the regions'."""
    return LabProject(
        id=answer["id"],
        version=answer["version"],
        number=answer["number"],
        title=answer["title"],
        challenge=answer["challenge"],
        partner=answer["partner"] or "",
        stage=answer["stage"],
        stage_name=STAGES[answer["stage"]],
        stages=tuple((STAGES[each["stage"]], show_date(each["at"])) for each in answer["stages"]),
        promoted_by=tuple((code, names.get(code, "All of Q")) for code in answer["promoted_by"]),
        outputs=tuple(Output(each["item_id"], each["title"]) for each in answer["outputs"]),
        signed_up=answer["signed_up"],
        is_signed_up=answer["is_signed_up"],
    )
