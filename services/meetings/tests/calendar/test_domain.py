"""What a group's rules allow of a meeting (rows 41, 43, 49, 50)."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from meetings_desk import MEETING, NOW

from meetings.calendar import domain
from meetings.calendar.domain import (
    CANCELLED,
    CLOSED,
    FACE_TO_FACE,
    HELD,
    HYBRID,
    OPEN,
    PARTLY,
    PLANNED,
    PUBLISHED,
    VIRTUAL,
    ClosedPart,
    Rules,
)
from meetings.refusal import Refusal

NENC = Rules(count=4, max_minutes=120, mode="face_to_face_preferred", public=OPEN)
SW = Rules(count=4, most=4, max_minutes=240, public=PARTLY)
SILENT = Rules(count=4, max_minutes=120)
DRAFT = replace(MEETING, status=PLANNED, published_at=None)
DISPUTE = (ClosedPart("dispute", "Two members disagree about a venue."),)
LATER = MEETING.starts_at + timedelta(hours=3)


def test_a_nenc_meeting_of_150_minutes_is_refused_and_told_the_120():
    with pytest.raises(Refusal, match="meeting_too_long") as no:
        domain.plan(replace(DRAFT, minutes=150), NENC)
    assert "at most 120 minutes" in no.value.message
    assert domain.plan(replace(DRAFT, minutes=240), SW).minutes == 240


@pytest.mark.parametrize(
    ("rules", "is_by_invitation", "access"),
    [(NENC, False, OPEN), (SW, False, PARTLY), (SILENT, False, OPEN), (NENC, True, PARTLY)],
)
def test_a_meeting_is_as_open_as_its_group_agreed_and_silence_means_open(rules, is_by_invitation, access):
    assert rules.access(is_by_invitation) == access


@pytest.mark.parametrize(
    ("code", "wrong"),
    [
        ("extra_meeting_not_virtual", {"counts": False}),
        ("closed_without_reason", {"access": CLOSED}),
        ("closed_without_reason", {"access": PARTLY}),
        ("recording_without_consent", {"is_recorded": True}),
        ("meeting_names_somebody", {"is_recorded": True, "recording_consent": "All but Mr Brown"}),
        ("meeting_names_somebody", {"closed_parts": (ClosedPart("dispute", "About Dr Smith"),)}),
        ("step_free_needed", {"step_free": True}),
    ],
)
def test_what_the_rows_forbid_is_refused(code, wrong):
    with pytest.raises(Refusal, match=code):
        domain.plan(replace(DRAFT, **wrong), NENC)


@pytest.mark.parametrize(
    "right",
    [
        {"counts": False, "mode": VIRTUAL, "join_link": "https://example.org/j"},
        {"access": PARTLY, "closed_parts": DISPUTE},
        {"closed_parts": DISPUTE},
        {"access": PARTLY, "invited": ("SW", "WOE")},
        {"is_recorded": True, "recording_consent": "Everybody was asked at the start and agreed."},
        {"step_free": True, "access_alternative": "A ramp at the back"},
    ],
)
def test_what_is_said_with_its_reason_is_planned(right):
    assert domain.plan(replace(DRAFT, **right), NENC) == replace(DRAFT, **right)


def test_a_group_that_meets_partly_in_public_needs_no_reason_for_that():
    assert domain.plan(replace(DRAFT, access=PARTLY), SW).access == PARTLY


@pytest.mark.parametrize(
    ("code", "lacking"),
    [
        ("public_link_needed", {"public_link": ""}),
        ("meeting_place_needed", {"place": ""}),
        ("join_details_needed", {"mode": HYBRID}),
        ("join_details_needed", {"mode": VIRTUAL, "place": ""}),
    ],
)
def test_what_people_need_to_come_or_watch_is_there_before_it_is_published(code, lacking):
    with pytest.raises(Refusal, match=code):
        domain.publish(replace(DRAFT, **lacking), NOW)


def test_a_phone_number_is_a_way_to_join():
    meeting = replace(DRAFT, mode=VIRTUAL, place="", phone="0191 496 0000")
    assert domain.publish(meeting, NOW).status == PUBLISHED


def test_a_published_meeting_is_shown_and_published_once():
    shown = domain.publish(DRAFT, NOW)
    assert (shown.status, shown.published_at, shown.version) == (PUBLISHED, NOW, 2)
    assert domain.publish(shown, LATER) is shown


def test_a_meeting_recorded_later_is_shown_as_held():
    held = domain.hold(DRAFT, 3, LATER)
    assert (held.status, held.observers, held.is_shown) == (HELD, 3, False)
    assert domain.publish(held, LATER).status == HELD


def test_a_published_meeting_cannot_lose_its_public_link():
    with pytest.raises(Refusal, match="public_link_needed"):
        domain.change(MEETING, NENC, NOW, {"public_link": ""})


def test_a_move_raises_the_revision_and_other_words_do_not():
    moved = domain.change(MEETING, NENC, NOW, {"starts_at": LATER})
    assert (moved.sequence, moved.version) == (1, 2)
    assert domain.change(MEETING, NENC, NOW, {"title": "Spring meeting"}).sequence == 0
    assert domain.change(MEETING, NENC, NOW, {"title": MEETING.title}) is MEETING


def test_a_meeting_takes_place_when_it_has_begun():
    with pytest.raises(Refusal, match="meeting_not_begun"):
        domain.hold(MEETING, None, MEETING.starts_at - timedelta(minutes=1))
    held = domain.hold(MEETING, None, MEETING.starts_at)
    assert domain.hold(held, None, LATER) is held
    with pytest.raises(Refusal, match="meeting_not_begun"):
        domain.change(held, NENC, LATER, {"starts_at": LATER + timedelta(days=1)})


def test_a_cancelled_meeting_says_why_lets_its_room_go_and_stays_cancelled():
    with pytest.raises(Refusal, match="meeting_names_somebody"):
        domain.cancel(MEETING, "Mrs Jones is ill")
    gone = domain.cancel(replace(MEETING, venue_id="venue-1"), "Snow")
    assert (gone.status, gone.cause, gone.venue_id, gone.sequence) == (CANCELLED, "Snow", None, 1)
    assert domain.cancel(gone, "Ice") is gone
    for act in (
        lambda: domain.change(gone, NENC, NOW, {"title": "Again"}),
        lambda: domain.hold(gone, None, LATER),
        lambda: domain.publish(replace(gone, published_at=None), NOW),
    ):
        with pytest.raises(Refusal, match="meeting_cancelled"):
            act()
    with pytest.raises(Refusal, match="meeting_held"):
        domain.cancel(domain.hold(MEETING, None, LATER), "Too late")


def test_a_meeting_ends_after_its_minutes_and_is_of_its_day_in_london():
    late = replace(MEETING, starts_at=datetime(2018, 4, 17, 23, 30, tzinfo=UTC))
    assert late.day.isoformat() == "2018-04-18"
    assert MEETING.ends_at - MEETING.starts_at == timedelta(minutes=120)
    assert MEETING.mode == FACE_TO_FACE
    assert not MEETING.is_over(MEETING.ends_at - timedelta(minutes=1))
    assert MEETING.is_over(MEETING.ends_at)
