"""Ideas without an award, on the pages: listed by choice, helped, sponsored, carried on (row 58)."""

from dataclasses import replace

import pytest

from chassis.call import Call
from exchange.proposals.store import ProposalStore

from ..voted_round import LATER, ROUND, result_day, voted_round  # noqa: TID252 - tests are no installed package

IDEA = "/unfunded/project-0"
TITLE = "Fewer falls on wards at night"


@pytest.fixture
def after(bus, community):
    """Result day is over and nothing was awarded. Ann and Ben each led a project; Ann is signed in."""
    for name in ("Ann", "Ben", "Cat"):
        community.admit(name, "SW")
    community.admit("Kim", "SW", roles=("coordinator:SW",))
    national = community.admit("Nan", "WOE", roles=("national_team",))
    bus.relay()
    voted_round(bus, [community.members["Ann"], community.members["Ben"]])
    result_day(bus, national)
    community.sign_in(community.members["Ann"])
    return community


@pytest.fixture
def listed(browser, after):
    """Ann listed hers."""
    wish = {"wanted": "Somebody who knows control charts.", "shown_name": "Ann", "reach": "ward 5"}
    return browser.send(browser.get(f"{IDEA}/list"), f"{IDEA}/list", wish)


def act(page, path):
    """The address of a form of the page that ends so."""
    return next(
        each.attributes["action"] for each in page.all("form") if each.attributes["action"].endswith(path)
    )


def offered(browser, after, name):
    after.sign_in(after.members[name])
    offer = {"kind": "time", "words": f"Two days of {name}.", "shown_name": name, "reach": "x7"}
    return browser.send(browser.get(f"{IDEA}/help"), f"{IDEA}/help", offer)


def test_its_people_are_shown_what_there_is_and_decide_who_sees_it(browser, after):
    assert browser.get("/unfunded").links()[TITLE] == IDEA
    page = browser.get(IDEA)
    assert "Nobody else sees this page until then." in page.text
    assert page.links()["Q Exchange 2019"] == f"/rounds/{LATER}"
    assert page.links()["Fewer falls at night in care homes"] == "/proposals/project-1"
    assert page.links()["Find members who can help with this"].startswith("/find-help?text=Fewer+falls")
    assert "When you list it, the group is told and may sponsor it." in page.text
    kept = browser.send(page, f"{IDEA}/private", {})
    assert "Only you and those whose help you took see it." in kept.text
    after.sign_in(after.members["Cat"])
    browser.get(IDEA, 404)
    assert TITLE not in browser.get("/unfunded").text


def test_before_result_day_its_people_read_that_it_is_to_come(browser, after, bus):
    voted_round(bus, [after.members["Ann"]], "round-undecided", "early")
    page = browser.get("/unfunded/early-0")
    assert "On the day when the awards of Q Exchange 2018 are announced" in page.text
    after.sign_in(after.members["Ben"])
    browser.get("/unfunded/early-0", 404)
    browser.get("/unfunded/nothing", 404)


def test_members_see_it_once_it_is_listed_with_what_it_needs(browser, after):
    wrong = browser.send(browser.get(f"{IDEA}/list"), f"{IDEA}/list", {}, 422)
    assert wrong.error_of("wanted") == "Say which support you would like"
    page = browser.send(wrong, f"{IDEA}/list", {"wanted": "Somebody who knows control charts."})
    assert "Its words name Statistical process control" in page.text
    after.sign_in(after.members["Cat"])
    seen = browser.get(f"/unfunded?region=SW&round={ROUND}")
    assert seen.links()[TITLE] == IDEA
    assert "To support 2" in seen.text
    assert "No idea is listed like that." in browser.get("/unfunded?region=WOE").text
    assert "Offer help" in browser.get(IDEA).links()
    browser.get(f"{IDEA}/list", 404)
    browser.get(f"{IDEA}/outcome", 403)


def test_members_with_a_skill_that_its_words_name_are_shown(browser, after, bus):
    coach = {"visibility": "members", "shown_name": "Cat Coach", "postcode": "EX4 6NB"}
    bus.call("skills_register_skills", "save_profile", coach, caller=after.members["Cat"])
    skill = {"skill": "spc", "level": "coaching", "evidence": "Two wards."}
    bus.call("skills_register_skills", "add_skill", skill, caller=after.members["Cat"])
    page = browser.send(browser.get(f"{IDEA}/list"), f"{IDEA}/list", {"wanted": "Control charts."})
    assert page.links()["Cat Coach: Statistical process control"].startswith("/skills/")
    assert page.links()["Ask them: Cat Coach, Statistical process control"].startswith("/exchanges/new")


