"""Sessions: new at every sign-in, short of life, ended for good."""

from datetime import timedelta

import pytest

from gateway.signin.cookies import browser_name
from gateway.signin.secrecy import digest
from gateway.signin.sessions import Sessions


def _is_in(browser) -> bool:
    return browser.get("/me/sessions").status_code == 200


def test_only_the_hash_of_the_cookie_is_kept(browser, mint, database):
    browser.sign_in(mint("id-mary"))
    secret = browser.cookie("session")
    row = database["sessions"].find_one()
    assert row["_id"] == digest(secret)
    assert secret not in repr(list(database["sessions"].find()))
    assert len(secret) >= 43  # 256 bits


def test_a_planted_session_id_is_not_taken_over(browser, mint, database):
    browser.client.set_cookie("session", "planted-by-somebody")
    browser.sign_in(mint("id-mary"))
    assert browser.cookie("session") != "planted-by-somebody"
    assert database["sessions"].find_one({"_id": digest("planted-by-somebody")}) is None


def test_signing_in_again_changes_the_id_and_ends_the_old_session(browser, another, mint):
    browser.sign_in(mint("id-mary"))
    old = browser.cookie("session")
    browser.sign_in(mint("id-mary"))
    assert browser.cookie("session") != old
    another.client.set_cookie("session", old)
    assert not _is_in(another)


def test_signing_in_makes_old_form_tokens_worthless(browser, mint):
    browser.get("/sign-in")
    planted = browser.token
    browser.sign_in(mint("id-mary"))
    answer = browser.client.post("/me/sessions/end-all", data={"csrf_token": planted})
    assert answer.status_code == 403
    assert _is_in(browser)


def test_a_session_ends_after_thirty_idle_minutes(browser, mint, clock):
    browser.sign_in(mint("id-mary"))
    clock.turn(minutes=29)
    assert _is_in(browser)
    clock.turn(minutes=30)
    assert not _is_in(browser)


def test_a_session_in_use_ends_after_twelve_hours(browser, mint, clock):
    browser.sign_in(mint("id-mary"))
    for _ in range(35):
        clock.turn(minutes=20)
        assert _is_in(browser)
    clock.turn(minutes=20)
    assert not _is_in(browser)


def test_signing_out_ends_the_session_and_takes_the_cookie_away(browser, another, mint, database):
    browser.sign_in(mint("id-mary"))
    old = browser.cookie("session")
    assert browser.post("/sign-out").location == "/sign-in/out"
    assert browser.cookie("session") is None
    another.client.set_cookie("session", old)
    assert not _is_in(another)
    assert database["sessions"].count_documents({}) == 0


def test_signing_out_everywhere_ends_all_sessions_of_this_member_only(app, browser, another, mint):
    browser.sign_in(mint("id-mary"))
    another.sign_in(mint("id-mary"))
    third = type(browser)(app)
    third.sign_in(mint("id-carl"))
    browser.get("/me/sessions")
    assert browser.post("/me/sessions/end-all").status_code == 303
    assert [_is_in(each) for each in (browser, another, third)] == [False, False, True]


def test_one_session_can_be_ended_from_another(browser, another, mint, database):
    browser.sign_in(mint("id-mary"))
    another.sign_in(mint("id-mary"))
    page = browser.get("/me/sessions")
    assert page.text.count("(this browser)") == 1
    handle = database["sessions"].find_one({"_id": digest(another.cookie("session"))})["handle"]
    browser.post(f"/me/sessions/{handle}/end")
    assert (_is_in(browser), _is_in(another)) == (True, False)


def test_nobody_ends_the_session_of_somebody_else(browser, another, mint, database):
    browser.sign_in(mint("id-mary"))
    another.sign_in(mint("id-carl"))
    handle = database["sessions"].find_one({"_id": digest(another.cookie("session"))})["handle"]
    browser.get("/me/sessions")
    assert browser.post(f"/me/sessions/{handle}/end").status_code == 404
    assert _is_in(another)


