"""What is due in the groups somebody looks after: one list by date, of all that has a date."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from gateway.portal.dates import show_date
from gateway.portal.presenting import support
from gateway.portal.presenting.appointments import STEPS as CALL_STEPS
from gateway.portal.presenting.documents import path_of
from gateway.portal.presenting.elections import STEPS

AHEAD = timedelta(days=60)
"""How far ahead the list looks: as early as a holder is warned of the end of a term."""


@dataclass(frozen=True)
class Due:
    """Something to be done: by when, what, in which group, and the page with the next step."""

    day: date
    when: str
    what: str
    where: str
    href: str
    is_overdue: bool


def in_order(found: Iterable[Due]) -> tuple[Due, ...]:
    """What is due first first."""
    return tuple(sorted(found, key=lambda each: (each.day, each.where, each.what)))


def terms_of(roster: Mapping[str, Any], today: date) -> Iterator[Due]:
    """Terms that end soon, and seats that nobody holds."""
    page = f"/groups/{roster['region']}/seats"
    for seat in roster["seats"]:
        ends = date.fromisoformat(seat["end"]) if seat["end"] else None
        if ends is not None and ends <= today + AHEAD:
            what = f"The term of the seat {seat['background']} ends"
            yield due_on(ends, what, roster["name"], f"{page}/{seat['id']}", today)
    if roster["vacant"]:
        number = len(roster["vacant"])
        what = "Fill a vacant seat" if number == 1 else f"Fill {number} vacant seats"
        yield due_on(today, what, roster["name"], page, today)


def reviews_of(found: Mapping[str, Any], names: Mapping[str, str], today: date) -> Iterator[Due]:
    """Documents that are to be looked at again."""
    for each in found["items"]:
        day = date.fromisoformat(each["review"]["due"])
        href = path_of(each["region"], each["kind"])
        yield due_on(day, f"Review: {each['title']}", names.get(each["region"], each["region"]), href, today)


def matters_of(
    found: Mapping[str, Any], groups: Iterable[str], names: Mapping[str, str], today: date
) -> Iterator[Due]:
    """Matters that one of these groups has not acknowledged."""
    mine = set(groups)
    for matter in found["items"]:
        for asked in matter["asked"]:
            if asked["group"] in mine and asked["acknowledged_at"] is None:
                day = date.fromisoformat(asked["due_at"][:10])
                where = names.get(asked["group"], asked["group"])
                what = f"Acknowledge: {matter['title']}"
                yield due_on(day, what, where, f"/matters/{matter['id']}", today)


def meetings_of(cycle: Mapping[str, Any], names: Mapping[str, str], today: date) -> Iterator[Due]:
    """Meetings that a cycle lacks near its end, and those of which nobody said that they took place."""
    where, page = names.get(cycle["region"], cycle["region"]), f"/groups/{cycle['region']}/meetings"
    if cycle["will_end_short"]:
        number = cycle["missing"]
        what = "Plan 1 more meeting" if number == 1 else f"Plan {number} more meetings"
        yield due_on(date.fromisoformat(cycle["ends_on"]), what, where, page, today)
    if cycle["unmarked"]:
        yield due_on(today, "Say which meetings took place", where, page, today)


def calls_of(found: Mapping[str, Any], names: Mapping[str, str], today: date) -> Iterator[Due]:
    """The step at which each call for seats stands, by the day on which it should be done."""
    for each in found["items"]:
        step = next((step for step in each["steps"] if step["began"] and not step["ended"]), None)
        if each["state"] not in ("open", "closed") or step is None:
            continue
        day = date.fromisoformat(each["closes_at"][:10])
        if each["state"] == "closed":
            day = date.fromisoformat(step["began"][:10]) + timedelta(days=step["most_days"])
        what = f"Call for seats: {CALL_STEPS[step['name']].lower()}"
        where = names.get(each["region"], each["region"])
        yield due_on(day, what, where, f"/appointments/{each['id']}/panel", today)


def elections_of(found: Mapping[str, Any], names: Mapping[str, str], today: date) -> Iterator[Due]:
    """The next step of each election that is under way."""
    for each in found["items"]:
        if each["next_step"]:
            day = date.fromisoformat(each["next_step"]["at"][:10])
            what = f"Election: {STEPS.get(each['next_step']['name'], each['next_step']['name']).lower()}"
            where = names.get(each["region"], each["region"])
            yield due_on(day, what, where, f"/elections/{each['id']}", today)


def steps_of(found: Mapping[str, Any], names: Mapping[str, str], today: date) -> Iterator[Due]:
    """What is to be done next with a stakeholder."""
    for each in found["items"]:
        day = date.fromisoformat(each["next_due"])
        what = f"{each['organisation']}: {each['next_step']}"
        href = f"/groups/{each['region']}/alliances/{each['id']}"
        yield due_on(day, what, names.get(each["region"], each["region"]), href, today)


def gaps_of(found: Mapping[str, Any], names: Mapping[str, str], today: date) -> Iterator[Due]:
    """Tasks that fall to the convenor while there is a gap."""
    falling = [support.doing_of(each).task for each in found["tasks"] if _falls(each)]
    if falling:
        what = f"In a gap of the support, yours to do: {', '.join(falling).lower()}"
        region = found["region"]
        yield due_on(today, what, names.get(region, region), f"/groups/{region}/support", today)


def pilot_of(found: Mapping[str, Any], today: date) -> Iterator[Due]:
    """A pilot whose cycle is over, but which is not marked complete."""
    pilot = found["pilot"] or {}
    cycle = pilot.get("cycle")
    if cycle and cycle["state"] == "ended" and pilot["stage"] not in ("complete", "reviewed"):
        what = f"The pilot's cycle ended ({show_date(cycle['ends'])}): is it complete?"
        yield due_on(today, what, found["name"], f"/groups/{found['region']}", today)


def _falls(answer: Mapping[str, Any]) -> bool:
    return bool(answer["why"] == "gap" and answer["by"] == "convenor")


def due_on(day: date, what: str, where: str, href: str, today: date) -> Due:
    when = "Now" if day == today else show_date(day)
    return Due(day, when, what, where, href, day < today)