def test_help_is_offered_taken_and_ends(browser, after, listed):
    wrong_page = f"{IDEA}/help"
    after.sign_in(after.members["Cat"])
    wrong = browser.send(browser.get(wrong_page), wrong_page, {}, 422)
    assert wrong.error_of("kind") == "Choose what you offer"
    assert wrong.error_of("words") == "Say in your words what you offer"
    page = offered(browser, after, "Cat")
    assert "ward 5" not in page.text
    after.sign_in(after.members["Ann"])
    page = browser.get(IDEA)
    assert "Two days of Cat." in page.text
    taken = browser.send(page, act(page, "/answer"), {"answer": "take"})
    assert "How to reach them: x7" in taken.text
    after.sign_in(after.members["Cat"])
    page = browser.get(IDEA)
    assert "ward 5" in page.text
    assert "Offer help" not in page.links()
    ended = browser.send(page, act(page, "/ending"), {})
    assert "The help is noted as ended." in ended.text
    after.sign_in(after.members["Ben"])
    assert "Cat," not in browser.get(IDEA).text


def test_help_that_is_not_needed_is_declined_and_ones_own_idea_is_not_helped(browser, after, listed):
    own = browser.send(browser.get(f"{IDEA}/help"), f"{IDEA}/help", {"kind": "time", "words": "I."}, 422)
    assert "You have a part in this idea yourself." in own.text
    offered(browser, after, "Cat")
    after.sign_in(after.members["Ann"])
    page = browser.get(IDEA)
    assert (
        "They are told that you do not need it."
        in browser.send(page, act(page, "/answer"), {"answer": "decline"}).text
    )


def test_the_group_of_its_region_sponsors_it_and_notes_what_became_of_it(browser, after, listed):
    after.sign_in(after.members["Kim"])
    page = browser.send(browser.get(f"{IDEA}/sponsor"), f"{IDEA}/sponsor", {"words": "We give a room."})
    assert "We give a room." in page.text
    ended = browser.send(page, f"{IDEA}/sponsor/ending", {})
    assert "Your group no longer sponsors it." in ended.text
    outcome = f"{IDEA}/outcome"
    wrong = browser.send(browser.get(outcome), outcome, {}, 422)
    assert wrong.error_of("kind") == "Choose what became of it"
    noted = browser.send(wrong, outcome, {"kind": "joined", "words": "With Exeter."})
    assert "It joined another project" in noted.text
    assert "What fits it now" not in noted.text
    after.sign_in(after.members["Ben"])
    browser.get(f"{IDEA}/sponsor", 403)
    assert "Offer help" not in browser.get(IDEA).links()


def test_it_goes_on_in_a_later_round_with_its_history(browser, after, bus):
    carry = f"{IDEA}/carry-on"
    page = browser.get(carry)
    assert "You have no idea or proposal in another round yet." in page.text
    assert page.links()["Enter the idea in Q Exchange 2019"] == f"/rounds/{LATER}/ideas/new"
    work = bus.databases["exchange"]
    store = ProposalStore(work)
    following = replace(store.get("project-0"), id="project-9", version=1, round_id=LATER, stage="draft")
    work.in_transaction(Call(), lambda: store.save(following))
    wrong = browser.send(browser.get(carry), carry, {}, 422)
    assert wrong.error_of("next_id") == "Choose the proposal that carries it on"
    done = browser.send(wrong, carry, {"next_id": "project-9"})
    assert done.links()["See the proposal that carries it on"] == "/proposals/project-9"
    assert "It goes on in a later round" in done.text
    following = browser.get("/proposals/project-9")
    assert following.links()[TITLE] == "/proposals/project-0"
    browser.get(f"{IDEA}/outcome", 409)


def test_visitors_are_asked_to_sign_in(browser, after):
    after.calling()
    assert browser.client.get("/unfunded").status_code == 302
    assert browser.client.get(IDEA).status_code == 302
