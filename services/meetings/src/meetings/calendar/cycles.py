"""A group's cycle of meetings: its days, how many it wants and how many it has (row 41, C12)."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from meetings.calendar.domain import HELD, Meeting, Rules
from meetings.refusal import Refusal

LONGEST = timedelta(days=731)
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Cycle:
    """From ``starts_on`` to ``ends_on``, its last day. ``is_set`` when the group's keepers recorded it."""

    starts_on: date
    ends_on: date
    is_set: bool = False

    def has(self, day: date) -> bool:
        return self.starts_on <= day <= self.ends_on


@dataclass(frozen=True)
class Cycles:
    """The cycles that a group's keepers recorded, the oldest first; ``version`` 0 before the first."""

    region: str
    version: int = 0
    recorded: tuple[Cycle, ...] = ()

    def on(self, day: date, leader_since: date | None) -> Cycle | None:
        """The cycle of this day: as recorded, else 12 months from the end of the last recorded one.

        Before anything was recorded, 12 months from the day on which the group's convenor began
        (``leader_since``); None where nobody leads the group either.
        """
        recorded = next((each for each in self.recorded if each.has(day)), None)
        base = self._base(day, leader_since)
        if recorded is not None or base is None:
            return recorded
        begins, ends = _year_of(day, base)
        for each in self.recorded:
            if each.ends_on < day:
                begins = max(begins, each.ends_on + DAY)
            if each.starts_on > day:
                ends = min(ends, each.starts_on - DAY)
        return Cycle(begins, ends)

    def _base(self, day: date, leader_since: date | None) -> date | None:
        earlier = [each.ends_on + DAY for each in self.recorded if each.ends_on < day]
        later = [each.starts_on for each in self.recorded if each.starts_on > day]
        return max(earlier) if earlier else min(later) if later else leader_since


@dataclass(frozen=True)
class Standing:
    """How a cycle stands at an instant. ``unmarked``: over, and nobody said yet that it was held."""

    cycle: Cycle
    counted: tuple[Meeting, ...]
    held: int
    planned: int
    unmarked: int
    extra: int
    wanted: int | None
    most: int | None

    @property
    def missing(self) -> int:
        """How many more would have to be planned to reach the number wanted."""
        return max(0, (self.wanted or 0) - self.held - self.planned - self.unmarked)

    def number_of(self, meeting: Meeting) -> int | None:
        """Which of the cycle's meetings this is, from 1; None for one that does not count."""
        ids = [each.id for each in self.counted]
        return ids.index(meeting.id) + 1 if meeting.id in ids else None

    def will_end_short(self, today: date, warning_days: int) -> bool:
        """Whether somebody should act now: meetings are missing and little of the cycle is left."""
        return bool(self.missing) and self.cycle.ends_on - today <= timedelta(days=warning_days)


def record(before: Cycles, cycle: Cycle, instead_of: date | None) -> Cycles:
    """With this cycle recorded; it replaces the one that begins on the same day, or on ``instead_of``.

    Refused: ``cycle_dates_wrong``, ``cycle_overlaps``. The same object when nothing changes.
    """
    if not cycle.starts_on < cycle.ends_on <= cycle.starts_on + LONGEST:
        raise Refusal(
            "cycle_dates_wrong", fields={"ends_on": ["Enter a day after the first, within two years."]}
        )
    others = [each for each in before.recorded if each.starts_on not in (cycle.starts_on, instead_of)]
    if any(each.starts_on <= cycle.ends_on and cycle.starts_on <= each.ends_on for each in others):
        raise Refusal("cycle_overlaps", fields={"starts_on": ["Another cycle has some of these days."]})
    recorded = tuple(sorted((*others, replace(cycle, is_set=True)), key=lambda each: each.starts_on))
    if recorded == before.recorded:
        return before
    return replace(before, recorded=recorded, version=before.version + 1)


def standing(cycle: Cycle, meetings: Iterable[Meeting], rules: Rules, now: datetime) -> Standing:
    """How the cycle stands at an instant, from the records of its group's meetings (C12).

    What was held after this instant was still to come then.
    """
    inside = sorted((each for each in meetings if cycle.has(each.day)), key=lambda each: each.starts_at)
    counted = tuple(each for each in inside if each.is_in_the_cycle)
    held = sum(_is_held(each, now) for each in counted)
    planned = sum(each.ends_at > now and not _is_held(each, now) for each in counted)
    return Standing(
        cycle=cycle,
        counted=counted,
        held=held,
        planned=planned,
        unmarked=len(counted) - held - planned,
        extra=sum(_is_held(each, now) and not each.counts for each in inside),
        wanted=rules.count,
        most=rules.most,
    )


def refuse_full(stands: Standing, meeting: Meeting, now: datetime) -> None:
    """Refused: ``cycle_full`` for one more to come than the maximum; the past is recorded as it is."""
    adds = meeting.is_in_the_cycle and not meeting.is_over(now) and stands.number_of(meeting) is None
    if adds and stands.most is not None and len(stands.counted) >= stands.most:
        raise Refusal("cycle_full", f"This group meets at most {stands.most} times in a cycle.")


def _is_held(meeting: Meeting, now: datetime) -> bool:
    return meeting.status == HELD and meeting.starts_at <= now


def _year_of(day: date, base: date) -> tuple[date, date]:
    """The first and last day of the 12 months, counted from ``base``, in which this day lies."""
    years = day.year - base.year
    if _anniversary(base, years) > day:
        years -= 1
    return _anniversary(base, years), _anniversary(base, years + 1) - DAY


def _anniversary(base: date, years: int) -> date:
    try:
        return base.replace(year=base.year + years)
    except ValueError:  # 29 February
        return base.replace(year=base.year + years, day=28)
