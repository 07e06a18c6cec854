"""The roster for visitors, its keeping by a region, and what a holder decides."""

from datetime import date, timedelta

import pytest

from chassis.identity import Caller

NATIONAL = Caller("the-national-team", frozenset({"member", "national_team"}), "WOE")
KEEPER = ("coordinator:WOE",)
TODAY = date.today()  # noqa: DTZ011 - the pages' own calendar


@pytest.fixture
def seat(bus, community):
    """``seat("Bea", "GP", ...)``: a new member with a seat in the West of England, as an answer."""

    def give(name, background="GP", **more):
        holder = community.admit(name)
        bus.relay()
        asked = {
            "region": "WOE",
            "member_id": holder.subject,
            "designation": "appointed",
            "background": background,
            **more,
        }
        return bus.call("stewardship_seats", "fill_seat", asked, caller=NATIONAL)

    return give


@pytest.fixture
def keeper(bus, community):
    found = community.admit("Cora Keeper", roles=KEEPER)
    bus.relay()
    return found


def start(day):
    return {"start-day": str(day.day), "start-month": str(day.month), "start-year": str(day.year)}


def test_a_visitor_sees_the_roster_by_background_its_balance_and_what_the_rules_say(browser, seat):
    seat("Bea Holder", "GP", kind="convenor", locations=["Gloucestershire", "Northumbria"])
    seat("Pat Holder", "Patient representative", patient=True, locations=["Avon"])
    page = browser.get("/groups/WOE/seats")
    assert page.h1 == "Who is in it: Stewardship group of West of England"
    assert "2 people hold a seat" in page.text
    assert "Beyond the region: Northumbria" in page.text
    assert "2 seats against a target of 9." in page.text
    assert "Sector: patient or carer" in page.text
    assert "not shown" in page.text
    assert "missing" not in page.text
    assert "Patients and service users" in page.text
    for hidden in ("Bea Holder", "Look after the seats", "Your seats"):
        assert hidden not in page.text


def test_the_roster_of_another_day_is_asked_for_by_its_date(browser, seat):
    seat("Bea Holder")
    page = browser.get("/groups/WOE/seats?on-day=1&on-month=2&on-year=2018")
    assert "Nobody holds a seat on 1 February 2018." in page.text
    page = browser.get("/groups/WOE/seats?on-day=31&on-month=2&on-year=2018", 422)
    assert "The day must be a real date" in page.text
    browser.get("/groups/NOWHERE/seats", 404)


def test_a_coordinator_finds_a_member_and_gives_them_a_seat(browser, community, bus, keeper):
    community.admit("Nia Newcomer")
    bus.relay()
    community.sign_in(keeper)
    links = browser.get("/groups/WOE/seats").links()
    page = browser.get(links["Fill a seat, or record a term that began earlier"])
    page = browser.get("/groups/WOE/seats/fill?q=Nia")
    page = browser.get(page.links()["Nia Newcomer"])
    assert page.h1 == "Give Nia Newcomer a seat"
    action = "/groups/WOE/seats/fill"
    wrong = browser.send(page, action, {"background": ""}, 422)
    assert "Enter the background that everybody sees" in wrong.text
    assert "Enter the start of the term" in wrong.text
    answers = {"background": "Nurse consultant", "locations": "Avon\nBristol", **start(TODAY)}
    done = browser.send(page, action, answers)
    assert "The seat is filled" in done.text
    assert "(Nia Newcomer)" in done.text
    page = browser.get(f"/groups/WOE/seats/fill?member={community.members['Nia Newcomer'].subject}")
    again = browser.send(page, action, {**answers, "months": "6", "background": "Nurse"}, 422)
    assert "This member holds a seat in the group at that time already." in again.text


