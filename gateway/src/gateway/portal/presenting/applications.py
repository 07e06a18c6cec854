"""Applications and the pipeline they move through, in words (row 2)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from gateway.portal.dates import show_date, show_instant, show_number

ROUTES = {
    "central": "Through the national process",
    "region": "Through the region",
    "event": "At an event",
    "colleague": "Through a colleague",
}

STAGES: dict[str, tuple[str, str, str]] = {
    "prospect": ("Saved, not sent", "grey", "You saved this application. It is not sent yet."),
    "applied": ("Waiting", "blue", "We have your application. Nobody has begun to read it yet."),
    "in_review": ("Being read", "blue", "Somebody in your region is reading your application."),
    "accepted": ("Accepted", "white", "You are a member of Q. Welcome."),
    "declined": ("Declined", "grey", "We did not accept this application."),
    "withdrawn": ("Withdrawn", "grey", "You took this application back."),
}
"""Stage -> short name, colour of its tag, what it means for the applicant."""

UNNAMED = {"prospect": "somebody who has not sent it yet", "withdrawn": "somebody who took it back"}
"""Who stands behind an application that nobody reads."""

OPEN = ("prospect", "applied", "in_review")


@dataclass(frozen=True)
class Step:
    """One stage an application came through."""

    name: str
    at: str
    note: str


@dataclass(frozen=True)
class Application:
    """An application as its page shows it."""

    id: str
    version: int | None
    name: str
    email: str
    region: str
    stage: str
    stage_name: str
    colour: str
    meaning: str
    submitted: str
    since: str
    answers: tuple[tuple[str, str], ...]
    history: tuple[Step, ...]
    reason: str
    feedback: str
    can_take_up: bool
    can_decide: bool
    can_withdraw: bool
    can_submit: bool


@dataclass(frozen=True)
class StageCount:
    """How many stand at a stage, and how long one usually takes."""

    stage: str
    name: str
    count: str
    median: str


@dataclass(frozen=True)
class Tip:
    """Good practice that one region shares with all."""

    text: str
    region: str
    on: str


@dataclass(frozen=True)
class Pipeline:
    """A region's pipeline at a glance."""

    region: str
    stages: tuple[StageCount, ...]
    oldest: str
    tips: tuple[Tip, ...]

    def count(self, stage: str) -> str:
        """How many stand at this stage."""
        return next(each.count for each in self.stages if each.stage == stage)


def application_of(answer: Mapping[str, Any], regions: Mapping[str, str]) -> Application:
    """The page's application from the door's; names are empty where the caller may not see them."""
    stage = answer["stage"]
    name, colour, meaning = STAGES[stage]
    asked = (
        ("Why they want to join", "why"),
        ("Profession", "profession"),
        ("Sector", "sector"),
        ("Organisation", "organisation"),
        ("Perspective", "perspective"),
        ("How they came to us", "route"),
    )
    return Application(
        id=answer.get("id") or "",
        version=answer.get("version"),
        name=answer.get("name") or UNNAMED.get(stage, "Name not shown to your role"),
        email=answer.get("email") or "",
        region=regions.get(answer["region"], answer["region"]),
        stage=stage,
        stage_name=name,
        colour=colour,
        meaning=meaning,
        submitted=show_date(answer.get("submitted_at")),
        since=show_date(answer.get("stage_since")),
        answers=tuple(
            (label, ROUTES.get(answer[key], answer[key]) if key == "route" else answer[key])
            for label, key in asked
            if answer.get(key)
        ),
        history=tuple(
            Step(STAGES[step["stage"]][0], show_instant(step["at"]), step.get("note") or "")
            for step in answer.get("history") or []
        ),
        reason=answer.get("reason") or "",
        feedback=answer.get("feedback") or "",
        can_take_up=stage == "applied",
        can_decide=stage in ("applied", "in_review"),
        can_withdraw=stage in OPEN,
        can_submit=stage == "prospect",
    )


def pipeline_of(answer: Mapping[str, Any], regions: Mapping[str, str]) -> Pipeline:
    """The page's pipeline from the door's counts, medians and tips."""
    medians = answer["median_days"]
    return Pipeline(
        region=answer["region"],
        stages=tuple(
            StageCount(
                stage,
                STAGES[stage][0],
                show_number(answer["counts"].get(stage, 0)),
                _days(medians.get(stage)),
            )
            for stage in STAGES
        ),
        oldest=_days(answer["oldest_open_days"]),
        tips=tuple(
            Tip(tip["text"], regions.get(tip["region"], tip["region"]), show_date(tip["at"]))
            for tip in answer["tips"]
        ),
    )


def _days(value: float | None) -> str:
    if value is None:
        return ""
    if value < 1:
        return "less than a day"
    return f"{show_number(value)} day{'' if value == 1 else 's'}"
