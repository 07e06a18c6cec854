"""Consultations on the pages (rows 86 and 27)."""

import re

import pytest

QUESTION = "The event was cancelled for snow, so we ask here: what is missing?"


@pytest.fixture
def convenor(community):
    return community.sign_in(community.admit("Con", "SW", roles=("convenor:SW",)))


@pytest.fixture
def asked(browser, convenor):
    """The path of a question that SW asks its members; it stays open until it is decided."""
    page = browser.send(
        browser.get("/consultations/new"),
        "/consultations/new",
        {
            "asked_by": "SW",
            "title": "The text of the concordat",
            "question": QUESTION,
            "scope": "regions",
            "regions": ["SW"],
            "options": "Sign it | in Devon first\nWait",
            "first_days": "0",
        },
    )
    assert "Your question is set." in page.text
    return browser.get("/consultations").links()["The text of the concordat"]


def comment(browser, path, text, **more):
    page = browser.get(path)
    return browser.send(page, f"{path}/comments", {"text": text, **more})


def test_members_comment_and_the_outcome_says_how_it_was_used(browser, community, asked):
    community.sign_in(community.admit("Ada", "SW"))
    said = comment(browser, asked, "Carers are missing.", options=["1"])
    assert "A member of South West of England" in said.text
    assert "Prefers: Sign it" in said.text
    (prefer,) = (
        cell.text for cell in said.all("td", class_="nhsuk-table__cell--numeric") if "1" in cell.text
    )
    assert "1" in prefer
    community.sign_in(community.admit("Ben", "SW"))
    named = comment(browser, asked, "I am against it.", shown_name="Ben Example")
    assert "2. Ben Example" in named.text
    community.sign_in(community.members["Con"])
    path = f"{asked}/decide"
    unused = browser.send(browser.get(path), path, {"decision": "We sign it."}, 422)
    assert "Say how the input was used" in unused.text
    incomplete = browser.send(unused, path, {"text-1": "Carers are named."}, 422)
    assert incomplete.error_of("kind-1")
    assert incomplete.error_of("reason-1")
    wrong = browser.send(incomplete, path, {"comments-1": "1, 9"}, 422)
    assert wrong.error_of("comments-1") == "Enter numbers of comments, like 1, 4, 7"
    done = browser.send(
        wrong,
        path,
        {
            "kind-1": "change",
            "reason-1": "Most of you asked for it.",
            "comments-1": "1",
            "kind-2": "not_taken",
            "text-2": "We do not wait.",
            "reason-2": "The STPs meet in October.",
            "comments-2": "2",
            "chosen": ["1"],
        },
    )
    assert "What was changed" in done.text
    assert "The STPs meet in October." in done.text
    assert done.links()["2"] == "#comment-2"
    community.calling()
    seen = browser.get(asked)
    assert "Carers are named." in seen.text
    assert "Ben Example" not in seen.html
    assert "I am against it." not in seen.html
    assert "Chosen" in seen.text


def test_more_points_keep_what_was_typed(browser, community, asked):
    path = f"{asked}/decide"
    page = browser.get(path)
    answers = {**page.answers(path), "decision": "We sign it.", "text-1": "Carers.", "action": "more"}
    longer = browser.client.post(path, data=answers)
    assert longer.status_code == 200
    text = longer.get_data(as_text=True)
    assert "Point 8" in text
    assert "Carers." in text
    assert "We sign it." in text


def test_others_wait_while_those_affected_are_asked(browser, community, convenor):
    words = {"asked_by": "SW", "title": "T", "question": "Q?", "scope": "regions", "regions": ["SW"]}
    browser.send(browser.get("/consultations/new"), "/consultations/new", words)
    asked = browser.get("/consultations").links()["T"]
    assert "Decide" not in browser.get(asked).text
    community.sign_in(community.admit("Away", "NENC"))
    page = browser.get(asked)
    assert "You can comment from" in page.text
    assert not page.all("form", action=f"{asked}/comments")


def test_a_comment_is_changed_and_taken_back_on_the_page(browser, community, asked):
    community.sign_in(community.admit("Ada", "SW"))
    page = comment(browser, asked, "Carers are missing.")
    change = next(href for text, href in page.links().items() if text.startswith("Change it"))
    form = browser.get(change)
    assert form.answers(change)["text"] == "Carers are missing."
    assert browser.send(form, change, {"text": ""}, 422).error_of("text") == "Write your comment"
    changed = browser.send(form, change, {"text": "Unpaid carers are missing."})
    assert "How it read before" in changed.text
    gone = browser.send(changed, f"{change}/take-back", {})
    assert "Taken back by its author" in gone.text
    assert "Carers are missing." not in gone.html
    community.sign_in(community.admit("Ben", "SW"))
    assert browser.get(change, 404)