def test_a_term_that_began_earlier_is_recorded_with_what_is_known_of_its_date(
    browser, community, bus, keeper
):
    nia = community.admit("Nia Newcomer")
    bus.relay()
    community.sign_in(keeper)
    page = browser.get(f"/groups/WOE/seats/fill?member={nia.subject}")
    answers = {"background": "Nurse", "start-month": "9", "start-year": "2017", "open_end": "yes"}
    done = browser.send(page, "/groups/WOE/seats/fill", answers)
    assert "September 2017" in done.text
    assert "No end agreed" in done.text
    open_later = {**answers, **start(TODAY + timedelta(days=9))}
    wrong = browser.send(page, "/groups/WOE/seats/fill", open_later, 422)
    assert "Only a term that began in the past may have no agreed end" in wrong.text


def test_a_convenor_is_told_beside_the_day_that_a_past_term_is_not_theirs_to_record(browser, community, bus):
    nia = community.admit("Nia Newcomer")
    convenor = community.admit("Con Venor", roles=("convenor:WOE",))
    bus.relay()
    community.sign_in(convenor)
    page = browser.get(f"/groups/WOE/seats/fill?member={nia.subject}")
    answers = {"background": "Nurse", "designation": "appointed", **start(TODAY - timedelta(days=1))}
    wrong = browser.send(page, "/groups/WOE/seats/fill", answers, 422)
    assert "Enter today or a later day" in wrong.error_of("start-date")
    assert wrong.answers("/groups/WOE/seats/fill")["background"] == "Nurse"


def test_whom_a_seat_speaks_for_is_not_dropped_and_what_is_wrong_with_it_said_beside_it(
    browser, community, bus
):
    nia = community.admit("Nia Newcomer")
    national = community.admit("Nat Ional", roles=("national_team",))
    bus.relay()
    community.sign_in(national)
    action = "/groups/UK/seats/fill"
    page = browser.get(f"{action}?member={nia.subject}")
    answers = {"background": "Nurse", "kind": "member", "voice": "SW", **start(TODAY)}
    wrong = browser.send(page, action, answers, 422)
    assert wrong.error_of("voice") == "Say first that it stands for a region."
    made = browser.send(page, action, {**answers, "basis": "region"})
    assert "South West of England" in made.text


def test_a_second_convenor_is_refused_in_words(browser, community, bus, keeper, seat):
    seat("Bea Holder", kind="convenor")
    nia = community.admit("Nia Newcomer")
    bus.relay()
    community.sign_in(keeper)
    page = browser.get(f"/groups/WOE/seats/fill?member={nia.subject}")
    answers = {"background": "Nurse", "kind": "convenor", **start(TODAY)}
    said = browser.send(page, "/groups/WOE/seats/fill", answers, 422)
    assert "This group has somebody in its convenor's or chair's seat at that time." in said.text


def test_a_seat_is_renewed_corrected_vacated_and_given_up(browser, community, keeper, seat):
    made = seat("Bea Holder", "GP")
    place = f"/groups/WOE/seats/{made['id']}"
    community.sign_in(keeper)
    page = browser.send(browser.get(place), f"{place}/renew", {})
    assert "The term is renewed." in page.text
    assert "Renew the term" not in [each.text for each in page.all("button")]
    page = browser.send(
        browser.get(f"{place}/describe"), f"{place}/describe", {"background": "Lead GP", "patient": "yes"}
    )
    assert page.h1 == "A seat: Lead GP"
    form = browser.get(f"{place}/vacate")
    assert "Say why the seat becomes vacant" in browser.send(form, f"{place}/vacate", {}, 422).text
    page = browser.send(form, f"{place}/vacate", {"reason": "Other work commitments"})
    assert "Other work commitments" in page.text
    page = browser.send(page, f"{place}/close", {})
    assert "This seat was given up" in page.text
    community.sign_in(Caller())
    page = browser.get(place)
    assert "Lead GP" in page.text
    assert "Other work commitments" not in page.text
    assert "Look after this seat" not in page.text


