"""A test cycle over a meeting, or over a year of the group: plan, do, study, act (row 48).

The plan is written before and stands from the beginning on: what happened is compared with what was
predicted, not with what somebody remembers to have predicted.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime

from commons.naming import person_in
from meetings.refusal import Refusal

ADOPT, ADAPT, ABANDON = KINDS = ("adopt", "adapt", "abandon")
"""What a group does with what it tried."""
AS_PREDICTED, PARTLY, OTHERWISE = MATCHES = ("as_predicted", "partly", "otherwise")
"""How what happened compares with the prediction."""
PLANNED, STUDIED, CLOSED = "planned", "studied", "closed"


@dataclass(frozen=True)
class Series:
    """A stretch of the group's own time, both days included, for a cycle that is no meeting's."""

    title: str
    since: date
    until: date


@dataclass(frozen=True)
class Plan:
    """What is wanted and what is predicted. ``is_late``: written down when it had begun."""

    aim: str
    prediction: str
    at: datetime
    by: str
    is_late: bool = False


@dataclass(frozen=True)
class Study:
    """What happened (do), and how it compares with the prediction (study)."""

    done: str
    match: str
    learned: str


@dataclass(frozen=True)
class Act:
    """What the group does next; the next plan quotes it."""

    kind: str
    text: str
    at: datetime
    by: str


@dataclass(frozen=True)
class Cycle:
    """One cycle. ``id`` is the meeting's where it is a meeting's, and then ``series`` is None."""

    id: str
    version: int
    region: str
    plan: Plan
    series: Series | None = None
    study: Study | None = None
    act: Act | None = None

    @property
    def state(self) -> str:
        if self.act is not None:
            return CLOSED
        return STUDIED if self.study is not None else PLANNED


def planned(cycle_id: str, region: str, plan: Plan, begins: datetime, series: Series | None = None) -> Cycle:
    """A new cycle; its plan is marked late when it has begun.

    Refused: ``series_dates_wrong``, ``review_names_somebody`` in what everybody reads.
    """
    refuse_names(aim=plan.aim, title=series.title if series else "")
    if series is not None and series.until < series.since:
        raise Refusal("series_dates_wrong", fields={"until": ["Choose a day after the first one."]})
    return Cycle(cycle_id, 1, region, replace(plan, is_late=plan.at >= begins), series)


def replan(before: Cycle, plan: Plan, begins: datetime) -> Cycle:
    """Another aim or prediction, before it begins; the same words change nothing.

    Refused: ``cycle_closed``, ``prediction_fixed``, ``review_names_somebody``.
    """
    if (before.plan.aim, before.plan.prediction) == (plan.aim, plan.prediction):
        return before
    _refuse_closed(before)
    if plan.at >= begins:
        raise Refusal("prediction_fixed")
    refuse_names(aim=plan.aim)
    return replace(before, plan=replace(plan, is_late=False), version=before.version + 1)


def study(before: Cycle, found: Study, begins: datetime, now: datetime) -> Cycle:
    """Say what happened and compare it. Refused: ``cycle_closed``, ``cycle_not_begun``."""
    _refuse_closed(before)
    if now < begins:
        raise Refusal("cycle_not_begun")
    return before if before.study == found else replace(before, study=found, version=before.version + 1)


def close(before: Cycle, act: Act) -> Cycle:
    """Say what comes of it; the cycle ends.

    Refused: ``cycle_closed``, ``cycle_not_studied``, ``review_names_somebody``.
    """
    _refuse_closed(before)
    if before.study is None:
        raise Refusal("cycle_not_studied")
    refuse_names(text=act.text)
    return replace(before, act=act, version=before.version + 1)


def refuse_names(**texts: str) -> None:
    """Refused: ``review_names_somebody``, beside the field that everybody would read it in."""
    for field, text in texts.items():
        found = person_in(text)
        if found:
            said = [f"Say what, not who: leave out “{found}”."]
            raise Refusal("review_names_somebody", fields={field: said})


def _refuse_closed(cycle: Cycle) -> None:
    if cycle.act is not None:
        raise Refusal("cycle_closed")
