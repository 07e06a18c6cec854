"""Criteria, conflicts, opinions, results and outcomes: what may be said, and what it comes to."""

from dataclasses import replace
from datetime import UTC, datetime
from fractions import Fraction

import pytest

from chassis.testkit.refusing import refused
from exchange.assessments import domain
from exchange.assessments.criteria import Criterion, Score, checked_criteria, total_of
from exchange.assessments.domain import Opinion
from exchange.assessments.panels.conflicts import Reader, Team, Teams, plain
from exchange.assessments.results import feedback_of, in_order, result_of
from exchange.assessments.shortlists import domain as shortlists
from exchange.assessments.shortlists.domain import Said

NOW = datetime(2019, 3, 4, tzinfo=UTC)
CRITERIA = (Criterion("benefit", "Benefit", "", 5, 2), Criterion("doable", "Doable", "", 4, 1))


def scores(benefit=5, doable=4):
    return (Score("benefit", benefit, "Why."), Score("doable", doable, "Why not."))


def opinion(**more):
    return Opinion(**{"scores": scores(), "recommendation": "for", "for_team": "Go on.", **more})


def accepted():
    return domain.accept(domain.assign("a-1", "r-1", "p-1", "m-1", NOW))


def submitted(told, assessor="m-1"):
    made = domain.accept(domain.assign(f"a-{assessor}", "r-1", "p-1", assessor, NOW))
    return domain.submit(made, told, CRITERIA, text=1, now=NOW)


@pytest.mark.parametrize(
    "wrong",
    [
        (),
        (CRITERIA[0], CRITERIA[0]),
        (replace(CRITERIA[0], most=0),),
        (replace(CRITERIA[0], most=11),),
        (replace(CRITERIA[0], weight=0),),
        tuple(replace(CRITERIA[0], key=f"k{number}") for number in range(13)),
    ],
)
def test_criteria_that_nobody_can_go_by_are_refused(wrong):
    with refused("criteria_wrong"):
        checked_criteria(wrong)


def test_a_total_weighs_exactly():
    assert total_of(CRITERIA, scores(5, 4)) == 1
    assert total_of(CRITERIA, scores(3, 1)) == (2 * Fraction(3, 5) + Fraction(1, 4)) / 3


def test_nothing_is_judged_before_the_question_of_conflicts_is_answered():
    made = domain.assign("a-1", "r-1", "p-1", "m-1", NOW)
    with refused("conflict_unanswered"):
        domain.save(made, opinion(), CRITERIA)
    with refused("conflict_unanswered"):
        domain.submit(made, opinion(), CRITERIA, text=1, now=NOW)


def test_a_draft_may_be_incomplete_and_what_is_handed_in_may_not():
    half = Opinion(scores=(Score("doable", 2, ""),))
    assert domain.save(accepted(), half, CRITERIA).opinion == half
    with refused("scores_wrong") as no:
        domain.submit(accepted(), half, CRITERIA, text=1, now=NOW)
    assert set(no.value.fields) == {"scores.benefit", "scores.doable"}
    with refused("assessment_incomplete") as no:
        domain.submit(accepted(), Opinion(scores=scores()), CRITERIA, text=1, now=NOW)
    assert set(no.value.fields) == {"recommendation", "for_team"}


@pytest.mark.parametrize(
    "wrong",
    [
        (Score("benefit", 6, "Why."),),
        (Score("benefit", -1, "Why."),),
        (Score("charm", 1, "Why."),),
        (Score("benefit", 1, "Why."), Score("benefit", 2, "Why.")),
    ],
)
def test_points_beyond_the_criteria_are_refused_in_a_draft_too(wrong):
    with refused("scores_wrong"):
        domain.save(accepted(), Opinion(scores=wrong), CRITERIA)


def test_what_a_team_reads_names_nobody():
    with refused("assessment_names_somebody") as no:
        submitted(opinion(for_team="Ask Dr Penhaligon first."))
    assert set(no.value.fields) == {"for_team"}
    with refused("assessment_names_somebody"):
        submitted(opinion(scores=(Score("benefit", 1, "Write to ann@example.org."), scores()[1])))
    assert submitted(opinion(for_keepers="Dr Penhaligon knows.")).state == "submitted"