def test_a_convenor_records_a_resignation_and_ends_nobodys_term(browser, community, bus, seat):
    made = seat("Bea Holder", "GP")
    community.sign_in(community.admit("Con Venor", roles=("convenor:WOE",)))
    bus.relay()
    place = f"/groups/WOE/seats/{made['id']}/vacate"
    page = browser.get(place)
    assert "Only a coordinator or the national team ends somebody's term." in page.text
    done = browser.send(page, place, {"reason": "A new post", "on-month": "1", "on-year": "2018"}, 422)
    assert done.error_of("on-date") == "Nobody held the seat then."
    assert "Nobody holds this seat just now." not in done.text
    assert "the holder resigned" in browser.send(page, place, {"reason": "A new post"}).text


def test_what_somebody_else_changed_meanwhile_is_not_changed_blindly(browser, community, keeper, seat):
    made = seat("Bea Holder", "GP")
    place = f"/groups/WOE/seats/{made['id']}"
    community.sign_in(keeper)
    stale = browser.get(place)
    browser.send(browser.get(f"{place}/describe"), f"{place}/describe", {"background": "Lead GP"})
    assert "Somebody changed this since you read it" in browser.send(stale, f"{place}/renew", {}, 422).text


def test_a_proposed_roster_is_checked_and_nothing_is_saved(browser, community, keeper, seat):
    made = seat("Bea Holder", "GP", kind="convenor")
    community.sign_in(keeper)
    form = browser.get("/groups/WOE/seats/check")
    new = {"background-1": "Convenor of another group", "kind-1": "convenor", "background-2": "Nurse"}
    page = browser.send(form, "/groups/WOE/seats/check", {"keep": [made["id"]], **new}, 200)
    assert "This roster is not possible" in page.text
    assert "a group has one convenor; here are 2" in page.text.lower()
    page = browser.send(form, "/groups/WOE/seats/check", {"keep": [made["id"]], "background-1": "Nurse"}, 200)
    assert "This roster keeps the rules" in page.text
    half = browser.send(form, "/groups/WOE/seats/check", {"place-3": "Avon", "patient-3": "yes"}, 422)
    assert half.error_of("background-3") == "Enter the background of this person"
    assert "1 person holds a seat" in browser.get("/groups/WOE/seats").text


def test_the_keeping_pages_are_for_those_who_look_after_that_group(browser, community, bus, seat):
    made = seat("Bea Holder", "GP")
    community.sign_in(community.admit("Sam Elsewhere", "SW", ("coordinator:SW",)))
    for page in ("fill", "check", f"{made['id']}/vacate", f"{made['id']}/describe"):
        browser.get(f"/groups/WOE/seats/{page}", 403)
    community.sign_in(community.admit("Mo Member"))
    browser.get("/groups/WOE/seats/fill", 403)


def test_a_holder_shows_their_name_and_resigns(browser, community, seat):
    made = seat("Bea Holder", "GP")
    community.sign_in(community.members["Bea Holder"])
    page = browser.get("/my-seats")
    assert "Your name is not shown." in page.text
    place = f"/my-seats/{made['id']}"
    page = browser.send(browser.get(f"{place}/name"), f"{place}/name", {"name": "Dr Bea"})
    assert "Your name is shown as “Dr Bea”." in page.text
    form = browser.get(f"{place}/resign")
    assert "Say why you resign" in browser.send(form, f"{place}/resign", {}, 422).text
    page = browser.send(form, f"{place}/resign", {"reason": "A new post"})
    assert "Your resignation is recorded." in page.text
    community.sign_in(Caller())
    roster = browser.get("/groups/WOE/seats")
    assert "Vacant: the holder resigned" in roster.text
    assert "A new post" not in roster.text


def test_somebody_without_a_seat_is_shown_the_way_to_the_groups(browser, community):
    community.sign_in(community.admit("Mo Member"))
    page = browser.get("/my-seats")
    assert "You hold no seat" in page.text
    assert "/groups" in page.links().values()
    browser.get("/my-seats/nothing/resign", 404)
