"""Time of a period: the days of a statement, and how much help there was in a region's month."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from commons.london import LONDON, day_of
from skills_register.placements.masking import column_of
from skills_register.refusal import Refusal

MONTHS = 12


@dataclass(frozen=True)
class Period:
    """Instants in UTC: from ``since`` on, before ``until``; None is open."""

    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True)
class Exchanged:
    """How much help there was in one month (``2018-10``) of a region; ``minutes`` altogether."""

    region: str
    month: str
    exchanges: int
    minutes: int


def period_of(since: date | None, until: date | None) -> Period:
    """From the first of these days to the end of the last, in London. Refused: ``period_wrong``."""
    if since is not None and until is not None and until < since:
        raise Refusal("period_wrong", fields={"until": ["Choose a last day that is not before the first."]})
    last = until + timedelta(days=1) if until is not None and until < date.max else None
    return Period(_begins(since), _begins(last))


def merged(*parts: Iterable[Exchanged]) -> list[Exchanged]:
    """One of each region and month, with the sums of all parts, those of nothing left out."""
    sums: dict[tuple[str, str], tuple[int, int]] = {}
    for each in (one for part in parts for one in part):
        exchanges, minutes = sums.get((each.region, each.month), (0, 0))
        sums[each.region, each.month] = (exchanges + each.exchanges, minutes + each.minutes)
    return [Exchanged(*key, *counted) for key, counted in sorted(sums.items()) if any(counted)]


def by_region(found: Iterable[Exchanged]) -> list[dict[str, object]]:
    """Each region's exchanges and minutes; None where people could be told by so few, and where another
    region's few would follow from the sum of all, which everybody reads."""
    return [{"region": name, **counted} for name, counted in _summed(found, "region").items()]


def by_month(found: Iterable[Exchanged], now: datetime) -> list[dict[str, object]]:
    """The same of the last twelve months, this one included, the earliest first; 0 where there is none."""
    counted = _summed(found, "month")
    nothing = {"exchanges": 0, "minutes": 0}
    return [{"month": each, **counted.get(each, nothing)} for each in _last_months(day_of(now))]


def _summed(found: Iterable[Exchanged], part: str) -> dict[str, dict[str, int | None]]:
    sums: dict[str, list[int]] = {}
    for each in found:
        counted = sums.setdefault(getattr(each, part), [0, 0])
        counted[0] += each.exchanges
        counted[1] += each.minutes
    shown = column_of({name: exchanges for name, (exchanges, _) in sums.items()}).shown
    return {
        name: {"exchanges": shown[name], "minutes": None if shown[name] is None else sums[name][1]}
        for name in sorted(sums)
    }


def _last_months(today: date) -> list[str]:
    first = today.year * 12 + today.month - MONTHS
    return [f"{number // 12}-{number % 12 + 1:02d}" for number in range(first, first + MONTHS)]


def _begins(day: date | None) -> datetime | None:
    return datetime.combine(day, time(), LONDON).astimezone(UTC) if day is not None else None
