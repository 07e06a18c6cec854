"""Ideas without an award: seen if their people agree, helped by others, and never deleted."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from chassis.testkit.refusing import refused
from exchange.unfunded import domain
from exchange.unfunded.domain import Following, Idea, Wish
from exchange.unfunded.help import Help

NOW = datetime(2019, 5, 1, 9, 0, tzinfo=UTC)
IDEA = Idea("r-1", "SW", "Fewer falls", "Fewer falls at night.", "", 30_000_00, "not_awarded", True)
OPENED = domain.open_for("p-1", IDEA, ("lead", "co"), NOW)
LISTED = domain.put_on_list(OPENED, Wish("Somebody who knows falls.", "Ann", "ward 5"), "co")


def offered(by: str = "ben", help_id: str = "h-1") -> Help:
    return Help(help_id, by, "time", "Two days.", NOW, shown_name="Ben", reach="x7")


def agreed():
    return domain.answer(domain.offer(LISTED, offered()), "h-1", True, "lead")


def over():
    return domain.note_outcome(LISTED, "taken_up", "", "lead", NOW)


def test_only_its_own_people_list_an_idea_and_take_it_off():
    assert (OPENED.choice, LISTED.choice) == ("unanswered", "listed")
    with refused("unfunded_not_yours"):
        domain.put_on_list(OPENED, Wish(), "ben")
    with refused("unfunded_not_yours"):
        domain.keep_private(LISTED, "ben")
    waiting = domain.offer(agreed(), offered("cat", "h-2"))
    private = domain.keep_private(waiting, "lead")
    assert (private.choice, private.wish) == ("private", Wish())
    assert [each.state for each in private.help] == ["agreed", "declined"]


@pytest.mark.parametrize(
    ("code", "act"),
    [
        ("unfunded_not_listed", lambda: domain.offer(OPENED, offered())),
        ("unfunded_not_listed", lambda: domain.sponsor(OPENED, "c-1", "", NOW)),
        ("unfunded_over", lambda: domain.offer(over(), offered())),
        ("unfunded_over", lambda: domain.sponsor(over(), "c-1", "", NOW)),
        ("unfunded_own", lambda: domain.offer(LISTED, offered("co"))),
        ("unfunded_own", lambda: domain.sponsor(LISTED, "co", "", NOW)),
        ("help_offered_already", lambda: domain.offer(agreed(), offered(help_id="h-2"))),
        ("help_too_much", lambda: domain.offer(full(), offered())),
        ("unfunded_not_yours", lambda: domain.answer(agreed(), "h-1", True, "ben")),
        ("help_answered", lambda: domain.answer(agreed(), "h-1", False, "lead")),
        ("help_unknown", lambda: domain.answer(agreed(), "h-9", False, "lead")),
        ("help_not_yours", lambda: domain.end_help(agreed(), "h-1", "cat")),
        ("help_answered", lambda: domain.end_help(domain.offer(LISTED, offered()), "h-1", "lead")),
        ("unfunded_sponsored", lambda: domain.sponsor(sponsored(), "c-2", "", NOW)),
        ("unfunded_not_sponsored", lambda: domain.end_sponsorship(LISTED)),
        (
            "unfunded_not_yours",
            lambda: domain.carry_on(OPENED, Following("p-2", ("ben",), is_later=True), "ben", NOW),
        ),
        (
            "unfunded_next_wrong",
            lambda: domain.carry_on(OPENED, Following("p-2", ("lead",), is_later=False), "lead", NOW),
        ),
        (
            "unfunded_next_wrong",
            lambda: domain.carry_on(OPENED, Following("p-2", ("ben",), is_later=True), "lead", NOW),
        ),
        (
            "unfunded_carried_on",
            lambda: domain.carry_on(carried(), Following("p-3", ("co",), is_later=True), "co", NOW),
        ),
        ("unfunded_carried_on", lambda: domain.note_outcome(carried(), "taken_up", "", "co", NOW)),
    ],
)
def test_what_does_not_fit_is_refused(code, act):
    with refused(code):
        act()


def sponsored():
    return domain.sponsor(LISTED, "c-1", "We give a room.", NOW)


def carried():
    return domain.carry_on(OPENED, Following("p-2", ("lead",), is_later=True), "lead", NOW)


def full():
    many = tuple(replace(offered(f"m-{n}", f"h-{n}"), state="declined") for n in range(domain.MOST_OFFERS))
    return replace(LISTED, help=many)


def test_help_that_ended_tells_nobody_how_to_reach_whom():
    assert agreed().help[0].reach == "x7"
    assert [domain.end_help(agreed(), "h-1", by).help[0].reach for by in ("ben", "lead")] == ["", ""]
    assert (
        domain.offer(domain.end_help(agreed(), "h-1", "ben"), offered(help_id="h-2")).help[1].state == "asked"
    )


def test_what_became_of_it_may_be_said_anew_and_a_later_round_ends_that():
    again = domain.note_outcome(over(), "not_carried_on", "Nobody had time.", "co", NOW)
    assert (again.outcome.kind, again.outcome.words) == ("not_carried_on", "Nobody had time.")
    assert (carried().outcome.kind, carried().outcome.next_id) == ("next_round", "p-2")


def test_who_leaves_q_takes_their_words_along_and_leaves_the_idea():
    helper = domain.without(agreed(), "ben")
    assert "ben" not in str(helper).lower()
    assert helper.help[0].state == "agreed"
    lead = domain.without(agreed(), "lead")
    assert (lead.team, lead.wish.shown_name, lead.wish.reach, lead.choice) == (("co",), "", "", "listed")
    nobody = domain.without(lead, "co")
    assert (nobody.team, nobody.choice, nobody.idea) == ((), "private", IDEA)
    assert domain.without(sponsored(), "c-1").sponsor is None
    assert domain.without(agreed(), "zoe") == agreed()


def test_long_after_its_outcome_only_the_idea_and_what_became_of_it_are_left():
    forgotten = domain.forget_words(domain.note_outcome(agreed(), "joined", "With Exeter.", "lead", NOW))
    assert (forgotten.wish, forgotten.help[0].by, forgotten.help[0].words) == (Wish(), "", "")
    assert (forgotten.idea, forgotten.outcome.words) == (IDEA, "With Exeter.")
