"""The whole community's growth: dated sizes with their sources, founders, and the regions."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from gateway.portal.dates import dated, show_date, show_number
from gateway.portal.presenting.chart import Chart, line_of

COMPARATORS = {"more_than": "more than ", "about": "about "}


@dataclass(frozen=True)
class Size:
    """How large the community was said to be, and by whom."""

    on: str
    members: str
    recorded: str
    what: str
    source: str


@dataclass(frozen=True)
class RegionRow:
    """A region's growth on one line; its page has the baseline, the source and the caveat."""

    code: str
    name: str
    baseline: str
    latest: str
    percent: str
    source: str
    now: str


@dataclass(frozen=True)
class Community:
    """What the growth page says."""

    sizes: tuple[Size, ...]
    now: str
    now_on: str
    source: str
    founders: str
    founders_by_region: tuple[tuple[str, str], ...]
    regions: tuple[RegionRow, ...]
    national: str
    rounding: str
    caveat: str
    chart: Chart | None


def community_of(answer: Mapping[str, Any]) -> Community:
    """The page from ``community_growth``'s answer."""
    founders, national = answer["founders"], answer["national_average"]
    return Community(
        sizes=tuple(_size(size) for size in answer["snapshots"]),
        now=show_number(answer["members_now"]),
        now_on=show_date(answer["as_at"]),
        source=answer["source"],
        founders=show_number(founders["total"]),
        founders_by_region=tuple(
            (row["name"], show_number(row["members"])) for row in founders["by_region"] if row["members"]
        ),
        regions=tuple(_region(each) for each in answer["regions"]),
        national=f"{national['percent']} %, {national['label']} ({national['source']})",
        rounding=answer["rounding"],
        caveat=answer["caveat"],
        chart=line_of(
            [
                (_counted_on(size), size["recorded"])
                for size in answer["snapshots"]
                if size["recorded"] is not None
            ]
            + [(answer["as_at"], answer["members_now"])],
            name="the community",
        ),
    )


def _counted_on(size: Mapping[str, Any]) -> str:
    """The day our records were counted for a published size: a bare year means its last day."""
    only_the_year = size["date_shown"] == size["date"][:4]
    return f"{size['date'][:4]}-12-31" if only_the_year else str(size["date"])


def _size(size: Mapping[str, Any]) -> Size:
    return Size(
        on=size["date_shown"],
        members=COMPARATORS.get(size.get("comparator") or "", "") + show_number(size["members"]),
        recorded=show_number(size["recorded"]),
        what=size["what"][:1].upper() + size["what"][1:],
        source=size["source"],
    )


def _region(growth: Mapping[str, Any]) -> RegionRow:
    region = growth["region"]
    return RegionRow(
        code=region["code"],
        name=region["name"],
        baseline=_dated(growth["baseline"]),
        latest=_dated(growth["latest"]),
        percent=growth["percent_shown"],
        source=(growth["baseline"] or {}).get("source", ""),
        now=show_number(growth["members_now"]),
    )


def _dated(figure: Mapping[str, Any] | None) -> str:
    return f"{show_number(figure['members'])} {dated(figure['date_shown'])}" if figure else ""
