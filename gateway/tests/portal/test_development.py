"""Development on the pages: listed, found, completed, and added to one's skills by consent (row 88)."""

from datetime import timedelta

import pytest

from chassis.identity import VISITOR
from gateway.portal.dates import show_date, today

NEW = "/development/new"
DAY = today()
BEGINS = {"begins-day": str(DAY.day), "begins-month": str(DAY.month), "begins-year": str(DAY.year)}
COURSE = {
    "title": "Charts that tell", "kind": "course", "provider": "West of England AHSN",
    "places": "Bristol\nOnline", "access": "Step-free.", "teaches": "SPC", **BEGINS,
}  # fmt: skip


@pytest.fixture
def people(bus, community):
    found = {
        "keeper": community.admit("Cora Keeper", roles=("coordinator:WOE",)),
        "member": community.admit("Ann Example"),
    }
    bus.relay()
    community.sign_in(found["keeper"])
    return found


@pytest.fixture
def path(browser, people):
    """The path of a course of WOE that begins today."""
    listed = browser.send(browser.get(NEW), NEW, COURSE)
    assert "It is on the list." in listed.text
    return listed.response.request.path


def test_a_keeper_lists_what_everybody_finds(browser, calling, path):
    calling(VISITOR)
    page = browser.get("/development?region=WOE&kind=course")
    assert f"Course, {show_date(DAY)}, Bristol, Online" in page.text
    assert "You learn: SPC" in page.text
    assert "Nothing is listed that fits" in browser.get("/development?region=SW").text
    one = browser.get(path)
    assert ("Every member" in one.text, "I completed it" in one.text) == (True, False)


def test_a_month_is_enough_and_what_is_wrong_is_said_beside_its_field(browser, people):
    later = DAY + timedelta(days=60)
    month = {"begins-day": "", "begins-month": str(later.month), "begins-year": str(later.year)}
    page = browser.send(browser.get(NEW), NEW, COURSE | month)
    assert f"{later:%B} {later.year}" in page.text
    lacking = browser.send(browser.get(NEW), NEW, {}, 422)
    wanted = {"title": "Enter what it is called", "begins-date": "Enter the day on which it begins"}
    assert {name: lacking.error_of(name) for name in wanted} == wanted
    unknown = browser.send(browser.get(NEW), NEW, COURSE | {"teaches": "SPC\nJuggling"}, 422)
    assert unknown.error_of("teaches") == "“Juggling” is in no list of skills."
    ended = {"ends-day": "1", "ends-month": "1", "ends-year": "2018"}
    assert (
        browser.send(browser.get(NEW), NEW, COURSE | ended, 422)
        .error_of("ends-date")
        .startswith("Choose an end")
    )


def test_a_keeper_changes_and_withdraws_it_and_others_do_not(browser, calling, people, path):
    form = browser.get(f"{path}/change")
    assert form.answers(f"{path}/change")["places"] == "Bristol\nOnline"
    changed = browser.send(form, f"{path}/change", {"title": "Better charts", "open_to": "Nurses"})
    assert (changed.h1, "Nurses" in changed.text) == ("Better charts", True)
    gone = browser.send(browser.get(f"{path}/withdrawal"), f"{path}/withdrawal", {})
    assert "It does not take place." in gone.text
    calling(people["member"])
    assert browser.get(f"{path}/change", 403)
    assert "Better charts" not in browser.get("/development").text


def test_what_is_completed_leads_to_adding_its_skill_by_consent(browser, calling, people, path):
    calling(people["member"])
    early = {"on-day": "1", "on-month": "1", "on-year": "2018"}
    no = browser.send(browser.get(path), f"{path}/completion", early, 422)
    assert no.error_of("on-date") == "Choose a day on which it had begun."
    mine = browser.send(browser.get(path), f"{path}/completion", {})
    assert f"Completed on {show_date(DAY)}" in mine.text
    form = browser.get(mine.links()["Add SPC to my skills"])
    typed = form.answers("/skills/mine/add")
    assert (typed["word"], typed["level"], typed["link"]) == ("Statistical process control", "learning", path)
    assert typed["evidence"].startswith("Completed: Charts that tell (West of England AHSN")
    assert "No skill" in browser.get(f"/members/{people['member'].subject}/skills").text
    browser.send(form, "/skills/mine/add", {})
    assert "Among your skills: SPC" in browser.get("/development/mine").text


def test_a_completion_is_taken_back(browser, calling, people, path):
    calling(people["member"])
    browser.send(browser.get(path), f"{path}/completion", {})
    done = browser.get(path)
    assert f"On {show_date(DAY)}. Nobody else sees this." in done.text
    gone = browser.send(done, f"{path}/completion/removal", {})
    assert ("It is forgotten." in gone.text, "Nothing yet." in gone.text) == (True, True)


def test_a_completion_of_what_was_withdrawn_is_taken_back_too(browser, calling, people, path):
    calling(people["member"])
    browser.send(browser.get(path), f"{path}/completion", {})
    calling(people["keeper"])
    browser.send(browser.get(f"{path}/withdrawal"), f"{path}/withdrawal", {})
    assert "In your care" not in browser.get(path).text
    calling(people["member"])
    gone = browser.send(browser.get(path), f"{path}/completion/removal", {})
    assert "It is forgotten." in gone.text
    assert "Did you complete it?" not in browser.get(path).text
