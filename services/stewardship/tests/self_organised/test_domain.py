"""Members' own groups by example (row 87)."""

from datetime import UTC, date, datetime, timedelta

import pytest

from chassis.testkit.refusing import refused
from stewardship.self_organised import domain

NOW = datetime(2018, 9, 3, 10, 30, tzinfo=UTC)


def group(**changed):
    answers = {
        "name": "Frailty",
        "purpose": "To keep frail people at home.",
        "regions": ["SW", "WOE"],
        "member_id": "m-1",
        "home": "SW",
        "shown_name": "Ada",
        "reach": "Through my page in the directory.",
        "compact_accepted": True,
        "ends_on": None,
        "now": NOW,
    }
    return domain.start("g-1", **{**answers, **changed})


def test_a_group_is_live_at_once_with_its_founder_as_the_contact():
    made = group()
    assert (made.state, made.version, made.contact.shown_name) == ("active", 1, "Ada")
    assert made.has("m-1")


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"compact_accepted": False}, "compact_not_accepted"),
        ({"shown_name": ""}, "invalid_input"),
        ({"reach": ""}, "invalid_input"),
        ({"reach": "ada@example.org"}, "contact_outside_platform"),
        ({"reach": "Ring 0117 496 0123"}, "contact_outside_platform"),
        ({"reach": "See https://example.org"}, "contact_outside_platform"),
        ({"shown_name": "ada@example.org"}, "contact_outside_platform"),
        ({"regions": []}, "invalid_input"),
        ({"ends_on": date(2018, 9, 2)}, "invalid_input"),
    ],
)
def test_what_a_group_cannot_be_is_refused(changed, code):
    with refused(code):
        group(**changed)


def test_members_join_and_leave_by_themselves_and_each_belongs_once():
    joined = domain.join(group(), "m-2", "WOE", "", NOW)
    assert domain.join(joined, "m-2", "WOE", "Ben", NOW) is joined
    left = domain.leave(joined, "m-2")
    assert [each.member_id for each in left.members] == ["m-1"]
    assert domain.leave(left, "m-2") is left


def test_the_contact_hands_over_before_leaving():
    joined = domain.join(group(), "m-2", "WOE", "", NOW)
    with refused("group_contact_stays"):
        domain.leave(joined, "m-1")
    with refused("group_has_contact"):
        domain.take_contact(joined, "m-2", "Ben", "My page.", False, NOW)
    free = domain.step_down(joined, "m-1", NOW)
    assert domain.step_down(free, "m-1", NOW) is free
    with refused("group_not_member"):
        domain.take_contact(free, "m-3", "Cat", "My page.", False, NOW)
    taken = domain.take_contact(free, "m-2", "Ben", "My page.", False, NOW)
    assert (taken.contact.shown_name, taken.members[1].shown_name) == ("Ben", "Ben")
    assert not domain.leave(taken, "m-1").has("m-1")


def test_a_contact_who_left_q_is_replaced_without_asking():
    joined = domain.join(group(), "m-2", "WOE", "", NOW)
    assert domain.take_contact(joined, "m-2", "Ben", "My page.", True, NOW).is_contact("m-2")


def test_six_months_without_activity_let_a_group_sleep_and_any_activity_wakes_it():
    made = group()
    asleep_at = domain.asleep_at(made, 6)
    assert asleep_at == datetime(2019, 3, 3, 12, 0, tzinfo=UTC)
    assert domain.sleep_or_end(made, 6, asleep_at - timedelta(seconds=1)) is made
    asleep = domain.sleep_or_end(made, 6, asleep_at)
    assert asleep.state == "dormant"
    assert domain.sleep_or_end(asleep, 6, asleep_at) is asleep
    for wake in (
        lambda: domain.tell_news(asleep, "m-1", "We met.", asleep_at),
        lambda: domain.join(asleep, "m-2", "WOE", "", asleep_at),
        lambda: domain.step_down(asleep, "m-1", asleep_at),
    ):
        woken = wake()
        assert (woken.state, woken.last_activity) == ("active", asleep_at)


def test_leaving_is_no_activity():
    joined = domain.join(group(), "m-2", "WOE", "", NOW)
    assert domain.leave(joined, "m-2").last_activity == joined.last_activity


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2018, 8, 31), 6, date(2019, 2, 28)),
        (date(2019, 8, 31), 6, date(2020, 2, 29)),
        (date(2018, 12, 15), 1, date(2019, 1, 15)),
        (date(2018, 3, 31), 1, date(2018, 4, 30)),
    ],
)
def test_months_are_those_of_the_calendar(day, months, later):
    assert domain.months_after(day, months) == later


def test_a_group_ends_on_its_day_and_is_then_asked_what_came_of_it():
    made = group(ends_on=date(2018, 12, 1))
    assert domain.next_look(made, 6) == datetime(2018, 12, 1, 12, 0, tzinfo=UTC)
    ended = domain.sleep_or_end(made, 6, datetime(2018, 12, 1, 12, 0, tzinfo=UTC))
    assert (ended.state, ended.came_of_it) == ("ended", "")
    assert domain.next_look(ended, 6) is None
    told = domain.end(ended, "m-1", "Three homes use our list.", NOW + timedelta(days=100))
    assert told.ended_at == ended.ended_at
    assert domain.end(told, "m-1", "Three homes use our list.", NOW) is told
    with refused("group_ended"):
        domain.end(told, "m-1", "Something else.", NOW)
    with refused("group_ended"):
        domain.join(told, "m-2", "WOE", "", NOW)


def test_an_end_needs_a_note_and_the_contact():
    joined = domain.join(group(), "m-2", "WOE", "", NOW)
    with refused("reason_required"):
        domain.end(joined, "m-1", "", NOW)
    with refused("group_contact_only"):
        domain.end(joined, "m-2", "Done.", NOW)
    with refused("group_not_member"):
        domain.end(joined, "m-3", "Done.", NOW)
    assert domain.end(domain.step_down(joined, "m-1", NOW), "m-2", "Done.", NOW).state == "ended"


def test_only_the_contact_changes_a_group():
    made = group()
    words = {"name": "Frailty", "purpose": "To learn.", "regions": ["NENC"], "ends_on": None, "now": NOW}
    assert domain.change(made, "m-1", **words).regions == ("NENC",)
    with refused("group_contact_only"):
        domain.change(made, "m-2", **words)
    same = {"name": made.name, "purpose": made.purpose, "regions": list(made.regions)}
    assert domain.change(made, "m-1", **{**words, **same}) is made
