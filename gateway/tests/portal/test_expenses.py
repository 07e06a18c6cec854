"""Expenses in the portal: checked before the trip, claimed in steps, decided by two, paid once (row 51)."""

import io
from datetime import UTC, datetime

import pytest

from chassis.call import Call
from chassis.identity import Caller
from gateway.portal.presenting.expenses import line_of, show_size
from meetings.calendar.domain import FACE_TO_FACE, HELD, Meeting
from meetings.calendar.store import MeetingStore

PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
STARTS = datetime(2018, 4, 17, 9, 0, tzinfo=UTC)
DAY = {"on-day": "17", "on-month": "4", "on-year": "2018"}
NATIONAL = Caller("the-national-team", frozenset({"member", "national_team"}), "WOE")


@pytest.fixture
def world(bus, community, calling, browser):
    """A held meeting of WOE; a carer, a friend, a coordinator and a convenor who really belong."""
    people = {
        "carer": community.admit("Carla Carer"),
        "friend": community.admit("Fred Friend"),
        "coordinator": community.admit("Cora Keeper", roles=("coordinator:WOE",)),
        "convenor": community.admit("Connie Lead", roles=("convenor:WOE",)),
    }
    bus.relay()
    work = bus.databases["meetings"]
    held = Meeting(
        "meeting-1", 1, "WOE", "First meeting", STARTS, 120, FACE_TO_FACE, HELD, published_at=STARTS
    )
    work.in_transaction(Call(), lambda: MeetingStore(work).save(held))
    calling(people["carer"])
    return people


def begin(browser, status="carer"):
    """A claim for the meeting, as far as the page that asks who pays; its path."""
    form = browser.get("/my-expenses/new")
    assert form.answers("/my-expenses/new")["payee"]
    head = {"occasion": "meeting:meeting-1", "status": status}
    asked = browser.send(form, "/my-expenses/new", head)
    return asked, asked.response.request.path.removesuffix("/who-pays")


def add_journey(browser, path, **changes):
    form = browser.get(f"{path}/journey")
    line = {**DAY, "mode": "train", "origin": "Bath", "destination": "Bristol", "amount": "18.40", **changes}
    return browser.send(form, f"{path}/journey", line)


def hand_in(browser, path, **answers):
    return browser.send(browser.get(path), f"{path}/submission", answers)


def actions(page):
    """Where the page's forms are sent to."""
    return [each.attributes["action"] or "" for each in page.all("form")]


def test_a_visitor_learns_who_pays_in_two_steps(browser):
    first = browser.get("/expenses/check")
    assert "Nothing of this is kept" in first.text
    second = browser.get("/expenses/check?status=carer")
    assert second.h1 == "Can I claim for a journey?"
    wrong = browser.get("/expenses/check?status=carer&designated_by_q_member=yes", 422)
    assert wrong.error_of("paid_public_sector_job") == "Answer this question"
    paid = "/expenses/check?status=carer&designated_by_q_member=yes&paid_public_sector_job="
    assert browser.get(f"{paid}no").h1 == "Q pays"
    assert browser.get(f"{paid}yes").h1 == "Q does not pay you as a carer"
    assert browser.get("/expenses/check?status=retired").h1 == "Somebody decides about it"
    funded = browser.get("/expenses/check?status=employed&employer_funds_cpd=yes")
    assert (funded.h1, "Ask your employer before you travel" in funded.text) == ("Your employer pays", True)
    assert browser.get("/expenses/check?status=", 422).error_of("status") == "Choose what fits you best"


def test_a_carer_claims_for_two_in_a_few_steps(browser, world, calling):
    asked, path = begin(browser)
    answers = {"paid_public_sector_job": "no", "assistant": "yes"}
    mine = browser.send(asked, f"{path}/who-pays", answers)
    assert f"/expenses/carers/{world['carer'].subject}" in mine.text
    add_journey(browser, path)
    page = add_journey(browser, path, whose="yes")
    assert "Total: £36.80" in page.text
    not_named = browser.send(page, f"{path}/submission", {}, 422)
    assert "named" in not_named.text
    calling(world["friend"])
    place = f"/expenses/carers/{world['carer'].subject}"
    named = browser.send(browser.get(place), place, {})
    assert "They can claim as a carer now" in named.text
    calling(world["carer"])
    assert "A member of Q has named you as a carer" in browser.get(path).text
    assert "Two people look at it" in hand_in(browser, path).text


