"""What a term's end needs: its holder is told in time, and the vacancy is noted on the day (row 15)."""

from datetime import UTC, date, datetime, time, timedelta

from commons.london import LONDON, day_of
from stewardship.seats.domain import Seat, Term
from stewardship.seats.store import SeatStore

WARN = "warn_of_term_end"
OVER = "note_term_over"


def plan(store: SeatStore, seat: Seat, term: Term, warning_days: int, now: datetime) -> None:
    """Plan both for a term that ends in the future; past facts and open ends need neither."""
    if term.end is None or term.ending is not None or term.end <= day_of(now):
        return
    data = {"seat": seat.id, "term": term.id}
    warning = max(term.start, term.end - timedelta(days=warning_days))
    store.work.schedule(WARN, term.id, morning(warning), data)
    store.work.schedule(OVER, term.id, morning(term.end), data)


def forget(store: SeatStore, term: Term) -> None:
    """A term that ended early needs neither any more."""
    store.work.unschedule(WARN, term.id)
    store.work.unschedule(OVER, term.id)


def morning(day: date) -> datetime:
    """The instant (UTC) at which that day begins in London."""
    return datetime.combine(day, time(0), LONDON).astimezone(UTC)