def test_a_revoked_role_ends_within_a_minute_of_use(app, browser, mint, bus, clock):
    from gateway.signin import who

    browser.sign_in(mint("id-carl"))

    def roles() -> frozenset[str]:
        cookie = f"session={browser.cookie('session')}"
        with app.test_request_context("/", headers={"Cookie": cookie}):
            return who().caller.roles

    assert "coordinator:WOE" in roles()
    bus.members["carl"]["roles"] = ["member"]
    clock.turn(seconds=61)
    assert roles() == {"member"}


def test_somebody_who_leaves_is_out_within_a_minute(browser, mint, bus, clock):
    browser.sign_in(mint("id-mary"))
    bus.members["mary"]["status"] = "left"
    clock.turn(seconds=61)
    assert not _is_in(browser)


def test_while_membership_does_not_answer_people_stay_in_but_offices_end(app, browser, mint, bus, clock):
    from gateway.signin import who

    browser.sign_in(mint("id-carl"))
    bus.down = True
    cookie = f"session={browser.cookie('session')}"
    seen = []
    for minutes in (2, 14):
        clock.turn(minutes=minutes)
        with app.test_request_context("/", headers={"Cookie": cookie}):
            seen.append(who().caller.roles)
    assert seen == [{"member", "coordinator:WOE"}, {"member"}]


def test_reads_ask_the_database_at_most_every_two_seconds(database, clock, monkeypatch):
    sessions = Sessions(database)
    secret, _ = sessions.open("id-mary", clock.now)
    sessions.find(secret, clock.now)
    database["sessions"].delete_many({})  # as another worker does
    assert sessions.find(secret, clock.now + timedelta(seconds=1)) is not None
    assert sessions.find(secret, clock.now + timedelta(seconds=2)) is None


def test_the_cookie_is_for_us_alone(browser, mint):
    answer = browser.sign_in(mint("id-mary"))
    cookie = next(line for line in answer.headers.getlist("Set-Cookie") if line.startswith("session="))
    assert {"HttpOnly", "Path=/", "SameSite=Lax"} <= {part.strip() for part in cookie.split(";")}
    assert "Domain" not in cookie


def test_over_https_the_cookie_is_bound_to_this_host_and_to_tls(settings, bus, database, clock, mint):
    from dataclasses import replace

    from gateway.app import create_app
    from gateway.signin.desk import EXTENSION

    secure = create_app(replace(settings, portal_url="https://q.example"), bus, database)
    secure.extensions[EXTENSION].clock = clock
    client = secure.test_client()
    answer = client.post(
        "/api/v1/sign-in/redemption", json={"ticket": mint("id-mary")}, base_url="https://q.example"
    )
    cookies = answer.headers.getlist("Set-Cookie")
    for name in ("__Host-session", "__Host-device"):
        cookie = next(line for line in cookies if line.startswith(f"{name}="))
        parts = {part.strip() for part in cookie.split(";")}
        assert {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"} <= parts
        assert "Domain" not in cookie


@pytest.mark.parametrize(
    ("agent", "name"),
    [
        (
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:128.0) Gecko/20100101 Firefox/128.0",
            "Firefox on Windows",
        ),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1",
            "Safari on iPhone",
        ),
        ("Mozilla/5.0 (X11; Linux x86_64) Chrome/130.0 Safari/537.36 Edg/130.0", "Edge on Linux"),
        ("curl/8.0", "A program"),
        ("", "A program"),
    ],
)
def test_a_list_of_sessions_names_the_browser_and_no_more(agent, name):
    assert browser_name(agent) == name


def test_pages_of_signing_in_are_kept_by_no_cache(browser, mint):
    for path in ("/sign-in", "/sign-in/sent", f"/sign-in/link?ticket={mint('id-mary')}"):
        assert browser.get(path).headers["Cache-Control"] == "no-store"
