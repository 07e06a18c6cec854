"""Signing in by a link: the same answer for all, once, for fifteen minutes, by POST."""

import threading
from datetime import timedelta

import pytest

from gateway.signin.desk import desk


def test_a_known_and_an_unknown_address_get_the_same_bytes_and_cause_the_same_calls(app, bus):
    answers = []
    for email in ("mary@example.org", "nobody@example.org"):
        bus.asked.clear()
        answer = app.test_client().post("/api/v1/sign-in", json={"email": email})
        headers = {name: value for name, value in answer.headers if name != "X-Request-Id"}
        answers.append((answer.status_code, answer.data, headers, [door for door, _ in bus.asked]))
    assert answers[0] == answers[1]
    assert answers[0][0] == 202
    assert answers[0][3] == ["send_sign_in_link"]


def test_the_page_says_the_same_for_a_known_and_an_unknown_address(browser, another, bus):
    known = browser.post("/sign-in", email="mary@example.org")
    unknown = another.post("/sign-in", email="nobody@example.org")
    assert (known.status_code, known.location) == (unknown.status_code, unknown.location)
    assert bus.sent("send_sign_in_link") == [{"email": "mary@example.org"}, {"email": "nobody@example.org"}]
    assert "Check your e-mail" in browser.get(known.location).text


@pytest.mark.parametrize(
    "email", ["", "mary", "mary@", "@example.org", "a b@example.org", "x" * 300 + "@e.org"]
)
def test_what_is_no_address_is_said_beside_the_field(browser, bus, email):
    answer = browser.post("/sign-in", email=email)
    assert answer.status_code == 422
    assert 'href="#email"' in answer.text
    assert bus.asked == []


def test_looking_at_a_link_signs_nobody_in_however_often(browser, mint, bus, database):
    ticket = mint("id-mary")
    for _ in range(3):
        page = browser.get(f"/sign-in/link?ticket={ticket}")
        assert page.status_code == 200
    assert browser.cookie("session") is None
    assert bus.asked == []
    assert database["sessions"].count_documents({}) == 0
    assert browser.sign_in(ticket).status_code == 303


def test_a_link_signs_in_and_leads_to_where_the_person_wanted_to_go(browser, mint):
    browser.get("/sign-in?next=/regions/WOE?year=2018")
    browser.post("/sign-in", email="mary@example.org", next="/regions/WOE?year=2018")
    assert browser.sign_in(mint("id-mary")).location == "/regions/WOE?year=2018"
    assert browser.get("/me/sessions").status_code == 200


def test_a_used_link_is_remembered_as_long_as_it_could_be_used_again(browser, mint, database, clock):
    browser.sign_in(mint("id-mary", minutes=3 * 24 * 60))
    assert database["redeemed"].find_one()["purge_at"] >= clock.now + timedelta(days=2, hours=23)


def test_a_link_works_once(browser, another, mint):
    ticket = mint("id-mary")
    assert browser.sign_in(ticket).status_code == 303
    second = another.sign_in(ticket)
    assert second.status_code == 422
    assert "This link does not work" in second.text
    assert another.cookie("session") is None


def test_of_many_simultaneous_redemptions_one_succeeds(app, mint):
    ticket, together, statuses = mint("id-mary"), threading.Barrier(8), []

    def redeem() -> None:
        client = app.test_client()
        together.wait()
        statuses.append(client.post("/api/v1/sign-in/redemption", json={"ticket": ticket}).status_code)

    threads = [threading.Thread(target=redeem) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(statuses) == [200] + [422] * 7


def test_a_link_runs_out_after_fifteen_minutes_and_one_button_sends_a_new_one(browser, mint, clock, bus):
    ticket = mint("id-mary")
    clock.turn(minutes=15)
    page = browser.get(f"/sign-in/link?ticket={ticket}")
    assert page.status_code == 410
    assert "This link has run out" in page.text
    assert browser.post("/sign-in/link/renewal", ticket=ticket).location == "/sign-in/sent"
    assert bus.sent("renew_sign_in_link") == [{"member_id": "id-mary"}]


def test_a_link_that_runs_out_before_the_button_is_pressed_signs_nobody_in(browser, mint, clock):
    ticket = mint("id-mary")
    browser.get(f"/sign-in/link?ticket={ticket}")
    clock.turn(minutes=15)
    answer = browser.post("/sign-in/link", ticket=ticket)
    assert answer.status_code == 410
    assert browser.cookie("session") is None


def test_a_tampered_link_gets_a_plain_page_and_no_mail(browser, mint, bus):
    head, body, signature = mint("id-mary").split(".")
    forged = f"{head}.{body[:-2]}AA.{signature}"
    assert browser.get(f"/sign-in/link?ticket={forged}").status_code == 422
    assert browser.post("/sign-in/link", ticket=forged).status_code == 422
    assert browser.post("/sign-in/link/renewal", ticket=forged).status_code == 422
    assert bus.asked == []


def test_an_applicants_ticket_does_not_sign_in(browser, mint):
    assert browser.sign_in(mint("applicant:a-1", audience="applicant")).status_code == 422


def test_somebody_who_left_does_not_get_in_and_somebody_paused_does(browser, another, mint, bus):
    bus.add("leah", status="left")
    bus.add("paula", status="paused")
    assert browser.sign_in(mint("id-leah")).status_code == 422
    assert another.sign_in(mint("id-paula")).status_code == 303


def test_a_link_stays_good_while_membership_does_not_answer(browser, mint, bus):
    ticket = mint("id-mary")
    bus.down = True
    assert browser.sign_in(ticket).status_code == 503
    bus.down = False
    assert browser.sign_in(ticket).status_code == 303


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example",
        "/\t/evil.example",
        "javascript:alert(1)",
        "evil",
        "/" + "x" * 2000,
    ],
)
def test_next_leads_only_to_our_own_pages(browser, mint, elsewhere):
    browser.post("/sign-in", email="mary@example.org", next=elsewhere)
    assert browser.sign_in(mint("id-mary")).location == "/me"


def test_an_applicants_link_speaks_for_the_application_for_ninety_days(app, mint, clock):
    ticket = mint("applicant:a-1", audience="applicant", minutes=90 * 24 * 60)
    with app.test_request_context("/apply/status"):
        caller = desk().tickets.applicant(ticket, clock.now)
        assert (caller.subject, caller.roles) == ("applicant:a-1", frozenset({"applicant"}))
        clock.turn(days=90)
        with pytest.raises(Exception, match="run out"):
            desk().tickets.applicant(ticket, clock.now)


def test_an_applicants_ticket_that_names_a_member_is_refused(app, mint, clock):
    with app.test_request_context("/apply/status"), pytest.raises(Exception, match="does not work"):
        desk().tickets.applicant(mint("id-mary", audience="applicant"), clock.now)
