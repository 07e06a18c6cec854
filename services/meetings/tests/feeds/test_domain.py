"""What a calendar says of a meeting or an event, and which days it looks at."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from feeds_world import EVENT
from meetings_desk import MEETING, NOW

from meetings.events.bookings.domain import BOOKED, INTERESTED, OFFERED, WAITING, Booking
from meetings.feeds import domain
from meetings.feeds.domain import CANCELLED, CONFIRMED, TENTATIVE, of_event, of_meeting


def test_a_window_begins_at_midnight_in_london_whatever_the_clocks_do():
    within = domain.window(datetime(2018, 3, 26, 10, 0, tzinfo=UTC))  # the day after the clocks went on
    assert within.since == datetime(2017, 12, 26, 0, 0, tzinfo=UTC)
    assert within.today == datetime(2018, 3, 25, 23, 0, tzinfo=UTC)
    assert within.until == datetime(2019, 4, 29, 23, 0, tzinfo=UTC)


def test_a_window_is_the_same_all_day():
    early, late = datetime(2018, 6, 1, 0, 0, tzinfo=UTC), datetime(2018, 6, 1, 22, 59, tzinfo=UTC)
    assert domain.window(early) == domain.window(late)


def test_what_is_not_published_is_tentative_and_says_so():
    unpublished = replace(MEETING, status="planned", published_at=None)
    entry = of_meeting(unpublished, NOW, "Penrith", for_table=True)
    assert entry.status == TENTATIVE
    assert "not published yet" in entry.text
    assert MEETING.public_link not in entry.text


def test_a_cancelled_meeting_stays_in_calendars_as_cancelled_with_its_cause():
    entry = of_meeting(
        replace(MEETING, status="cancelled", cause="Snow", sequence=2), NOW, "", for_table=False
    )
    assert (entry.status, entry.sequence) == (CANCELLED, 2)
    assert "Cancelled: Snow" in entry.text


def test_how_the_group_itself_joins_is_for_its_table_alone():
    meeting = replace(MEETING, join_link="https://join.example.org/1", phone="0191 000 000")
    for_all, for_table = (of_meeting(meeting, NOW, "", for_table=each).text for each in (False, True))
    assert "join.example.org" not in for_all
    assert "0191" not in for_all
    assert "https://join.example.org/1" in for_table
    assert "By telephone: 0191 000 000" in for_table


@pytest.mark.parametrize(
    ("state", "status", "words"),
    [
        (BOOKED, CONFIRMED, "Join: https://join.example.org/e1"),
        (WAITING, TENTATIVE, "waiting list"),
        (OFFERED, TENTATIVE, "accept it"),
        (INTERESTED, TENTATIVE, "interested"),
    ],
)
def test_an_event_in_my_calendar_says_how_my_booking_stands(state, status, words):
    mine = Booking("b", 1, "event-1", "m-1", state, "Ann", "C", NOW)
    entry = of_event(EVENT, NOW, "Durham", mine)
    assert entry.status == status
    assert words in entry.text


def test_everybody_reads_of_an_event_without_its_link():
    entry = of_event(EVENT, NOW, "Durham")
    assert entry.status == CONFIRMED
    assert "join.example.org" not in entry.text


def test_a_revision_is_another_one_as_soon_as_one_version_is():
    first = domain.revision_of([("m-1", 1), ("m-2", 1)])
    assert first == domain.revision_of([("m-1", 1), ("m-2", 1)])
    assert len({first, domain.revision_of([("m-1", 1), ("m-2", 2)]), domain.revision_of([("m-1", 1)])}) == 3
