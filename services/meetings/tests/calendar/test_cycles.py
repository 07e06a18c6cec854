"""A group's cycle: its days, its number, and what is missing (row 41, C12)."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from meetings_desk import MEETING

from meetings.calendar.cycles import Cycle, Cycles, record, refuse_full, standing
from meetings.calendar.domain import CANCELLED, HELD, VIRTUAL, Rules
from meetings.refusal import Refusal

NENC = Rules(count=4, max_minutes=120)
YEAR = Cycle(date(2018, 4, 1), date(2019, 3, 31), True)
THIRD_OF_APRIL = date(2018, 4, 3)
REPORT = datetime(2018, 11, 30, 12, 0, tzinfo=UTC)


def at(month, day=17, year=2018, **changes):
    begins = datetime(year, month, day, 10, 0, tzinfo=UTC)
    return replace(MEETING, id=f"meeting-{year}-{month}-{day}", starts_at=begins, **changes)


HELD_SO_FAR = tuple(at(month, status=HELD) for month in (4, 7, 10))


def test_nenc_at_the_report_held_three_of_four_and_planned_december():
    stands = standing(YEAR, [*HELD_SO_FAR, at(12)], NENC, REPORT)
    assert (stands.held, stands.planned, stands.unmarked, stands.wanted) == (3, 1, 0, 4)
    assert stands.missing == 0
    assert stands.number_of(at(12)) == 4


def test_what_was_held_later_was_still_to_come_then():
    stands = standing(YEAR, [*HELD_SO_FAR, at(12, status=HELD)], NENC, REPORT)
    assert (stands.held, stands.planned, stands.unmarked) == (3, 1, 0)


def test_cancelled_extra_and_other_cycles_meetings_do_not_count():
    extra = at(8, mode=VIRTUAL, counts=False, status=HELD)
    others = [at(9, status=CANCELLED), extra, at(3, status=HELD), at(4, year=2019)]
    stands = standing(YEAR, [*HELD_SO_FAR, *others], NENC, REPORT)
    assert (stands.held, stands.planned, stands.extra, stands.missing) == (3, 0, 1, 1)
    assert stands.number_of(extra) is None


def test_a_meeting_that_is_over_and_not_marked_is_neither_held_nor_missing():
    stands = standing(YEAR, [*HELD_SO_FAR, at(11)], NENC, REPORT)
    assert (stands.held, stands.planned, stands.unmarked, stands.missing) == (3, 0, 1, 0)


def test_a_cycle_will_end_short_when_meetings_are_missing_and_little_of_it_is_left():
    stands = standing(YEAR, HELD_SO_FAR, NENC, REPORT)
    assert not stands.will_end_short(date(2019, 1, 29), 60)
    assert stands.will_end_short(date(2019, 1, 30), 60)
    assert not standing(YEAR, [*HELD_SO_FAR, at(12)], NENC, REPORT).will_end_short(date(2019, 1, 30), 60)


def test_a_group_without_a_number_misses_none():
    assert standing(YEAR, [], Rules(), REPORT).missing == 0


def test_up_to_four_refuses_a_fifth_to_come_and_records_a_fifth_that_took_place():
    sw = Rules(count=4, most=4)
    full = standing(YEAR, [*HELD_SO_FAR, at(12)], sw, REPORT)
    with pytest.raises(Refusal, match="cycle_full"):
        refuse_full(full, at(2, year=2019), REPORT)
    refuse_full(full, at(12), REPORT)
    refuse_full(full, at(11, status=HELD), REPORT)
    refuse_full(full, at(2, year=2019, mode=VIRTUAL, counts=False), REPORT)
    refuse_full(standing(YEAR, full.counted, NENC, REPORT), at(2, year=2019), REPORT)


class TestDays:
    def test_without_a_record_a_cycle_is_a_year_of_the_convenors(self):
        none = Cycles("WOE")
        started = date(2017, 9, 7)
        assert none.on(date(2018, 9, 6), started) == Cycle(date(2017, 9, 7), date(2018, 9, 6))
        assert none.on(date(2018, 9, 7), started) == Cycle(date(2018, 9, 7), date(2019, 9, 6))
        assert none.on(date(2018, 9, 7), None) is None

    def test_a_leap_day_has_its_anniversary_on_the_28th(self):
        assert Cycles("WOE").on(date(2017, 2, 28), date(2016, 2, 29)) == Cycle(
            date(2017, 2, 28), date(2018, 2, 27)
        )

    def test_after_the_recorded_cycles_years_go_on_from_the_last(self):
        cycles = Cycles("NENC", 1, (YEAR,))
        assert cycles.on(THIRD_OF_APRIL, date(2018, 1, 1)) == YEAR
        assert cycles.on(date(2026, 11, 22), date(2018, 1, 1)) == Cycle(date(2026, 4, 1), date(2027, 3, 31))

    def test_before_and_between_recorded_cycles_no_day_is_in_two(self):
        later = Cycle(date(2019, 9, 1), date(2020, 8, 31), True)
        cycles = Cycles("NENC", 2, (YEAR, later))
        assert cycles.on(date(2018, 2, 1), None) == Cycle(date(2017, 4, 1), date(2018, 3, 31))
        assert cycles.on(date(2019, 6, 1), None) == Cycle(date(2019, 4, 1), date(2019, 8, 31))

    def test_a_cycle_is_recorded_corrected_and_recorded_once(self):
        first = record(Cycles("NENC"), YEAR, None)
        assert (first.version, first.recorded) == (1, (YEAR,))
        assert record(first, YEAR, None) is first
        longer = Cycle(YEAR.starts_on, date(2019, 4, 30))
        assert record(first, longer, None).recorded == (replace(longer, is_set=True),)
        moved = Cycle(date(2018, 1, 1), date(2018, 12, 31))
        assert record(first, moved, YEAR.starts_on).recorded == (replace(moved, is_set=True),)

    @pytest.mark.parametrize(
        ("code", "begins", "ends"),
        [
            ("cycle_overlaps", date(2019, 3, 31), date(2020, 3, 30)),
            ("cycle_dates_wrong", date(2019, 4, 1), date(2019, 4, 1)),
            ("cycle_dates_wrong", date(2019, 4, 1), date(2021, 4, 3)),
        ],
    )
    def test_days_that_cannot_be_are_refused(self, code, begins, ends):
        with pytest.raises(Refusal, match=code):
            record(Cycles("NENC", 1, (YEAR,)), Cycle(begins, ends), None)
