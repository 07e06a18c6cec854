"""The rules of QI capacity ("dosing"): what is not known is not 0, and nothing is overwritten (row 66)."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal

from skills_register.refusal import Refusal

UNKNOWN = "unknown"
WITHHELD = "not shown"
FEWEST_SHOWN = 5
"""Fewer trained people than this could be recognised: 1 to 4 are shown as "<5" (row 7)."""
MOST_PEOPLE = 10_000_000


@dataclass(frozen=True)
class Snapshot:
    """What a body reported of one day; None is not known.

    ``replaces`` names the snapshot that this one corrects, with the ``note`` that says why.
    """

    id: str
    day: date
    trained: int | None
    headcount: int | None
    source: str
    self_reported: bool
    by: str
    at: datetime
    replaces: str = ""
    note: str = ""

    @property
    def is_known(self) -> bool:
        return self.trained is not None and bool(self.headcount)

    @property
    def percent(self) -> Decimal | None:
        """Trained of headcount, one decimal, half up; None unless both are known."""
        if self.trained is None or not self.headcount:
            return None
        return share(self.trained, self.headcount)


@dataclass(frozen=True)
class Body:
    """An organisation and all that it ever reported, the earlier wordings too.

    ``organisation_id`` binds what was reported under a name alone to the listed organisation that changed it.
    """

    id: str
    version: int
    region: str
    name: str
    snapshots: tuple[Snapshot, ...] = ()
    organisation_id: str = ""

    @property
    def standing(self) -> tuple[Snapshot, ...]:
        """Those that were not corrected, by day."""
        replaced = {each.replaces for each in self.snapshots if each.replaces}
        return tuple(sorted((s for s in self.snapshots if s.id not in replaced), key=lambda each: each.day))

    @property
    def latest(self) -> Snapshot | None:
        return self.standing[-1] if self.snapshots else None

    def earlier_of(self, snapshot: Snapshot) -> tuple[Snapshot, ...]:
        """What this one replaced, the newest first."""
        by_id = {each.id: each for each in self.snapshots}
        found: list[Snapshot] = []
        while snapshot.replaces in by_id:
            snapshot = by_id[snapshot.replaces]
            found.append(snapshot)
        return tuple(found)


@dataclass(frozen=True)
class Shown:
    """A snapshot in the words that may be read: figures, "<5", "not shown" or "unknown"."""

    trained: str
    headcount: str
    percent: str


@dataclass(frozen=True)
class Total:
    """A region's latest figures together, of the bodies that can be shown; the others are counted only."""

    bodies: int
    shown: int
    unknown: int
    withheld: int
    figures: Shown


def report(body: Body, snapshot: Snapshot, today: date) -> Body:
    """Add what is reported of a day.

    Refused: ``capacity_wrong``, ``capacity_day_ahead``, ``capacity_day_reported``.
    """
    _refuse_wrong(snapshot, today)
    if any(each.day == snapshot.day for each in body.standing):
        raise Refusal("capacity_day_reported", fields={"day": ["Correct what was reported of this day."]})
    return _with(body, snapshot)


def correct(body: Body, snapshot: Snapshot, today: date) -> Body:
    """Replace what was reported, which stays to be read with the note.

    Refused: ``snapshot_unknown``, ``snapshot_corrected``, ``reason_required``, ``capacity_wrong``,
    ``capacity_day_ahead``, ``capacity_day_reported``.
    """
    known = {each.id for each in body.snapshots}
    standing = {each.id: each for each in body.standing}
    if snapshot.replaces not in known:
        raise Refusal("snapshot_unknown")
    if snapshot.replaces not in standing:
        raise Refusal("snapshot_corrected")
    if not snapshot.note:
        said = "Say what was wrong."
        raise Refusal("reason_required", said, {"note": [said]})
    _refuse_wrong(snapshot, today)
    others = (each for each in body.standing if each.id != snapshot.replaces)
    if any(each.day == snapshot.day for each in others):
        raise Refusal("capacity_day_reported", fields={"day": ["Another report is of this day."]})
    return _with(body, snapshot)


def shown(snapshot: Snapshot | None) -> Shown:
    """As everybody may read it."""
    if snapshot is None:
        return Shown(UNKNOWN, UNKNOWN, UNKNOWN)
    headcount = UNKNOWN if snapshot.headcount is None else f"{snapshot.headcount:,}"
    if snapshot.trained is None:
        return Shown(UNKNOWN, headcount, UNKNOWN)
    if is_small(snapshot):
        return Shown(f"<{FEWEST_SHOWN}", headcount, WITHHELD)
    percent = snapshot.percent
    return Shown(f"{snapshot.trained:,}", headcount, UNKNOWN if percent is None else f"{percent} %")


def is_small(snapshot: Snapshot) -> bool:
    """Whether its few trained people could be recognised."""
    return snapshot.trained is not None and 0 < snapshot.trained < FEWEST_SHOWN


def total(latest: Iterable[Snapshot | None]) -> Total:
    """The sum over the bodies whose figures are known and may be shown.

    One that is withheld is in no sum: who knows the others could take it out again.
    """
    bodies = list(latest)
    known = [each for each in bodies if each is not None and each.is_known]
    open_ones = [each for each in known if not is_small(each)]
    trained = sum(each.trained or 0 for each in open_ones)
    headcount = sum(each.headcount or 0 for each in open_ones)
    figures = Shown(UNKNOWN, UNKNOWN, UNKNOWN)
    if open_ones:
        figures = Shown(f"{trained:,}", f"{headcount:,}", f"{share(trained, headcount)} %")
    return Total(
        bodies=len(bodies),
        shown=len(open_ones),
        unknown=len(bodies) - len(known),
        withheld=len(known) - len(open_ones),
        figures=figures,
    )


def share(part: int, whole: int) -> Decimal:
    """A percentage with one decimal, half up. ``whole`` is above 0."""
    return (Decimal(part) * 100 / Decimal(whole)).quantize(Decimal("0.1"), ROUND_HALF_UP)


def _with(body: Body, snapshot: Snapshot) -> Body:
    return replace(body, version=body.version + 1, snapshots=(*body.snapshots, snapshot))


def _refuse_wrong(snapshot: Snapshot, today: date) -> None:
    problems: dict[str, list[str]] = {}
    trained, headcount = snapshot.trained, snapshot.headcount
    if trained is not None and not 0 <= trained <= MOST_PEOPLE:
        problems["trained"] = ["Enter a whole number of people, or leave it empty."]
    if headcount is not None and not 1 <= headcount <= MOST_PEOPLE:
        problems["headcount"] = ["Enter how many people work there, at least 1, or leave it empty."]
    if not problems and trained is not None and headcount is not None and trained > headcount:
        problems["trained"] = ["No more people can be trained than work there."]
    if problems:
        raise Refusal("capacity_wrong", fields=problems)
    if snapshot.day > today:
        raise Refusal("capacity_day_ahead", fields={"day": ["Choose today or an earlier day."]})
