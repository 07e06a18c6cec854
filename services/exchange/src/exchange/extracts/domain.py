"""Extracts for evaluators: who asked, why, which fields; counts that lead to nobody; an end (row 79)."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from exchange.learning.identities import refuse_identities, refuse_persons
from exchange.refusal import Refusal

REGION = "region"
DATASETS: dict[str, tuple[str, ...]] = {
    "members": ("status", "joined"),
    "proposals": ("round", "stage", "theme"),
    "learning": ("kind", "worked", "year"),
    "stories": ("evidence", "year"),
    "led_projects": ("state", "year"),
    "lab_sign_ups": ("project", "year"),
}
"""What may be counted by which fields, each beside the region; no name, nothing that a member typed."""

SMALLEST_SHOWN = 5
STEP = 5
"""Counts are told to the nearest five, so that two extracts subtracted from each other tell of nobody."""

ASKED, APPROVED, REFUSED, ENDED = "asked", "approved", "refused", "ended"


@dataclass(frozen=True)
class Ask:
    """``asker`` is an organisation; ``region`` one region, or ``UK`` for all; ``until`` its last day."""

    region: str
    asker: str
    purpose: str
    dataset: str
    fields: tuple[str, ...]
    until: date


@dataclass(frozen=True)
class Extract:
    """A request and what became of it; ``handed_over`` counts how often."""

    id: str
    version: int
    ask: Ask
    asked_by: str
    asked_at: datetime
    state: str = ASKED
    decided_by: str = ""
    decided_at: datetime | None = None
    reason: str = ""
    handed_over: int = 0
    ended_at: datetime | None = None

    @property
    def is_public(self) -> bool:
        """Who got what, and why, is for everybody to read; what was refused is not."""
        return self.state in (APPROVED, ENDED)


@dataclass(frozen=True)
class Cell:
    """``values`` in the order of the fields, the region first; ``shown`` is the count as it may be told."""

    values: tuple[str, ...]
    shown: str


@dataclass(frozen=True)
class HandOver:
    """What was handed over when and by whom; ``cells`` are None once the extract ended, ``digest`` stays."""

    id: str
    extract_id: str
    number: int
    by: str
    at: datetime
    rows: int
    digest: str
    cells: tuple[Cell, ...] | None


def ask(extract_id: str, wanted: Ask, by: str, now: datetime, today: date, longest: timedelta) -> Extract:
    """Refused: ``extract_fields_wrong``, ``extract_end_wrong``, ``identity_in_text``."""
    known = DATASETS[wanted.dataset]
    if len(set(wanted.fields)) < len(wanted.fields) or not set(wanted.fields) <= set(known):
        said = f"Of {wanted.dataset} there are: {', '.join(known)}; each once, beside the region."
        raise Refusal("extract_fields_wrong", "", {"fields": [said]})
    if not today < wanted.until <= today + longest:
        raise Refusal("extract_end_wrong", "", {"until": [f"Choose a day until {today + longest}."]})
    refuse_identities(asker=wanted.asker, purpose=wanted.purpose)
    refuse_persons(asker=wanted.asker)
    return Extract(extract_id, 1, wanted, by, now)


def decide(extract: Extract, by: str, is_approved: bool, reason: str, now: datetime, today: date) -> Extract:
    """By somebody else than who recorded the request.

    Refused: ``extract_decided``, ``extract_own_request``, ``extract_end_wrong`` for a yes after its last
    day, ``reason_required`` for a no, ``identity_in_text``.
    """
    if extract.state != ASKED:
        raise Refusal("extract_decided")
    if extract.asked_by == by:
        raise Refusal("extract_own_request")
    if is_approved and is_over(extract, today):
        raise Refusal("extract_end_wrong", "Its last day has passed. Refuse it, and have it asked for anew.")
    if not is_approved and not reason:
        raise Refusal("reason_required", "Say why not.", {"reason": ["Say why not."]})
    refuse_identities(reason=reason)
    state = APPROVED if is_approved else REFUSED
    return _after(extract, state=state, decided_by=by, decided_at=now, reason=reason)


def may_decide(extract: Extract, by: str) -> bool:
    """Somebody of the national team, but for who recorded it."""
    return extract.state == ASKED and extract.asked_by != by


def is_over(extract: Extract, today: date) -> bool:
    """From the first moment after its last day, whenever its counts are erased."""
    return extract.state == ENDED or today > extract.ask.until


def hand_over(
    extract: Extract,
    hand_over_id: str,
    found: Sequence[Cell],
    digest: str,
    by: str,
    now: datetime,
    today: date,
) -> tuple[Extract, HandOver]:
    """Each one is recorded, with the digest of the file that it is.

    Refused: ``extract_not_approved``, ``extract_ended``.
    """
    if is_over(extract, today):
        raise Refusal("extract_ended")
    if extract.state != APPROVED:
        raise Refusal("extract_not_approved")
    after = _after(extract, handed_over=extract.handed_over + 1)
    made = HandOver(hand_over_id, extract.id, after.handed_over, by, now, len(found), digest, tuple(found))
    return after, made


def end(extract: Extract, reason: str, now: datetime) -> Extract:
    """By its day, or earlier with a reason: what was asked and handed over stays on record, the cells go.

    Refused: ``extract_not_approved``, ``extract_ended``.
    """
    if extract.state == ENDED:
        raise Refusal("extract_ended")
    if extract.state != APPROVED:
        raise Refusal("extract_not_approved")
    refuse_identities(reason=reason)
    return _after(extract, state=ENDED, reason=reason or extract.reason, ended_at=now)


def cells(rows: Iterable[Mapping[str, Any]], fields: Sequence[str]) -> tuple[Cell, ...]:
    """The rows counted by region and these fields; a row that stands for several says so as ``number``."""
    names = (REGION, *fields)
    counted: Counter[tuple[str, ...]] = Counter()
    for row in rows:
        counted[tuple(str(row[name]) for name in names)] += int(row.get("number", 1))
    return tuple(Cell(values, shown(counted[values])) for values in sorted(counted))


def shown(count: int) -> str:
    """1 to 4 as "<5", more to the nearest five: no exact number of people is ever told."""
    if count < SMALLEST_SHOWN:
        return f"<{SMALLEST_SHOWN}"
    return str((count + STEP // 2) // STEP * STEP)


def _after(extract: Extract, **changed: Any) -> Extract:
    return replace(extract, version=extract.version + 1, **changed)
