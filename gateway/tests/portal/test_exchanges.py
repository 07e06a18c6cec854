"""Exchanges of time on the pages: each with its one next step, until both accounts have it (row 59)."""

from datetime import UTC, datetime, timedelta

import pytest

from chassis.call import Call
from chassis.identity import Caller

from ..time_of import known  # noqa: TID252 - tests are no installed package

TODAY = datetime.now(UTC).date()


def day(value):
    return {"on-day": str(value.day), "on-month": str(value.month), "on-year": str(value.year)}


@pytest.fixture
def two(bus, community):
    """Ann of SW and Ben of WOE, whose names everybody may see, and Kim, who keeps WOE."""
    people = {"Ann": community.admit("Ann", "SW"), "Ben": community.admit("Ben", "WOE")}
    for each in people.values():
        community.show_publicly(each, "name")
    people["Kim"] = community.admit("Kim", "WOE", roles=("coordinator:WOE",))
    known(bus, *people.values())
    community.sign_in(people["Ann"])
    return people


@pytest.fixture
def proposed(browser, two):
    """Ann proposes to give Ben three hours today; the path of their exchange."""

    def propose(**more):
        answers = {"side": "giver", "what": "Coaching in SPC", "hours": "3", **day(TODAY), **more}
        form = browser.get(f"/exchanges/new?member={two['Ben'].subject}")
        page = browser.send(form, "/exchanges/new", answers)
        assert page.h1 == answers["what"]
        return page.response.request.path

    return propose


@pytest.fixture
def step(browser, community, two):
    """``step("Ben", path, "agree")``: the form of the step on the exchange's own page is sent."""

    def take(who, path, key, answers=None, status=303):
        community.sign_in(two[who])
        page = browser.get(path)
        if f"{path}/{key}" in page.links().values():
            page = browser.get(f"{path}/{key}")
        return browser.send(page, f"{path}/{key}", answers or {}, status)

    return take


def test_from_the_proposal_to_both_accounts_each_page_has_the_one_next_step(
    browser, community, two, proposed, step
):
    path = proposed()
    assert "Nothing for you to do now" in browser.get(path).text
    agreed = step("Ben", path, "agree")
    assert "You have both agreed." in agreed.text
    done = step("Ann", path, "say_done")
    assert "Thank you. The other side is asked to confirm." in done.text
    assert "You said that it is done and took 3 hours" in done.text
    settled = step("Ben", path, "confirm")
    assert "It is settled." in settled.text
    assert "Ann helped you, 3 hours" in settled.text
    listed = browser.get("/my-exchanges")
    assert "Nothing waits for you." in listed.text
    assert listed.links()["Coaching in SPC"] == path


def test_the_list_begins_with_what_waits_for_the_reader_and_ends_with_what_is_over(
    browser, community, two, proposed, step
):
    step("Ben", proposed(what="Declined one"), "cancel", {"reason": "Not this month."})
    community.sign_in(two["Ann"])
    step("Ben", proposed(what="For another day", **day(TODAY + timedelta(days=40))), "agree")
    community.sign_in(two["Ann"])
    proposed(what="Waits for Ben")
    community.sign_in(two["Ben"])
    page = browser.get("/my-exchanges")
    assert [each.text for each in page.all("h2") if each.text in HEADS] == [HEADS[0], HEADS[1], HEADS[3]]
    texts = [page.text.index(each) for each in ("Waits for Ben", "For another day", "Declined one")]
    assert texts == sorted(texts)
    community.sign_in(two["Ann"])
    waiting = browser.get("/my-exchanges").text
    assert waiting.index("Waiting for somebody else") < waiting.index("Waits for Ben")


HEADS = ["Waiting for you", "Agreed for a later day", "Waiting for somebody else", "Over"]


def test_a_wrong_proposal_says_beside_each_field_what_is_wrong(browser, two):
    place = f"/exchanges/new?member={two['Ben'].subject}"
    page = browser.get(place)
    assert page.h1 == "Propose an exchange with Ben"
    wrong = browser.send(page, "/exchanges/new", {"hours": "a while", "on-day": "31"}, 422)
    assert wrong.error_of("what") == "Say what it is about"
    assert wrong.error_of("hours") == "Enter hours, like 3, 1.5 or 45 minutes"
    assert wrong.error_of("on-date") == "The day must be a real date, like 21 11 2026"
    nothing = {"what": "Help", "hours": "0", **day(TODAY)}
    zero = browser.send(browser.get(place), "/exchanges/new", nothing, 422)
    assert zero.error_of("hours") == "Enter 1 to 6,000 minutes."
    old = {"what": "Help", "hours": "1", **day(TODAY - timedelta(days=400))}
    late = browser.send(browser.get(place), "/exchanges/new", old, 422)
    assert late.error_of("on-date") == "Choose a day within the last year."


def test_nobody_proposes_to_themselves_or_to_nobody(browser, two):
    assert "Choose somebody else" in browser.get(f"/exchanges/new?member={two['Ann'].subject}", 422).text
    assert browser.get("/exchanges/new?member=nobody", 404).h1 == "Page not found"


