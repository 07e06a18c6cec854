"""How a seat is filled, by hand, by an election or by an appointment: the same rules for all.

``fill_seat`` and ``place_elected`` are for the doors of this context: they work inside the caller's
transaction, so the seat is there with what led to it, or not at all.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from chassis.call import Call
from chassis.versions import refuse_stale
from commons.centre import UK
from commons.london import day_of
from commons.people.store import People
from stewardship.refusal import Refusal
from stewardship.seats import convenor_role, domain, due_dates
from stewardship.seats.composition import Rules, most_at_once
from stewardship.seats.domain import ELECTED, LEADERS, Description, Ending, Seat, Term
from stewardship.seats.rules import rules_of
from stewardship.seats.store import SeatStore, changed, filled
from stewardship.settings import Settings

YEARS_AHEAD = 5
"""Nobody is given a seat for later than that."""


@dataclass(frozen=True)
class Wanted:
    """Who is to hold which seat. Without ``seat_id`` a new seat is made (a group's leader has one for ever).

    ``start`` is today where it is None; the end is ``months`` later, or the group's usual term. An
    ``open_end`` has no agreed end. ``ending`` belongs to a past fact: the term was cut short.
    """

    region: str
    kind: str
    member_id: str
    designation: str
    description: Description
    start: date | None = None
    start_precision: str = "day"
    months: int | None = None
    open_end: bool = False
    end: date | None = None
    ending: Ending | None = None
    seat_id: str | None = None
    version: int | None = None


def place_elected(store: SeatStore, settings: Settings, call: Call, elected: Iterable[Wanted]) -> list[Seat]:
    """Give their seats to those whom the members chose, all or none (row 14); as ``fill_seat``."""
    return [fill_seat(store, settings, call, replace(each, designation=ELECTED)) for each in elected]


def fill_seat(store: SeatStore, settings: Settings, call: Call, wanted: Wanted) -> Seat:
    """Give a seat to a member for a term, and plan what its end needs.

    Refused: ``region_unknown``, ``holder_not_active``, ``holds_seat_already``, ``convenor_held``,
    ``seat_held``, ``seat_closed``, ``group_full`` over the hard maximum, ``voice_held``,
    ``chair_not_appointed``, ``term_dates_wrong``, ``stale_version``, ``not_found`` for a seat of another
    group.
    """
    rules = rules_of(settings.regions, wanted.region)
    store.take_turn(wanted.region)
    store.take_turn(f"member {wanted.member_id}")
    today = day_of(call.now)
    term = _term(wanted, rules, call, today)
    _refuse_unfit(store, settings, rules, term, wanted.kind, today)
    before = _the_seat(store, wanted)
    if before is None:
        after = domain.open_seat(call.new_id(), wanted.region, wanted.kind, term)
    else:
        after = domain.fill(before, term)
    store.save(after, [*filled(after, term), *convenor_role.begins(store, settings, after, term, today)])
    due_dates.plan(store, after, term, settings.term_warning_days, call.now)
    return after


def renew_seat(
    store: SeatStore, settings: Settings, call: Call, seat: Seat, months: int | None
) -> tuple[Seat, Term]:
    """Let the holder go on for another term; answers the seat and that term (row 15).

    Refused: ``seat_vacant``, ``term_has_no_end``, ``term_renewed_already``, and as in ``fill_seat``.
    """
    rules, today = rules_of(settings.regions, seat.region), day_of(call.now)
    running = domain.held_on(seat, today)
    store.take_turn(seat.region)
    store.take_turn(f"member {running.member_id}")
    after = domain.renew(
        seat, call.new_id(), months or rules.term_months, today, call.caller.subject, call.now
    )
    onward = after.terms[-1]
    _refuse_unfit(store, settings, rules, onward, seat.kind, today)
    store.save(after, changed(after, onward))
    due_dates.plan(store, after, onward, settings.term_warning_days, call.now)
    return after, onward


def _refuse_unfit(
    store: SeatStore, settings: Settings, rules: Rules, term: Term, kind: str, today: date
) -> None:
    """Whatever the rules say of a term, as the group is now."""
    _refuse_stranger(store, term, today)
    seats = store.of_group(rules.region)
    _refuse_second_seat(seats, term)
    _refuse_crowd(seats, rules, term, kind)
    refuse_wrong_voice(settings, rules, term.description)
    _refuse_second_voice(seats, term, rules)


def _term(wanted: Wanted, rules: Rules, call: Call, today: date) -> Term:
    start = wanted.start or today
    if start.year > today.year + YEARS_AHEAD:
        raise Refusal(
            "term_dates_wrong", fields={"start": [f"Choose a day in the next {YEARS_AHEAD} years."]}
        )
    end = wanted.end
    if end is None and not wanted.open_end:
        end = domain.term_end(start, wanted.months or rules.term_months)
    return Term(
        id=call.new_id(),
        member_id=wanted.member_id,
        designation=wanted.designation,
        start=start,
        start_precision=wanted.start_precision,
        end=end,
        description=wanted.description,
        by=call.caller.subject,
        at=call.now,
        ending=wanted.ending,
    )


def _refuse_stranger(store: SeatStore, term: Term, today: date) -> None:
    """Row 12: a holder is an active member; of a term that is over, only that they were known."""
    person = People(store.work).get(term.member_id)
    if person is None or not (person.is_active or term.is_over(today)):
        raise Refusal("holder_not_active", fields={"member_id": ["Choose an active member of Q."]})


def _refuse_second_seat(seats: Iterable[Seat], term: Term) -> None:
    held = (other for seat in seats for other in seat.terms if other.member_id == term.member_id)
    if any(other.overlaps(term.start, term.until) for other in held):
        raise Refusal("holds_seat_already")


def _refuse_crowd(seats: list[Seat], rules: Rules, term: Term, kind: str) -> None:
    if rules.size_max is None or most_at_once(seats, rules, term, kind) <= rules.size_max:
        return
    beside = "" if rules.counts_leader else f" beside its {rules.leader}"
    raise Refusal("group_full", f"{rules.name}: this group has at most {rules.size_max} seats{beside}.")


def refuse_wrong_voice(settings: Settings, rules: Rules, shown: Description) -> None:
    """Row 23: what a seat of the UK-wide group stands for; a region's seat stands for nothing."""
    if rules.region != UK:
        if shown.basis or shown.represents:
            raise Refusal("invalid_input", fields={"basis": ["Only seats of the UK-wide group have one."]})
        return
    if shown.basis == "region":
        _refuse_wrong_region(settings, shown, rules)
    elif shown.basis == "nation":
        nations = {region.nation for region in settings.regions}
        if not shown.represents or not set(shown.represents) <= nations:
            raise Refusal("invalid_input", fields={"represents": ["Name a nation of the UK."]})
    elif shown.represents:
        raise Refusal("invalid_input", fields={"represents": ["Say first that it stands for a region."]})


def _refuse_wrong_region(settings: Settings, shown: Description, rules: Rules) -> None:
    if not shown.represents or any(code not in settings.regions for code in shown.represents):
        raise Refusal("invalid_input", fields={"represents": ["Name a region by its code."]})
    if rules.one_voice_each and len(shown.represents) > 1:
        words = "Each seat speaks for one regional group, as long as there are no constituencies."
        raise Refusal("invalid_input", fields={"represents": [words]})


def _refuse_second_voice(seats: Iterable[Seat], term: Term, rules: Rules) -> None:
    """One voice in the UK-wide group for each regional group (C1)."""
    if not rules.one_voice_each or term.description.basis != "region":
        return
    wanted = set(term.description.represents)
    for seat in seats:
        for other in seat.terms:
            same = other.description.basis == "region" and wanted & set(other.description.represents)
            if same and other.overlaps(term.start, term.until):
                raise Refusal("voice_held")


def _the_seat(store: SeatStore, wanted: Wanted) -> Seat | None:
    """The seat to fill: the one that was named, the leader's own, or None for a new one."""
    if wanted.seat_id is None:
        return store.of_leader(wanted.region) if wanted.kind in LEADERS else None
    seat = store.get(wanted.seat_id)
    if seat is None or seat.region != wanted.region or seat.kind != wanted.kind:
        raise Refusal("not_found")
    refuse_stale(seat.version, wanted.version)
    return seat
