"""Volunteers, conflicts and assessments at their doors: who may do what, and when."""

from datetime import UTC, datetime, timedelta

import pytest
from exchange_desk import coordinator
from panel_desk import (
    ASSESSING,
    CONVENOR,
    CRITERIA,
    KEEPER,
    ROUND,
    assess,
    assign,
    decide,
    given,
    handed_in,
    opinion,
    publish,
    shortlisting,
    told,
    volunteer,
)

from chassis.identity import VISITOR
from chassis.testkit.refusing import refused
from contracts.refusals import CODES

PHASE_OVER = datetime(2019, 3, 20, 12, 10, tzinfo=UTC)


@pytest.fixture
def panel(desk):
    shortlisting(desk, wanted=2)
    return desk


def declare(desk, by, proposal_id, reason="My brother leads it."):
    asked = {"proposal_id": proposal_id, "reason": reason}
    return desk.knock("panels.declare_conflict", asked, by=by)


def test_everybody_reads_by_what_is_judged_and_keepers_alone_open_a_panel(panel):
    view = panel.knock("panels.get_panel", ROUND, by=VISITOR)
    assert [(each["key"], each["most"], each["weight"]) for each in view["criteria"]] == [
        ("benefit", 5, 2), ("doable", 4, 1),
    ]  # fmt: skip
    assert (view["wanted"], view["due_at"], view["own"]) == (2, "2019-03-20T12:00:00+00:00", None)
    asked = {**ROUND, "criteria": CRITERIA}
    with refused("panel_exists"):
        panel.knock("panels.open_panel", asked, by=KEEPER)
    with refused("not_found"):
        panel.knock("panels.open_panel", asked, by=coordinator("WOE"))
    with refused("role_required"):
        panel.knock("panels.open_panel", asked, by=panel.member("m-1"))


def test_criteria_stand_once_proposals_were_given_out_and_the_day_may_still_move(panel):
    handed_in(panel, 1)
    volunteer(panel, "a")
    assign(panel)
    with refused("panel_assigned"):
        panel.knock("panels.change_panel", {**ROUND, "criteria": CRITERIA[:1]}, by=KEEPER)
    asked = {**ROUND, "criteria": CRITERIA, "due_on": "2019-03-15"}
    assert panel.knock("panels.change_panel", asked, by=KEEPER)["due_at"] == "2019-03-15T12:00:00+00:00"
    with refused("panel_wrong"):
        panel.knock("panels.change_panel", {**asked, "due_on": "2019-03-21"}, by=KEEPER)
    with refused("stale_version"):
        panel.knock("panels.change_panel", {**asked, "version": 1}, by=KEEPER)


def test_members_volunteer_who_are_active_and_bring_nothing_themselves(panel):
    handed_in(panel, 1, lead="m-1", together=("m-2",))
    for name in ("m-1", "m-2"):
        with refused("assessment_conflict") as no:
            volunteer(panel, name)
        assert no.value.message.endswith("Who brings a proposal to this round does not assess its rivals.")
    with refused("member_not_active"):
        panel.knock("panels.offer_to_assess", {**ROUND, "most": 3},
                    by=panel.member("m-3", status="left"))  # fmt: skip
    volunteer(panel, "m-4", 3, organisation="A trust")
    volunteer(panel, "m-4", 5)
    [one] = panel.knock("panels.list_assessors", ROUND, by=KEEPER)["items"]
    assert (one["member_id"], one["most"], one["organisation"], one["state"]) == (
        "m-4",
        5,
        "A trust",
        "offered",
    )
    panel.now = PHASE_OVER
    with refused("phase_not_open"):
        volunteer(panel, "m-5")


def test_proposals_are_given_out_evenly_and_to_nobody_in_conflict(panel):
    for number in range(1, 5):
        handed_in(panel, number, organisation="North Trust" if number == 1 else "")
    a, *_others = [volunteer(panel, each) for each in "abc"]
    volunteer(panel, "d", organisation="north trust")
    declare(panel, a, "p-2")
    assert assign(panel) == {"given": 8, "assessors": 4, "short": []}
    readers = {each: given(panel, panel.member(each)) for each in "abcd"}
    assert sorted(len(each) for each in readers.values()) == [2, 2, 2, 2]
    assert "p-2" not in readers["a"]
    assert "p-1" not in readers["d"]
    assert assign(panel)["given"] == 0
    assert told(panel, "assessment_assigned") == [
        ({"a", "b", "c", "d"},
         {"round": "Q Exchange South West", "number": "2 proposals", "due": "20 March 2019 at 12:00"}),
    ]  # fmt: skip


