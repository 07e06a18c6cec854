"""Terms: from a day to a day, the end exclusive, never two at once, and nothing forgotten (row 15)."""

from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pilot_rosters import shown

from chassis.testkit.refusing import refused
from commons.centre import UK
from stewardship.refusal import Refusal
from stewardship.seats import domain
from stewardship.seats.composition import Rules, most_at_once
from stewardship.seats.domain import CHAIR, CONVENOR, MEMBER, RESIGNED, Ending, Seat, Term

NOW = datetime(2018, 9, 3, 10, 30, tzinfo=UTC)
START, END = date(2017, 9, 7), date(2018, 9, 7)
DAYS = st.dates(date(2015, 1, 1), date(2025, 12, 31))


def term(term_id: str = "t-1", start: date = START, end: date | None = END, **more) -> Term:
    return Term(term_id, more.pop("member_id", "m-1"), "appointed", start, end, shown(), "c-1", NOW, **more)


def seat(*terms: Term, kind: str = MEMBER) -> Seat:
    return Seat("s-1", 1, "WOE", kind, terms or (term(),))


def ending(on: date, reason: str = "Other work commitments") -> Ending:
    return Ending(on, RESIGNED, reason, "c-1", NOW)


@pytest.mark.parametrize(
    ("start", "end"),
    [
        (date(2017, 9, 7), date(2018, 9, 7)),
        (date(2018, 1, 1), date(2019, 1, 1)),
        (date(2020, 2, 29), date(2021, 3, 1)),
        (date(2018, 12, 31), date(2019, 12, 31)),
    ],
)
def test_twelve_months_end_a_year_later_on_a_day_that_no_longer_counts(start, end):
    assert domain.term_end(start, 12) == end


@given(DAYS, st.integers(1, 60))
def test_a_term_never_loses_a_day_to_a_short_month(start, months):
    end = domain.term_end(start, months)
    assert (end.year * 12 + end.month) - (start.year * 12 + start.month) in (months, months + 1)
    assert end.day == start.day or (end.day == 1 and start.day > 28)


def test_the_west_of_englands_convenor_is_in_force_until_the_day_before_the_end():
    held = seat()
    assert held.term_on(START) is not None
    assert held.term_on(END - timedelta(days=1)) is not None
    assert held.term_on(END) is None
    assert held.vacant_since(END) == END
    assert held.vacant_since(START) is None


def test_a_resignation_makes_the_seat_vacant_from_its_day_and_not_before():
    held = domain.end_term(seat(), "t-1", ending(date(2018, 5, 2)))
    assert held.term_on(date(2018, 5, 1)) is not None
    assert held.term_on(date(2018, 5, 2)) is None
    assert held.vacant_since(date(2018, 5, 2)) == date(2018, 5, 2)
    with refused("term_ended_already"):
        domain.end_term(held, "t-1", ending(date(2018, 6, 2)))


@pytest.mark.parametrize("on", [START - timedelta(days=1), END + timedelta(days=1)])
def test_a_resignation_outside_the_term_is_refused(on):
    with refused("term_dates_wrong"):
        domain.end_term(seat(), "t-1", ending(on))


def test_a_resignation_needs_a_reason():
    with refused("reason_required"):
        domain.end_term(seat(), "t-1", ending(START, ""))


def test_a_renewal_begins_where_the_term_ends_and_is_made_once():
    renewed = domain.renew(seat(), "t-2", 12, date(2018, 7, 9), "c-1", NOW)
    onward = renewed.terms[-1]
    assert (onward.start, onward.end) == (END, date(2019, 9, 7))
    assert (onward.id, onward.member_id, onward.warned_at) == ("t-2", "m-1", None)
    assert renewed.term_on(END) == onward
    with refused("term_renewed_already"):
        domain.renew(renewed, "t-3", 12, date(2018, 7, 9), "c-1", NOW)


def test_nothing_is_renewed_that_is_over_or_has_no_end():
    with refused("seat_vacant"):
        domain.renew(seat(), "t-2", 12, END, "c-1", NOW)
    with refused("term_has_no_end"):
        domain.renew(seat(term(end=None)), "t-2", 12, START, "c-1", NOW)
    with refused("term_has_no_end"):
        domain.renew(seat(term(end=date(9999, 12, 31))), "t-2", 12, START, "c-1", NOW)


