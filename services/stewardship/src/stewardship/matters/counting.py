"""How much travels each way and how it fares: escalations up, cascades down."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from statistics import median

from stewardship.matters.domain import TO_CENTRE, WITHDRAWN, Matter, Receipt

SECONDS_A_DAY = 86_400


@dataclass(frozen=True)
class Tally:
    """Counts of one direction, or of one region in it. ``median_days`` to the acknowledgement.

    ``joined`` counts regions that joined another's matter; ``passed_on`` belongs to cascades.
    """

    raised: int = 0
    joined: int = 0
    acknowledged: int = 0
    answered: int = 0
    overdue: int = 0
    passed_on: int = 0
    median_days: float | None = None


@dataclass(frozen=True)
class Traffic:
    """Both directions, whole and by region; a region without traffic is left out."""

    escalations: Tally
    cascades: Tally
    escalations_by_region: dict[str, Tally]
    cascades_by_region: dict[str, Tally]


def traffic(matters: Iterable[Matter], now: datetime) -> Traffic:
    """The counts of all matters that were not withdrawn."""
    kept = [matter for matter in matters if matter.ended != WITHDRAWN]
    up = [matter for matter in kept if matter.direction == TO_CENTRE]
    down = [matter for matter in kept if matter.direction != TO_CENTRE]
    up_regions = sorted({voice.group for matter in up for voice in matter.voices})
    down_regions = sorted({receipt.group for matter in down for receipt in matter.receipts})
    return Traffic(
        escalations=_tally(up, [each for matter in up for each in _receipts(matter)], now),
        cascades=_tally(down, [each for matter in down for each in _receipts(matter)], now),
        escalations_by_region={code: _of_region(up, code, now) for code in up_regions},
        cascades_by_region={code: _to_region(down, code, now) for code in down_regions},
    )


def _receipts(matter: Matter) -> list[tuple[Matter, Receipt]]:
    return [(matter, receipt) for receipt in matter.receipts]


def _of_region(up: Iterable[Matter], code: str, now: datetime) -> Tally:
    behind = [matter for matter in up if matter.voice_of(code) is not None]
    led = sum(1 for matter in behind if matter.voices[0].group == code)
    counted = _tally(behind, [each for matter in behind for each in _receipts(matter)], now)
    return replace(counted, raised=led, joined=len(behind) - led)


def _to_region(down: Iterable[Matter], code: str, now: datetime) -> Tally:
    asked = [matter for matter in down if matter.receipt_of(code) is not None]
    return _tally(asked, [(m, r) for m in asked for r in m.receipts if r.group == code], now)


def _tally(matters: list[Matter], receipts: list[tuple[Matter, Receipt]], now: datetime) -> Tally:
    took = [
        (receipt.acknowledged_at - matter.raised_at).total_seconds() / SECONDS_A_DAY
        for matter, receipt in receipts
        if receipt.acknowledged_at is not None
    ]
    return Tally(
        raised=len(matters),
        joined=sum(len(matter.voices) - 1 for matter in matters),
        acknowledged=len(took),
        answered=sum(1 for _, receipt in receipts if receipt.answer is not None),
        overdue=sum(1 for matter, receipt in receipts if not matter.ended and receipt.is_overdue(now)),
        passed_on=sum(1 for _, receipt in receipts if receipt.passed_on_at is not None),
        median_days=round(median(took), 1) if took else None,
    )
