"""Members volunteer, say whether they have a conflict, and assess on the pages (row 56)."""

import pytest

from contracts.refusals import CODES

from ..shortlisting import Shortlisting  # noqa: TID252 - tests are no installed package

ASSESSING, MINE = "/rounds/round-shortlisting/assessing", "/my-assessments"


@pytest.fixture
def world(bus, people):
    return Shortlisting(bus, people["coordinator"])


@pytest.fixture
def ann(world, calling):
    """A volunteer with all three proposals, who is signed in."""
    ann = world.volunteer(world.member("ann"))
    world.deal()
    calling(ann)
    return ann


def at(world, number=0):
    return f"/assessments/{world.proposals[number]}"


def test_everybody_reads_by_what_is_judged_and_visitors_are_asked_to_sign_in(browser, world):
    page = browser.get(ASSESSING)
    assert (
        "Benefit to patients Who is better off? 0 to 5 points. It counts 2 times in the total." in page.text
    )
    assert page.links()["Sign in to volunteer"] == f"/sign-in?next={ASSESSING}"
    assert world.round in ASSESSING


def test_a_member_volunteers_changes_the_offer_and_takes_it_back(browser, world, calling):
    calling(world.member("ann"))
    page = browser.get(ASSESSING)
    wrong = browser.send(page, ASSESSING, {"most": "many"}, 422)
    assert wrong.error_of("most") == "Enter a whole number, like 5"
    done = browser.send(page, ASSESSING, {"most": "4", "organisation": "A practice"})
    assert "Thank you. Those who look after the round give proposals out" in done.text
    assert done.answers(ASSESSING)["organisation"] == "A practice"
    browser.send(done, ASSESSING, {"organisation": ""})
    assert browser.get(ASSESSING).answers(ASSESSING)["organisation"] == ""
    gone = browser.send(done, f"{ASSESSING}/withdrawal", {})
    assert "Your offer is taken back" in gone.text


def test_who_brings_a_proposal_reads_why_they_cannot_volunteer(browser, world, calling):
    calling(world.member("lead-0"))
    refused = browser.send(browser.get(ASSESSING), ASSESSING, {"most": "4"}, 422)
    assert "Who brings a proposal to this round does not assess its rivals." in refused.text


def test_a_conflict_is_told_before_anything_is_given_out(browser, world, calling):
    calling(world.volunteer(world.member("ann")))
    path = f"{ASSESSING}/conflict"
    page = browser.get(path)
    assert browser.send(page, path, {}, 422).error_of("reason") == "Say why"
    told = {"proposal_id": world.proposals[1], "reason": "My sister leads it."}
    assert "Letters that patients can read: My sister leads it." in browser.send(page, path, told).text
    world.deal()
    assert "Letters that patients can read" not in browser.get(MINE).text


def test_a_conflict_that_was_told_by_mistake_is_undone_and_both_can_be_read(browser, world, ann):
    world.knock("panels.declare_conflict", ann, proposal_id=world.proposals[1], reason="Sarah leads it.")
    page = browser.get(ASSESSING)
    path = page.links()["Undo it for Letters that patients can read"]
    wrong = browser.send(browser.get(path), path, {}, 422)
    assert wrong.error_of("reason") == "Say why"
    done = browser.send(wrong, path, {"reason": "Another Sarah."})
    assert "Letters that patients can read: Sarah leads it. It was undone: Another Sarah." in done.text
    assert at(world, 1) in browser.get(MINE).links().values()
    browser.get(path, 404)


def test_a_conflict_stands_on_the_page_too_once_an_assessment_is_in(browser, world, ann):
    world.knock("panels.declare_conflict", ann, proposal_id=world.proposals[1], reason="Sarah leads it.")
    ben = world.volunteer(world.member("ben"))
    world.deal()
    path = browser.get(ASSESSING).links()["Undo it for Letters that patients can read"]
    world.assess(ben, world.proposals[1])
    refused = browser.send(browser.get(path), path, {"reason": "Another Sarah."}, 422)
    assert CODES["conflict_stands"].sentence in refused.text


def test_my_assessments_begin_with_what_is_to_be_done_next(browser, world, ann):
    assert browser.get(MINE).text.count("Say whether you have a conflict") == 3
    world.assess(ann, world.proposals[0])
    world.accept(ann, world.proposals[2])
    text = browser.get(MINE).text
    order = ("Letters that patients can read", "A huddle that ends on time", "Fewer falls on wards at night")
    assert [text.index(each) for each in order] == sorted(text.index(each) for each in order)
    assert "Q Exchange in the West" in text


def test_what_is_judged_is_read_after_the_question_of_conflicts(browser, world, ann):
    before = browser.get(at(world))
    assert before.h1 == "Before you read: Fewer falls on wards at night"
    assert "Lead 0" in before.text
    assert "A checklist every evening." not in before.text
    assert browser.send(before, f"{at(world)}/conflict", {}, 422).error_of("conflict")
    asked = browser.send(before, f"{at(world)}/conflict", {"conflict": "conflict"}, 422)
    assert asked.error_of("reason") == "Say what your conflict is"
    page = browser.send(before, f"{at(world)}/conflict", {"conflict": "none"})
    assert page.h1 == "Assess: Fewer falls on wards at night"
    for words in ("A checklist every evening.", "£20,000", "1 comment by 1 person, 0 answered."):
        assert words in page.text
    assert ann.subject == "ann"


