"""What is shown of a region's and the community's growth: every figure with its date, base and source.

Pure: stays, settings and the day come in, plain answers (ISO dates) go out.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from contracts.region_settings import Region, Snapshot, Target, UkPolicy
from membership.growth.domain import (
    CAVEAT,
    NOT_APPLICABLE,
    ROUNDING,
    Lasting,
    growth,
    last_day,
    members_on,
    monthly,
    progress,
    shown,
    year_before,
)
from membership.growth.masking import grouped, masked
from membership.refusal import Refusal

RECORDS = "Q Commons member records"
NOT_SAID = "not said"
OTHERS = "other (each fewer than 5)"
EARLIEST = date(2015, 1, 1)
"""Q began in 2015 (row 4): before it there is nothing to count."""
OFFERED: dict[str, frozenset[str]] = {
    "sector": frozenset(
        {
            "acute hospital", "ambulance service", "charity", "commissioning", "community services",
            "government", "hospice or care home", "improvement body", "mental health",
            "patients and carers", "primary care", "public health", "social care", "university",
        }
    ),
    "perspective": frozenset({"patient", "carer", "clinician", "manager", "commissioner", "analyst"}),
}  # fmt: skip
"""The words that the portal's forms offer; imports and the API may bring anybody's own."""
INCLUSION_NOTE = (
    "Answers are optional. A count of 1 to 4 is shown as <5, and further counts are not shown "
    "where they would give one away by subtraction."
)


def region_growth(
    region: Region, uk: UkPolicy, stays: Sequence[Lasting], founders: int, today: date, as_at: date | None
) -> dict[str, Any]:
    """A region's growth as its page shows it (rows 4, 5 and 6).

    ``as_at`` asks for another closing day than the published one. Refused: ``invalid_input``
    when it is to come, not after the baseline, or before Q began.
    """
    closing = _closing(region, as_at, today)
    opening = region.growth.baseline if region.growth else None
    pre = members_on(stays, opening.date) if opening else 0
    noted = growth(pre, members_on(stays, closing.date)) if opening else None
    start = opening.date if opening else year_before(closing.date)
    return {
        "region": {"code": region.code, "name": region.name},
        "founding": _snapshot(region.growth.founding if region.growth else uk.founding, founders),
        "baseline": _snapshot(opening, pre) if opening else None,
        "latest": _snapshot(closing, members_on(stays, closing.date)),
        "increase": noted.increase if noted else None,
        "percent": noted.percent if noted else None,
        "percent_shown": noted.percent_shown if noted else NOT_APPLICABLE,
        "rounding": ROUNDING,
        "national_average": _national_average(uk),
        "caveat": CAVEAT,
        "targets": [_target(target, stays, as_at or today) for target in region.targets],
        "now": {"date": (as_at or today).isoformat(), "members": members_on(stays, as_at or today)},
        "series": [
            {"date": day.isoformat(), "members": members_on(stays, day)}
            for day in monthly(start, closing.date)
        ],
    }


def short_growth(region: Region, stays: Sequence[Lasting], today: date) -> dict[str, Any]:
    """One line of the community's table: counts and percentage beside their dates and source."""
    line: dict[str, Any] = {
        "region": {"code": region.code, "name": region.name},
        "members_now": members_on(stays, today),
        "baseline": None,
        "latest": None,
        "increase": None,
        "percent": None,
        "percent_shown": NOT_APPLICABLE,
    }
    if region.growth is None:
        return line
    opening, closing = region.growth.baseline, region.growth.latest
    noted = growth(members_on(stays, opening.date), members_on(stays, closing.date))
    return {
        **line,
        "baseline": _snapshot(opening, noted.pre),
        "latest": _snapshot(closing, noted.post),
        "increase": noted.increase,
        "percent": noted.percent,
        "percent_shown": noted.percent_shown,
    }


