"""When a panel can be set up, which of its rules stand, and what is said of many at once."""

from datetime import UTC, datetime, timedelta

import pytest
from panel_desk import ASSESSING, CONVENOR, CRITERIA, KEEPER, ROUND, TERMS, handed_in, keep, shortlisting

from chassis.testkit.refusing import refused
from exchange.rounds import domain as rounds
from exchange.rounds.store import RoundStore

RULES = {**ROUND, "criteria": CRITERIA}
VOTE_OPENS = datetime(2019, 3, 31, 23, 0, tzinfo=UTC)
AFTER_THE_VOTE = datetime(2019, 4, 13, tzinfo=UTC)


def published(desk, taken_over_at=None):
    made = rounds.draft("r-1", "SW", TERMS, "c-SW")
    keep(desk, lambda: RoundStore(desk.work).save(made))
    after = rounds.publish(made, desk.now)
    if taken_over_at is not None:
        after = rounds.take_over(made, "The round of 2018, on paper.", taken_over_at)
    keep(desk, lambda: RoundStore(desk.work).save(after))


def recommend(desk, by, *proposals, **more):
    items = [{"proposal_id": each, "verdict": "shortlisted", "reason": "Good.", **more} for each in proposals]
    desk.knock("shortlists.recommend_outcomes", {**ROUND, "items": items}, by=by)
    return items


def test_no_panel_is_set_up_for_a_round_that_was_counted_elsewhere(desk):
    published(desk, AFTER_THE_VOTE)
    desk.now = ASSESSING
    with refused("phase_not_open") as no:
        desk.knock("panels.open_panel", RULES, by=KEEPER)
    assert no.value.message == "Its shortlist was made elsewhere."


@pytest.mark.parametrize("taken_over_at", [None, ASSESSING])
def test_a_panel_is_set_up_until_the_vote_begins_also_for_a_round_that_goes_on_here(desk, taken_over_at):
    published(desk, taken_over_at)
    desk.now = VOTE_OPENS
    with refused("phase_not_open"):
        desk.knock("panels.open_panel", RULES, by=KEEPER)
    desk.now = VOTE_OPENS - timedelta(minutes=1)
    assert desk.knock("panels.open_panel", RULES, by=KEEPER)["version"] == 1


def test_who_recommended_does_not_then_say_that_one_keeper_is_enough(desk):
    shortlisting(desk)
    handed_in(desk, 1)
    assert desk.knock("panels.change_panel", {**RULES, "two_keepers": True}, by=KEEPER)["version"] == 2
    recommend(desk, KEEPER, "p-1")
    with refused("panel_decides"):
        desk.knock("panels.change_panel", {**RULES, "two_keepers": False}, by=KEEPER)
    assert desk.knock("panels.change_panel", {**RULES, "wanted": 1}, by=KEEPER)["two_keepers"] is True


def test_two_keepers_may_be_wanted_at_any_time(desk):
    shortlisting(desk, two_keepers=False)
    handed_in(desk, 1)
    recommend(desk, KEEPER, "p-1")
    assert desk.knock("panels.change_panel", RULES, by=KEEPER)["two_keepers"] is True


def test_of_several_a_refusal_says_which_one_it_is_about(desk):
    shortlisting(desk)
    for number in (1, 2):
        handed_in(desk, number)
    with refused("assessment_names_somebody") as no:
        items = [
            {"proposal_id": "p-1", "verdict": "shortlisted", "reason": "Good."},
            {"proposal_id": "p-2", "verdict": "shortlisted", "reason": "Dr Smith leads it."},
        ]
        desk.knock("shortlists.recommend_outcomes", {**ROUND, "items": items}, by=KEEPER)
    assert no.value.message.startswith("Idea 2: ")
    assert no.value.fields["reason"] == ["Idea 2: Say the role, not the person: Dr Smith."]
    told = recommend(desk, KEEPER, "p-1", "p-2")
    with refused("assessments_missing") as no:
        desk.knock("shortlists.determine_outcomes", {**ROUND, "items": told}, by=CONVENOR)
    assert no.value.message.startswith("Idea 1: 0 of 3 assessments are in.")
    with refused("assessments_missing") as no:
        desk.knock("shortlists.determine_outcomes", {**ROUND, "items": told[:1]}, by=CONVENOR)
    assert no.value.message.startswith("0 of 3 assessments are in.")


def test_results_stand_in_any_order_and_the_other_way_round(desk):
    shortlisting(desk)
    for number, title in ((1, "beds"), (2, "Appointments"), (3, "Clinics")):
        handed_in(desk, number, title=title, ask=number * 1_000_00)

    def order(**asked):
        found = desk.knock("shortlists.list_results", {**ROUND, **asked}, by=KEEPER)["items"]
        return [each["proposal_id"] for each in found]

    assert order(order="title") == ["p-2", "p-1", "p-3"]
    assert order(order="title", reverse=True) == ["p-3", "p-1", "p-2"]
    assert order(order="ask") == ["p-3", "p-2", "p-1"]
    assert order(order="ask", reverse=True) == ["p-1", "p-2", "p-3"]
    assert order(order="entered", reverse=True) == ["p-3", "p-2", "p-1"]
