"""Proposals: what may be done in which stage and phase, and by whom."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from chassis.testkit.refusing import refused
from exchange.ballots.forms import Form
from exchange.proposals import domain, inheriting, team
from exchange.proposals.domain import (
    AWARDED,
    DRAFT,
    IDEA,
    NOT_AWARDED,
    NOT_SHORTLISTED,
    SHORTLISTED,
    SUBMITTED,
    WITHDRAWN,
    Words,
)
from exchange.rounds import domain as rounds
from exchange.rounds import phases
from exchange.rounds.domain import Limits, Terms
from exchange.rounds.phases import Phase

TERMS = Terms(
    title="Q Exchange 2019",
    purpose="",
    limits=Limits(600_000_00, 1_000_00, 30_000_00),
    themes=("Flow", "Outpatients"),
    phases=(
        Phase(phases.IDEA, date(2019, 1, 7), date(2019, 2, 1)),
        Phase(phases.PROPOSAL, date(2019, 1, 14), date(2019, 2, 28)),
        Phase(phases.VOTE, date(2019, 4, 1), date(2019, 4, 12)),
        Phase(phases.AWARD, date(2019, 4, 12), date(2019, 5, 10)),
    ),
    form=Form("fixed", 6),
    rule="greedy",
    shown=(),
    grace=10,
    seed="s",
)
IDEAS = datetime(2019, 1, 8, tzinfo=UTC)
OPEN = datetime(2019, 1, 20, tzinfo=UTC)
LATE = datetime(2019, 3, 1, tzinfo=UTC)
VOTING = datetime(2019, 4, 2, tzinfo=UTC)
WORDS = Words("Fewer falls", "Falls on wards halve.", "We meet weekly.", "Staff time.", "", "Flow", 20_000_00)


def a_round(region="UK"):
    drafted = rounds.draft("r-1", region, TERMS, "n-1")
    return rounds.publish(drafted, datetime(2018, 12, 1, tzinfo=UTC))


def idea(words=WORDS, now=IDEAS):
    return domain.enter_idea("p-1", a_round(), words, by="m-1", shown_name="Ann", region="SW", now=now)


def draft(words=WORDS):
    return domain.draft_proposal("p-1", a_round(), words, by="m-1", shown_name="Ann", region="SW", now=OPEN)


def submitted():
    return domain.submit(draft(), a_round(), "m-1", OPEN)


def changed(before, words, by="m-1", now=OPEN, shown_name=None):
    return domain.change(before, a_round(), words, by=by, shown_name=shown_name, now=now)


def with_bo(before):
    people = team.ask((), "m-1", "m-2", 3, OPEN)
    people = team.answer(people, "m-2", agrees=True, shown_name="Bo", now=OPEN)
    return domain.with_co_applicants(before, people, OPEN)


def test_an_idea_is_open_to_members_and_a_draft_its_teams_own_until_it_is_opened():
    assert (idea().stage, idea().is_open) == (IDEA, True)
    assert (draft().stage, draft().is_open) == (DRAFT, False)
    opened = domain.open_draft(draft(), a_round(), "m-1", OPEN)
    assert opened.is_open
    assert domain.open_draft(opened, a_round(), "m-1", OPEN) is opened
    assert submitted().is_open


def test_an_idea_becomes_a_proposal_that_keeps_its_words_and_stays_open():
    made = domain.develop(idea(), a_round(), "m-1", OPEN)
    assert (made.stage, made.id, made.words, made.is_open, made.version) == (DRAFT, "p-1", WORDS, True, 2)
    with refused("proposal_stage_wrong"):
        domain.develop(made, a_round(), "m-1", OPEN)
    with refused("not_the_lead"):
        domain.develop(idea(), a_round(), "m-2", OPEN)


def test_each_phase_takes_what_is_its_own():
    with refused("phase_not_open"):
        idea(now=datetime(2019, 2, 2, tzinfo=UTC))
    with refused("phase_not_open"):
        domain.develop(idea(), a_round(), "m-1", IDEAS)
    with refused("phase_not_open") as no:
        domain.submit(draft(), a_round(), "m-1", LATE)
    assert no.value.message.startswith("It is too late. Proposals are taken from")


def test_an_idea_still_changes_while_proposals_are_taken():
    later = datetime(2019, 2, 10, tzinfo=UTC)
    assert changed(idea(), replace(WORDS, aim="More."), now=later).aim == "More."
    with refused("phase_not_open"):
        changed(idea(), replace(WORDS, aim="More."), now=LATE)


def test_a_round_of_a_region_takes_from_its_own_members():
    with refused("round_of_other_region"):
        domain.enter_idea("p-1", a_round("SW"), WORDS, by="m", shown_name="", region="WOE", now=IDEAS)
    made = domain.enter_idea("p-1", a_round("SW"), WORDS, by="m", shown_name="", region="SW", now=IDEAS)
    assert made.region == "SW"


@pytest.mark.parametrize(
    ("code", "fields", "lack"),
    [
        ("proposal_incomplete", {"plan"}, {"plan": ""}),
        ("proposal_incomplete", {"spending", "ask"}, {"spending": "", "ask": None}),
        ("proposal_incomplete", {"theme"}, {"theme": ""}),
        ("ask_wrong", {"ask"}, {"ask": 30_000_01}),
        ("ask_wrong", {"ask"}, {"ask": 0}),
    ],
)
def test_what_is_not_complete_waits_as_a_draft(code, fields, lack):
    kept = draft(replace(WORDS, **lack))
    with refused(code) as no:
        domain.submit(kept, a_round(), "m-1", OPEN)
    assert set(no.value.fields) == fields


def test_a_theme_is_one_of_the_rounds_from_the_first_word_on():
    with refused("theme_unknown"):
        idea(replace(WORDS, theme="Space"))
    with refused("theme_unknown"):
        changed(draft(), replace(WORDS, theme="Space"))


def test_what_was_submitted_changes_until_the_deadline_and_stays_complete():
    after = changed(submitted(), replace(WORDS, ask=25_000_00))
    assert (after.stage, after.ask, after.text) == (SUBMITTED, 25_000_00, 2)
    with refused("ask_wrong"):
        changed(submitted(), replace(WORDS, ask=31_000_00))
    with refused("phase_not_open"):
        changed(submitted(), replace(WORDS, ask=25_000_00), now=LATE)
    grace = datetime(2019, 2, 28, 12, 9, tzinfo=UTC)
    assert changed(submitted(), replace(WORDS, ask=25_000_00), now=grace).text == 2


def test_the_whole_team_writes_and_nobody_else_and_the_same_words_are_no_new_text():
    before = with_bo(draft())
    assert changed(before, replace(WORDS, aim="Less."), by="m-2").text == 2
    assert changed(before, WORDS) is before
    with refused("not_in_team"):
        changed(before, WORDS, by="m-3")


def test_only_the_lead_says_how_the_lead_is_called():
    before = with_bo(draft())
    assert changed(before, WORDS, shown_name="Dr A").shown_name == "Dr A"
    assert changed(before, WORDS, by="m-2", shown_name="Bo") is before
    assert changed(before, WORDS, shown_name="Dr A").text == 1


def test_a_text_names_each_comment_once_and_not_too_many():
    made = domain.text_of(draft(), "m-1", ["k-1", "k-2", "k-1"])
    assert (made.number, made.because_of) == (1, ("k-1", "k-2"))
    with refused("comments_too_many"):
        domain.text_of(draft(), "m-1", [f"k-{n}" for n in range(domain.MOST_REASONS + 1)])


def test_a_lead_withdraws_until_the_vote_begins():
    short = domain.move(submitted(), SHORTLISTED, LATE)
    gone = domain.withdraw(short, a_round(), "m-1", "No time.", LATE)
    assert (gone.stage, gone.reason, gone.was_submitted) == (WITHDRAWN, "No time.", True)
    with refused("proposal_voted_on"):
        domain.withdraw(short, a_round(), "m-1", "", VOTING)
    with refused("proposal_voted_on"):
        domain.withdraw(submitted(), a_round(), "m-1", "", VOTING)
    with refused("not_the_lead"):
        domain.withdraw(short, a_round(), "m-2", "", LATE)
    with refused("proposal_stage_wrong"):
        domain.withdraw(gone, a_round(), "m-1", "", LATE)
    unsent = domain.withdraw(draft(), a_round(), "m-1", "", VOTING)
    assert unsent.stage == WITHDRAWN


@pytest.mark.parametrize(
    ("first", "then", "code"),
    [
        (None, SHORTLISTED, None),
        (None, AWARDED, None),
        (SHORTLISTED, NOT_AWARDED, None),
        (NOT_SHORTLISTED, SHORTLISTED, None),
        (NOT_SHORTLISTED, AWARDED, "proposal_stage_wrong"),
        (AWARDED, SHORTLISTED, "proposal_stage_wrong"),
    ],
)
def test_what_was_submitted_goes_its_way_in_order(first, then, code):
    before = domain.move(submitted(), first, LATE) if first else submitted()
    if code is None:
        moved = domain.move(before, then, LATE)
        assert moved.stage == then
        assert domain.move(moved, then, LATE) is moved
        return
    with refused(code):
        domain.move(before, then, LATE)


def test_a_draft_is_not_shortlisted():
    with refused("proposal_stage_wrong"):
        domain.move(draft(), SHORTLISTED, LATE)


def test_the_team_is_the_lead_and_who_agreed():
    people = team.ask((), "m-1", "m-2", 3, OPEN)
    asked = domain.with_co_applicants(draft(), people, OPEN)
    assert asked.team == ("m-1",)
    assert with_bo(draft()).team == ("m-1", "m-2")


def test_co_applicants_agree_or_decline_and_are_asked_no_second_time_against_their_will():
    people = team.ask((), "m-1", "m-2", 2, OPEN)
    with refused("co_applicant_twice"):
        team.ask(people, "m-1", "m-2", 2, OPEN)
    with refused("co_applicant_is_lead"):
        team.ask(people, "m-1", "m-1", 2, OPEN)
    declined = team.answer(people, "m-2", agrees=False, shown_name="Bo", now=OPEN)
    assert declined[0].shown_name == ""
    with refused("co_applicant_declined"):
        team.ask(declined, "m-1", "m-2", 2, OPEN)
    with refused("co_applicant_not_asked"):
        team.answer(declined, "m-2", agrees=True, shown_name="", now=OPEN)


def test_there_are_so_many_co_applicants_and_no_more_and_who_goes_makes_room():
    people = team.ask(team.ask((), "m-1", "m-2", 2, OPEN), "m-1", "m-3", 2, OPEN)
    with refused("co_applicants_too_many"):
        team.ask(people, "m-1", "m-4", 2, OPEN)
    gone = team.leave(people, "m-3", OPEN)
    assert [each.member_id for each in team.ask(gone, "m-1", "m-4", 2, OPEN)] == ["m-2", "m-3", "m-4"]
    with refused("co_applicant_not_asked"):
        team.leave(gone, "m-3", OPEN)


def test_who_inherits_leads_under_their_own_name_and_region():
    before = with_bo(submitted())
    after = inheriting.hand_to(before, before.co_applicants[0], "WOE", LATE)
    assert (after.lead, after.shown_name, after.region, after.team) == ("m-2", "Bo", "WOE", ("m-2",))


def test_the_number_of_ideas_has_a_bound():
    domain.refuse_too_many_ideas(1, 2)
    with refused("ideas_too_many"):
        domain.refuse_too_many_ideas(2, 2)
