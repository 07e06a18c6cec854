"""A conflict that was told by mistake is undone, with its trace, as long as nobody has seen points of it."""

import pytest
from panel_desk import (
    CONVENOR,
    KEEPER,
    ROUND,
    assess,
    assign,
    given,
    handed_in,
    publish,
    shortlisting,
    told,
    volunteer,
)

from chassis.testkit.refusing import refused

P1 = {"proposal_id": "p-1"}
WHY = {**P1, "reason": "It was the other Sarah."}


@pytest.fixture
def panel(desk):
    """One proposal, wanted twice, and Anna, who was given it and then told of a conflict."""
    shortlisting(desk, wanted=2)
    handed_in(desk, 1)
    anna = volunteer(desk, "anna")
    assign(desk)
    desk.knock("assessments.accept_assessment", P1, by=anna)
    desk.knock("panels.declare_conflict", {**P1, "reason": "Sarah is my sister."}, by=anna)
    return desk


def undo(desk, by):
    return desk.knock("panels.undo_conflict", WHY, by=by)


def note(desk, member="anna", by=KEEPER, door="note_conflict"):
    return desk.knock(f"panels.{door}", {**WHY, "member_id": member}, by=by)


def test_who_told_of_it_undoes_it_begins_anew_and_both_stay_on_record(panel):
    anna = panel.member("anna")
    with refused("reason_required"):
        panel.knock("panels.undo_conflict", P1, by=anna)
    undo(panel, anna)
    assert given(panel, anna) == ["p-1"]
    assert panel.knock("assessments.get_assessment", P1, by=anna)["state"] == "assigned"
    assess(panel, anna, "p-1")
    [told_of] = panel.knock("panels.get_panel", ROUND, by=anna)["own"]["declared"]
    assert told_of == {
        "proposal_id": "p-1", "reason": "Sarah is my sister.", "by_themself": True,
        "undone_because": "It was the other Sarah.",
    }  # fmt: skip
    [seen] = panel.knock("panels.list_assessors", ROUND, by=KEEPER)["items"]
    assert (seen["conflicts"], seen["declared"]) == ([], [told_of])
    with refused("conflict_unknown"):
        undo(panel, anna)


def test_it_stands_once_an_assessment_is_in_for_keepers_have_seen_points(panel):
    bert = volunteer(panel, "bert")
    assign(panel)
    assess(panel, bert, "p-1")
    with refused("conflict_stands"):
        undo(panel, panel.member("anna"))


def test_it_stands_also_when_the_one_that_was_in_counts_no_longer(panel):
    bert = volunteer(panel, "bert")
    assign(panel)
    assess(panel, bert, "p-1", benefit=0)
    note(panel, "bert")
    with refused("conflict_stands"):
        note(panel, "bert", door="strike_conflict")


def test_what_a_keeper_noted_a_keeper_undoes_and_the_assessor_is_told(panel):
    anna, bert = panel.member("anna"), volunteer(panel, "bert")
    assign(panel)
    note(panel, "bert")
    with refused("conflict_not_yours"):
        undo(panel, bert)
    with refused("conflict_not_yours"):
        note(panel, "anna", door="strike_conflict")
    note(panel, "bert", CONVENOR, "strike_conflict")
    assert told(panel, "assessment_assigned")[-1][0] == {"bert"}
    assert (given(panel, bert), given(panel, anna)) == (["p-1"], [])


def test_a_keeper_with_an_interest_of_their_own_undoes_none(panel):
    panel.knock("panels.declare_conflict", {**P1, "reason": "I advised them."}, by=KEEPER)
    with refused("assessment_conflict"):
        note(panel, door="strike_conflict")
    undo(panel, KEEPER)
    rows = panel.knock("shortlists.list_results", ROUND, by=KEEPER)["items"]
    assert [each["conflict"] for each in rows] == [None]


def test_whose_place_was_given_to_others_does_not_get_it_again(panel):
    anna = panel.member("anna")
    for name in ("bert", "carl"):
        volunteer(panel, name)
    assign(panel)
    undo(panel, anna)
    assert given(panel, anna) == []
    [mine] = panel.knock("assessments.list_my_assessments", ROUND, by=anna)["items"]
    assert (mine["state"], mine["reason"]) == ("taken_back", "Others assess it now.")
    with refused("conflict_unknown"):
        undo(panel, anna)
    panel.knock("panels.declare_conflict", {**P1, "reason": "She is my sister after all."}, by=anna)


def test_nothing_is_undone_after_the_shortlist_or_by_who_told_nothing(panel):
    with refused("not_found"):
        undo(panel, panel.member("zoe"))
    with refused("conflict_unknown"):
        undo(panel, volunteer(panel, "bert"))
    items = [{"proposal_id": "p-1", "verdict": "shortlisted", "reason": "Good."}]
    panel.knock("shortlists.recommend_outcomes", {**ROUND, "items": items}, by=KEEPER)
    decided = [{**items[0], "exception": "Nobody is left."}]
    panel.knock("shortlists.determine_outcomes", {**ROUND, "items": decided}, by=CONVENOR)
    publish(panel)
    with refused("shortlist_published"):
        undo(panel, panel.member("anna"))


def test_what_a_keeper_recommended_before_their_conflict_was_told_counts_no_longer(panel):
    items = [{"proposal_id": "p-1", "verdict": "shortlisted", "reason": "Good."}]
    panel.knock("shortlists.recommend_outcomes", {**ROUND, "items": items}, by=KEEPER)
    panel.knock("panels.declare_conflict", {**P1, "reason": "I advised them."}, by=KEEPER)
    [row] = panel.knock("shortlists.list_results", ROUND, by=CONVENOR)["items"]
    assert (row["outcome"]["recommendation"], row["outcome"]["version"]) == (None, 2)
    decided = [{**items[0], "version": 2, "exception": "Nobody is left."}]
    with refused("recommendation_required"):
        panel.knock("shortlists.determine_outcomes", {**ROUND, "items": decided}, by=CONVENOR)