def test_the_skill_that_was_found_is_what_it_is_about(browser, two):
    page = browser.get(f"/exchanges/new?member={two['Ben'].subject}&skill=spc")
    assert (
        "SPC" in page.answers("/exchanges/new")["what"] or "control" in page.answers("/exchanges/new")["what"]
    )
    assert (
        browser.get(f"/exchanges/new?member={two['Ben'].subject}&skill=x").answers("/exchanges/new")["what"]
        == ""
    )


@pytest.mark.parametrize(
    ("kind", "heading", "sentence"),
    [
        ("offer", "Take up an offer of Benny", "Ben helps you, 1 hour 30 minutes"),
        ("request", "Help Benny", "You help Ben, 1 hour 30 minutes"),
    ],
)
def test_an_offer_is_taken_up_and_a_request_is_met(bus, browser, community, two, kind, heading, sentence):
    said = {"kind": kind, "title": "A poster", "minutes": 90, "online": True, "shown_name": "Benny"}
    offers = bus.service("skills_register_offers")
    offer = offers.publish_offer(Call(caller=two["Ben"]), {**said, "skills": []})["id"]
    page = browser.get(f"/exchanges/new?offer={offer}")
    assert (page.h1, page.answers("/exchanges/new")["hours"]) == (heading, "1.5")
    made = browser.send(page, "/exchanges/new", day(TODAY))
    assert (made.h1, made.links()["What was published"]) == ("A poster", f"/offers/{offer}")
    assert sentence in made.text
    community.sign_in(two["Ben"])
    assert "Choose somebody else" in browser.get(f"/exchanges/new?offer={offer}", 422).text


def test_other_terms_are_suggested_and_help_of_weeks_ago_is_written_down(community, two, proposed, step):
    path = proposed(is_done="yes", **day(TODAY - timedelta(days=60)))
    changed = step("Ben", path, "change", {"hours": "2.5"})
    assert "You suggested other terms: 2 hours 30 minutes" in changed.text
    assert "It is settled." in step("Ann", path, "agree").text


def test_two_who_differ_give_reasons_and_a_keeper_decides(browser, community, two, proposed, step):
    path = proposed()
    step("Ben", path, "agree")
    step("Ann", path, "say_done")
    wrong = step("Ben", path, "dispute", {"was": "longer_or_shorter"}, 422)
    assert wrong.error_of("reason") == "Say what happened"
    assert wrong.error_of("hours") == "Enter hours, like 3, 1.5 or 45 minutes"
    told = {"was": "longer_or_shorter", "hours": "2", "reason": "We stopped early."}
    step("Ben", path, "dispute", told)
    answered = step("Ann", path, "answer_dispute", {"accepts": "no", "reason": "I prepared."})
    assert "Ben said that it took 2 hours" in answered.text
    community.sign_in(two["Kim"])
    assert browser.get("/exchanges-to-decide").links()["Coaching in SPC"] == path
    assert "Both sides can read it now." in step("Kim", path, "note", {"words": "Please ring me."}).text
    undecided = step("Kim", path, "decide", {"reason": "Half of it counts."}, 422)
    assert undecided.error_of("settles") == "Choose one answer"
    decision = {"settles": "yes", "hours": "2.5", "reason": "Half counts."}
    assert "Somebody who looks after the region decided: 2 hours 30 minutes" in (
        step("Kim", path, "decide", decision).text
    )
    assert "Nothing waits for a decision here." in browser.get("/exchanges-to-decide").text


def test_who_disputed_can_accept_after_all_and_who_erred_corrects(proposed, step):
    path = proposed()
    step("Ben", path, "agree")
    step("Ann", path, "say_done", {"hours": "30 minutes"})
    corrected = step("Ann", path, "say_done", {"hours": "3"})
    assert "You corrected how long it took: 3 hours" in corrected.text
    step("Ben", path, "dispute", {"was": "not_done", "reason": "I forgot."})
    assert "It is settled." in step("Ben", path, "answer_dispute").text


def test_past_the_floor_it_is_confirmed_and_settling_says_the_rule(browser, community, two, proposed, step):
    path = proposed(**{"hours": "5:01"})
    assert "up to 5 hours more than it gave" in browser.get(path).text
    step("Ben", path, "agree")
    step("Ann", path, "say_done")
    waiting = step("Ben", path, "confirm")
    assert "It is confirmed." in waiting.text
    refused = step("Ben", path, "settle", status=422)
    assert "Here an account may have received up to 5 hours more than it gave" in refused.text
    community.sign_in(two["Kim"])
    links = browser.get(path).links()
    assert links["Give room out of the community pot"] == f"/accounts/member:{two['Ben'].subject}/grant"
    assert links["Write to both sides"] == f"{path}/note"


def test_what_somebody_else_may_do_is_not_there_for_others(browser, community, two, proposed):
    path = proposed()
    assert browser.get(f"{path}/nonsense", 404).h1 == "Page not found"
    for step in ("agree", "confirm", "decide"):
        assert browser.client.get(f"{path}/{step}").headers["Location"] == path
    community.sign_in(Caller("cem", frozenset({"member"}), "SW"))
    browser.get(path, 404)
    browser.get("/exchanges-to-decide", 403)
