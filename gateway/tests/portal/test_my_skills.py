"""A member's own skills on the pages: consent, adding by any word, still true, taking off (row 63)."""

import pytest

from chassis.call import Call
from commons.london import day_of
from gateway.portal.dates import show_date, today
from skills_register.skills.store import SkillStore

from ..register import keep  # noqa: TID252 - tests are no installed package

ADD, PAGE = "/skills/mine/add", "/skills/mine/page"
SPC = {"word": "control charts", "level": "coaching", "evidence": "Two wards."}


@pytest.fixture
def ann(bus, community):
    ann = community.admit("Ann Example")
    bus.relay()
    return community.sign_in(ann)


def add(browser, **more):
    return browser.send(browser.get(ADD), ADD, SPC | more)


def own(browser, page, name):
    """The path of the page that changes a skill."""
    return page.links()[f"Change or take off: {name}"]


def test_a_member_begins_with_nothing_and_adds_a_skill_by_any_of_its_words(browser, ann):
    begun = browser.get("/skills/mine")
    assert (begun.h1, "Say what you can do" in begun.text) == ("My skills", True)
    added = add(browser)
    assert "The skill is added." in added.text
    assert "Statistical process control Coaching others Two wards." in added.text
    assert "Nobody else sees your skills yet" in added.text
    again = browser.send(browser.get(ADD), ADD, SPC, 422)
    assert again.error_of("word") == "This is among your skills already."


def test_a_word_of_several_meanings_asks_which_one_and_an_unknown_one_offers_to_propose_it(browser, ann):
    asked = browser.send(browser.get(ADD), ADD, SPC | {"word": "chart"}, 422)
    assert asked.error_of("skill") == "Choose the one that you mean"
    done = browser.send(asked, ADD, {"skill": "run_charts"})
    assert "Run charts Coaching others" in done.text
    unknown = browser.send(browser.get(ADD), ADD, SPC | {"word": "juggling"}, 422)
    assert unknown.error_of("word").startswith("We know no skill of that name")
    assert unknown.links()["Propose “juggling” as a word for a skill"] == "/skills/words/new?word=juggling"
    long = browser.send(browser.get(ADD), ADD, SPC | {"word": "x" * 201}, 422)
    assert (long.error_of("word")[:16], long.answers(ADD)["evidence"]) == (
        "This is too long",
        SPC["evidence"],
    )
    empty = browser.send(browser.get(ADD), ADD, {}, 422)
    assert empty.error_of("level") == "Choose how well you know it"


def test_who_may_find_them_is_asked_and_nothing_finer_than_a_district_is_kept(browser, ann):
    form = browser.get(PAGE)
    assert form.answers(PAGE).get("visibility") is None, "consent is given, not taken"
    lacking = browser.send(form, PAGE, {"postcode": "EX4 6NB"}, 422)
    assert lacking.error_of("visibility") == "Choose who may find your skills"
    unknown = browser.send(browser.get(PAGE), PAGE, {"visibility": "members", "postcode": "ZZ9 9ZZ"}, 422)
    assert unknown.error_of("postcode") == "Enter a postcode like EX4 6NB, or EX4."
    wrong = browser.send(browser.get(PAGE), PAGE, {"visibility": "members", "hours": "many"}, 422)
    assert wrong.error_of("hours") == "Enter whole hours a month, 0 to 200"
    lonely = browser.send(browser.get(PAGE), PAGE, {"visibility": "members", "months": ["5"]}, 422)
    assert lonely.error_of("hours") == "Enter about how many hours a month"
    said = {
        "visibility": "members", "shown_name": "Ann of Bristol", "postcode": "ex4 6nb", "system": "BNSSG",
        "hours": "4", "months": ["5", "6"], "weekdays": ["1"],
    }  # fmt: skip
    page = browser.send(browser.get(PAGE), PAGE, said)
    assert f"Members of Q (your choice since {show_date(today())})" in page.text
    assert "EX4 (Exeter)" in page.text
    assert "Up to 4 hours a month, in May and June, on Tuesday" in page.text
    kept = browser.get(PAGE).answers(PAGE)
    assert (kept["postcode"], kept["system"], kept["hours"]) == ("EX4", "BNSSG", "4")


def test_one_button_confirms_what_grew_old(browser, bus, ann):
    keep(bus, ann.subject)
    old = {"skill": "spc", "level": "doing", "checked_on": "2018-01-10"}
    bus.call("skills_register_skills", "add_skill", old, caller=ann)
    prompt = browser.get("/skills/mine")
    assert "Is this still true?" in prompt.text
    assert "doing it, last confirmed on 10 January 2018" in prompt.text
    done = browser.send(prompt, "/skills/mine/confirmation", {})
    assert "They are confirmed as of today" in done.text
    assert ("still true?" in done.text, f"Confirmed on {show_date(today())}" in done.text) == (False, True)


def test_a_skill_is_changed_and_taken_off(browser, ann):
    path = own(browser, add(browser), "Statistical process control")
    form = browser.get(path)
    assert form.answers(path)["evidence"] == "Two wards."
    wrong = browser.send(form, path, {"link": "https://example.org"}, 422)
    assert wrong.error_of("link") == "Enter a page of this site: it begins with /."
    changed = browser.send(browser.get(path), path, {"level": "doing", "evidence": "Three wards."})
    assert "Doing it Three wards." in changed.text
    gone = browser.send(browser.get(path), f"{path}/removal", {})
    assert ("The skill is taken off." in gone.text, "Three wards" in gone.text) == (True, False)
    assert browser.get(path, 404)


def test_nobody_changes_the_skill_of_somebody_else(browser, bus, ann, calling):
    path = own(browser, add(browser), "Statistical process control")
    calling(keep(bus, "ben"))
    assert browser.get(path, 404)
    token = browser.get(ADD).answers(ADD)["csrf_token"]
    browser.post(f"{path}/removal", {"csrf_token": token}, 404)
    work = bus.databases["skills_register"]
    [entry] = work.in_transaction(Call(), lambda: SkillStore(work).entries_of(ann.subject))
    assert day_of(entry.confirmed_at) == today()
