"""The finders by which others ask for meetings, in memory and on MongoDB alike."""

from dataclasses import replace
from datetime import timedelta

import pytest
from meetings_desk import MEETING, NOW

from meetings.calendar.domain import CANCELLED, PLANNED, ClosedPart
from meetings.calendar.store import MeetingStore


def at(number, **changes):
    """The meeting of April and those after it, one a month."""
    begins = MEETING.starts_at + timedelta(days=30 * (number - 1))
    return replace(MEETING, id=f"meeting-{number}", starts_at=begins, **changes)


@pytest.fixture
def store(work, call):
    found = MeetingStore(work)
    several = (
        at(1),
        at(2, status=CANCELLED),
        at(3, status=PLANNED, published_at=None),
        at(4, region="SW"),
    )
    work.in_transaction(call, lambda: [found.save(each) for each in several])
    return found


def ids(found):
    return [each.id for each in found]


def test_a_meeting_comes_back_as_it_was_saved(work, call, store):
    whole = at(
        9,
        closed_parts=(ClosedPart("dispute", "A matter between two members."),),
        invited=("SW", "WOE"),
        is_recorded=True,
        recording_consent="All were asked.",
        step_free=True,
        access_alternative="A ramp",
        observers=3,
    )
    work.in_transaction(call, lambda: store.save(whole))
    assert store.get("meeting-9") == whole
    assert set(store.several(["meeting-1", "meeting-0"])) == {"meeting-1"}


def test_the_meetings_to_come_leave_out_cancelled_ones_and_other_groups(store):
    assert ids(store.upcoming("NENC", NOW)) == ["meeting-1", "meeting-3"]
    assert ids(store.upcoming("NENC", at(1).starts_at)) == ["meeting-3"]


def test_the_meeting_before_and_the_one_after_skip_a_cancelled_one(store):
    assert store.last_before(at(3)).id == "meeting-1"
    assert store.next_after(at(1)).id == "meeting-3"
    assert store.last_before(at(1)) is None
    assert store.next_after(at(3)) is None


def test_the_meetings_of_a_time_are_of_every_status(store):
    assert ids(store.of_region("NENC", NOW)) == ["meeting-1", "meeting-2", "meeting-3"]
    assert ids(store.of_region("NENC", at(2).starts_at, at(3).starts_at)) == ["meeting-2"]


def test_lists_go_from_a_day_on_or_before_it_and_hide_what_is_not_published(store):
    def page(day_begins, *, region="NENC", past=False, shown=True, **asked):
        asked = {"limit": 25, **asked}
        return store.page(asked, region=region, day_begins=day_begins, past=past, shown=shown)

    assert ids(page(NOW)["items"]) == ["meeting-1", "meeting-2"]
    assert ids(page(NOW, shown=False)["items"]) == ["meeting-1", "meeting-2", "meeting-3"]
    assert ids(page(NOW, region=None, shown=False)["items"]) == ["meeting-1", "meeting-2", "meeting-4"]
    assert ids(page(at(3).starts_at, past=True)["items"]) == ["meeting-2", "meeting-1"]
    first = page(NOW, limit=1)
    assert ids(first["items"]) == ["meeting-1"]
    assert ids(page(NOW, limit=1, cursor=first["next"])["items"]) == ["meeting-2"]
