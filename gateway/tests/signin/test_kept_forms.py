"""Signing in again without losing what was typed (WCAG 2.2.5)."""

from gateway.signin.secrecy import digest


def _end_session(browser, clock):
    browser.get("/me/sessions")  # a page with a form is open
    clock.turn(minutes=31)


def _send(browser):
    return browser.post("/me/tokens", name="a name I typed", scopes="read", days="30")


def test_answers_sent_to_an_ended_session_wait_behind_the_sign_in(browser, mint, clock):
    browser.sign_in(mint("id-mary"))
    _end_session(browser, clock)
    answer = _send(browser)
    assert answer.location == "/sign-in?next=%2Fsign-in%2Fkept"
    browser.post("/sign-in", email="mary@example.org", next="/sign-in/kept")
    assert browser.sign_in(mint("id-mary")).location == "/sign-in/kept"
    page = browser.get("/sign-in/kept").text
    assert 'action="/me/tokens"' in page
    assert 'value="a name I typed"' in page
    assert page.count('name="csrf_token"') >= 1
    assert "Your new token" in _send(browser).text


def test_another_member_of_the_same_computer_does_not_see_them(browser, mint, clock):
    browser.sign_in(mint("id-mary"))
    _end_session(browser, clock)
    _send(browser)
    browser.token = ""
    browser.get("/sign-in")
    browser.sign_in(mint("id-carl"))
    answer = browser.get("/sign-in/kept")
    assert "a name I typed" not in answer.text
    assert answer.status_code == 303


def test_they_are_kept_encrypted_and_for_half_an_hour(browser, mint, clock, database):
    browser.sign_in(mint("id-mary"))
    _end_session(browser, clock)
    _send(browser)
    row = database["kept_forms"].find_one()
    assert row["_id"] == digest(browser.cookie("kept"))
    assert "typed" not in repr(row)
    clock.turn(minutes=30)
    browser.token = ""
    browser.sign_in(mint("id-mary"))
    assert browser.get("/sign-in/kept").status_code == 303


def test_they_can_be_thrown_away(browser, mint, clock, database):
    browser.sign_in(mint("id-mary"))
    _end_session(browser, clock)
    _send(browser)
    browser.token = ""
    browser.sign_in(mint("id-mary"))
    browser.get("/sign-in/kept")
    assert browser.post("/sign-in/kept/drop").status_code == 303
    assert database["kept_forms"].count_documents({}) == 0
    assert browser.cookie("kept") is None


def test_a_browser_that_never_signed_in_has_nothing_kept(browser, database):
    answer = browser.post("/me/tokens", name="x")
    assert answer.location.startswith("/sign-in?next=%2Fme%2Ftokens")
    assert database["kept_forms"].count_documents({}) == 0


def test_what_the_form_held_is_escaped_on_the_page(browser, mint, clock):
    browser.sign_in(mint("id-mary"))
    _end_session(browser, clock)
    browser.post("/me/tokens", name='"><script>alert(1)</script>')
    browser.token = ""
    browser.sign_in(mint("id-mary"))
    assert "<script>alert" not in browser.get("/sign-in/kept").text


def test_a_ballot_is_not_kept_for_a_session_that_ended(browser, mint, clock, database):
    browser.sign_in(mint("id-mary"))
    _end_session(browser, clock)
    for path in ("/elections/e-1/vote", "/elections/e-1/vote/cast"):
        answer = browser.post(path, **{"rank-1": "1", "ballot_secret": "0" * 32})
        assert answer.location.startswith("/sign-in?next=%2Felections")
    for path in ("/rounds/r-1/vote", "/rounds/r-1/vote/cast"):
        browser.post(path, project="p-1", ballot_secret="0" * 32)
    browser.post("/meetings/m-1/pulse", could="no", sentence="Nobody asked me")
    browser.post("/surveys/s-1/answer", q1="no", q2="Nobody asked me")
    browser.post("/events/e-1/feedback", expectation="no", words="Nobody asked me")
    assert database["kept_forms"].count_documents({}) == 0