def test_what_was_handed_in_is_neither_a_draft_again_nor_given_back():
    done = submitted(opinion())
    with refused("assessment_submitted"):
        domain.save(done, opinion(), CRITERIA)
    with refused("assessment_submitted"):
        domain.give_back(done, "No time.")
    again = domain.submit(done, opinion(recommendation="against"), CRITERIA, text=2, now=NOW)
    assert (again.opinion.recommendation, again.text, again.version) == ("against", 2, done.version + 1)


def test_what_ended_stays_ended_and_says_why():
    back = domain.give_back(accepted(), "No time.")
    for act in (
        lambda: domain.accept(back),
        lambda: domain.save(back, opinion(), CRITERIA),
        lambda: domain.take_back(back, "Late."),
    ):
        with refused("assessment_over") as no:
            act()
        assert no.value.message == "No time."
    with refused("reason_required"):
        domain.give_back(accepted(), "")


def test_whoever_leaves_takes_their_name_and_not_what_they_handed_in():
    stays = domain.leave(submitted(opinion(for_keepers="Between us.")))
    assert (stays.assessor, stays.state, stays.opinion.for_team) == ("", "submitted", "Go on.")
    assert stays.opinion.for_keepers == ""
    goes = domain.leave(domain.save(accepted(), opinion(), CRITERIA))
    assert (goes.assessor, goes.state, goes.opinion) == ("", "returned", Opinion())
    assert domain.forget(stays) is stays


TEAMS = [
    Team("p-1", frozenset({"lead", "mate"}), "North Devon NHS Trust"),
    Team("p-2", frozenset({"mate", "third"})),
    Team("p-3", frozenset({"fourth"})),
    Team("p-4", frozenset({"mate", "fifth"}), competes=False),
    Team("p-5", frozenset({"sixth"}), competes=False),
]


@pytest.mark.parametrize(
    ("reader", "kind"),
    [
        (Reader("lead"), "own"),
        (Reader("mate"), "own"),
        (Reader("third"), "teamed"),
        (Reader("fifth"), "teamed"),
        (Reader("fourth"), "rival"),
        (Reader("x", "The north devon NHS-Trust"), "organisation"),
        (Reader("x", "", {"p-1": "My sister works there."}), "declared"),
        (Reader("sixth"), None),
        (Reader("x", "South Devon NHS Trust", {"p-2": "Mine."}), None),
    ],
)
def test_conflicts_are_declared_or_follow_from_who_brings_what(reader, kind):
    found = Teams(TEAMS, proposers_assess=False).conflict(reader, "p-1")
    assert (found.kind if found else None) == kind


def test_a_panel_may_let_rivals_assess_and_never_a_team():
    teams = Teams(TEAMS, proposers_assess=True)
    assert teams.conflict(Reader("fourth"), "p-1") is None
    assert teams.conflict(Reader("third"), "p-1").kind == "teamed"
    teams.refuse_rival("fourth")
    assert Teams(TEAMS, proposers_assess=False).interest(Reader("fourth"), "p-1") is None


def test_no_organisation_is_none_in_common():
    teams = Teams([Team("p-1", frozenset({"a"}), "")], proposers_assess=False)
    assert teams.conflict(Reader("x", ""), "p-1") is None
    assert plain("The  Royal & District Trust") == plain("royal and district trust")


def test_results_are_means_of_what_was_handed_in_and_the_spread_says_how_far_they_differ():
    found = [
        submitted(opinion(), "m-1"),
        submitted(opinion(scores=scores(0, 0), recommendation="against"), "m-2"),
        domain.end_by_conflict(submitted(opinion(), "m-3"), "Mine."),
        domain.assign("a-9", "r-1", "p-1", "m-4", NOW),
    ]
    told = result_of("p-1", CRITERIA, found)
    assert (told.total, told.spread, told.submitted, told.given_out) == (Fraction(1, 2), 1, 2, 3)
    assert told.means == {"benefit": Fraction(5, 2), "doable": 2}
    assert told.recommendations == {"for": 1, "against": 1}


