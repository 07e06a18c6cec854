"""A call from before there was this platform, recorded from its sources (row 13: SW, 2017)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from commons.rough_dates import RoughDate
from stewardship.refusal import Refusal


@dataclass(frozen=True)
class PastOutcome:
    """What became of one applicant, by background: ``kind`` of the seat they took, "" for none."""

    kind: str
    background: str
    patient: bool = False


@dataclass(frozen=True)
class PastCall:
    """A call with its result; dates as exactly as the source has them, None where it says nothing."""

    id: str
    version: int
    region: str
    kind: str
    began: RoughDate | None
    decided: RoughDate
    source: str
    outcomes: tuple[PastOutcome, ...]
    recorded_by: str
    recorded_at: datetime


def record(
    past_id: str,
    *,
    region: str,
    kind: str,
    began: RoughDate | None,
    decided: RoughDate,
    source: str,
    outcomes: Sequence[PastOutcome],
    by: str,
    now: datetime,
    today: date,
) -> PastCall:
    """A past call, version 1. Refused: ``past_call_wrong`` for dates out of order or still to come."""
    if decided.surely_after(today) or (began is not None and decided.surely_before(began)):
        raise Refusal("past_call_wrong", fields={"decided": ["Give a past date after the call began."]})
    if not outcomes:
        raise Refusal("past_call_wrong", fields={"outcomes": ["Say what became of the applicants."]})
    return PastCall(past_id, 1, region, kind, began, decided, source, tuple(outcomes), by, now)
