"""The warning before a term ends: to its holder, and to those who look after the group (row 15)."""

from datetime import date
from functools import partial

from chassis.call import Call
from commons.centre import UK
from commons.london import day_of
from commons.people.store import People
from stewardship.notices import notices
from stewardship.seats import domain
from stewardship.seats.convenor_role import in_words
from stewardship.seats.domain import Seat, Term
from stewardship.seats.rules import rules_of
from stewardship.seats.store import SeatStore
from stewardship.settings import Settings

KIND = "term_ending"


def warn(store: SeatStore, settings: Settings, call: Call, seat_id: str, term_id: str) -> None:
    """Tell them once per term; nothing to tell of one that ended early or was renewed."""
    today = day_of(call.now)
    seat = store.get(seat_id)
    term = seat.term(term_id) if seat else None
    if seat is None or term is None or not _is_worth_a_warning(seat, term, today):
        return
    after = domain.note_warned(seat, term.id, call.now)
    about = {"group": rules_of(settings.regions, seat.region).name, "ends": in_words(term.end or today)}
    told = partial(
        notices,
        KIND,
        cause=f"term {term.id}",
        about=about,
        concerning=(seat.id, after.version),
        region=seat.region,
    )
    others = [each for each in _keepers(store, seat, today) if each != term.member_id]
    facts = told(members=[term.member_id], path="/my-seats")
    facts += told(members=others, path=f"/groups/{seat.region}/seats")
    store.save(after, facts)


def _is_worth_a_warning(seat: Seat, term: Term, today: date) -> bool:
    if term.warned_at is not None or term.ending is not None or term.is_over(today):
        return False
    return not domain.is_renewed(seat, term)


def _keepers(store: SeatStore, seat: Seat, today: date) -> list[str]:
    """The group's convenor or chair and its coordinators; the national team for the UK-wide group."""
    role = "national_team" if seat.region == UK else f"coordinator:{seat.region}"
    leader = store.leader(seat.region, today)
    return [*People(store.work).holding(role), *([leader.member_id] if leader else [])]
