"""What the store remembers of venues and their bookings, in memory and on MongoDB alike."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from contracts.refusals import Refused
from meetings.refusal import Refusal
from meetings.venues.booking import book, release
from meetings.venues.domain import Booking, Venue
from meetings.venues.store import VenueStore

NINE = datetime(2018, 4, 17, 9, 0, tzinfo=UTC)
ELEVEN = NINE + timedelta(hours=2)
VENUE = Venue(
    "venue-1", 1, "NENC", "Town Hall", "Cumbria", "Penrith", 20, ("step_free",), 4500, "Desk", "Bell"
)


@pytest.fixture
def save(work, call):
    def saved(*venues):
        for venue in venues:
            work.in_transaction(call, lambda venue=venue: VenueStore(work).save(venue))

    return saved


@pytest.fixture
def booked(work, call):
    return lambda *slot: work.in_transaction(call, lambda: book(work, *slot))


def test_a_venue_comes_back_as_it_was_saved(work, save):
    save(VENUE, replace(VENUE, version=2, capacity=None, in_use=False))
    assert VenueStore(work).get("venue-1") == replace(VENUE, version=2, capacity=None, in_use=False)
    assert set(VenueStore(work).several(["venue-1", "venue-9"])) == {"venue-1"}
    with pytest.raises(Refused, match="stale_version"):
        save(replace(VENUE, version=2))


def test_venues_are_listed_by_name_and_only_those_in_use_are_offered(work, save):
    save(
        VENUE, replace(VENUE, id="venue-2", name="Abbey", in_use=False), replace(VENUE, id="v-3", region="SW")
    )
    page = VenueStore(work).page("NENC", {"limit": 25})
    assert [each.name for each in page["items"]] == ["Abbey", "Town Hall"]
    assert [each.id for each in VenueStore(work).in_use("NENC")] == ["venue-1"]


def test_a_slot_is_booked_once(work, save, booked):
    save(VENUE)
    assert booked("venue-1", "meeting:1", NINE, ELEVEN) == VENUE
    with pytest.raises(Refusal, match="venue_taken"):
        booked("venue-1", "event:2", NINE + timedelta(hours=1), ELEVEN + timedelta(hours=1))
    booked("venue-1", "event:2", ELEVEN, ELEVEN + timedelta(hours=1))
    taken = VenueStore(work).taken("venue-1", NINE, ELEVEN + timedelta(days=1))
    assert [each.owner for each in taken] == ["meeting:1", "event:2"]
    assert VenueStore(work).taken("venue-1", ELEVEN - timedelta(days=1), NINE) == []


def test_who_moves_lets_the_old_slot_go_and_who_releases_has_none(work, call, save, booked):
    save(VENUE)
    booked("venue-1", "meeting:1", NINE, ELEVEN)
    booked("venue-1", "meeting:1", NINE + timedelta(days=1), ELEVEN + timedelta(days=1))
    booked("venue-1", "event:2", NINE, ELEVEN)
    work.in_transaction(call, lambda: release(work, "event:2"))
    assert VenueStore(work).booking_of("event:2") is None
    later = Booking("meeting:1", "venue-1", NINE + timedelta(days=1), ELEVEN + timedelta(days=1))
    assert VenueStore(work).booking_of("meeting:1") == later


def test_a_venue_that_is_unknown_or_not_in_use_is_not_booked(save, booked):
    save(VENUE)
    booked("venue-1", "meeting:1", NINE, ELEVEN)
    save(replace(VENUE, version=2, in_use=False))
    booked("venue-1", "meeting:1", NINE, ELEVEN)  # what was booked before stays booked
    with pytest.raises(Refusal, match="venue_not_in_use"):
        booked("venue-1", "meeting:2", ELEVEN, ELEVEN + timedelta(hours=1))
    with pytest.raises(Refusal, match="venue_unknown"):
        booked("venue-9", "meeting:2", NINE, ELEVEN)
