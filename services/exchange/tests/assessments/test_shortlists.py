"""What keepers see and decide, what everybody sees, what teams are told, and what is forgotten."""

from datetime import UTC, datetime, timedelta

import pytest
from exchange_desk import NATIONAL, coordinator
from panel_desk import (
    CONVENOR,
    KEEPER,
    PHASES,
    ROUND,
    assess,
    assign,
    decide,
    given,
    gone,
    handed_in,
    keep,
    publish,
    shortlisting,
    told,
    volunteer,
)

from chassis.identity import VISITOR
from chassis.testkit.refusing import refused
from contracts.membership import MEMBER_LEFT
from exchange.assessments.store import AssessmentStore
from exchange.proposals.domain import withdraw
from exchange.proposals.store import ProposalStore
from exchange.rounds.domain import postpone
from exchange.rounds.phases import SHORTLIST, Phase
from exchange.rounds.store import RoundStore

VOTE_OPENS = datetime(2019, 3, 31, 23, 0, tzinfo=UTC)


@pytest.fixture
def assessed(desk):
    """Two proposals, each with two assessments: one liked, about the other they differ."""
    shortlisting(desk, wanted=2)
    for number in (1, 2):
        handed_in(desk, number, together=(f"mate-{number}",), ask=number * 5_000_00)
    a, b = volunteer(desk, "anna"), volunteer(desk, "bert")
    assign(desk)
    for by, points in ((a, (5, 4)), (b, (0, 0))):
        assess(desk, by, "p-1", benefit=4, doable=4)
        assess(desk, by, "p-2", benefit=points[0], doable=points[1])
    return desk


def results(desk, by=KEEPER, **more):
    return desk.knock("shortlists.list_results", {**ROUND, **more}, by=by)["items"]


def feedback(desk, proposal_id, by):
    return desk.knock("shortlists.get_feedback", {"proposal_id": proposal_id}, by=by)


def member(desk, name):
    return desk.member(name)


def test_keepers_see_everything_in_one_list_in_the_order_they_want(assessed):
    first, second = results(assessed)
    assert (first["proposal_id"], first["total"], first["spread"], first["submitted"]) == (
        "p-1",
        86.7,
        0.0,
        2,
    )
    assert (second["total"], second["spread"]) == (50.0, 100.0)
    assert second["means"] == [{"key": "benefit", "mean": 2.5}, {"key": "doable", "mean": 2.0}]
    assert second["recommendations"] == {"for": 2, "unsure": 0, "against": 0}
    for order, wanted in (("spread", "p-2"), ("ask", "p-2"), ("entered", "p-1")):
        assert results(assessed, order=order)[0]["proposal_id"] == wanted
    assert results(assessed, theme="Outpatients") == []
    with refused("not_found"):
        results(assessed, coordinator("WOE"))


def test_a_keeper_sees_and_decides_nothing_of_a_proposal_in_which_they_have_an_interest(assessed):
    asked = {"proposal_id": "p-2", "reason": "I advised them."}
    assessed.knock("panels.declare_conflict", asked, by=CONVENOR)
    rows = {each["proposal_id"]: each for each in results(assessed, CONVENOR)}
    assert "total" in rows["p-1"]
    assert rows["p-2"]["conflict"]["reason"] == "Declared: I advised them."
    for order in ("total", "spread"):
        for reverse in (True, False):
            last = results(assessed, CONVENOR, order=order, reverse=reverse)[-1]
            assert last["proposal_id"] == "p-2", (order, reverse)
    assert not {"total", "means", "outcome", "recommendations"} & set(rows["p-2"])
    items = [{"proposal_id": each, "verdict": "shortlisted", "reason": "Good."} for each in ("p-1", "p-2")]
    for door, payload in (
        ("shortlists.recommend_outcomes", {**ROUND, "items": items}),
        ("assessments.list_assessments", {"proposal_id": "p-2"}),
    ):
        with refused("assessment_conflict"):
            assessed.knock(door, payload, by=CONVENOR)
    assert results(assessed)[0]["outcome"] is None


