"""From a call to a seat on the pages: everybody reads, members ask, a panel declares and decides."""

from datetime import UTC, datetime, timedelta

import pytest

from chassis.call import Call, Job
from chassis.identity import VISITOR

WEEK = timedelta(days=7)


@pytest.fixture
def cast(community, bus):
    """A coordinator, three for the panel, two applicants, all known to stewardship."""
    made = {"coordinator": community.admit("Cora Coordinator", roles=("coordinator:WOE",))}
    for name in ("Pia Panel", "Paul Panel", "Petra Panel", "Ann Applicant", "Abe Applicant"):
        made[name.split()[0].lower()] = community.admit(name)
    bus.relay()
    return made


@pytest.fixture
def answers(cast):
    """What the form of a new call says."""
    day = datetime.now(UTC) + WEEK
    return {
        "kind": "convenor",
        "criteria": "Brings people together.",
        "closes_on-day": str(day.day),
        "closes_on-month": str(day.month),
        "closes_on-year": str(day.year),
        "others": "\n".join(
            [
                f"/members/{cast['pia'].subject}",
                f"https://q.example/members/{cast['paul'].subject}",
                cast["petra"].subject,
            ]
        ),
        "chair": "first-other",
    }


@pytest.fixture
def opened(browser, community, cast, answers):
    """The address of an open call."""
    community.sign_in(cast["coordinator"])
    page = browser.send(browser.get("/appointments/new/WOE"), "/appointments/new/WOE", answers)
    assert "The call is open." in page.text
    return page.response.request.path


@pytest.fixture
def close(bus):
    """The noon passes."""

    def by_noon(place):
        call_id = place.rpartition("/")[2]
        calls = bus.databases["stewardship"].database["appointment_calls"]
        calls.update_one({"_id": call_id}, {"$set": {"closes_at": datetime.now(UTC) - timedelta(minutes=1)}})
        job = Job("j", "close_call", call_id, datetime.now(UTC), {})
        bus.service("stewardship_appointments").close_call(Call(), job)

    return by_noon


@pytest.fixture
def ask(browser, community, cast):
    """``ask(place, "ann")``: they send the form, and it says so."""

    def send(place, name, **more):
        community.sign_in(cast[name])
        written = {"background": f"Background of {name}", "why": f"Words of {name}", **more}
        return browser.send(browser.get(f"{place}/interest"), f"{place}/interest", written)

    return send


@pytest.fixture
def declare(browser, community, cast):
    def send(place, name, **interests):
        community.sign_in(cast[name])
        says = {"says": "some" if interests else "none", **interests}
        return browser.send(browser.get(f"{place}/interests"), f"{place}/interests", says)

    return send


@pytest.fixture
def decide(browser, community, cast):
    """Pia proposes, Paul agrees."""

    def both(place, name, outcome):
        community.sign_in(cast["pia"])
        page = browser.get(f"{place}/panel")
        form = next(href for text, href in page.links().items() if "/decide/" in href and name in text)
        words = {"outcome": outcome, "reasons": "As the call asks.", "feedback": "Thank you for asking."}
        assert "It stands when one more" in browser.send(browser.get(form), form, words).text
        community.sign_in(cast["paul"])
        agree = form.replace("/decide/", "/agree/")
        return browser.send(browser.get(f"{place}/panel"), agree, {})

    return both


def test_a_visitor_reads_an_open_call_and_is_led_to_sign_in(browser, community, opened):
    community.sign_in(VISITOR)
    page = browser.get("/appointments?region=WOE")
    assert page.links()["Convenor of West of England"] == opened
    page = browser.get(opened)
    assert "Brings people together." in page.text
    assert "asked" not in page.text
    assert "fewer than five forms were measured" in page.text
    assert page.links()["Sign in to ask for this seat"] == f"/sign-in?next={opened}/interest"


def test_from_a_call_to_a_convenor_and_a_member(
    browser, community, cast, opened, close, ask, declare, decide
):
    assert "The panel will read what you wrote" in ask(opened, "ann", location="Avon").text
    ask(opened, "abe", patient="yes")
    close(opened)
    for name in ("pia", "paul"):
        declare(opened, name)
    assert "the decision stands" in decide(opened, "Ann", "appoint").text
    decide(opened, "Abe", "offer_member_seat")
    for name, seat in (("ann", "the convenor's seat"), ("abe", "a member's seat")):
        community.sign_in(cast[name])
        mine = browser.get("/appointments/mine")
        assert f"You are offered {seat} in West of England" in mine.text
        assert "Thank you for asking." in mine.text
        place = mine.links()["Answer the offer"]
        done = browser.send(browser.get(place), place, {"accepts": "yes"})
        assert "The seat is yours." in done.text
    page = browser.get(opened)
    assert "1 convenor and 1 member appointed, 1 of them as patient or service user." in page.text
    assert "Open for members to ask" in page.text
    roster = browser.get("/groups/WOE/seats").text
    assert "Background of ann" in roster
    assert "Background of abe" in roster
    assert "Ann Applicant" not in roster