def test_a_question_that_cannot_be_is_refused_at_its_field(browser, convenor):
    path = "/consultations/new"
    wrong = browser.send(browser.get(path), path, {}, 422)
    for field in ("asked_by", "title", "question", "scope"):
        assert wrong.error_of(field)
    words = {"asked_by": "SW", "title": "T", "question": "Q?", "scope": "regions"}
    assert browser.send(wrong, path, words, 422).error_of("regions")
    date = {"closes_on-day": "31", "closes_on-month": "2", "closes_on-year": "2030"}
    assert browser.send(wrong, path, {**words, "regions": ["SW"], **date}, 422).error_of("closes_on-date")
    past = {"closes_on-day": "1", "closes_on-month": "2", "closes_on-year": "2001"}
    assert browser.send(wrong, path, {**words, "regions": ["SW"], **past}, 422).error_of("closes_on-date")
    days = {"first_days": "a week"}
    assert browser.send(wrong, path, {**words, "regions": ["SW"], **days}, 422).error_of("first_days")


def test_a_member_without_a_group_is_told_the_way(browser, community):
    community.sign_in(community.admit("Ada", "SW"))
    page = browser.get("/consultations/new")
    assert "propose a matter" in page.text
    assert not page.all("form", action="/consultations/new")


def test_it_is_kept_open_for_longer_and_withdrawn_with_reasons(browser, convenor):
    page = browser.send(
        browser.get("/consultations/new"),
        "/consultations/new",
        {
            "asked_by": "SW", "title": "Where do we meet?", "question": "Truro or Exeter?",
            "scope": "regions", "regions": ["SW"],
            "closes_on-day": "31", "closes_on-month": "1", "closes_on-year": "2999",
        },
    )  # fmt: skip
    path = re.search(r"/consultations/[\w-]+", page.links()["Keep it open for longer"]).group()
    assert "Decide" not in page.text
    assert browser.send(browser.get(f"{path}/extend"), f"{path}/extend", {}, 422).error_of("reason")
    later = {"closes_on-day": "1", "closes_on-month": "3", "closes_on-year": "2999", "reason": "Snow."}
    longer = browser.send(browser.get(f"{path}/extend"), f"{path}/extend", later)
    assert "1 March 2999 at 12:00pm" in longer.text
    assert browser.send(browser.get(f"{path}/withdraw"), f"{path}/withdraw", {}, 422).error_of("reason")
    gone = browser.send(browser.get(f"{path}/withdraw"), f"{path}/withdraw", {"reason": "Overtaken."})
    assert "Withdrawn" in gone.text
    assert "Overtaken." in gone.text
    assert "Where do we meet?" in browser.get("/consultations?ended=yes").text
    assert "Where do we meet?" not in browser.get("/consultations?ended=no&place=SW").text


def test_nobody_decides_for_another_group(browser, community, asked):
    answers = {**browser.get(f"{asked}/decide").answers(f"{asked}/decide"), "decision": "No."}
    community.sign_in(community.admit("Other", "WOE", roles=("convenor:WOE",)))
    for act in ("decide", "extend", "withdraw"):
        assert browser.get(f"{asked}/{act}", 403)
    browser.post(f"{asked}/decide", answers, 403)


def test_the_questions_of_an_own_group_stay_its_own_from_page_to_page(browser, bus, community, asked):
    ada = community.sign_in(community.admit("Ada", "SW"))
    start = {"name": "Frailty", "purpose": "To learn.", "regions": ["SW"], "compact_accepted": True}
    contact = {"shown_name": "Ada", "reach": "My page."}
    group = bus.call("stewardship_self_organised", "start_group", {**start, **contact}, caller=ada)
    path = f"/consultations?place={group['id']}"
    assert "No consultation fits." in browser.get(path).text
    for number in range(26):
        question = {"title": f"Question {number}", "question": "Why?", "asked_by": group["id"]}
        bus.call("stewardship_consultations", "ask_question", {**question, "scope": "group"}, caller=ada)
    page = browser.get(path)
    assert "Consultations of this group" in page.text
    onward = next(href for href in page.links().values() if "cursor=" in href)
    assert group["id"] in onward
    assert "The text of the concordat" not in browser.get(onward).text
