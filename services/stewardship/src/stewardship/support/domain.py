"""Operational support, its gaps, and who does a task when nobody supports it (row 39)."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from commons.naming import person_in
from commons.rough_dates import RoughDate, holds_on
from stewardship.refusal import Refusal

AUTOMATION, CONVENOR, SUPPORTER = "automation", "convenor", "supporter"

FALLBACK: dict[str, str] = {
    "reminders": AUTOMATION,
    "minute_drafts": AUTOMATION,
    "papers": AUTOMATION,
    "agenda": CONVENOR,
    "venues": CONVENOR,
    "events": CONVENOR,
    "skills_register": CONVENOR,
    "news": CONVENOR,
}
"""Task -> who takes over in a gap: what needs no judgement goes on by itself, the rest is the convenor's."""
TASKS = tuple(FALLBACK)


@dataclass(frozen=True)
class Gap:
    """A time without support for some tasks; the end is exclusive and open while it lasts."""

    id: str
    tasks: tuple[str, ...]
    starts: RoughDate
    reason: str
    ends: RoughDate | None = None

    def holds_on(self, day: date) -> bool:
        return holds_on(self.starts, self.ends, day)


@dataclass(frozen=True)
class Support:
    """Somebody, named by role, who does tasks for a group; no end is known unless it is given."""

    id: str
    version: int
    region: str
    supporter: str
    tasks: tuple[str, ...]
    starts: RoughDate
    ends: RoughDate | None = None
    gaps: tuple[Gap, ...] = ()

    def holds_on(self, day: date) -> bool:
        return holds_on(self.starts, self.ends, day)

    def does(self, task: str, day: date) -> bool:
        """Whether this task is done on a day, no gap in between."""
        if task not in self.tasks or not self.holds_on(day):
            return False
        return not any(task in gap.tasks and gap.holds_on(day) for gap in self.gaps)


@dataclass(frozen=True)
class Doing:
    """Who does a task on a day. ``why``: ``supported``, ``gap`` or ``nobody`` (none was ever agreed)."""

    task: str
    by: str
    supporter: str
    why: str


def who_does(supports: Iterable[Support], day: date) -> tuple[Doing, ...]:
    """Every task with who does it on a day; a gap is never silent."""
    known = tuple(supports)
    return tuple(_doing(known, task, day) for task in TASKS)


def _doing(supports: tuple[Support, ...], task: str, day: date) -> Doing:
    doers = [each.supporter for each in supports if each.does(task, day)]
    if doers:
        return Doing(task, SUPPORTER, ", ".join(doers), "supported")
    missed = [each.supporter for each in supports if task in each.tasks and each.holds_on(day)]
    return Doing(task, FALLBACK[task], ", ".join(missed), "gap" if missed else "nobody")


def begin(support: Support) -> Support:
    """Somebody supports the group, named by role. Refused: ``contact_by_role`` for a person's name."""
    _refuse_person("supporter", support.supporter)
    return support


def end(support: Support, ends: RoughDate) -> Support:
    """The support ends; the same end again changes nothing.

    Refused: ``support_ended`` when it ended already, ``invalid_input`` for an end before its start.
    """
    if support.ends == ends:
        return support
    if support.ends is not None:
        raise Refusal("support_ended")
    if ends.surely_before(support.starts):
        raise Refusal("invalid_input", fields={"ends": ["The end is before the start."]})
    return replace(support, version=support.version + 1, ends=ends)


def flag_gap(support: Support, gap: Gap) -> Support:
    """Say that tasks are not done for a while.

    Refused: ``support_ended``, ``gap_open`` when one of the tasks has an open gap already,
    ``contact_by_role`` for a reason that names a person, ``invalid_input`` for tasks this supporter
    does not do or a gap that is not within the support.
    """
    _refuse_person("reason", gap.reason)
    if support.ends is not None and not gap.starts.surely_before(support.ends):
        raise Refusal("support_ended")
    if gap.starts.surely_before(support.starts):
        raise Refusal("invalid_input", fields={"starts": ["The support had not begun then."]})
    if not set(gap.tasks) <= set(support.tasks):
        raise Refusal("invalid_input", fields={"tasks": ["Choose from the tasks of this support."]})
    if any(each.ends is None and set(each.tasks) & set(gap.tasks) for each in support.gaps):
        raise Refusal("gap_open")
    return replace(support, version=support.version + 1, gaps=(*support.gaps, gap))


def end_gap(support: Support, gap_id: str, ends: RoughDate) -> Support:
    """The tasks are done again; the same end again changes nothing.

    Refused: ``not_found``, ``gap_ended``, ``invalid_input`` for an end before its start.
    """
    gap = next((each for each in support.gaps if each.id == gap_id), None)
    if gap is None:
        raise Refusal("not_found")
    if gap.ends == ends:
        return support
    if gap.ends is not None:
        raise Refusal("gap_ended")
    if ends.surely_before(gap.starts):
        raise Refusal("invalid_input", fields={"ends": ["The end is before the start."]})
    gaps = tuple(replace(each, ends=ends) if each.id == gap_id else each for each in support.gaps)
    return replace(support, version=support.version + 1, gaps=gaps)


def _refuse_person(field: str, text: str) -> None:
    # Gaps are read by everybody: an illness or a leave is nobody's to publish.
    found = person_in(text)
    if found:
        raise Refusal("contact_by_role", fields={field: [f"Say the role, not who: leave out “{found}”."]})
