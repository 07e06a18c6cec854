"""Actions and decisions on the pages (row 45)."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from chassis.call import Call
from meetings.calendar.domain import FACE_TO_FACE, HELD, Meeting
from meetings.calendar.store import MeetingStore
from meetings.decisions.sharing import share_papers
from meetings.seats.domain import MEMBER, Term
from meetings.seats.store import SeatStore

FIRST = datetime(2018, 4, 17, 9, 0, tzinfo=UTC)
SECOND = datetime(2018, 7, 17, 9, 0, tzinfo=UTC)
NEW_ACTION, NEW_DECISION = "/meetings/meeting-1/actions/new", "/meetings/meeting-1/decisions/new"
DUE = {"due_on-day": "31", "due_on-month": "5", "due_on-year": "2018"}


@pytest.fixture
def group(bus, community):
    """SW with a seat holder (Ada), a second one (Ben), a coordinator (Cora), and two held meetings."""
    work = bus.databases["meetings"]
    people = {name: community.admit(name, "SW") for name in ("Ada", "Ben")}
    people["Cora"] = community.admit("Cora", "SW", roles=("coordinator:SW",))
    bus.relay()
    for name, background in (("Ada", "Nurse consultant"), ("Ben", "GP")):
        member = people[name].subject
        term = Term(
            f"t-{name}", f"s-{name}", 1, "SW", MEMBER, member, False, background, ("Devon",), date(2018, 1, 1)
        )
        SeatStore(work).keep(term)
    for number, starts in enumerate((FIRST, SECOND), start=1):
        held = Meeting(
            f"meeting-{number}", 1, "SW", f"Meeting {number}", starts, 120, FACE_TO_FACE, status=HELD,
            published_at=starts,
        )  # fmt: skip
        work.in_transaction(Call(), lambda held=held: MeetingStore(work).save(held))
    community.sign_in(people["Cora"])
    return people


@pytest.fixture
def publish(bus):
    work = bus.databases["meetings"]
    return lambda: work.in_transaction(Call(), lambda: share_papers(work, "meeting-1"))


def written(browser, people, text="Ask the host for rooms", owner="Ada"):
    answers = {"text": text, "owner": people[owner].subject, **DUE}
    browser.send(browser.get(NEW_ACTION), NEW_ACTION, answers)
    return browser.get("/meetings/meeting-1/actions").links()[text]


def test_an_action_is_written_down_with_one_owner_and_a_day(browser, group):
    page = browser.get("/meetings/meeting-1/actions")
    assert "Write an action down" in page.links()
    wrong = browser.send(browser.get(NEW_ACTION), NEW_ACTION, {"due_on-day": "31"}, 422)
    assert wrong.error_of("owner") == "Choose who does it"
    assert wrong.error_of("text") == "Say what is to be done"
    assert wrong.error_of("due_on-date") == "The day it is due must be a real date, like 21 11 2026"
    done = browser.send(wrong, NEW_ACTION, {"text": "Ask", "owner": group["Ada"].subject, **DUE})
    assert "The action is written down." in done.text
    assert "Nurse consultant, Devon" in done.text


def test_what_a_meeting_without_the_public_agreed_is_ticked_as_closed_already(bus, browser, group):
    work = bus.databases["meetings"]
    found = MeetingStore(work).get("meeting-1")
    after = replace(found, version=2, access="closed")
    work.in_transaction(Call(), lambda: MeetingStore(work).save(after))
    for path in (NEW_ACTION, NEW_DECISION):
        assert browser.get(path).answers(path)["is_closed"] == "yes"
        assert "is_closed" not in browser.get(path.replace("-1", "-2")).answers(path.replace("-1", "-2"))


def test_of_two_actions_the_one_that_is_not_done_is_carried_to_the_next_meeting(browser, group, community):
    first = written(browser, group, "Book rooms")
    written(browser, group, "Write to the STP")
    community.sign_in(group["Ada"])
    answers = {"note": "Booked.", "on-day": "20", "on-month": "5", "on-year": "2018"}
    browser.send(browser.get(f"{first}/finish"), f"{first}/finish", answers)
    community.sign_in(group["Cora"])
    page = browser.get("/meetings/meeting-2/actions")
    assert "Write to the STP" in page.links()
    assert "Book rooms" not in page.links()
    assert "Carried to one later meeting" in page.text


def test_the_owner_sees_the_one_next_step_and_ends_it(browser, group, community):
    path = written(browser, group)
    community.sign_in(group["Ada"])
    assert "Your actions: 1 to be done" in browser.get("/").text
    mine = browser.get("/my-actions")
    assert mine.links()["Say that it is done: Ask the host for rooms"] == f"{path}/finish"
    done = browser.send(browser.get(f"{path}/finish"), f"{path}/finish", {"note": "Rooms are booked."})
    assert "Thank you. It is done." in done.text
    finished = browser.get("/my-actions")
    assert "Nothing is waiting for you." in finished.text
    assert "Success" not in finished.text


def test_the_owner_asks_for_another_day_and_the_table_grants_it(browser, group, community):
    path = written(browser, group)
    community.sign_in(group["Ada"])
    later = {"due_on-day": "31", "due_on-month": "1", "due_on-year": "2030", "words": "The host is away."}
    wrong = browser.send(browser.get(f"{path}/offer"), f"{path}/offer", {}, 422)
    assert wrong.error_of("to") == "Choose whom you ask"
    community.sign_in(group["Cora"])
    changed = browser.send(browser.get(f"{path}/change"), f"{path}/change", later)
    assert "31 January 2030" in changed.text
    assert "The host is away." in changed.text


def test_an_action_is_handed_over_to_who_accepts(browser, group, community):
    path = written(browser, group)
    offered = browser.send(browser.get(f"{path}/offer"), f"{path}/offer", {"to": group["Ben"].subject})
    assert "GP, Devon is asked to take it over." in offered.text
    community.sign_in(group["Ben"])
    assert "You are asked to take these over" in browser.get("/my-actions").text
    answer = f"{path}/answer_offer"
    taken = browser.send(browser.get(answer), answer, {"accepts": "yes"})
    assert "GP, Devon (you)" in taken.text


def test_visitors_read_the_register_once_minutes_carry_it_and_take_it_away(
    browser, group, community, publish
):
    path = written(browser, group)
    community.calling()
    assert "None is to be seen yet." in browser.get("/groups/SW/actions").text
    assert browser.get(path, 404)
    publish()
    page = browser.get("/groups/SW/actions?state=overdue")
    assert page.links()["Ask the host for rooms"] == path
    assert "Sign in" in browser.get(path).text
    file = browser.client.get("/groups/SW/actions.csv")
    assert "attachment" in file.headers["Content-Disposition"]
    assert "Ask the host for rooms" in file.get_data(as_text=True)
    assert browser.client.get(f"{path}/finish").headers["Location"].startswith("/sign-in?")


def test_who_has_nothing_to_do_with_an_action_is_told_so(browser, group, community, publish):
    path = written(browser, group)
    publish()
    community.sign_in(community.admit("Dan", "SW"))
    assert browser.get(f"{path}/finish", 403)
    assert browser.get(f"{path}/paint", 404)
    assert browser.get(NEW_ACTION, 403)


def test_a_decision_is_written_down_with_votes_objections_and_review(browser, group, community, publish):
    wrong = browser.send(browser.get(NEW_DECISION), NEW_DECISION, {"objection-1": "Too long."}, 422)
    assert wrong.error_of("title") == "Say in a few words what was decided"
    assert wrong.error_of("answer-1") == "Choose what became of this objection"
    answers = {
        "title": "Work on safety incidents", "method": "majority", "favour": "1", "against": "0",
        "took_part": [group["Ada"].subject, group["Ben"].subject], "answer-1": "stood_aside",
        "review_on-day": "9", "review_on-month": "10", "review_on-year": "2018",
    }  # fmt: skip
    made = browser.send(wrong, NEW_DECISION, answers)
    assert "1 for, 0 against, 0 abstained" in made.text
    assert "2 of 2 seats took part; 2 were needed" in made.text
    assert "“Too long.”" in made.text
    publish()
    community.calling()
    found = browser.get("/decisions?words=safe&method=majority&state=review_due")
    assert browser.get(found.links()["Work on safety incidents"]).h1 == "Work on safety incidents"
    assert "Nothing was found." in browser.get("/decisions?words=parking").text
    community.sign_in(group["Cora"])
    assert browser.get(f"{found.links()['Work on safety incidents']}/change", 409)
    assert "Work on safety incidents" in browser.get("/groups/SW/decisions").links()


def test_too_few_for_a_majority_is_said_beside_who_took_part(browser, group):
    answers = {"title": "Rotate", "method": "majority", "favour": "1", "took_part": [group["Ada"].subject]}
    wrong = browser.send(browser.get(NEW_DECISION), NEW_DECISION, answers, 422)
    assert wrong.error_of("took_part") == "Too few took part."


def test_a_decision_is_looked_at_again_and_another_takes_its_place(browser, group):
    both = [group["Ada"].subject, group["Ben"].subject]
    answers = {"title": "Meet in Exeter", "method": "consent", "took_part": both}
    browser.send(browser.get(NEW_DECISION), NEW_DECISION, answers)
    path = browser.get("/decisions").links()["Meet in Exeter"]
    changed = browser.send(browser.get(f"{path}/change"), f"{path}/change", {"text": "Twice a year."})
    assert "Twice a year." in changed.text
    assert browser.send(browser.get(f"{path}/change"), f"{path}/change", {"title": ""}, 422).error_of("title")
    assert browser.send(browser.get(f"{path}/review"), f"{path}/review", {}, 422).error_of("outcome")
    kept = browser.send(browser.get(f"{path}/review"), f"{path}/review", {"outcome": "kept"})
    assert "It is recorded what came of looking at it again." in kept.text
    anew = {
        "title": "Meet in Truro",
        "method": "consent",
        "took_part": both,
        "supersedes": path.split("/")[-1],
    }
    made = browser.send(browser.get(NEW_DECISION), NEW_DECISION, anew)
    assert made.links()["Meet in Exeter"] == path
    assert "Another decision took its place" in browser.get(path).text
    assert browser.get(f"{path}/review", 403)