def test_keepers_see_who_is_strict_and_who_is_generous_by_what_they_may_see(assessed):
    def means(by):
        found = assessed.knock("panels.list_assessors", ROUND, by=by)["items"]
        return {each["member_id"]: each["average"] for each in found if each["state"] == "offered"}

    assert means(KEEPER) == {"anna": 93.3, "bert": 43.3}
    asked = {"proposal_id": "p-2", "reason": "I advised them."}
    assessed.knock("panels.declare_conflict", asked, by=CONVENOR)
    assert means(CONVENOR) == {"anna": 86.7, "bert": 86.7}


def test_two_keepers_decide_many_at_once_and_all_of_them_or_none(assessed):
    items = [
        {"proposal_id": "p-1", "verdict": "shortlisted", "reason": "Good."},
        {"proposal_id": "p-2", "verdict": "not_shortlisted", "reason": ""},
    ]
    asked = {**ROUND, "items": items}
    with refused("reason_required"):
        assessed.knock("shortlists.recommend_outcomes", asked, by=KEEPER)
    assert results(assessed)[0]["outcome"] is None
    items[1]["reason"] = "Assessors differ."
    assessed.knock("shortlists.recommend_outcomes", asked, by=KEEPER)
    with refused("determined_by_same_keeper"):
        assessed.knock("shortlists.determine_outcomes", asked, by=KEEPER)
    made = assessed.knock("shortlists.determine_outcomes", asked, by=CONVENOR)["items"]
    assert [(each["verdict"], each["version"]) for each in made] == [
        ("shortlisted", 2), ("not_shortlisted", 2),
    ]  # fmt: skip
    stale = {**ROUND, "items": [{**items[0], "version": 1}]}
    with refused("stale_version"):
        assessed.knock("shortlists.determine_outcomes", stale, by=CONVENOR)
    assert results(assessed, waiting=True) == []


def test_a_round_of_another_region_is_not_decided_here(assessed):
    handed_in(assessed, 3)
    items = [{"proposal_id": "p-9", "verdict": "shortlisted", "reason": "Good."}]
    with refused("not_found"):
        assessed.knock("shortlists.recommend_outcomes", {**ROUND, "items": items}, by=KEEPER)
    items[0]["proposal_id"] = "p-1"
    with refused("not_found"):
        assessed.knock("shortlists.recommend_outcomes", {**ROUND, "items": items}, by=coordinator("WOE"))
    assessed.knock("shortlists.recommend_outcomes", {**ROUND, "items": items}, by=NATIONAL)


def test_the_shortlist_is_published_when_everything_is_decided_and_everybody_reads_it(assessed):
    decide(assessed, {"p-1": "shortlisted"})
    with refused("determinations_missing"):
        publish(assessed)
    with refused("shortlist_not_published"):
        assessed.knock("shortlists.get_shortlist", ROUND, by=VISITOR)
    decide(assessed, {"p-2": "not_shortlisted"})
    publish(assessed)
    shown = assessed.knock("shortlists.get_shortlist", ROUND, by=VISITOR)
    assert [(each["proposal_id"], each["reason"]) for each in shown["items"]] == [("p-1", "Because of p-1.")]
    assert (shown["considered"], "Because of p-2." in str(shown)) == (2, False)
    stages = {each.id: each.stage for each in ProposalStore(assessed.work).of_round("r-1")}
    assert stages == {"p-1": "shortlisted", "p-2": "not_shortlisted"}
    with refused("shortlist_published"):
        publish(assessed)


def test_every_team_is_told_whatever_was_decided_and_reads_why_without_a_name(assessed):
    decide(assessed, {"p-1": "shortlisted", "p-2": "not_shortlisted"})
    with refused("shortlist_not_published"):
        feedback(assessed, "p-2", member(assessed, "lead-2"))
    publish(assessed)
    assert [who for who, _ in told(assessed, "shortlist_decided")] == [
        {"lead-1", "mate-1"}, {"lead-2", "mate-2"},
    ]  # fmt: skip
    for by in (member(assessed, "lead-2"), member(assessed, "mate-2"), KEEPER):
        said = feedback(assessed, "p-2", by)
        assert (said["verdict"], said["reason"], said["assessments"]) == (
            "not_shortlisted",
            "Because of p-2.",
            2,
        )
        assert sorted(said["words"]) == ["Go on with 0 and 0.", "Go on with 5 and 4."]
        assert sorted(said["criteria"][0]["reasons"]) == ["Benefit is 0.", "Benefit is 5."]
        for hidden in ("anna", "bert", "c-SW", "v-SW", "Between us", "2019-03-04"):
            assert hidden not in str(said)
    for by in (member(assessed, "lead-1"), member(assessed, "anna"), coordinator("WOE")):
        with refused("not_found"):
            feedback(assessed, "p-2", by)


