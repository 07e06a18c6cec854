"""What is due: one list by date for those who look after groups."""

from datetime import date, timedelta

import pytest

from chassis.call import Call
from chassis.identity import Caller
from commons.people.domain import Person
from commons.people.store import People
from gateway.portal.dates import show_date, today
from gateway.portal.presenting import due

NATIONAL = Caller("the-national-team", frozenset({"member", "national_team"}), "WOE")
KEEPER = Caller("keeper-1", frozenset({"member", "coordinator:SW"}), "SW")
CONVENOR = Caller("convenor-1", frozenset({"member", "convenor:SW"}), "SW")


@pytest.fixture
def knock(bus):
    def at(service, door, payload, caller=KEEPER):
        return bus.call(f"stewardship_{service}", door, payload, caller=caller)

    return at


def test_nothing_is_due_where_nothing_was_planned(browser, community):
    community.sign_in(KEEPER)
    page = browser.get("/due")
    assert "Nothing is due." in page.text
    assert page.links()["South West of England"] == "/groups/SW"
    assert [each.text for each in page.all("a") if each.attributes.get("aria-current")] == ["What is due"]


def test_steps_matters_and_gaps_stand_in_one_list_by_date(browser, community, knock):
    _next_step(knock, today() - timedelta(days=3))
    raised = {"group": "UK", "to": ["SW"], "title": "Who may sign?", "text": "Tell us."}
    matter = knock("matters", "raise_matter", raised, NATIONAL)
    _gap(knock)
    community.sign_in(CONVENOR)
    page = browser.get("/due")
    steps = [each.text for each in page.all("a") if each.attributes["href"] in _targets(page)]
    assert steps == [
        "Devon STP: Send the text",
        "In a gap of the support, yours to do: booking venues",
        "Acknowledge: Who may sign?",
    ]
    assert page.links()["Acknowledge: Who may sign?"] == f"/matters/{matter['id']}"
    assert page.text.count("Overdue") == 1
    assert show_date(today() - timedelta(days=3)) in page.text


def _targets(page):
    rows = [each for each in page.elements if each.tag == "tbody"]
    return {each.attributes["href"] for each in page.all("a") if rows and rows[0] in each.parents}


def _next_step(knock, day):
    body = {"region": "SW", "organisation": "Devon STP", "kind": "system", "contact_role": "Chair"}
    made = knock("alliances", "add_stakeholder", body)
    talk = {"id": made["id"], "on": "2018", "stance": "neutral", "summary": "They will think about it."}
    step = {"next_step": "Send the text", "next_due": day.isoformat()}
    knock("alliances", "record_engagement", {**talk, **step})


def _gap(knock):
    tasks = {"supporter": "South West AHSN", "tasks": ["venues", "reminders"], "starts": "2018"}
    made = knock("support", "record_support", {"region": "SW", **tasks})
    gap = {"id": made["id"], "tasks": ["venues", "reminders"], "starts": "2018-03", "reason": "Relicensing"}
    knock("support", "flag_gap", gap)


def test_a_term_that_ends_soon_is_due_and_one_that_ends_later_is_not(browser, community, knock, bus):
    for number, months in ((1, 1), (2, 12)):
        person = Person(f"m-{number}", 1, "SW", "active", date(2018, 1, 15))
        work = bus.databases["stewardship"]
        work.in_transaction(Call(), lambda person=person, work=work: People(work).keep(person))
        seat = {
            "region": "SW",
            "member_id": f"m-{number}",
            "designation": "appointed",
            "background": f"Nurse {number}",
            "months": months,
        }
        knock("seats", "fill_seat", seat)
    community.sign_in(KEEPER)
    text = browser.get("/due").text
    assert "The term of the seat Nurse 1 ends" in text
    assert "Nurse 2" not in text


def test_a_pilot_whose_cycle_is_over_asks_whether_it_is_complete(browser, community, knock):
    on = {"region": "NENC", "on": "2017"}
    knock("network", "form_group", on, NATIONAL)
    knock("network", "begin_pilot", on, NATIONAL)
    clock = {"region": "NENC", "clock": "cycle", "starts": "2018-04", "ends": "2019-03"}
    knock("network", "set_pilot_clock", clock, NATIONAL)
    community.sign_in(Caller("keeper-2", frozenset({"member", "convenor:NENC"}), "NENC"))
    assert "The pilot's cycle ended (March 2019): is it complete?" in browser.get("/due").text
    knock("network", "move_pilot_on", {"region": "NENC", "stage": "complete", "on": "2019-04"}, NATIONAL)
    assert "is it complete?" not in browser.get("/due").text


def test_a_part_that_does_not_answer_is_named_and_the_rest_is_shown(browser, community, knock, bus):
    _next_step(knock, today())
    bus._services.pop("stewardship_seats")
    community.sign_in(KEEPER)
    text = browser.get("/due").text
    assert "These parts are not answering just now: seats." in text
    assert "Devon STP: Send the text" in text


def test_another_region_sees_nothing_of_it_and_a_member_no_list(browser, community, knock):
    _next_step(knock, today())
    community.sign_in(Caller("other", frozenset({"member", "coordinator:WOE"}), "WOE"))
    assert "Devon STP" not in browser.get("/due").text
    community.sign_in(Caller("member-1", frozenset({"member"}), "SW"))
    browser.get("/due", 403)


def test_the_list_is_in_the_order_of_its_days():
    days = [date(2018, 9, day) for day in (3, 1, 2)]
    made = [due.Due(day, "", str(day), "SW", "/", is_overdue=False) for day in days]
    assert [each.day.day for each in due.in_order(made)] == [1, 2, 3]


def test_a_review_and_a_step_of_an_election_are_read_from_their_answers():
    now = date(2018, 12, 1)
    review = {"region": "SW", "kind": "terms_of_reference", "title": "Terms of reference"}
    found = {"items": [{**review, "review": {"due": "2018-12-31"}}]}
    (read,) = due.reviews_of(found, {"SW": "South West"}, now)
    assert (read.when, read.href, read.is_overdue) == (
        "31 December 2018",
        "/groups/SW/terms-of-reference",
        False,
    )
    election = {
        "id": "e-1",
        "region": "SW",
        "next_step": {"name": "voting", "at": "2018-12-01T12:00:00+00:00"},
    }
    (read,) = due.elections_of({"items": [election, {**election, "next_step": None}]}, {}, now)
    assert (read.when, read.href) == ("Now", "/elections/e-1")