def test_results_stand_either_way_round_and_what_nobody_judged_last():
    zero = result_of("p-2", CRITERIA, [submitted(opinion(scores=scores(0, 0)))])
    best = result_of("p-3", CRITERIA, [submitted(opinion())])
    nothing = result_of("p-1", CRITERIA, [])
    for is_falling, wanted in ((True, ["p-3", "p-2", "p-1"]), (False, ["p-2", "p-3", "p-1"])):
        found = in_order([nothing, zero, best], lambda each: each.total, is_falling=is_falling)
        assert [each.proposal_id for each in found] == wanted
    assert (nothing.total, nothing.means) == (None, {})


def test_feedback_stands_in_no_order_of_who_was_first():
    found = [
        submitted(
            opinion(for_team=f"Words {n}.", scores=(Score("benefit", n, f"b{n}"), scores()[1])), f"m{n}"
        )
        for n in range(4)
    ]
    told = feedback_of("p-1", CRITERIA, found)
    assert told == feedback_of("p-1", CRITERIA, found[::-1])
    assert sorted(told.words) == [f"Words {n}." for n in range(4)]
    orders = {tuple(feedback_of(f"p-{number}", CRITERIA, found).heard[0].reasons) for number in range(20)}
    assert len(orders) > 1


def said(by="k-1", verdict="shortlisted", reason="Good.", exception=""):
    return Said(verdict, reason, by, NOW, exception)


def determine(before, told, done=3, two=True):
    return shortlists.determine(before, told, submitted=done, wanted=3, two_keepers=two)


def test_one_keeper_recommends_and_another_determines():
    with refused("recommendation_required"):
        determine(None, said())
    asked = shortlists.recommend(None, said(), proposal_id="p-1", round_id="r-1")
    with refused("determined_by_same_keeper"):
        determine(asked, said())
    assert determine(asked, said(), two=False).determination.by == "k-1"
    done = determine(asked, said("k-2"))
    with refused("determined_already"):
        shortlists.recommend(done, said(), proposal_id="p-1", round_id="r-1")
    other = determine(done, said("k-3", "not_shortlisted"))
    assert (other.determination.verdict, len(other.earlier)) == ("not_shortlisted", 1)


def test_a_decision_without_all_assessments_says_why():
    asked = shortlists.recommend(None, said(), proposal_id="p-1", round_id="r-1")
    with refused("assessments_missing") as no:
        determine(asked, said("k-2"), done=1)
    assert no.value.message.startswith("1 of 3 assessments are in.")
    assert determine(asked, said("k-2", exception="Ill."), done=1).determination.exception == "Ill."
    assert determine(asked, said("k-2", exception="Ill."), done=3).determination.exception == ""


def test_reasons_are_given_and_name_nobody():
    with refused("reason_required"):
        shortlists.recommend(None, said(reason=""), proposal_id="p-1", round_id="r-1")
    asked = shortlists.recommend(None, said(), proposal_id="p-1", round_id="r-1")
    with refused("assessment_names_somebody"):
        shortlists.recommend(None, said(reason="Ask Dr Smith."), proposal_id="p-1", round_id="r-1")
    with refused("assessment_names_somebody"):
        determine(asked, said("k-2", reason="Mrs Tregear disagrees."))
    with refused("assessment_names_somebody") as no:
        determine(asked, said("k-2", exception="Dr Smith is ill."), done=1)
    assert list(no.value.fields) == ["exception"]


@pytest.mark.parametrize(("of", "left"), [("k-1", None), ("k-2", "k-1"), ("k-9", "k-1")])
def test_what_somebody_with_a_conflict_decided_counts_no_longer_and_stays_on_record(of, left):
    asked = shortlists.recommend(None, said(), proposal_id="p-1", round_id="r-1")
    done = determine(asked, said("k-2"))
    after = shortlists.without(done, of)
    assert (after.recommendation.by if after.recommendation else None) == left
    assert (after is done, after.determination is done.determination) == ((of == "k-9"),) * 2
    assert {each.by for each in after.earlier} == {"k-1": {"k-1", "k-2"}, "k-2": {"k-2"}}.get(of, set())


def test_everything_is_determined_before_anything_is_published():
    asked = shortlists.recommend(None, said(), proposal_id="p-1", round_id="r-1")
    with refused("determinations_missing") as no:
        shortlists.verdicts_of(["p-1", "p-2"], {"p-1": asked})
    assert no.value.message == "2 proposals wait to be determined."
    assert shortlists.verdicts_of(["p-1"], {"p-1": determine(asked, said("k-2"))}) == {"p-1": "shortlisted"}