def test_who_resigns_gives_up_what_was_renewed_too():
    renewed = domain.renew(seat(), "t-2", 12, date(2018, 7, 9), "c-1", NOW)
    left = domain.end_term(renewed, "t-1", ending(date(2018, 8, 1)))
    assert left.term_on(END) is None
    assert [each.until for each in left.terms] == [date(2018, 8, 1), END]
    filled = domain.fill(left, term("t-3", date(2018, 8, 1), date(2019, 8, 1), member_id="m-2"))
    assert filled.term_on(END).member_id == "m-2"


def test_a_seat_is_held_by_one_member_at_a_time_and_keeps_its_earlier_holders():
    with refused("seat_held"):
        domain.fill(seat(), term("t-2", END - timedelta(days=1), member_id="m-2", end=None))
    filled = domain.fill(seat(), term("t-2", END, member_id="m-2", end=None))
    assert [each.member_id for each in filled.terms] == ["m-1", "m-2"]
    with refused("convenor_held"):
        domain.fill(seat(kind=CONVENOR), term("t-2", START, member_id="m-2"))


def test_a_seat_is_given_up_only_while_it_is_vacant():
    with refused("seat_held"):
        domain.close(seat(), START)
    closed = domain.close(seat(), END)
    assert closed.vacant_since(END) is None
    for again in (lambda: domain.close(closed, END), lambda: domain.fill(closed, term("t-2", END, None))):
        with refused("seat_closed"):
            again()


@pytest.mark.parametrize(("region", "kind"), [("SW", CHAIR), (UK, CONVENOR), ("SW", "boss")])
def test_a_region_has_a_convenor_and_the_uk_wide_group_a_chair(region, kind):
    with refused("invalid_input"):
        domain.open_seat("s-1", region, kind, term())


def test_the_chair_is_always_appointed():
    with refused("chair_not_appointed"):
        domain.open_seat("s-1", UK, CHAIR, replace(term(), designation="elected"))


@pytest.mark.parametrize("end", [START, START - timedelta(days=1)])
def test_a_term_that_ends_before_it_begins_is_refused(end):
    with refused("term_dates_wrong"):
        domain.open_seat("s-1", "SW", MEMBER, term(end=end))


def test_who_leaves_q_holds_nothing_from_that_day_on_and_shows_no_name():
    held = domain.show_name(domain.renew(seat(), "t-2", 12, date(2018, 7, 9), "c-1", NOW), "m-1", "Ada")
    left = domain.forget_holder(held, "m-1", date(2018, 8, 1), NOW)
    assert [each.until for each in left.terms] == [date(2018, 8, 1), END]
    assert {each.shown_name for each in left.terms} == {""}
    assert left.version == held.version + 1
    assert domain.forget_holder(left, "m-1", date(2018, 8, 1), NOW) is left


@given(st.lists(st.tuples(DAYS, st.integers(1, 900)), max_size=8), st.integers(1, 400), DAYS)
def test_the_largest_size_is_what_counting_every_day_finds(others, days, start):
    rules = Rules("X", "X", CONVENOR, 12)
    seats = [
        Seat(f"s-{n}", 1, "X", MEMBER, (term(f"t-{n}", begins, begins + timedelta(days=length)),))
        for n, (begins, length) in enumerate(others)
    ]
    added = term("new", start, start + timedelta(days=days))
    every_day = [start + timedelta(days=day) for day in range(days)]
    counts = [1 + sum(each.term_on(day) is not None for each in seats) for day in every_day]
    assert most_at_once(seats, rules, added, MEMBER) == max(counts)


@given(st.lists(st.tuples(DAYS, st.integers(1, 400)), max_size=6))
def test_however_a_seat_is_filled_nobody_ever_shares_it(terms):
    held = seat()
    for number, (start, days) in enumerate(terms):
        with suppress(Refusal):
            held = domain.fill(held, term(f"t{number}", start, start + timedelta(days=days)))
    assert all(first.until <= second.start for first, second in pairwise(held.terms))


def test_a_seat_whose_renewal_was_taken_back_can_be_given_up():
    renewed = domain.renew(seat(), "t-2", 12, date(2018, 7, 9), "c-1", NOW)
    left = domain.end_term(renewed, "t-1", ending(date(2018, 8, 1)))
    assert left.vacant_since(date(2018, 8, 5)) == date(2018, 8, 1)
    assert domain.close(left, date(2018, 8, 5)).closed_on == date(2018, 8, 5)