def test_two_people_decide_and_the_national_team_pays_once(browser, world, calling):
    asked, path = begin(browser, "patient")
    browser.send(asked, f"{path}/who-pays", {})
    add_journey(browser, path)
    hand_in(browser, path)
    page = path.replace("/my-expenses/", "/expenses/")
    for keeper, said in (("coordinator", "A second person has to"), ("convenor", "approved by two people")):
        calling(world[keeper])
        assert "£18.40 for First meeting" in browser.get("/expenses").text
        done = browser.send(browser.get(page), page, {"decision": "approve"})
        assert said in done.text
    calling(NATIONAL)
    batches = browser.get("/expenses/batches")
    assert "1 claim, £18.40" in batches.text
    batch = browser.send(batches, "/expenses/batches", {})
    address = batch.response.request.path
    file = browser.client.get(f"{address}/file")
    assert (file.mimetype, b"18.40" in file.data) == ("text/csv", True)
    paid = browser.send(batch, f"{address}/payment", {})
    assert "All are paid" in paid.text
    token = {"csrf_token": batch.answers(f"{address}/payment")["csrf_token"]}
    again = browser.post("/expenses/batches", token, 422)
    assert b"No claim waits to be sent" in again.data
    calling(world["carer"])
    assert "Paid" in browser.get(path).text
    assert "Year 2018 Claims fewer than 5 Amount not shown" in browser.get("/expenses/totals").text


def test_a_question_is_asked_answered_and_the_claim_handed_in_again(browser, world, calling):
    asked, path = begin(browser, "patient")
    browser.send(asked, f"{path}/who-pays", {})
    page = add_journey(browser, path)
    hand_in(browser, path)
    claim = path.replace("/my-expenses/", "/expenses/")
    calling(world["convenor"])
    lacking = browser.send(browser.get(claim), claim, {"decision": "return"}, 422)
    assert lacking.error_of("words") == "Write a few words: the claimant reads them"
    browser.send(browser.get(claim), claim, {"decision": "return", "words": "Which train?"})
    calling(world["carer"])
    page = browser.get(path)
    assert "Which train?" in page.text
    [removal] = [each for each in actions(page) if each.endswith("/removal")]
    browser.send(page, removal, {})
    add_journey(browser, path, mode="car", miles="12.5", amount="")
    page = hand_in(browser, path, words="None: by car.")
    assert "Car, Bath to Bristol: 12.5 miles at 45p" in page.text
    calling(world["convenor"])
    assert "None: by car." in browser.get(claim).text


def test_a_refusal_of_a_reason_stands_beside_the_words(browser, world, calling):
    _, path = begin(browser, "retired")
    add_journey(browser, path)
    hand_in(browser, path)
    claim = path.replace("/my-expenses/", "/expenses/")
    calling(world["convenor"])
    silent = browser.send(browser.get(claim), claim, {"decision": "approve"}, 422)
    assert silent.error_of("words") == "The rules do not cover this claim. Say why Q pays."
    account = {"decision": "refuse", "words": "Pay 20-00-00 12345678"}
    assert "Leave out bank details" in browser.send(silent, claim, account, 422).error_of("words")


def test_bank_details_in_the_words_for_other_work_are_refused_beside_them(browser, world):
    typed = {"occasion": "other", "work": "Panel 20-00-00 12345678", "status": "patient"}
    wrong = browser.send(browser.get("/my-expenses/new"), "/my-expenses/new", typed, 422)
    assert "Leave out bank details" in wrong.error_of("work")


def test_a_carer_whom_nobody_may_see_any_more_can_still_be_taken_back(browser, bus, world, calling):
    calling(world["friend"])
    place = f"/expenses/carers/{world['carer'].subject}"
    browser.send(browser.get(place), place, {})
    members = bus.databases["membership"].database["members"]
    members.delete_one({"_id": world["carer"].subject})
    listed = browser.get("/expenses/carers")
    assert "A member of Q" in listed.text
    assert "Nobody." in browser.send(listed, f"{place}/removal", {}).text


def test_a_receipt_is_added_shown_and_removed_and_a_program_is_refused(browser, world):
    asked, path = begin(browser, "patient")
    browser.send(asked, f"{path}/who-pays", {})
    form = browser.get(path).answers(f"{path}/receipts")
    browser.post(f"{path}/receipts", {**form, "file": (io.BytesIO(PDF), "ticket.pdf")})
    page = browser.get(path)
    assert "ticket.pdf" in page.text
    receipt = browser.client.get(page.links()["ticket.pdf"])
    assert (receipt.data, receipt.mimetype) == (PDF, "application/pdf")
    program = {**page.answers(f"{path}/receipts"), "file": (io.BytesIO(b"MZ\x00" * 99), "ticket.pdf")}
    assert b"not what its name says" in browser.post(f"{path}/receipts", program, 422).data
    none = browser.post(f"{path}/receipts", page.answers(f"{path}/receipts"), 422)
    assert "Remove ticket.pdf" in {each.text for each in page.all("button")}
    assert b"Choose a PDF, PNG or JPEG file" in none.data
    [removal] = [each for each in actions(page) if each.endswith("/removal")]
    assert "ticket.pdf" not in browser.send(page, removal, {}).text