def test_nothing_is_shown_before_the_declaration_and_nothing_of_whom_one_has_an_interest_in(
    browser, community, cast, opened, close, ask, declare
):
    ask(opened, "ann")
    ask(opened, "abe")
    community.sign_in(cast["pia"])
    assert "Ann Applicant" not in browser.get(f"{opened}/panel").text
    close(opened)
    page = browser.get(f"{opened}/panel")
    assert "Ann Applicant" in page.text
    assert "Words of" not in page.text
    form = browser.get(f"{opened}/interests")
    names = [each.attributes.get("name") or "" for each in form.all("input", type="text")]
    field = next(name for name in names if name.startswith("interest-"))
    page = declare(opened, "pia", **{field: "We share an office."})
    assert "Words of ann" not in page.text
    assert "Words of abe" in page.text
    assert "in Ann Applicant: We share an office." in page.text


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({}, "says"),
        ({"says": "none", "interest-in-all": "I pay for it."}, "says"),
        ({"says": "some"}, "interest-"),
    ],
)
def test_a_declaration_says_none_or_in_whom(browser, community, cast, opened, close, ask, sent, field):
    ask(opened, "ann")
    close(opened)
    community.sign_in(cast["pia"])
    page = browser.send(browser.get(f"{opened}/interests"), f"{opened}/interests", sent, 422)
    ids = [each.attributes.get("id") or "" for each in page.elements]
    wrong = [each.removesuffix("-error") for each in ids if each.endswith("-error")]
    assert len(wrong) == 1
    assert wrong[0].startswith(field)


def test_the_rules_of_the_group_are_shown_before_it_is_decided(
    browser, community, cast, opened, close, ask, declare
):
    ask(opened, "ann")
    close(opened)
    page = declare(opened, "pia")
    assert "The group as it would be" in page.text
    assert "needs a convenor" in page.text


def test_three_answers_are_needed_and_kept_when_one_is_missing(browser, community, cast, opened):
    community.sign_in(cast["ann"])
    place = f"{opened}/interest"
    page = browser.get(place)
    assert page.answers(place)["shown_name"] == "Ann Applicant"
    page = browser.send(page, place, {"background": "Nurse", "shown_name": ""}, 422)
    assert page.error_of("shown_name")
    assert page.error_of("why")
    assert page.answers(place)["background"] == "Nurse"
    assert page.answers(place)["begun"]


def test_a_wish_is_taken_back_once_and_asked_again(browser, community, cast, opened, ask):
    ask(opened, "ann")
    page = browser.get("/appointments/mine")
    action = next(
        each.attributes["action"]
        for each in page.all("form")
        if "withdraw" in (each.attributes["action"] or "")
    )
    page = browser.send(page, action, {})
    assert "You have taken it back." in page.text
    assert "Take it back" not in page.text
    assert "The panel will read" in ask(opened, "ann").text


def test_who_has_asked_or_is_on_the_panel_gets_no_form(browser, community, cast, opened, ask):
    ask(opened, "ann")
    assert not browser.get(f"{opened}/interest").all("textarea")
    community.sign_in(cast["pia"])
    assert "You are on the panel, so you cannot ask" in browser.get(opened).text
    assert not browser.get(f"{opened}/interest").all("textarea")


def test_a_seat_may_be_left_and_the_answer_must_be_chosen(
    browser, community, cast, opened, close, ask, declare, decide
):
    ask(opened, "ann")
    close(opened)
    declare(opened, "pia")
    declare(opened, "paul")
    decide(opened, "Ann", "appoint")
    community.sign_in(cast["ann"])
    place = browser.get("/appointments/mine").links()["Answer the offer"]
    page = browser.send(browser.get(place), place, {}, 422)
    assert page.error_of("accepts") == "Choose yes or no"
    assert "You have left the seat" in browser.send(page, place, {"accepts": "no"}).text
    assert "nothing to answer" in browser.get(place).text


def test_a_coordinator_looks_after_the_panel_without_reading(
    browser, community, cast, opened, close, ask, declare
):
    assert "The call closes on" in ask(opened, "ann").text
    close(opened)
    assert "Now the panel decides." in browser.get("/appointments/mine").text
    declare(opened, "pia")
    community.sign_in(cast["coordinator"])
    page = browser.get(f"{opened}/panel")
    assert "1 applicant waits for a decision." in page.text
    assert "For 1 applicant fewer than two of the panel may decide." in page.text
    assert "Pia Panel, chair: no interest declared" in page.text
    assert "Words of" not in page.html
    assert "Ann Applicant" not in page.html
    place = f"{opened}/exchange"
    comes = f"/members/{cast['abe'].subject}"
    swap = {"goes": cast["petra"].subject, "comes": comes}
    page = browser.send(browser.get(place), place, {"comes": "not a page"}, 422)
    assert page.error_of("goes")
    assert page.error_of("comes")
    assert "Abe Applicant: has not declared yet" in browser.send(page, place, swap).text