def test_a_team_that_withdrew_after_it_was_assessed_gets_its_feedback_too(assessed):
    store = ProposalStore(assessed.work)
    its_round = RoundStore(assessed.work).get("r-1")
    withdrawn = withdraw(store.get("p-2"), its_round, "lead-2", "No staff.", assessed.now)
    keep(assessed, lambda: store.save(withdrawn))
    decide(assessed, {"p-1": "shortlisted"})
    items = [{"proposal_id": "p-2", "verdict": "shortlisted", "reason": "Good."}]
    with refused("assessment_not_needed"):
        assessed.knock("shortlists.recommend_outcomes", {**ROUND, "items": items}, by=KEEPER)
    publish(assessed)
    assert {"lead-2", "mate-2"} in [who for who, _ in told(assessed, "shortlist_decided")]
    said = feedback(assessed, "p-2", member(assessed, "lead-2"))
    assert (said["verdict"], said["assessments"]) == (None, 2)


def test_keepers_decide_after_the_last_assessment_and_before_the_vote(assessed):
    assessed.now = VOTE_OPENS - timedelta(minutes=1)
    decide(assessed, {"p-1": "shortlisted", "p-2": "not_shortlisted"})
    assessed.now = VOTE_OPENS
    with refused("phase_not_open") as no:
        publish(assessed)
    assert no.value.message.startswith("It is too late. Members vote")


def test_something_is_put_on_the_shortlist_after_all_until_the_vote_begins(assessed):
    asked = {"proposal_id": "p-2", "reason": "An assessment was read wrongly."}
    with refused("shortlist_not_published"):
        assessed.knock("shortlists.put_on_shortlist", asked, by=CONVENOR)
    decide(assessed, {"p-1": "shortlisted", "p-2": "not_shortlisted"})
    publish(assessed)
    with refused("determined_by_same_keeper"):
        assessed.knock("shortlists.put_on_shortlist", asked, by=KEEPER)
    assessed.knock("shortlists.put_on_shortlist", asked, by=CONVENOR)
    shown = assessed.knock("shortlists.get_shortlist", ROUND)["items"]
    assert [each["proposal_id"] for each in shown] == ["p-1", "p-2"]
    assert feedback(assessed, "p-2", member(assessed, "lead-2"))["reason"] == asked["reason"]
    with refused("shortlisted_already"):
        assessed.knock("shortlists.put_on_shortlist", asked, by=CONVENOR)
    assessed.now = VOTE_OPENS
    with refused("phase_not_open"):
        assessed.knock("shortlists.put_on_shortlist", {**asked, "proposal_id": "p-1"}, by=CONVENOR)


@pytest.fixture
def waiting(desk):
    """Two assessors with two proposals each; one of the four assessments is in."""
    shortlisting(desk, wanted=2)
    handed_in(desk, 1)
    handed_in(desk, 2)
    a, _b = volunteer(desk, "anna"), volunteer(desk, "bert")
    assign(desk)
    assess(desk, a, "p-1")
    return desk


def test_who_owes_assessments_is_reminded_and_keepers_hear_when_they_are_late(waiting):
    numbers = []
    for day in (12, 13, 18, 20):
        waiting.now = datetime(2019, 3, day, 12, 0, tzinfo=UTC)
        waiting.do_due_work()
        numbers.append(len(told(waiting, "assessment_reminder")))
    assert numbers == [0, 2, 4, 6]
    about = {"round": "Q Exchange South West", "due": "20 March 2019 at 12:00"}
    assert told(waiting, "assessment_reminder")[:2] == [
        ({"anna"}, {**about, "number": "1 proposal"}),
        ({"bert"}, {**about, "number": "2 proposals"}),
    ]
    [(who, about)] = told(waiting, "assessments_late")
    assert (who, about["number"]) == ({"c-SW", "v-SW"}, "3 assessments")


