"""Surveys on the pages: built, opened, answered, shown with every base (row 74)."""

from datetime import UTC, date, datetime, timedelta

import pytest

from commons.people.domain import Person
from commons.people.store import People
from gateway.portal.presenting.surveys import results_of, waves_of

LATER = datetime.now(UTC) + timedelta(days=12)
CLOSES = {
    "closes_on-day": str(LATER.day), "closes_on-month": str(LATER.month), "closes_on-year": str(LATER.year),
}  # fmt: skip
ABOUT = {"title": "Learning from incidents", "purpose": "To plan the event.", "audience": "region_members"}


@pytest.fixture
def keeper(bus, community):
    """SW with a coordinator (Cora) and six more members."""
    cora = community.admit("Cora", "SW", roles=("coordinator:SW",))
    for number in range(6):
        community.admit(f"Member {number}", "SW")
    bus.relay()
    return community.sign_in(cora)


@pytest.fixture
def built(browser, keeper):
    """The path of a draft with a question of each kind that needs answers, and a text."""
    page = browser.send(browser.get("/surveys/new"), "/surveys/new", ABOUT)
    path = page.links()["Learning from incidents"]
    questions = [
        {"text": "Do you learn from incidents?", "kind": "yes_no"},
        {"text": "With whom?", "kind": "several", "choices": "Team\nPatients\n"},
        {"text": "How safe is it?", "kind": "scale", "choices": "Not at all\nVery"},
        {"text": "What helps?", "kind": "text"},
    ]
    for each in questions:
        page = browser.send(browser.get(f"{path}/build"), f"{path}/build", each)
        assert "The question is added." in page.text
    return path


@pytest.fixture
def opened(browser, built):
    done = browser.send(browser.get(f"{built}/open"), f"{built}/open", CLOSES)
    assert "The survey is open." in done.text
    return built


def close(bus, path):
    surveys = bus.databases["meetings"].database["surveys"]
    over = {"$set": {"closes_at": datetime(2018, 11, 26, 12, tzinfo=UTC)}}
    surveys.update_one({"_id": path.rpartition("/")[2]}, over)


def test_a_survey_is_built_question_by_question_moved_changed_and_removed(browser, built):
    build = f"{built}/build"
    wrong = browser.send(browser.get(build), build, {"text": "Which?", "kind": "one", "choices": "Only"}, 422)
    assert wrong.error_of("choices") == "Give 2 to 10 answers to choose from."
    assert browser.send(browser.get(build), build, {}, 422).error_of("kind") == "Choose how people answer"
    browser.send(browser.get(build), f"{built}/questions/2/up", {})
    changed = {"text": "Whom do you ask?", "kind": "several", "choices": "Team\nPatients"}
    browser.send(browser.get(f"{built}/questions/1"), f"{built}/questions/1", changed)
    browser.send(browser.get(build), f"{built}/questions/3/remove", {})
    page = browser.get(build)
    assert [each.text for each in page.all("h3")] == [
        "1. Whom do you ask?",
        "2. Do you learn from incidents?",
        "3. What helps?",
    ]
    assert browser.get(f"{built}/questions/9", 404)
    preview = browser.get(f"{built}/preview")
    assert "This is how people will see it." in preview.text
    assert "Send my answers" not in preview.text


def test_a_question_is_removed_by_the_number_that_the_reader_saw(browser, built):
    build = f"{built}/build"
    seen = browser.get(build)
    browser.send(browser.get(build), f"{built}/questions/1/remove", {})
    stale = browser.send(seen, f"{built}/questions/2/remove", {}, 422)
    assert "There is a problem" in stale.text
    assert "How safe is it?" in stale.text
    assert len(browser.get(build).all("h3")) == 3


def test_a_second_press_on_an_answer_is_thanked_as_the_first(browser, community, opened):
    community.sign_in(community.members["Member 0"])
    page = browser.get(f"{opened}/answer")
    for _ in range(2):
        assert "Thank you for your answers." in browser.send(page, f"{opened}/answer", {"q1": "yes"}).text


def test_a_percentage_without_its_statement_is_not_dropped(browser, community):
    community.sign_in(community.admit("Nora", "NENC", roles=("national_team",)))
    form = "/surveys/past/new"
    typed = {"region": "NENC", "title": "Incidents", "sent-year": "2018", "percent-2": "40", "base-3": "9"}
    wrong = browser.send(browser.get(form), form, typed, 422)
    assert wrong.error_of("statement-2") == wrong.error_of("statement-3") == "Enter what this percentage says"


def test_members_answer_once_and_are_told_beforehand_who_sees_it(browser, community, opened):
    ada = community.sign_in(community.members["Member 0"])
    assert "Answer it: Learning from incidents" in browser.get("/surveys").links()
    page = browser.get(f"{opened}/answer")
    assert "Nobody can tell what you answered" in page.text
    assert browser.send(page, f"{opened}/answer", {}, 422).text.count("Answer one question at least.") == 1
    done = browser.send(page, f"{opened}/answer", {"q1": "yes", "q2": ["Team"], "q3": "4", "q4": "Time."})
    assert "Thank you for your answers." in done.text
    assert "You have answered." in done.text
    assert browser.client.get(f"{opened}/answer").headers["Location"] == opened
    assert ada.subject not in browser.get(opened).html


