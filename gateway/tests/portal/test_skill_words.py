"""The public vocabulary, words that members propose, and the desk that decides them (row 63)."""

import pytest

from chassis.identity import VISITOR, Caller

NATIONAL = Caller("the-national-team", frozenset({"member", "national_team"}), "WOE")
NEW, DESK = "/skills/words/new", "/skills/words"
FUNNEL = {"word": "Funnel plots", "kind": "new", "group": "measurement", "meaning": "Comparing units fairly."}


@pytest.fixture
def ann(bus, community):
    ann = community.admit("Ann Example")
    bus.relay()
    return community.sign_in(ann)


def waiting(browser, calling):
    """The path of the page on which the one word that waits is decided."""
    calling(NATIONAL)
    return browser.get(DESK).links()["Funnel plots"]


def test_everybody_reads_the_words_and_finds_a_skill_by_any_of_them(browser, calling):
    calling(VISITOR)
    page = browser.get("/skills")
    assert "Statistical process control" in page.text
    assert page.links()["Find somebody for Run charts"] == "/find-help?text=Run%20charts"
    assert "Add to my skills: Run charts" not in page.links()
    found = browser.get("/skills?q=control+charts+and+juggling")
    assert "Telling a real change from ordinary variation" in found.text
    assert "We know no skill called “juggling”" in found.text


def test_a_member_proposes_a_word_and_the_national_team_takes_it_up(browser, calling, ann):
    form = browser.get(f"{NEW}?word=Funnel+plots")
    assert form.answers(NEW)["word"] == "Funnel plots"
    mine = browser.send(form, NEW, FUNNEL)
    assert "A new skill in Measurement: Comparing units fairly." in mine.text
    path = waiting(browser, calling)
    lacking = browser.send(browser.get(path), path, {"decision": "turn_down"}, 422)
    assert lacking.error_of("reason").startswith("Say why")
    desk = browser.send(browser.get(path), path, {"decision": "take_up"})
    assert ("It is decided." in desk.text, "No word waits." in desk.text) == (True, True)
    assert "Taken up" in browser.get(path).text
    calling(ann)
    assert "Taken up" in browser.get("/skills/words/mine").text
    assert "Funnel plots" in browser.get("/skills").text


def test_a_word_is_turned_down_with_a_reason_that_its_proposer_reads(browser, calling, ann):
    browser.send(browser.get(NEW), NEW, {"word": "Funnel plots", "kind": "synonym", "skill": "spc"})
    path = waiting(browser, calling)
    assert "Another word for Statistical process control" in browser.get(path).text
    browser.send(browser.get(path), path, {"decision": "turn_down", "reason": "It is something else."})
    calling(ann)
    page = browser.get("/skills/words/mine")
    assert "Not taken up" in page.text
    assert "It is something else." in page.text


@pytest.mark.parametrize(
    ("typed", "field", "said"),
    [
        ({}, "word", "Enter the word"),
        ({"word": "Funnels"}, "kind", "Choose what it is"),
        ({"word": "Funnels", "kind": "synonym"}, "skill", "Choose the skill that it is another word for"),
        ({"word": "Funnels", "kind": "new"}, "group", "Choose a group"),
        (FUNNEL | {"word": "SPC"}, "word", "“SPC” means “Statistical process control” already."),
    ],
)
def test_what_lacks_is_said_beside_its_field(browser, ann, typed, field, said):
    assert browser.send(browser.get(NEW), NEW, typed, 422).error_of(field) == said


def test_the_desk_is_for_the_national_team(browser, ann):
    assert browser.get(DESK, 403)


def test_a_question_that_is_too_long_is_said_beside_its_field_and_the_words_stay(browser, calling):
    calling(VISITOR)
    page = browser.get(f"/skills?q={'x' * 201}", 422)
    assert page.error_of("q").startswith("This is too long")
    assert "Statistical process control" in page.text
