"""A region's growth as rows of a table and a chart: each figure with its date and source (row 5)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from gateway.portal.dates import dated, show_date, show_number
from gateway.portal.presenting.chart import Chart, line_of


@dataclass(frozen=True)
class Count:
    """One dated figure: what was counted, on which day, and who says so."""

    what: str
    on: str
    members: str
    sources: str


@dataclass(frozen=True)
class Target:
    """A goal in words, with progress only where the goal is a number (row 6)."""

    text: str
    due: str
    baseline: str
    source: str
    baseline_source: str
    counted: str
    counted_on: str
    goal: str
    progress: str
    missing: str
    own_growth: str


@dataclass(frozen=True)
class Growth:
    """What the region's page says about growth."""

    code: str
    name: str
    counts: tuple[Count, ...]
    increase: str
    percent: str
    from_baseline: str
    to_latest: str
    rounding: str
    national: str
    national_label: str
    national_source: str
    caveat: str
    targets: tuple[Target, ...]
    now: str
    now_on: str
    chart: Chart | None


def growth_of(answer: Mapping[str, Any]) -> Growth:
    """The page's growth from ``region_growth``'s answer."""
    baseline, latest = answer["baseline"], answer["latest"]
    national, region, now = answer["national_average"], answer["region"], answer["now"]
    figures = (answer["founding"], baseline, latest)
    return Growth(
        code=region["code"],
        name=region["name"],
        counts=tuple(_count(figure) for figure in figures if figure),
        increase=_signed(answer["increase"]),
        percent=answer["percent_shown"],
        from_baseline=_dated(baseline) if baseline else "",
        to_latest=_dated(latest),
        rounding=answer["rounding"],
        national=f"{national['percent']} %",
        national_label=national["label"],
        national_source=national["source"],
        caveat=answer["caveat"],
        targets=tuple(_target(each) for each in answer["targets"]),
        now=show_number(now["members"]),
        now_on=show_date(now["date"]),
        chart=line_of(
            [(point["date"], point["members"]) for point in answer["series"]],
            name=region["name"],
            baseline_on=baseline["date"] if baseline else None,
        ),
    )


def _count(figure: Mapping[str, Any]) -> Count:
    return Count(
        what=_sentence(figure["label"]),
        on=figure["date_shown"],
        members=show_number(figure["members"]),
        sources=_sources(figure["source"], figure["counted_from"]),
    )


def _dated(figure: Mapping[str, Any]) -> str:
    return f"{show_number(figure['members'])} {dated(figure['date_shown'])}"


def _sources(of_the_date: str, of_the_count: str) -> str:
    if of_the_date == of_the_count:
        return of_the_count
    return f"Date: {of_the_date}. Count: {of_the_count}"


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def _signed(increase: int | None) -> str:
    if increase is None:
        return "n/a"
    sign = "+" if increase > 0 else "\N{MINUS SIGN}" if increase < 0 else ""
    return f"{sign}{show_number(abs(increase))}"


def _target(target: Mapping[str, Any]) -> Target:
    progress, missing = target["progress_percent"], target["missing"]
    return Target(
        text=_sentence(target["text"]),
        due=target["due_shown"],
        baseline=show_number(target["baseline"]),
        source=target["source"],
        baseline_source=target["baseline_source"] or "",
        counted=show_number(target["members"]),
        counted_on=show_date(target["members_date"]),
        goal=show_number(target["target_members"]),
        progress="" if progress is None else f"{progress:.1f} %",
        missing=show_number(missing),
        own_growth=""
        if target["growth_from_own_baseline"] is None
        else target["growth_from_own_baseline_shown"],
    )
