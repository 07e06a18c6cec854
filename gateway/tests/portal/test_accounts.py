"""Accounts of time on the pages: one's own, statements, gifts, what keepers do, what everybody sees."""

import pytest

from chassis.call import Call
from chassis.identity import Caller
from gateway.portal.presenting.accounts import account_of, audits_of, timebank_of
from skills_register.auditing.store import audit

from ..accounts_of import helped  # noqa: TID252 - tests are no installed package

GIVE, GRANT = "/my-account/give", "/accounts/{}/grant"
BACK = "/transfers/t-1/reversal"
OF_DEBT = ("debt", "owe", "overdrawn", "credit", "loan", "repay")


@pytest.fixture
def two(bus, community):
    """Ada coached Ben for three hours in SW, which Cora coordinates; Ben is signed in."""
    people = {name: community.admit(name, "SW") for name in ("Ada", "Ben")}
    people["Cora"] = community.admit("Cora", "SW", roles=("coordinator:SW",))
    bus.relay()
    helped(bus, people["Ada"].subject, people["Ben"].subject, 180)
    community.sign_in(people["Ben"])
    return people


def account_id(caller: Caller) -> str:
    return f"member:{caller.subject}"


def test_my_account_says_in_plain_words_what_was_given_and_received(browser, two, community):
    page = browser.get("/my-account")
    assert "You have given nothing and received 3 hours." in page.text
    assert "3 hours more used than given" in page.text
    assert "Up to 2 hours" in page.text
    assert not [word for word in OF_DEBT if word in page.text.casefold()]
    community.sign_in(two["Ada"])
    page = browser.get("/my-account")
    assert "3 hours in hand" in page.text
    assert "4 October 2018" in page.text
    assert "Help given" in page.text


def test_below_the_soft_limit_the_page_invites_to_give(browser, two, bus):
    assert "a good moment" not in browser.get("/my-account").text
    helped(bus, two["Ada"].subject, two["Ben"].subject, 30, "t-2")
    page = browser.get("/my-account")
    assert page.links()["offer some of your time"] == "/offers/new"
    assert "You have used more than 3 hours beyond what you gave." in page.text


def test_an_account_that_was_never_used_reads_as_nothing(browser, community):
    community.sign_in(community.admit("Newcomer", "SW"))
    community.bus.relay()
    page = browser.get("/my-account")
    assert "You have given nothing and received nothing." in page.text
    assert "You begin at nothing, and can receive up to 5 hours before you give any" in page.text


def test_the_holder_chooses_who_sees_it(browser, two, community):
    page = browser.get("/my-account")
    assert page.answers("/my-account/audience")["seen_by"] == "holder"
    saved = browser.send(page, "/my-account/audience", {"seen_by": "region"})
    assert "Your choice is saved." in saved.text
    assert saved.answers("/my-account/audience")["seen_by"] == "region"
    assert browser.send(saved, "/my-account/audience", {"seen_by": ""}, 422).error_of("seen_by")


def test_a_statement_is_read_by_period_and_taken_away_as_a_file(browser, two, client):
    page = browser.get("/accounts/mine/statement")
    assert "From the beginning until now" in page.text
    assert "At the start: As much used as given. At the end: 3 hours more used than given." in page.text
    typed = "since-day=1&since-month=10&since-year=2018&until-day=3&until-month=10&until-year=2018"
    path = f"/accounts/{account_id(two['Ben'])}/statement"
    found = browser.get(f"{path}?{typed}")
    assert "1 October 2018 to 3 October 2018" in found.text
    assert "No entries." in found.text
    pdf = found.links()["Get this statement as a PDF"]
    assert pdf.endswith("?since=2018-10-01&until=2018-10-03")
    assert client.get(pdf).data.startswith(b"%PDF-")
    csv = client.get(page.links()["Get this statement as a file for spreadsheets (CSV)"])
    assert "Coaching in SPC" in csv.text
    assert "filename=statement.csv" in csv.headers["Content-Disposition"]


@pytest.mark.parametrize(
    ("asked", "field"),
    [("since-day=31&since-month=2&since-year=2018", "since"), ("since=2018-10-02&until=2018-10-01", "until")],
)
def test_a_wrong_period_is_said_beside_its_field_and_the_whole_is_shown(browser, two, asked, field):
    page = browser.get(f"/accounts/mine/statement?{asked}", 422)
    assert page.error_of(f"{field}-date") or page.error_of(field)
    assert "Help received" in page.text


def test_somebody_elses_statement_is_not_there_but_for_keepers(browser, two, community):
    path = f"/accounts/{account_id(two['Ada'])}/statement"
    browser.get(path, 404)
    community.sign_in(two["Cora"])
    assert "Help given" in browser.get(path).text