def test_the_results_show_every_base_and_hide_what_is_too_few(browser, bus, community, opened):
    for number in range(6):
        community.sign_in(community.members[f"Member {number}"])
        answers = {
            "q1": "yes",
            "q2": ["Team"] if number else ["Patients"],
            "q3": "4",
            "q4": f"Words {number}",
        }
        browser.send(browser.get(f"{opened}/answer"), f"{opened}/answer", answers)
    assert browser.get(f"{opened}/results", 409)
    close(bus, opened)
    community.calling()
    page = browser.get(f"{opened}/results")
    assert "6 of 7 who were invited answered: 85.7%." in page.text
    assert "100% (6 of 6)" in page.text
    assert "Too few to show" in page.text
    assert "Mean: 4.0" in page.text
    assert "Words" not in page.text
    file = browser.client.get(f"{opened}/results.csv").get_data(as_text=True)
    assert "Do you learn from incidents?,yes,6,100.0,6,7,6" in file
    assert browser.client.get(f"{opened}/results.json").get_json()["waves"][0]["responses"] == 6
    community.sign_in(community.members["Cora"])
    texts = browser.get(f"{opened}/texts")
    assert "Words 3" in texts.text
    community.sign_in(community.members["Member 1"])
    assert browser.get(f"{opened}/texts", 403)


def test_a_closed_survey_is_asked_again_with_the_same_questions(browser, bus, opened):
    close(bus, opened)
    page = browser.send(browser.get(opened), f"{opened}/repeat", {})
    assert "This draft asks the same questions again." in page.text
    assert len(page.all("h3")) == 4


def test_a_draft_is_for_its_table_alone_and_can_be_thrown_away(browser, community, built):
    community.calling()
    assert browser.get(built, 404)
    assert "Learning from incidents" not in browser.get("/surveys").text
    community.sign_in(community.members["Member 0"])
    assert browser.get("/surveys/new", 403)
    community.sign_in(community.members["Cora"])
    assert "The draft is thrown away." in browser.send(browser.get(built), f"{built}/discard", {}).text


def test_a_survey_that_was_opened_is_built_no_more(browser, opened):
    assert browser.get(f"{opened}/build", 409)
    assert "Who sees it" in browser.get(opened).text


def test_a_past_survey_says_what_nobody_published_and_that_the_list_did_not_fit(browser, bus, community):
    community.sign_in(community.admit("Nora", "NENC", roles=("national_team",)))
    for number in range(166):
        people = People(bus.databases["meetings"])
        people.keep(Person(f"n-{number}", 1, "NENC", "active", date(2018, 1, 15)))
    form = "/surveys/past/new"
    wrong = browser.send(browser.get(form), form, {"invited": "many", "statement-1": "Met"}, 422)
    assert wrong.error_of("region") == "Choose the group"
    assert wrong.error_of("percent-1") == "Enter the percentage that was published"
    answers = {
        "region": "NENC", "title": "Learning from incidents", "sent-month": "11", "sent-year": "2018",
        "channel": "the AHSN", "invited": "280", "themes": "Experience\nAppetite for tools",
        "statement-1": "Met colleagues otherwise not met", "percent-1": "100",
    }  # fmt: skip
    page = browser.send(wrong, form, answers)
    assert "280 were invited. How many answered was not published." in page.text
    assert "280 were invited, but the register knew 166 members then." in page.text
    assert "base not published" in page.text
    assert "Sent in November 2018." in page.text


def wave(number, base, *counts):
    cells = [
        {"answer": name, "count": count, "percent": None if count is None else 100 * count / base}
        for name, count in zip(("yes", "no"), counts, strict=True)
    ]
    question = {"id": "q1", "kind": "yes_no", "text": "Met?", "choices": [], "base": base, "mean": None}
    return {
        "wave": number, "title": "Met", "sent": None, "closed_at": "2018-11-26T12:00:00+00:00", "invited": 40,
        "known": 40, "responses": base, "rate": 50.0, "is_mismatched": False, "fewest": 5, "themes": [],
        "figures": [], "questions": [question | {"cells": cells}],
    }  # fmt: skip


def test_waves_stand_side_by_side_each_with_its_own_base():
    results = {"wave": 2, "waves": [wave(1, 20, 15, 5), wave(2, 8, None, None)]}
    (result,) = results_of(results)
    assert result.bases == ("20 answered", "8 answered")
    assert [(line.answer, line.shown) for line in result.lines] == [
        ("Yes", ("75% (15 of 20)", "Too few to show")),
        ("No", ("25% (5 of 20)", "Too few to show")),
    ]
    assert [each.when for each in waves_of(results)] == ["26 November 2018"] * 2


def test_a_question_that_only_one_wave_asked_stands_alone_and_breaks_no_page():
    first, second = wave(1, 20, 15, 5), wave(2, 8, 8, 0)
    second["questions"] = [{**second["questions"][0], "text": "Learnt?"}]
    third = {**wave(3, 8, 8, 0), "questions": []}
    found = results_of({"wave": 1, "waves": [first, second, third]})
    assert [(each.text, each.bases) for each in found] == [
        ("Met?", ("20 answered", "not asked", "not asked")),
        ("Learnt?", ("not asked", "8 answered", "not asked")),
    ]
    assert found[1].lines[0].shown == ("Not asked", "100% (8 of 8)", "Not asked")