def community_growth(
    regions: Sequence[Region],
    uk: UkPolicy,
    stays: Mapping[str, Sequence[Lasting]],
    founders: Mapping[str, int],
    today: date,
) -> dict[str, Any]:
    """The whole community: published sizes beside our own counts, founders, one line per region by name."""
    everybody = [stay for each in stays.values() for stay in each]
    return {
        "snapshots": [
            {
                "date": size.date.isoformat() if size.date else None,
                "date_shown": shown(size.date, size.date_precision or "day") if size.date else "undated",
                "members": size.members,
                "comparator": size.comparator,
                "recorded": members_on(everybody, last_day(size.date, size.date_precision or "day"))
                if size.date
                else None,
                "what": size.what,
                "source": size.source,
            }
            for size in uk.community
        ],
        "members_now": members_on(everybody, today),
        "as_at": today.isoformat(),
        "source": RECORDS,
        "founders": {
            "total": sum(founders.values()),
            "by_region": [
                {"code": region.code, "name": region.name, "members": founders.get(region.code, 0)}
                for region in regions
            ],
            "source": RECORDS,
        },
        "national_average": _national_average(uk),
        "rounding": ROUNDING,
        "caveat": CAVEAT,
        "regions": [short_growth(region, stays.get(region.code, ()), today) for region in regions],
    }


def inclusion(
    region: Region, base: int, answers: Mapping[str, Mapping[str, int]], today: date
) -> dict[str, Any]:
    """Counts of members by their optional answers, masked (row 7)."""
    by: dict[str, list[dict[str, Any]]] = {}
    for answer, counts in answers.items():
        named = {label: count for label, count in counts.items() if label}
        told = grouped(named, OTHERS, OFFERED.get(answer, frozenset()))
        silent = counts.get("", 0)
        cells = masked({**told, NOT_SAID: silent} if silent else told)
        by[answer] = [{"label": cell.label, "count": cell.count, "shown": cell.shown} for cell in cells]
    return {
        "region": {"code": region.code, "name": region.name},
        "as_at": today.isoformat(),
        "base": base,
        "by": by,
        "note": INCLUSION_NOTE,
        "source": RECORDS,
    }


def _closing(region: Region, as_at: date | None, today: date) -> Snapshot:
    if as_at is not None and as_at > today:
        raise Refusal("invalid_input", fields={"as_at": ["Give today or a day in the past."]})
    if as_at is not None and region.growth is not None and as_at <= region.growth.baseline.date:
        day = shown(region.growth.baseline.date, region.growth.baseline.date_precision)
        raise Refusal("invalid_input", fields={"as_at": [f"Give a day after the baseline, {day}."]})
    if as_at is not None and as_at < EARLIEST:
        raise Refusal("invalid_input", fields={"as_at": ["Q began in 2015: give a day since then."]})
    if as_at is None and region.growth is not None:
        return region.growth.latest
    return Snapshot(as_at or today, "day", "as asked" if as_at else "today", RECORDS)


def _snapshot(snapshot: Snapshot, members: int) -> dict[str, Any]:
    return {
        "date": snapshot.date.isoformat(),
        "date_shown": shown(snapshot.date, snapshot.date_precision),
        "date_precision": snapshot.date_precision,
        "members": members,
        "label": snapshot.label,
        "source": snapshot.source,
        "counted_from": RECORDS,
    }


def _national_average(uk: UkPolicy) -> dict[str, Any]:
    average = uk.national_average
    return {"percent": average.percent, "label": average.label, "source": average.source}


def _target(target: Target, stays: Sequence[Lasting], today: date) -> dict[str, Any]:
    """A target against the members on its due day, or today while it is not due yet.

    A target in words has no percentage of its own (row 6); growth from its own baseline is
    shown all the same, because it differs from growth since the pilot's start (C17).
    """
    counted_on = min(target.due, today)
    now = members_on(stays, counted_on)
    own = growth(target.baseline_members, now) if target.baseline_members is not None else None
    way = None
    if target.baseline_members is not None and target.target_percent is not None:
        way = progress(target.baseline_members, target.target_percent, now)
    return {
        "text": target.text,
        "baseline": target.baseline_members,
        "baseline_source": target.baseline_source,
        "due": target.due.isoformat(),
        "due_shown": shown(target.due, target.due_precision),
        "target_percent": target.target_percent,
        "target_members": way.members if way else None,
        "members": now,
        "members_date": counted_on.isoformat(),
        "progress_percent": way.percent if way else None,
        "missing": way.missing if way else None,
        "growth_from_own_baseline": own.percent if own else None,
        "growth_from_own_baseline_shown": own.percent_shown if own else NOT_APPLICABLE,
        "source": target.source,
    }