def test_the_keeper_reads_for_which_proposals_nobody_is_left(panel):
    handed_in(panel, 1)
    volunteer(panel, "a")
    answer = assign(panel)
    assert answer["short"] == [{"proposal_id": "p-1", "title": "Idea 1", "missing": 1}]


def test_nothing_is_given_out_before_the_phase_or_by_who_does_not_keep_the_round(panel):
    handed_in(panel, 1)
    with refused("not_found"):
        panel.knock("panels.assign_assessors", ROUND, by=coordinator("WOE"))
    panel.now = ASSESSING - timedelta(days=5)
    with refused("phase_not_open") as no:
        assign(panel)
    assert no.value.message.startswith("It is too early. The shortlist is made from 1 March 2019")


def test_an_assessment_by_a_declared_conflict_is_refused_with_the_reason(panel):
    handed_in(panel, 1)
    a = volunteer(panel, "a")
    assign(panel)
    declare(panel, a, "p-1")
    for door, asked in (("accept", {}), ("save", opinion()), ("submit", opinion())):
        with refused("assessment_conflict") as no:
            panel.knock(f"assessments.{door}_assessment", {"proposal_id": "p-1", **asked}, by=a)
        assert "My brother leads it." in no.value.message
        assert CODES[no.value.code].status == 403
    assert given(panel, a) == []
    [(who, about)] = told(panel, "assessment_vacant")
    assert (who, about["number"]) == ({"c-SW", "v-SW"}, "1 assessment")
    with refused("conflict_declared"):
        declare(panel, a, "p-1")


def test_a_conflict_that_comes_out_later_makes_what_was_handed_in_count_no_more(panel):
    handed_in(panel, 1)
    a = volunteer(panel, "a")
    assign(panel)
    assess(panel, a, "p-1")
    asked = {"proposal_id": "p-1", "member_id": "a", "reason": "They share an office."}
    panel.knock("panels.note_conflict", asked, by=KEEPER)
    [row] = panel.knock("shortlists.list_results", ROUND, by=KEEPER)["items"]
    assert (row["submitted"], row["given_out"], row["total"]) == (0, 0, None)
    assert assign(panel)["given"] == 0


def test_a_derived_conflict_is_found_when_it_arises_after_the_proposal_was_given_out(panel):
    handed_in(panel, 1)
    a = volunteer(panel, "a")
    assign(panel)
    panel.knock("assessments.accept_assessment", {"proposal_id": "p-1"}, by=a)
    handed_in(panel, 2, lead="x", together=("a", "lead-1"))
    with refused("assessment_conflict") as no:
        panel.knock("assessments.submit_assessment", {"proposal_id": "p-1", **opinion()}, by=a)
    assert "together with somebody of this one" in no.value.message


def test_a_keeper_has_no_hand_in_who_judges_a_proposal_in_which_they_have_an_interest(panel):
    handed_in(panel, 1, lead="c-SW")
    a = volunteer(panel, "a")
    volunteer(panel, "b")
    asked = {"proposal_id": "p-1", "member_id": "a", "reason": "It is unkind."}
    with refused("assessment_conflict") as no:
        panel.knock("panels.assign_assessor", {"proposal_id": "p-1", "member_id": "a"}, by=KEEPER)
    assert no.value.message.endswith("It is one's own proposal.")
    assign(panel)
    [one, _other] = panel.knock("assessments.list_assessments", {"proposal_id": "p-1"}, by=CONVENOR)["items"]
    with refused("assessment_conflict"):
        panel.knock("assessments.take_back_assessment", {"id": one["id"], "reason": "Late."}, by=KEEPER)
    assess(panel, a, "p-1", benefit=0)
    with refused("assessment_conflict"):
        panel.knock("panels.note_conflict", asked, by=KEEPER)
    assert panel.knock("shortlists.list_results", ROUND, by=CONVENOR)["items"][0]["submitted"] == 1


