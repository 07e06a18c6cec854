"""QI capacity in words and as a line over time: what is not known is never drawn as 0 (row 66)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from gateway.portal.dates import show_date

UNKNOWN = "unknown"
WIDTH, HEIGHT = 400, 240
LEFT, RIGHT, TOP, BOTTOM = 52, 40, 28, 40
LEVELS = 4
TOPS = (Decimal(2), Decimal(4), Decimal(8), Decimal(12), Decimal(20), Decimal(40), Decimal(60), Decimal(100))


@dataclass(frozen=True)
class Figures:
    """What may be read of one day, in words."""

    trained: str
    headcount: str
    percent: str
    sentence: str


@dataclass(frozen=True)
class Body:
    """An organisation with its latest figures."""

    id: str
    name: str
    region: str
    version: int
    figures: Figures
    day: str
    source: str
    label: str


@dataclass(frozen=True)
class Snapshot:
    """One report; ``exact`` says the figures that only keepers see, "" for others."""

    id: str
    day: str
    figures: Figures
    exact: str
    source: str
    label: str
    note: str
    earlier: tuple[Mapping[str, str], ...]


@dataclass(frozen=True)
class Mark:
    """A point or a level of the drawing, with its words; ``is_known`` is false where there is no figure."""

    x: float
    y: float
    text: str
    is_known: bool = True


@dataclass(frozen=True)
class Trend:
    """Shares over time: a line for each stretch without a gap, a hollow mark where the share is not known."""

    title: str
    desc: str
    lines: tuple[str, ...]
    marks: tuple[Mark, ...]
    levels: tuple[Mark, ...]
    first: str
    last: str
    has_gap: bool
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    right: int = WIDTH - RIGHT
    bottom: int = HEIGHT - BOTTOM


def body_of(answer: Mapping[str, Any]) -> Body:
    latest = answer["latest"]
    return Body(
        id=answer["id"],
        name=answer["organisation"],
        region=answer["region"],
        version=answer["version"],
        figures=figures_of(answer),
        day=show_date(latest["day"]) if latest else "",
        source=latest["source"] if latest else "",
        label=_label(latest) if latest else "",
    )


def figures_of(answer: Mapping[str, Any]) -> Figures:
    return Figures(answer["trained"], answer["headcount"], answer["percent"], _sentence(answer))


def snapshots_of(answer: Mapping[str, Any]) -> tuple[Snapshot, ...]:
    """The newest first."""
    return tuple(_snapshot(each) for each in reversed(answer["trend"]))


def total_of(answer: Mapping[str, Any]) -> tuple[str, ...]:
    """The region's sum in sentences, and what is not in it."""
    bodies = answer["bodies"]
    if not bodies:
        return ()
    said = [f"{_counted(bodies, 'organisation')} reported."]
    if answer["shown"]:
        figures = f"{answer['trained']} of {answer['headcount']} people are trained: {answer['percent']}."
        said.append(f"{_whose(answer['shown'], bodies)} {figures}")
    if answer["unknown"]:
        said.append(f"Of {answer['unknown']} it is not known, which does not mean that nobody is trained.")
    if answer["withheld"]:
        which = f"{_counted(answer['withheld'], 'organisation')} with 1 to 4 trained people"
        verb = "is" if answer["withheld"] == 1 else "are"
        said.append(f"{which} {verb} left out of the sum, so that nobody can be recognised.")
    return tuple(said)


def trend_of(answer: Mapping[str, Any]) -> Trend | None:
    """The line over snapshots; None with fewer than two known shares, where the table says it better."""
    points = [(date.fromisoformat(each["day"]), _share(each["percent"]), each) for each in answer["trend"]]
    known = [(day, share) for day, share, _ in points if share is not None]
    if len(known) < 2:
        return None
    top = next((each for each in TOPS if max(share for _, share in known) <= each), TOPS[-1])
    first, last = points[0][0], points[-1][0]

    def place(day: date, share: Decimal | None) -> tuple[float, float]:
        across = (day - first).days / (last - first).days
        up = float(share / top) if share is not None else 0.0
        return (
            round(LEFT + 12 + across * (WIDTH - LEFT - RIGHT - 24), 1),
            round(HEIGHT - BOTTOM - up * (HEIGHT - TOP - BOTTOM), 1),
        )

    marks = tuple(
        Mark(*place(day, share), each["percent"], is_known=share is not None) for day, share, each in points
    )
    return Trend(
        title=f"Share of people trained at {answer['organisation']}",
        desc=f"From {_dated(*known[0])} to {_dated(*known[-1])}.",
        lines=_stretches(marks),
        marks=marks,
        levels=tuple(
            Mark(0, place(first, top * step / LEVELS)[1], f"{top * step / LEVELS:g} %")
            for step in range(LEVELS + 1)
        ),
        first=show_date(first.isoformat()[:7]),
        last=show_date(last.isoformat()[:7]),
        has_gap=any(not each.is_known for each in marks),
    )


def _whose(shown: int, bodies: int) -> str:
    if shown == bodies:
        return "There," if bodies == 1 else "In all of them together"
    return "In the one whose figures are shown," if shown == 1 else f"In the {shown} whose figures are shown"


def _dated(day: date, share: Decimal) -> str:
    return f"{share} % on {show_date(day)}"


def _stretches(marks: Sequence[Mark]) -> tuple[str, ...]:
    """The ``points`` of a line for each run of known marks: none goes across what is not known."""
    runs: list[list[Mark]] = [[]]
    for mark in marks:
        if mark.is_known:
            runs[-1].append(mark)
        else:
            runs.append([])
    return tuple(" ".join(f"{each.x:g},{each.y:g}" for each in run) for run in runs if len(run) > 1)


def _snapshot(answer: Mapping[str, Any]) -> Snapshot:
    return Snapshot(
        id=answer["snapshot_id"],
        day=show_date(answer["day"]),
        figures=figures_of(answer),
        exact=_exact(answer),
        source=answer["source"],
        label=_label(answer),
        note=answer["note"],
        earlier=tuple(
            {"sentence": _sentence(each), "day": show_date(each["day"]), "source": each["source"]}
            for each in answer["earlier"]
        ),
    )


def _exact(answer: Mapping[str, Any]) -> str:
    """The number behind "<5", for keepers."""
    exact = answer.get("exact") or {}
    trained = exact.get("trained")
    return f"{trained:,}" if trained is not None and f"{trained:,}" != answer["trained"] else ""


def _label(answer: Mapping[str, Any]) -> str:
    return "As it reports itself" if answer["label"] else "As others report it"


def _sentence(answer: Mapping[str, Any]) -> str:
    trained, headcount, percent = answer["trained"], answer["headcount"], answer["percent"]
    if trained == UNKNOWN:
        return "It is not known how many people are trained."
    if headcount == UNKNOWN:
        return f"{trained} people are trained; it is not known of how many."
    share = f" ({percent})" if percent[:1].isdigit() else ""
    return f"{trained} of {headcount} people are trained{share}."


def _share(shown: str) -> Decimal | None:
    """``5.0 %`` as a number; None for what is unknown or not shown."""
    try:
        return Decimal(shown.removesuffix(" %"))
    except InvalidOperation:
        return None


def _counted(number: int, one: str) -> str:
    return f"{number:,} {one}" if number == 1 else f"{number:,} {one}s"