def test_a_call_is_cancelled_with_a_reason_that_all_read(browser, community, cast, opened, ask):
    ask(opened, "ann")
    community.sign_in(cast["coordinator"])
    place = f"{opened}/cancel"
    page = browser.send(browser.get(place), place, {}, 422)
    assert page.error_of("reason")
    page = browser.send(page, place, {"reason": "Put off."})
    assert "Why it was cancelled: Put off." in page.text
    assert "The panel decides" not in page.text
    community.sign_in(cast["ann"])
    assert "The reason: Put off." in browser.get("/appointments/mine").text


def test_the_chair_ends_a_call_whose_seat_stays_empty(
    browser, community, cast, opened, close, ask, declare, decide
):
    ask(opened, "ann")
    close(opened)
    declare(opened, "pia")
    declare(opened, "paul")
    community.sign_in(cast["pia"])
    page = browser.send(browser.get(f"{opened}/panel"), f"{opened}/end", {}, 422)
    assert "Some applicants still wait" in page.text
    decide(opened, "Ann", "not_this_time")
    community.sign_in(cast["pia"])
    assert "The call has ended." in browser.send(browser.get(f"{opened}/panel"), f"{opened}/end", {}).text


def test_what_is_missing_in_a_new_call_is_said_beside_it(browser, community, cast, answers):
    community.sign_in(cast["coordinator"])
    place = "/appointments/new/WOE"
    page = browser.send(browser.get(place), place, {}, 422)
    for field in ("kind", "criteria", "closes_on-date", "chair", "panel"):
        assert page.error_of(field), field
    page = browser.send(page, place, {**answers, "others": "https://elsewhere.example/a b"}, 422)
    assert page.error_of("others").startswith("This is no address")
    far = {**answers, "closes_on-year": str(datetime.now(UTC).year + 1)}
    refused = browser.send(page, place, far, 422)
    assert refused.error_of("closes_on-date").startswith("Choose a day from tomorrow to 28 days")


def test_who_arranges_for_one_group_is_led_straight_there_and_to_no_other(browser, community, cast):
    community.sign_in(cast["coordinator"])
    assert browser.client.get("/appointments/new").headers["Location"] == "/appointments/new/WOE"
    assert browser.get("/appointments/new/SW", 403)
    community.sign_in(cast["ann"])
    assert browser.get("/appointments/new/WOE", 403)
    assert browser.get("/appointments/panels").h1 == "Panels I am on"


def test_a_call_from_before_is_shown_with_its_source(browser, community, bus):
    national = community.admit("Nat", roles=("national_team",))
    past = {
        "region": "SW",
        "kind": "convenor",
        "began": "2017",
        "decided": "2017-09",
        "source": "Q Commons pilot report, 30 November 2018",
        "outcomes": [
            {"kind": "convenor", "background": "Consultant and Medical Director"},
            {"kind": "member", "background": "Patient representative", "patient": True},
        ],
    }
    bus.call("stewardship_appointments", "record_past_call", past, caller=national)
    page = browser.get("/appointments?region=SW")
    assert "Convenor of South West of England, 2017 to September 2017" in page.text
    assert (
        "2 members asked. 1 convenor and 1 member appointed, 1 of them as patient or service user."
        in page.text
    )
    assert "Source: Q Commons pilot report" in page.text


def test_a_running_call_is_on_the_groups_page_and_in_the_list_of_what_is_due(
    browser, community, cast, opened, close, ask
):
    page = browser.get("/groups/WOE")
    assert page.links()["Convenor of West of England"] == opened
    assert page.links()["All calls, and who was appointed"] == "/appointments?region=WOE"
    assert "Call for seats: open for members to ask" in browser.get("/due").text
    ask(opened, "ann")
    close(opened)
    community.sign_in(cast["coordinator"])
    assert "Call for seats: the panel declares its interests" in browser.get("/due").text


def test_an_open_call_on_a_later_page_is_shown_too(browser, community, bus, cast, opened, answers):
    member = {**answers, "kind": "member", "criteria": "Knows social care."}
    community.sign_in(cast["coordinator"])
    browser.send(browser.get("/appointments/new/WOE"), "/appointments/new/WOE", member)
    first = bus.call("stewardship_appointments", "list_calls", {"limit": 1}, caller=cast["coordinator"])
    later = browser.get(f"/appointments?cursor={first['next']}").links()
    calls = {"Convenor of West of England", "Member seat in West of England"}
    assert len(calls & set(later)) == 1