def test_time_is_given_to_the_pot_or_to_whom_one_exchanged_with(browser, two, community):
    community.sign_in(two["Ada"])
    form = browser.get(GIVE)
    wrong = browser.send(form, GIVE, {"hours": "a while"}, 422)
    assert (wrong.error_of("to"), wrong.error_of("purpose")) == (
        "Choose who gets the time", "Say what it is for",
    )  # fmt: skip
    assert wrong.error_of("hours").startswith("Enter hours")
    done = browser.send(form, GIVE, {"to": "pot:SW", "hours": "1.5", "purpose": "For newcomers"})
    assert "Thank you. The time is given." in done.text
    assert "1 hour 30 minutes went into gifts" in done.text
    again = browser.get(GIVE)
    friend = {"to": account_id(two["Ben"]), "hours": "45 minutes", "purpose": "Thank you"}
    assert "45 minutes in hand" in browser.send(again, GIVE, friend).text


def test_more_than_the_account_can_give_is_refused_with_the_rules_words(browser, two):
    form = browser.get(GIVE)
    refused = browser.send(form, GIVE, {"to": "pot:SW", "hours": "3", "purpose": "Too much"}, 422)
    assert "up to 5 hours more than it gave" in refused.text
    assert "Enter 1 to 6,000 minutes." in browser.send(
        form, GIVE, {"to": "pot:SW", "hours": "101", "purpose": "Too much"}, 422
    ).error_of("hours")


def test_who_got_time_from_the_pot_is_not_for_other_members(browser, two, community):
    community.sign_in(two["Cora"])
    grant = GRANT.format(account_id(two["Ben"]))
    form = browser.get(grant)
    assert browser.send(form, grant, {}, 422).error_of("purpose") == "Say why"
    done = browser.send(form, grant, {"hours": "1", "purpose": "After an illness"})
    assert "The time is granted." in done.text
    assert "After an illness" in browser.get("/accounts/pot:SW/statement").text
    community.sign_in(two["Ada"])
    page = browser.get("/accounts/pot:SW/statement")
    assert "1 hour" in page.text
    assert "After an illness" not in page.text


def test_keepers_see_the_accounts_of_their_region_and_no_other(browser, two, community):
    browser.get("/accounts", 403)
    community.sign_in(two["Cora"])
    page = browser.get("/accounts")
    assert page.h1 == "Accounts of time in South West of England"
    assert page.text.index("3 hours more used than given") < page.text.index("3 hours in hand")
    browser.get("/accounts?region=WOE", 403)
    browser.get(GRANT.format("pot:SW"), 404)


def test_who_looks_after_no_region_is_told_so(browser, community):
    community.calling(Caller("kim", frozenset({"member", "convenor:UK"}), "SW"))
    browser.get("/accounts", 403)


def test_a_transfer_is_taken_back_once_with_a_reason(browser, two, community):
    browser.get(BACK, 403)
    community.sign_in(two["Cora"])
    path = f"/accounts/{account_id(two['Ben'])}/statement"
    [link] = [href for text, href in browser.get(path).links().items() if text.startswith("Take back")]
    assert link == BACK
    form = browser.get(BACK)
    assert browser.send(form, BACK, {"reason": ""}, 422).error_of("reason") == "Say why it is taken back"
    done = browser.send(form, BACK, {"reason": "The wrong member."})
    assert "The transfer is taken back." in done.text
    assert "This was taken back already." in browser.get(BACK).text
    assert not [text for text in done.links() if text.startswith("Take back")]


def test_everybody_sees_how_much_was_exchanged_and_operators_every_audit(browser, two, community, bus):
    community.calling()
    page = browser.get("/timebank")
    assert "Members of Q have helped each other for 3 hours, in 1 exchange." in page.text
    assert "Not shown" in page.text
    assert "None yet" in page.text
    audit(bus.databases["skills_register"], Call())
    community.calling(Caller("ops", frozenset({"member", "operator"}), "SW"))
    assert "no difference was found" in browser.get("/timebank").text
    assert "2 accounts, 1 transfers" in browser.get("/timebank/audits").text
    community.sign_in(two["Ada"])
    browser.get("/timebank/audits", 403)


def test_an_account_that_others_may_see_shows_no_more_than_given_and_received():
    glance = {"id": "member:x", "holder": "member", "balance": 60, "given": 60, "received": 0}
    seen = account_of(glance, "Ada")
    assert (seen.given, seen.received, seen.room, seen.seen_by) == ("1 hour", "nothing", "", "")


def test_a_difference_is_said_where_everybody_and_where_operators_look():
    last = {"at": "2018-10-05T02:00:00+00:00", "differences": 2}
    found = {"accounts": 1200, "exchanges": 0, "minutes_exchanged": 0, "sum_of_balances": 5}
    shown = timebank_of({**found, "regions": [], "months": [], "last_audit": last}, {})
    assert (shown.accounts, shown.is_even) == ("1,200", False)
    assert shown.audit == "5 October 2018 at 3:00am: 2 found that differ"
    row = {"at": last["at"], "accounts": 2, "transfers": 1, "differences": 2, "total": 5, "in_words": "a\nb"}
    [told] = audits_of([row])
    assert (told.is_whole, told.lines) == (False, ("a", "b"))
