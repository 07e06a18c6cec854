"""Methods, quorum, objections and reviews of decisions (row 45)."""

from dataclasses import replace
from datetime import date

import pytest

from chassis.testkit.refusing import refused
from meetings.decisions import domain
from meetings.decisions.domain import Counts, Decision, Objection, Quorum

HELD, LATER = date(2018, 4, 17), date(2018, 10, 9)
MADE = Decision(
    id="d-1", version=1, region="NENC", meeting_id="meeting-1", decided_on=HELD,
    title="Work on safety incidents", text="", method="consent", quorum=Quorum(9, 7, 5),
)  # fmt: skip
MAJORITY = replace(MADE, method="majority", counts=Counts(4, 2, 1))
BELOW = Quorum(9, 4, 5)


@pytest.mark.parametrize(
    ("filled", "percent", "needed"),
    [(8, 50, 5), (9, 50, 5), (11, 50, 6), (9, 66, 6), (9, 100, 9), (9, 0, 1), (0, 50, 0)],
)
def test_more_than_the_share_of_the_seats_filled_that_day_makes_a_quorum(filled, percent, needed):
    assert domain.quorum_of(filled, 0, percent).needed == needed


def test_a_majority_needs_its_counts_and_other_methods_have_none():
    assert domain.decide(MAJORITY) == MAJORITY
    with refused("decision_counts_wanted"):
        domain.decide(replace(MAJORITY, counts=None))
    with refused("decision_counts_unwanted"):
        domain.decide(replace(MADE, counts=Counts(7, 0, 0)))


@pytest.mark.parametrize("counts", [Counts(3, 3, 1), Counts(2, 4, 1), Counts(0, 0, 7)])
def test_a_majority_needs_more_for_than_against(counts):
    with refused("decision_not_carried"):
        domain.decide(replace(MAJORITY, counts=counts))


def test_nobody_votes_who_did_not_take_part():
    with refused("decision_counts_exceed"):
        domain.decide(replace(MAJORITY, counts=Counts(6, 1, 1)))


def test_below_the_quorum_a_majority_decides_nothing():
    with refused("decision_without_quorum"):
        domain.decide(replace(MAJORITY, counts=Counts(4, 0, 0), quorum=BELOW))


@pytest.mark.parametrize("method", ["consent", "consensus"])
def test_below_the_quorum_other_methods_have_to_be_looked_at_again(method):
    below = replace(MADE, method=method, quorum=BELOW)
    with refused("decision_review_wanted"):
        domain.decide(below)
    assert not domain.decide(replace(below, review_on=LATER)).quorum.is_reached


def test_there_is_no_consent_over_a_maintained_objection_but_a_majority():
    against = (Objection("It takes too much time.", "maintained"),)
    with refused("decision_objection_open"):
        domain.decide(replace(MADE, objections=against))
    assert domain.decide(replace(MAJORITY, objections=against)).objections == against
    settled = (Objection("Too long.", "taken_in"), Objection("Not for us.", "stood_aside"))
    assert domain.decide(replace(MADE, objections=settled)).objections == settled


def test_a_review_is_after_the_decision():
    with refused("decision_review_before"):
        domain.decide(replace(MADE, review_on=HELD))
    assert not replace(MADE, review_on=LATER).is_review_due(date(2018, 10, 8))
    assert replace(MADE, review_on=LATER).is_review_due(LATER)


def test_looked_at_again_it_is_kept_changed_or_ended_and_each_time_is_remembered():
    next_day = date(2019, 4, 9)
    kept = domain.review(replace(MADE, review_on=LATER), "kept", "", LATER, next_day)
    assert (kept.state, kept.review_on, kept.version) == ("in_force", next_day, 2)
    ended = domain.review(kept, "ended", "The work is done.", next_day)
    assert (ended.state, ended.review_on) == ("ended", None)
    assert [each.outcome for each in ended.reviews] == ["kept", "ended"]
    with refused("decision_over"):
        domain.review(ended, "kept", "", next_day)
    with refused("reason_required"):
        domain.review(kept, "changed", "", next_day)
    with refused("decision_review_before"):
        domain.review(kept, "kept", "", LATER, LATER)
    with refused("decision_review_before"):
        domain.review(MADE, "kept", "", date(2018, 4, 16))


def test_another_decision_of_the_group_takes_its_place_once():
    over = domain.supersede(replace(MADE, review_on=LATER), "d-2", "NENC")
    assert (over.state, over.superseded_by, over.review_on) == ("superseded", "d-2", None)
    with refused("decision_over"):
        domain.supersede(over, "d-3", "NENC")
    with refused("not_found"):
        domain.supersede(MADE, "d-2", "SW")


def test_what_minutes_carry_is_not_reworded():
    changed = domain.reword(MADE, replace(MADE, title="Work on near misses"))
    assert changed.version == 2
    shared = replace(MADE, is_shared=True)
    with refused("decision_published"):
        domain.reword(shared, replace(shared, title="Work on near misses"))
    with refused("decision_objection_open"):
        domain.reword(MADE, replace(MADE, objections=(Objection("No.", "maintained"),)))


def test_only_holders_of_a_seat_take_part_each_once():
    assert domain.took_part(["m-1", "m-2"], ["m-1", "m-1"]) == 1
    with refused("decision_not_seat_holder"):
        domain.took_part(["m-1"], ["m-9"])
