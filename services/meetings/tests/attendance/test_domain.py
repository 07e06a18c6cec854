"""Presence per seat and what it comes to (row 46, C23)."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.attendance import domain
from meetings.attendance.domain import ABSENT, APOLOGY, IN_ROOM, NOT_RECORDED, ONLINE, Marking
from meetings.attendance.figures import PublishedRange, figure_of, percent, pooled, published_range
from meetings.refusal import Refusal

STARTS = datetime(2018, 4, 17, 9, 0, tzinfo=UTC)
DURING = STARTS + timedelta(hours=1)
SEATS = ("s-1", "s-2", "s-3", "s-4")


def marked(before=None, now=DURING, reason="", **presences):
    asked = Marking({name.replace("_", "-"): said for name, said in presences.items()}, reason, "c-1", now)
    return domain.mark(before or domain.empty("meeting-1", "NENC"), asked, SEATS, STARTS)


def test_online_counts_as_in_the_room_and_an_apology_does_not():
    figure = figure_of(marked(s_1=IN_ROOM, s_2=ONLINE, s_3=APOLOGY, s_4=ABSENT), SEATS)
    assert (figure.present, figure.seats, figure.percent) == (2, 4, 50.0)
    assert (figure.in_room, figure.online, figure.apologies, figure.absent) == (1, 1, 1, 1)


def test_a_vacant_seat_is_no_seat_meeting():
    record = marked(s_1=IN_ROOM, s_2=IN_ROOM, s_3=ABSENT, s_4=IN_ROOM)
    assert figure_of(record, SEATS[:3]).percent == 66.7


def test_there_is_no_share_while_a_filled_seat_is_not_recorded():
    figure = figure_of(marked(s_1=IN_ROOM), SEATS)
    assert (figure.not_recorded, figure.percent) == (3, None)
    assert figure_of(None, SEATS).percent is None
    assert figure_of(None, ()).percent is None


def test_the_average_pools_seat_meetings_and_leaves_out_what_is_not_complete():
    full = marked(s_1=IN_ROOM, s_2=IN_ROOM, s_3=IN_ROOM, s_4=IN_ROOM)
    figures = [figure_of(full, SEATS), figure_of(marked(s_1=ABSENT), SEATS[:1]), figure_of(None, SEATS)]
    together = pooled(figures)
    assert (together.present, together.seats, together.meetings, together.percent) == (4, 5, 2, 80.0)
    assert pooled([]).percent is None


@pytest.mark.parametrize(
    ("part", "whole", "shown"),
    [(20, 24, 83.3), (35, 44, 79.5), (22, 27, 81.5), (1, 2000, 0.1), (3, 3, 100.0)],
)
def test_a_share_has_one_decimal_half_up(part, whole, shown):
    assert percent(part, whole) == shown


@given(st.integers(0, 500), st.integers(1, 500))
def test_a_share_is_never_further_off_than_half_of_a_tenth(part, whole):
    assert abs(percent(part, whole) - 100 * part / whole) <= 0.05 + 1e-9


def test_what_was_announced_may_change_without_a_trace_and_what_was_recorded_may_not():
    before = domain.apologise(domain.empty("meeting-1", "NENC"), "s-1", STARTS - timedelta(days=1), STARTS)
    after = marked(before, s_1=ONLINE)
    assert after.corrections == ()
    again = marked(after, s_1=ABSENT)
    (trace,) = again.corrections
    assert (trace.seat_id, trace.before, trace.after, trace.by) == ("s-1", ONLINE, ABSENT, "c-1")


def test_a_late_change_needs_its_reason_and_a_late_first_record_does_not():
    late = DURING + timedelta(days=20)
    first = marked(now=late, s_1=IN_ROOM)
    with pytest.raises(Refusal, match="attendance_reason_required") as no:
        marked(first, now=late, s_1=ABSENT)
    assert list(no.value.fields) == ["reason"]
    after = marked(first, now=late, reason="Wrong line of the list", s_1=NOT_RECORDED)
    assert (after.presence("s-1"), after.corrections[0].reason) == (NOT_RECORDED, "Wrong line of the list")


def test_nobody_was_present_before_the_meeting_began():
    early = STARTS - timedelta(minutes=1)
    assert marked(now=early, s_1=APOLOGY).presence("s-1") == APOLOGY
    with pytest.raises(Refusal, match="meeting_not_begun"):
        marked(now=early, s_1=ONLINE)


def test_a_seat_that_was_not_filled_cannot_be_present():
    with pytest.raises(Refusal, match="seat_not_at_meeting"):
        marked(s_9=IN_ROOM)


def test_the_same_marks_again_change_nothing():
    before = marked(s_1=IN_ROOM)
    assert marked(before, s_1=IN_ROOM) is before
    assert marked(before, s_2=ONLINE).version == 2


@pytest.mark.parametrize("verb", [domain.apologise, domain.take_back_apology])
def test_an_apology_is_sent_and_taken_back_before_the_meeting_only(verb):
    with pytest.raises(Refusal, match="apology_too_late"):
        verb(domain.empty("meeting-1", "NENC"), "s-1", STARTS, STARTS)


def test_an_apology_can_be_taken_back():
    early = STARTS - timedelta(days=2)
    sent = domain.apologise(domain.empty("meeting-1", "NENC"), "s-1", early, STARTS)
    assert domain.apologise(sent, "s-1", early, STARTS) is sent
    assert domain.take_back_apology(sent, "s-1", early, STARTS).marks == ()


def test_a_published_range_is_in_order():
    made = PublishedRange("r-1", 1, "SW", "2018", 80, 85, "Pilot report")
    assert published_range(made) is made
    with pytest.raises(Refusal, match="attendance_range_wrong"):
        published_range(PublishedRange("r-1", 1, "SW", "2018", 85, 80, "Pilot report"))
