"""One owner, one day, carried until done: an action's rules (row 45)."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from chassis.testkit.refusing import refused
from meetings.actions import domain

NOW = datetime(2018, 4, 17, 12, 0, tzinfo=UTC)
HELD, DUE, LATER = date(2018, 4, 17), date(2018, 5, 31), date(2018, 7, 17)


def raised(**changes):
    wanted = {
        "region": "NENC", "meeting_id": "meeting-1", "raised_on": HELD, "text": "Ask the host for rooms",
        "owner_id": "m-1", "due_on": DUE, "by": "m-2", "now": NOW,
    }  # fmt: skip
    return domain.raise_action("a-1", **(wanted | changes))


def test_an_action_without_an_owner_is_refused():
    with refused("action_needs_owner") as no:
        raised(owner_id="")
    assert no.value.fields == {"owner": ["Choose who does it: an action has one owner."]}


def test_an_action_due_before_its_meeting_is_refused():
    with refused("action_due_before_meeting"):
        raised(due_on=date(2018, 4, 16))
    assert raised(due_on=HELD).due_on == HELD


@pytest.mark.parametrize(
    ("ended_on", "carried"), [(None, True), (LATER, True), (date(2018, 7, 16), False), (HELD, False)]
)
def test_it_is_carried_to_a_later_meeting_unless_it_ended_before_that_day(ended_on, carried):
    assert replace(raised(), ended_on=ended_on).is_carried_to(LATER) is carried


def test_it_is_not_carried_to_the_meeting_in_which_it_arose():
    assert not raised().is_carried_to(HELD)


def test_an_open_action_is_overdue_from_the_day_after_its_day():
    action = raised()
    assert not action.is_overdue(DUE)
    assert action.is_overdue(date(2018, 6, 1))
    assert not domain.finish(action, "", DUE, "m-1", NOW).is_overdue(LATER)


def test_done_twice_is_done_once_and_dropped_needs_a_reason():
    done = domain.finish(raised(), "Rooms are booked.", DUE, "m-1", NOW)
    assert (done.state, done.ended_on, done.version) == ("done", DUE, 2)
    assert domain.finish(done, "", LATER, "m-1", NOW) is done
    with refused("action_ended"):
        domain.drop(done, "Not needed.", LATER, "m-2", NOW)
    with refused("reason_required"):
        domain.drop(raised(), "", LATER, "m-2", NOW)
    with refused("action_ends_before_meeting"):
        domain.finish(raised(), "", date(2018, 4, 1), "m-1", NOW)


def test_what_is_reopened_is_carried_again():
    done = domain.finish(raised(), "", DUE, "m-1", NOW)
    again = domain.reopen(done, "One room is missing.", "m-2", NOW, LATER)
    assert (again.state, again.ended_on) == ("open", None)
    assert again.is_carried_to(date(2018, 10, 9))
    with refused("reason_required"):
        domain.reopen(done, "", "m-2", NOW, LATER)


def test_the_owner_asks_for_another_day_and_the_table_says_yes_or_no():
    asked = domain.ask_for_day(raised(), LATER, "The host is away.", "m-1", NOW, HELD)
    assert (asked.due_on, asked.asked.due_on) == (DUE, LATER)
    moved = domain.move(asked, LATER, "", "m-2", NOW, HELD)
    assert (moved.due_on, moved.asked) == (LATER, None)
    kept = domain.move(asked, DUE, "We need it before.", "m-2", NOW, HELD)
    assert (kept.due_on, kept.asked, kept.history[-1].kind) == (DUE, None, "day_kept")
    with refused("not_action_owner"):
        domain.ask_for_day(raised(), LATER, "Why not?", "m-2", NOW, HELD)


def test_who_takes_it_over_is_the_owner_only_once_they_accept():
    offered = domain.offer(raised(), "m-3", "You know them.", "m-1", NOW, HELD)
    assert (offered.owner_id, offered.offered_to) == ("m-1", "m-3")
    with refused("action_not_offered"):
        domain.answer_offer(offered, True, "", "m-4", NOW, HELD)
    taken = domain.answer_offer(offered, True, "", "m-3", NOW, HELD)
    assert (taken.owner_id, taken.offered_to) == ("m-3", "")
    declined = domain.answer_offer(offered, False, "No time.", "m-3", NOW, HELD)
    assert (declined.owner_id, declined.offered_to) == ("m-1", "")
    with refused("action_offered_to_owner"):
        domain.offer(raised(), "m-1", "", "m-2", NOW, HELD)


def test_everything_that_happened_stays_in_the_history_with_who_and_when():
    action = domain.reword(raised(), "Ask two hosts for rooms", "m-2", NOW, HELD)
    action = domain.move(action, LATER, "Summer.", "m-2", NOW, HELD)
    action = domain.finish(action, "Booked.", date(2018, 6, 20), "m-1", NOW)
    assert [(step.kind, step.by, step.words) for step in action.history] == [
        ("raised", "m-2", ""),
        ("changed", "m-2", "Ask the host for rooms"),
        ("day_moved", "m-2", "Summer."),
        ("done", "m-1", "Booked."),
    ]


def test_published_minutes_carry_it_unless_it_is_of_a_closed_part():
    assert not raised().is_public
    assert replace(raised(), is_shared=True).is_public
    assert not replace(raised(is_closed=True), is_shared=True).is_public