@pytest.mark.parametrize(
    ("changes", "field", "said"),
    [
        ({"amount": "a lot"}, "amount", "Enter what it cost, like 18.40"),
        ({"amount": "9999"}, "amount", "at most £1,000.00"),
        ({"on-year": "2118"}, "on-date", "Enter a day that has been."),
        ({"mode": "car", "miles": "far"}, "miles", "Enter the miles as a number"),
        ({"origin": "20-00-00"}, "origin", "Leave out bank details"),
    ],
)
def test_a_bad_line_keeps_what_was_typed_and_says_what_is_wrong(browser, world, changes, field, said):
    _, path = begin(browser, "patient")
    form = browser.get(f"{path}/journey")
    line = {**DAY, "mode": "train", "origin": "Bath", "destination": "Bristol", "amount": "18.40", **changes}
    wrong = browser.send(form, f"{path}/journey", line, 422)
    assert said in wrong.error_of(field)
    assert wrong.answers(f"{path}/journey")["destination"] == "Bristol"


def test_another_cost_and_taking_a_claim_back(browser, world):
    asked, path = begin(browser, "retired")
    assert asked.response.request.path == path  # nothing is asked
    form = browser.get(f"{path}/cost")
    wrong = browser.send(form, f"{path}/cost", {**DAY, "amount": "x"}, 422)
    assert (wrong.error_of("what"), wrong.error_of("amount")) == (
        "Say what it was for",
        "Enter what it cost, like 18.40",
    )
    page = browser.send(form, f"{path}/cost", {**DAY, "what": "Lunch", "amount": "6"})
    assert "£6.00" in page.text
    assert "taken back" in browser.send(page, f"{path}/withdrawal", {}).text
    assert "Withdrawn" in browser.get("/my-expenses").text


def test_a_claim_is_for_nobody_elses_eyes(browser, world, calling):
    _, path = begin(browser, "patient")
    claim = path.replace("/my-expenses/", "/expenses/")
    for stranger in (world["friend"], world["coordinator"]):
        calling(stranger)
        browser.get(path, 404)
        browser.get(claim, 404)
    calling(world["friend"])
    assert browser.client.get("/expenses").status_code == 403


def test_other_work_needs_words_and_a_naming_can_be_taken_back(browser, world, calling):
    form = browser.get("/my-expenses/new")
    wrong = browser.send(form, "/my-expenses/new", {"occasion": "other", "status": "unpaid"}, 422)
    assert wrong.error_of("work") == "Say what the work was"
    page = browser.send(
        wrong, "/my-expenses/new", {"occasion": "other", "work": "Sat on a panel", "status": "unpaid"}
    )
    assert page.h1 == "Your claim for Sat on a panel"
    calling(world["friend"])
    place = f"/expenses/carers/{world['carer'].subject}"
    named = browser.send(browser.get(place), place, {})
    assert "Nobody." in browser.send(named, f"{place}/removal", {}).text


def test_a_meetings_page_leads_to_a_claim_for_it_in_any_region(browser, world, calling):
    calling(Caller(world["carer"].subject, world["carer"].roles, "SW"))
    form = browser.get("/my-expenses/new?occasion=meeting:meeting-1")
    assert form.answers("/my-expenses/new")["occasion"] == "meeting:meeting-1"
    assert "First meeting, 17 April 2018" in form.text
    assert (
        "meeting-9" not in browser.get("/my-expenses/new?occasion=event:meeting-9").html.partition("<main")[2]
    )
    assert browser.get("/meetings/meeting-1").links()["Claim for your journey"] == (
        "/my-expenses/new?occasion=meeting:meeting-1"
    )


def test_lines_and_sizes_in_words():
    line = {"id": "1", "kind": "subsistence", "what": "Lunch", "on": "2018-04-17", "pence": 650}
    assert line_of({**line, "whose": "assistant"}).whose == "Personal assistant"
    assert [show_size(size) for size in (1, 90_000, 1_600_000)] == ["1 KB", "88 KB", "1.5 MB"]