def test_an_assessor_reads_who_brings_it_first_and_what_is_judged_once_there_is_no_conflict(panel):
    handed_in(panel, 1, together=("mate",), plan="Every week.", spending="Time.", organisation="North Trust")
    a = volunteer(panel, "a")
    assign(panel)
    before = panel.knock("assessments.get_assessment", {"proposal_id": "p-1"}, by=a)
    assert [each["member_id"] for each in before["proposal"]["team"]] == ["lead-1", "mate"]
    assert (before["proposal"]["organisation"], before["round_title"]) == (
        "North Trust", "Q Exchange South West",
    )  # fmt: skip
    assert {before["proposal"]["plan"], before["proposal"]["spending"], before["engagement"]} == {None}
    panel.knock("assessments.accept_assessment", {"proposal_id": "p-1"}, by=a)
    after = panel.knock("assessments.get_assessment", {"proposal_id": "p-1"}, by=a)
    assert (after["proposal"]["plan"], after["engagement"]["comments"], after["closed"]) == (
        "Every week.", 0, None,
    )  # fmt: skip
    panel.now = PHASE_OVER
    closed = panel.knock("assessments.get_assessment", {"proposal_id": "p-1"}, by=a)["closed"]
    assert (closed["code"], closed["detail"][:16]) == ("phase_not_open", "It is too late. ")


def test_a_list_of_ones_own_says_of_which_round_and_until_when(panel):
    handed_in(panel, 1)
    a = volunteer(panel, "a")
    assign(panel)
    [one] = panel.knock("assessments.list_my_assessments", {}, by=a)["items"]
    assert (one["round_title"], one["due_at"]) == ("Q Exchange South West", "2019-03-20T12:00:00+00:00")


def test_a_keeper_gives_one_out_by_hand_under_the_same_rules(panel):
    handed_in(panel, 1)
    handed_in(panel, 2)
    volunteer(panel, "a", 1)
    declare(panel, volunteer(panel, "b"), "p-1")

    def by_hand(proposal, member):
        asked = {"proposal_id": proposal, "member_id": member}
        return panel.knock("panels.assign_assessor", asked, by=KEEPER)

    with refused("assessment_conflict"):
        by_hand("p-1", "b")
    assert by_hand("p-1", "a")["state"] == "assigned"
    with refused("assessor_assigned"):
        by_hand("p-1", "a")
    with refused("assessor_full"):
        by_hand("p-2", "a")
    with refused("not_found"):
        by_hand("p-2", "nobody")


def test_an_assessment_is_its_assessors_own_until_it_is_handed_in(panel):
    handed_in(panel, 1)
    a = volunteer(panel, "a")
    b = volunteer(panel, "b")
    assign(panel)
    asked = {"proposal_id": "p-1"}
    panel.knock("assessments.accept_assessment", asked, by=a)
    half = {**asked, "scores": [{"key": "benefit", "reason": "Why?"}, {"key": "doable", "points": 1}]}
    panel.knock("assessments.save_assessment", half, by=a)
    mine = panel.knock("assessments.get_assessment", asked, by=a)
    assert mine["opinion"]["scores"] == [
        {"key": "benefit", "points": None, "reason": "Why?"},
        {"key": "doable", "points": 1, "reason": ""},
    ]
    with refused("scores_wrong") as no:
        panel.knock("assessments.submit_assessment", half, by=a)
    assert no.value.fields["scores.benefit"] == ["Give points, and say why."]
    assert (mine["proposal"]["title"], mine["engagement"]["comments"], mine["conflict"]) == (
        "Idea 1",
        0,
        None,
    )
    assert panel.knock("assessments.get_assessment", asked, by=b)["opinion"]["scores"] == []
    with refused("assessment_not_yours"):
        panel.knock("assessments.get_assessment", asked, by=panel.member("c"))
    items = panel.knock("assessments.list_assessments", asked, by=KEEPER)["items"]
    assert {each["opinion"] for each in items} == {None}
    assess(panel, a, "p-1", benefit=3)
    [done] = [
        each
        for each in panel.knock("assessments.list_assessments", asked, by=KEEPER)["items"]
        if each["opinion"]
    ]
    assert (done["assessor"], done["opinion"]["for_keepers"]) == ("a", "Between us.")
    with refused("not_found"):
        panel.knock("assessments.list_assessments", asked, by=coordinator("WOE"))