@pytest.mark.usefixtures("ann")
def test_who_has_a_conflict_does_not_read_on(browser, world):
    answers = {"conflict": "conflict", "reason": "My sister leads it."}
    done = browser.send(browser.get(at(world)), f"{at(world)}/conflict", answers)
    assert "You do not assess this proposal" in done.text
    page = browser.get(at(world))
    assert "there is a conflict of interest. Declared: My sister leads it." in page.text
    assert "A checklist every evening." not in page.text


def test_a_conflict_that_comes_out_while_one_writes_is_told_with_its_reason(browser, world, ann):
    world.accept(ann, world.proposals[0])
    page = browser.get(at(world))
    noted = {"proposal_id": world.proposals[0], "member_id": "ann", "reason": "They share an office."}
    world.knock("panels.note_conflict", **noted)
    refused = browser.send(page, at(world), {"action": "submit"}, 422)
    assert "There is a conflict of interest. Declared: They share an office." in refused.text
    assert "A checklist every evening." not in refused.text


def test_a_draft_is_kept_as_incomplete_as_it_is_and_then_handed_in(browser, world, ann):
    world.accept(ann, world.proposals[0])
    page = browser.get(at(world))
    half = {"reason.benefit": "Nights are worst.", "scores.doable": "3"}
    kept = browser.send(page, at(world), {**half, "action": "save"})
    answers = kept.answers(at(world))
    assert (answers["reason.benefit"], answers["scores.doable"]) == ("Nights are worst.", "3")
    wrong = browser.send(kept, at(world), {"action": "submit"}, 422)
    assert wrong.error_of("scores.benefit") == "Give points, and say why."
    assert wrong.error_of("scores.doable") == "Say why."
    whole = {
        "scores.benefit": "5", "reason.doable": "Two wards wait.", "recommendation": "for",
        "for_team": "Ask Dr Smith.", "action": "submit",
    }  # fmt: skip
    named = browser.send(kept, at(world), whole, 422)
    assert named.error_of("for_team") == "Say the role, not the person: Dr Smith."
    assert named.answers(at(world))["reason.doable"] == "Two wards wait."
    done = browser.send(kept, at(world), {**whole, "for_team": "Ask a nurse."})
    assert "Your assessment is handed in." in done.text
    again = browser.get(at(world))
    assert "You handed it in on" in again.text
    browser.send(again, at(world), {"scores.benefit": "4", "action": "submit"})
    assert browser.get(at(world)).answers(at(world))["scores.benefit"] == "4"


def test_what_was_written_too_late_is_not_lost(browser, world, ann, people):
    world.accept(ann, world.proposals[0])
    page = browser.get(at(world))
    world.decide(people["convenor"], dict.fromkeys(world.proposals, "shortlisted"), exception="Enough.")
    world.publish()
    refused = browser.send(page, at(world), {"reason.benefit": "An hour of work.", "action": "save"}, 422)
    assert CODES["shortlist_published"].sentence in refused.text
    assert refused.answers(at(world))["reason.benefit"] == "An hour of work."


def test_two_tabs_do_not_overwrite_each_other(browser, world, ann):
    world.accept(ann, world.proposals[0])
    first, second = browser.get(at(world)), browser.get(at(world))
    browser.send(first, at(world), {"reason.benefit": "First.", "action": "save"})
    refused = browser.send(second, at(world), {"reason.benefit": "Second.", "action": "save"}, 422)
    assert refused.answers(at(world))["reason.benefit"] == "Second."
    assert browser.get(at(world)).answers(at(world))["reason.benefit"] == "First."


@pytest.mark.usefixtures("ann")
def test_what_somebody_cannot_do_goes_back_with_a_reason(browser, world):
    path = f"{at(world)}/return"
    assert browser.send(browser.get(path), path, {}, 422).error_of("reason") == "Say why"
    assert "It is given back" in browser.send(browser.get(path), path, {"reason": "Ill."}).text
    assert "You gave this proposal back. Ill." in browser.get(at(world)).text


def test_what_was_handed_in_is_read_once_the_shortlist_is_published(browser, world, ann, people):
    world.assess(ann, world.proposals[0])
    world.decide(people["convenor"], dict.fromkeys(world.proposals, "shortlisted"), exception="Enough.")
    world.publish()
    page = browser.get(at(world))
    assert "You handed your assessment in" in page.text
    assert "Nights are when most falls happen." in page.text
    assert "You did not hand" not in page.text
    assert "Taken back The shortlist was published." in browser.get(MINE).text


def test_nobody_volunteers_for_a_round_that_was_cancelled(browser, world, calling):
    found = world.bus.call("exchange_rounds", "get_round", {"id": world.round}, caller=world.keeper)
    told = {"id": world.round, "reason": "The money is gone.", "version": found["version"]}
    world.bus.call("exchange_rounds", "cancel_round", told, caller=world.keeper)
    calling(world.member("ann"))
    page = browser.get(ASSESSING)
    assert "This round was cancelled. The money is gone." in page.text
    assert "How many proposals would you read at most?" not in page.text
    assert "The money is gone." in browser.get("/rounds/round-shortlisting/shortlist").text