def test_reminders_follow_a_phase_that_was_put_off_and_stop_at_the_shortlist(waiting):
    later = tuple(
        Phase(SHORTLIST, each.first, each.last + timedelta(days=7)) if each.kind == SHORTLIST else each
        for each in PHASES
    )
    store = RoundStore(waiting.work)
    keep(waiting, lambda: store.save(postpone(store.get("r-1"), later, waiting.now)))
    waiting.now = datetime(2019, 3, 13, 12, 0, tzinfo=UTC)
    waiting.do_due_work()
    assert told(waiting, "assessment_reminder") == []
    waiting.now = datetime(2019, 3, 20, 12, 0, tzinfo=UTC)
    waiting.do_due_work()
    assert len(told(waiting, "assessment_reminder")) == 2
    decide(waiting, dict.fromkeys(("p-1", "p-2"), "shortlisted"), exception="Enough.")
    publish(waiting)
    waiting.now = datetime(2019, 3, 27, 12, 0, tzinfo=UTC)
    waiting.do_due_work()
    assert len(told(waiting, "assessment_reminder")) == 2


def test_who_assessed_what_is_forgotten_a_year_after_the_shortlist_and_what_was_said_stays(assessed):
    decide(assessed, {"p-1": "shortlisted", "p-2": "not_shortlisted"})
    publish(assessed)
    before = feedback(assessed, "p-2", member(assessed, "lead-2"))
    assessed.now += timedelta(days=assessed.settings.assessment_keep_days - 1)
    assessed.do_due_work()
    assert {each.assessor for each in AssessmentStore(assessed.work).of_round("r-1")} == {"anna", "bert"}
    assessed.now += timedelta(days=1)
    assessed.do_due_work()
    found = AssessmentStore(assessed.work).of_round("r-1")
    assert {(each.assessor, each.opinion.for_keepers) for each in found} == {("", "")}
    assert assessed.work.database["assessors"].count_documents({}) == 0
    assert "anna" not in str(list(assessed.work.database["assessments"].find()))
    assert feedback(assessed, "p-2", member(assessed, "lead-2")) == before


def test_who_assessed_in_a_round_that_was_cancelled_is_forgotten_too(assessed):
    found = assessed.knock("rounds.get_round", {"id": "r-1"}, by=KEEPER)
    told = {"id": "r-1", "version": found["version"], "reason": "The money is gone."}
    assessed.knock("rounds.cancel_round", told, by=KEEPER)
    assessed.now = datetime(2019, 3, 20, 12, 0, tzinfo=UTC)
    assessed.now += timedelta(days=assessed.settings.assessment_keep_days - 1)
    assessed.do_due_work()
    assert assessed.work.database["assessors"].count_documents({}) == 2
    assessed.now += timedelta(days=1)
    assessed.do_due_work()
    assert assessed.work.database["assessors"].count_documents({}) == 0
    assert {each.assessor for each in AssessmentStore(assessed.work).of_round("r-1")} == {""}


def test_who_leaves_q_is_forgotten_at_once_and_keepers_hear_of_the_free_place(waiting):
    leaving = {
        "member_id": "anna", "region": "SW", "status": "left", "joined": "2018-01-15", "cohort": "2018",
        "roles": [], "version": 9, "left": "2019-03-05",
    }  # fmt: skip
    known = MEMBER_LEFT.data().fields
    data = {name: value for name, value in leaving.items() if name in known}
    waiting.hear(MEMBER_LEFT, "anna", 9, data, "SW")
    found = AssessmentStore(waiting.work).of_round("r-1")
    states = sorted((each.assessor, each.proposal_id, each.state) for each in found)
    assert states == [
        ("", "p-1", "submitted"),
        ("", "p-2", "returned"),
        ("bert", "p-1", "assigned"),
        ("bert", "p-2", "assigned"),
    ]
    assert [about["number"] for _, about in told(waiting, "assessment_vacant")] == ["1 assessment"]
    assert "anna" not in str(list(waiting.work.database["assessors"].find()))
    carol = volunteer(waiting, "carol")
    assert assign(waiting)["given"] == 1
    assert given(waiting, carol) == ["p-2"]


def test_nobody_is_given_anything_who_left_in_the_meantime(desk):
    shortlisting(desk, wanted=1)
    handed_in(desk, 1)
    volunteer(desk, "anna")
    gone(desk, "anna")
    assert assign(desk)["short"][0]["missing"] == 1