def test_what_a_command_answers_and_remembers_has_no_words_and_no_points(panel, monkeypatch):
    handed_in(panel, 1)
    kept = []
    # The store in memory ends what is as old as this test's clock at once: it is looked at on its way in.
    monkeypatch.setattr(panel.work, "remember_answer", lambda *told: kept.append(str(told)))
    a = panel.member("a")
    offer = {**ROUND, "most": 3, "organisation": "North Trust"}
    panel.knock("panels.offer_to_assess", offer, by=a, command="c-1")
    assign(panel)
    panel.knock("assessments.accept_assessment", {"proposal_id": "p-1"}, by=a, command="c-2")
    panel.knock("assessments.submit_assessment", {"proposal_id": "p-1", **opinion()}, by=a, command="c-3")
    asked = {"proposal_id": "p-1", "reason": "A secret."}
    panel.knock("panels.declare_conflict", asked, by=a, command="c-4")
    assert len(kept) == 4
    for words in ("Benefit is", "Go on with", "Between us", "points", "North Trust", "A secret"):
        assert words not in "".join(kept)


def test_assessments_end_at_noon_with_the_rounds_grace(panel):
    handed_in(panel, 1)
    a, b = volunteer(panel, "a"), volunteer(panel, "b")
    assign(panel)
    panel.now = PHASE_OVER - timedelta(seconds=1)
    assert assess(panel, a, "p-1")["state"] == "submitted"
    panel.now = PHASE_OVER
    with refused("phase_not_open") as no:
        assess(panel, b, "p-1")
    assert no.value.message.startswith("It is too late.")


def test_what_is_given_back_goes_to_somebody_else(panel):
    handed_in(panel, 1)
    a, _b = volunteer(panel, "a"), volunteer(panel, "b")
    assign(panel)
    with refused("reason_required"):
        panel.knock("assessments.return_assessment", {"proposal_id": "p-1"}, by=a)
    panel.knock("assessments.return_assessment", {"proposal_id": "p-1", "reason": "Ill."}, by=a)
    assert len(told(panel, "assessment_vacant")) == 1
    assert assign(panel)["given"] == 0
    c = volunteer(panel, "c")
    assert assign(panel)["given"] == 1
    assert given(panel, c) == ["p-1"]


def test_who_takes_their_offer_back_or_is_let_go_has_nothing_left_and_hands_nothing_in(panel):
    handed_in(panel, 1)
    handed_in(panel, 2)
    a, b = volunteer(panel, "a"), volunteer(panel, "b")
    assign(panel)
    panel.knock("panels.withdraw_offer", ROUND, by=a)
    assert given(panel, a) == []
    with refused("assessment_over"):
        panel.knock("assessments.accept_assessment", {"proposal_id": "p-1"}, by=a)
    asked = {**ROUND, "member_id": "b", "reason": "No answer for weeks."}
    panel.knock("panels.stand_down_assessor", asked, by=KEEPER)
    assert given(panel, b) == []
    assert told(panel, "assessor_let_go") == [({"b"}, {"round": "Q Exchange South West"})]
    with refused("assessor_stood_down") as no:
        volunteer(panel, "b")
    assert no.value.message == "No answer for weeks."
    assert [about["number"] for _, about in told(panel, "assessment_vacant")] == ["2 assessments"] * 2


def test_a_keeper_takes_an_assessment_back_and_its_assessor_is_told(panel):
    handed_in(panel, 1)
    a = volunteer(panel, "a")
    assign(panel)
    [one] = panel.knock("assessments.list_assessments", {"proposal_id": "p-1"}, by=KEEPER)["items"]
    asked = {"id": one["id"], "version": 1, "reason": "It is late."}
    with refused("not_found"):
        panel.knock("assessments.take_back_assessment", asked, by=coordinator("WOE"))
    panel.knock("assessments.take_back_assessment", asked, by=KEEPER)
    assert told(panel, "assessment_off") == [
        ({"a"}, {"round": "Q Exchange South West", "proposal": "Idea 1"})
    ]
    assert given(panel, a) == []


def test_nothing_is_judged_or_declared_after_the_shortlist_is_published(panel):
    handed_in(panel, 1)
    a, b = volunteer(panel, "a"), volunteer(panel, "b")
    assign(panel)
    assess(panel, a, "p-1")
    panel.knock("assessments.accept_assessment", {"proposal_id": "p-1"}, by=b)
    decide(panel, {"p-1": "shortlisted"}, exception="One was enough.")
    publish(panel)
    for act in (lambda: assess(panel, a, "p-1"), lambda: declare(panel, b, "p-1"), lambda: assign(panel)):
        with refused("shortlist_published"):
            act()
    assert given(panel, b) == []
