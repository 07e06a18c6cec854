"""Groups and their pilots: what may follow what, and two clocks that end apart (rows 11 and 26)."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from commons.london import day_of
from commons.rough_dates import RoughDate, rough
from stewardship.refusal import Refusal

NONE, FORMING, ACTIVE, CLOSED = "none", "forming", "active", "closed"
STATUSES = (NONE, FORMING, ACTIVE, CLOSED)
INVITED, RECRUITING, RUNNING, COMPLETE, REVIEWED = STAGES = (
    "invited",
    "recruiting",
    "running",
    "complete",
    "reviewed",
)
TERM, CYCLE = CLOCKS = ("term", "cycle")
"""The convenor's term and the group's cycle of meetings: each has its own end (C15)."""


@dataclass(frozen=True)
class Step:
    """A status or a stage, entered on a date that may be rough; recorded at an instant by somebody."""

    what: str
    on: RoughDate
    at: datetime
    by: str
    note: str = ""


@dataclass(frozen=True)
class Clock:
    """From its start to its end, the end exclusive; no end where none is known."""

    starts: RoughDate
    ends: RoughDate | None = None

    def state_on(self, day: date) -> str:
        """``not_begun``, ``running`` or ``ended``."""
        if self.starts.surely_after(day):
            return "not_begun"
        return "ended" if self.ends is not None and self.ends.is_over_on(day) else "running"


@dataclass(frozen=True)
class Report:
    """Something published about a pilot: its title, where it is, when it came out."""

    id: str
    title: str
    published: RoughDate
    link: str = ""


@dataclass(frozen=True)
class Pilot:
    """How far a pilot has come; its steps only go forward."""

    steps: tuple[Step, ...]
    term: Clock | None = None
    cycle: Clock | None = None
    reports: tuple[Report, ...] = ()

    @property
    def stage(self) -> str:
        return self.steps[-1].what

    def stage_on(self, day: date) -> str | None:
        return _standing(self.steps, day)


@dataclass(frozen=True)
class Group:
    """The group of a region; the region's code is its id, so there is at most one (row 11).

    ``sponsors`` are those who pay (a list: C38), ``partners`` those who help with events.
    """

    region: str
    version: int
    steps: tuple[Step, ...]
    about: str = ""
    sponsors: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()
    pilot: Pilot | None = None

    @property
    def status(self) -> str:
        return self.steps[-1].what

    @property
    def stage(self) -> str | None:
        return self.pilot.stage if self.pilot else None

    @property
    def is_open(self) -> bool:
        return self.status in (FORMING, ACTIVE)

    def status_on(self, day: date) -> str:
        """What it was on a day; ``none`` before its first step."""
        return _standing(self.steps, day) or NONE


# The group


def form(known: Group | None, region: str, on: RoughDate, by: str, now: datetime) -> Group:
    """A group that is being put together; a closed one begins anew and keeps its history.

    Refused: ``group_exists`` while there is one, ``invalid_input`` for a date that cannot be.
    """
    if known is None:
        return Group(region, 1, (_checked(Step(FORMING, on, now, by), None),))
    if known.is_open:
        raise Refusal("group_exists")
    return _stepped(known, FORMING, on, by, now)


def open_(group: Group, on: RoughDate, by: str, now: datetime) -> Group:
    """The group begins its work; open already: unchanged. Refused: ``group_closed``."""
    if group.status == ACTIVE:
        return group
    _refuse_closed(group)
    return _stepped(group, ACTIVE, on, by, now)


def close(group: Group, on: RoughDate, reason: str, by: str, now: datetime) -> Group:
    """The group ends, with the reason that everybody may read; closed already: unchanged."""
    if group.status == CLOSED:
        return group
    return _stepped(group, CLOSED, on, by, now, reason)


def describe(
    group: Group, about: str | None, sponsors: tuple[str, ...] | None, partners: tuple[str, ...] | None
) -> Group:
    """Say what the group is, who pays and who helps; None leaves a part as it is."""
    after = replace(
        group,
        about=group.about if about is None else about,
        sponsors=group.sponsors if sponsors is None else sponsors,
        partners=group.partners if partners is None else partners,
    )
    return group if after == group else replace(after, version=group.version + 1)


# The pilot


def refuse_another_pilot(region: str, named: Iterable[str], begun: Iterable[str], most: int) -> None:
    """At most so many regions are pilots, counting those named in files and those begun (row 11).

    Refused: ``pilot_limit_reached``; ``pilot_not_named`` while there is room, but the region's
    file does not name it a pilot.
    """
    in_files = set(named)
    taken = set(begun) if region in in_files else {*begun, *in_files}
    if len(taken - {region}) >= most:
        raise Refusal("pilot_limit_reached", f"At most {most} regions may be pilots, and there are {most}.")
    if region not in in_files:
        raise Refusal("pilot_not_named")


def begin_pilot(group: Group, on: RoughDate, by: str, now: datetime) -> Group:
    """The region is invited to be a pilot; begun already: unchanged. Refused: ``group_closed``."""
    if group.pilot is not None:
        return group
    _refuse_closed(group)
    first = _checked(Step(INVITED, on, now, by), None)
    return replace(group, version=group.version + 1, pilot=Pilot((first,)))


def move_pilot_on(group: Group, stage: str, on: RoughDate, by: str, now: datetime) -> Group:
    """The pilot enters a later stage; at it already: unchanged.

    Refused: ``pilot_not_begun``, ``pilot_goes_forward`` for an earlier stage, ``pilot_cycle_runs``
    when it would be complete before the cycle's end (the convenor's term does not matter, row 26).
    """
    pilot = _pilot_of(group)
    if pilot.stage == stage:
        return group
    if STAGES.index(stage) < STAGES.index(pilot.stage):
        raise Refusal("pilot_goes_forward")
    ends = pilot.cycle.ends if pilot.cycle else None
    if stage in (COMPLETE, REVIEWED) and ends is not None and on.surely_before(ends):
        raise Refusal(
            "pilot_cycle_runs", f"Its cycle runs until {ends.in_words()}; it is not complete before."
        )
    step = _checked(Step(stage, on, now, by), pilot.steps[-1])
    return _with_pilot(group, replace(pilot, steps=(*pilot.steps, step)))


def set_clock(group: Group, clock: str, starts: RoughDate, ends: RoughDate | None) -> Group:
    """Set the convenor's term or the group's cycle; the other clock stays as it is.

    Refused: ``pilot_not_begun``, ``invalid_input`` for an end that is not after the start.
    """
    pilot = _pilot_of(group)
    if ends is not None and ends.first <= starts.first:
        raise Refusal("invalid_input", fields={"ends": ["The end must be after the start."]})
    made = Clock(starts, ends)
    after = replace(pilot, term=made) if clock == TERM else replace(pilot, cycle=made)
    return group if after == pilot else _with_pilot(group, after)


def add_report(group: Group, report: Report) -> Group:
    """Name something that was published about the pilot; the same title and date twice is once."""
    pilot = _pilot_of(group)
    if any((each.title, each.published) == (report.title, report.published) for each in pilot.reports):
        return group
    return _with_pilot(group, replace(pilot, reports=(*pilot.reports, report)))


def end_after(starts: RoughDate, months: int) -> RoughDate:
    """The exclusive end of a term: twelve months from 7 September 2017 end on 7 September 2018.

    Refused: ``invalid_input`` for months that a start of which only the year is known cannot show, and
    for an end that no calendar has.
    """
    try:
        ends = rough(starts.plus_months(months).text)
    except ValueError:
        raise Refusal("invalid_input", fields={"starts": ["This date is too late."]}) from None
    if ends == starts:
        words = "Give the month of the start, too, or at least 12 months."
        raise Refusal("invalid_input", fields={"months": [words]})
    return ends


def _pilot_of(group: Group) -> Pilot:
    if group.pilot is None:
        raise Refusal("pilot_not_begun")
    return group.pilot


def _with_pilot(group: Group, pilot: Pilot) -> Group:
    return replace(group, version=group.version + 1, pilot=pilot)


def _stepped(group: Group, status: str, on: RoughDate, by: str, now: datetime, note: str = "") -> Group:
    step = _checked(Step(status, on, now, by, note), group.steps[-1])
    return replace(group, version=group.version + 1, steps=(*group.steps, step))


def _checked(step: Step, before: Step | None) -> Step:
    """What is recorded has happened, and not before what was recorded as earlier."""
    if step.on.surely_after(day_of(step.at)):
        raise Refusal("invalid_input", fields={"on": ["This date is still to come."]})
    if before is not None and step.on.surely_before(before.on):
        raise Refusal(
            "invalid_input", fields={"on": [f"This is before the last step, of {before.on.in_words()}."]}
        )
    return step


def _refuse_closed(group: Group) -> None:
    if group.status == CLOSED:
        raise Refusal("group_closed")


def _standing(steps: tuple[Step, ...], day: date) -> str | None:
    """The last step that can have happened by that day."""
    taken = [step.what for step in steps if not step.on.surely_after(day)]
    return taken[-1] if taken else None
