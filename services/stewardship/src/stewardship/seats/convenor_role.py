"""Who becomes or ceases to be a convenor needs a role given or ended: the national team is told.

Roles are membership's to give; holding the seat is recorded here, and neither follows the other by itself.
"""

from datetime import date

from commons.people.store import People
from contracts.events import Fact
from stewardship.notices import notices
from stewardship.seats.domain import CONVENOR, Seat, Term
from stewardship.seats.rules import rules_of
from stewardship.seats.store import SeatStore
from stewardship.settings import Settings

KIND = "convenor_changed"


def begins(store: SeatStore, settings: Settings, seat: Seat, term: Term, today: date) -> list[Fact]:
    """Nobody is told of a past fact, or of a seat that is no convenor's."""
    if term.is_over(today):
        return []
    return _told(
        store, settings, seat, term, f"has a new convenor from {in_words(term.start, term.start_precision)}"
    )


def ends(store: SeatStore, settings: Settings, seat: Seat, term: Term) -> list[Fact]:
    """The role is to be ended with the term, whoever holds the seat next."""
    return _told(store, settings, seat, term, f"loses its convenor on {in_words(term.until or term.start)}")


def in_words(day: date, precision: str = "day") -> str:
    """``7 September 2018``, or only as much of it as is known."""
    return {"year": f"{day:%Y}", "month": f"{day:%B %Y}"}.get(precision, f"{day.day} {day:%B %Y}")


def _told(store: SeatStore, settings: Settings, seat: Seat, term: Term, what: str) -> list[Fact]:
    if seat.kind != CONVENOR:
        return []
    return notices(
        KIND,
        cause=f"term {term.id} {what}",
        members=People(store.work).holding("national_team"),
        about={"group": rules_of(settings.regions, seat.region).name, "what": what},
        path=f"/roles/{term.member_id}",
        concerning=(seat.id, seat.version),
        region=seat.region,
    )
