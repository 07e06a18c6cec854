"""Who sees an event, who runs it, and for whom it is."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from chassis.identity import Caller
from commons.centre import UK
from commons.london import day_of
from commons.places import keeps
from contracts.refusals import Refused
from contracts.regions import Regions
from meetings.events.bookings.store import BookingStore
from meetings.events.domain import Event
from meetings.events.store import EventStore
from meetings.seats.store import SeatStore


def runs(caller: Caller, event: Event) -> bool:
    """Whether the caller organises it: a keeper of its region, or one of its hosts."""
    return not caller.is_visitor and (caller.subject in event.host_ids or keeps(caller, event.region))


def sees(caller: Caller, event: Event) -> bool:
    """Whether it is shown to the caller: what is for some regions, only to their members and keepers."""
    if not event.regions or runs(caller, event):
        return True
    return any(caller.region == region or keeps(caller, region) for region in event.regions)


def shown_regions(caller: Caller) -> list[str] | None:
    """The regions whose own events the caller sees in lists; None: all of them."""
    if caller.has("national_team"):
        return None
    kept = caller.regions_as("coordinator", "convenor")
    return sorted({*kept, *([caller.region] if caller.region else [])})


def knows_of(work: Any, caller: Caller, event: Event) -> bool:
    """Whether the caller sees it, or booked it before they moved to another region."""
    return sees(caller, event) or _booked(work, caller, event)


def event_seen(work: Any, caller: Caller, event_id: str) -> Event:
    """Refused: ``not_found``, also for what the caller is not shown, unless they booked it before."""
    event = EventStore(work).get(event_id)
    if event is None or not knows_of(work, caller, event):
        raise Refused("not_found")
    return event


def event_run(work: Any, caller: Caller, event_id: str) -> Event:
    """Refused: ``not_found``, ``not_event_organiser``."""
    event = event_seen(work, caller, event_id)
    if not runs(caller, event):
        raise Refused("not_event_organiser")
    return event


def refuse_others(work: Any, caller: Caller, event: Event, now: datetime) -> None:
    """Whether this member may book it. Refused: ``event_not_for_you``, ``event_for_seat_holders``."""
    if event.regions and caller.region not in event.regions and not runs(caller, event):
        raise Refused("event_not_for_you")
    if event.for_seat_holders and not SeatStore(work).held_by(caller.subject, event.day or day_of(now)):
        raise Refused("event_for_seat_holders")


def _booked(work: Any, caller: Caller, event: Event) -> bool:
    """Whether a booking of theirs stands: who moved to another region since keeps what they have."""
    return not caller.is_visitor and BookingStore(work).standing(event.id, caller.subject) is not None


def invited(work: Any, event: Event, regions: Regions, today: date) -> int:
    """How many hold a seat on the day of an event for seat holders (row 50)."""
    groups = event.regions or (UK, *(region.code for region in regions))
    on = event.day or today
    return len({term.member_id for group in groups for term in SeatStore(work).holders(group, on)})


def seated(work: Any, member_ids: Iterable[str], *days: date) -> set[str]:
    """Those of these members who hold a seat of any group on one of these days."""
    store = SeatStore(work)
    return {each for each in set(member_ids) if any(store.held_by(each, day) for day in days)}
