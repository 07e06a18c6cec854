"""API tokens: shown once, scoped, revocable; made by people with a session and by the command line."""

import pytest

from contracts.refusals import Refused
from gateway.signin import who
from gateway.signin.desk import desk
from gateway.signin.tokens import Tokens

ALL = ("read", "write", "admin")


@pytest.fixture
def tokens(database) -> Tokens:
    return Tokens(database)


def _who(app, secret: str, method: str = "GET"):
    headers = {"Authorization": f"Bearer {secret}"}
    with app.test_request_context("/", method=method, headers=headers):
        return who()


def _signed_in(browser, mint, member: str = "id-mary") -> str:
    """A browser signed in over the API; answers its form token."""
    answer = browser.client.post("/api/v1/sign-in/redemption", json={"ticket": mint(member)})
    return answer.json["csrf_token"]


def _make(browser, csrf: str, **wanted):
    asked = {"name": "report", "scopes": ["read"], **wanted}
    headers = {"X-CSRFToken": csrf, "Sec-Fetch-Site": "same-origin"}
    return browser.client.post("/api/v1/me/tokens", json=asked, headers=headers)


def test_only_a_hash_of_the_token_is_kept(tokens, database, clock):
    secret, _ = tokens.issue("id-mary", "report", ["read"], clock.now)
    assert secret.startswith("qc_")
    assert len(secret) == 46
    assert secret not in repr(list(database["tokens"].find()))


def test_a_token_speaks_for_its_member_with_the_roles_of_now(app, tokens, clock, bus):
    secret, _ = tokens.issue("id-carl", "report", ALL, clock.now)
    assert _who(app, secret).caller.roles == {"member", "coordinator:WOE"}
    bus.members["carl"]["roles"] = ["member"]
    clock.turn(seconds=61)
    assert _who(app, secret).caller.roles == {"member"}


def test_without_the_admin_scope_a_token_has_no_office(app, tokens, clock):
    secret, _ = tokens.issue("id-carl", "report", ["read", "write"], clock.now)
    found = _who(app, secret)
    assert found.caller.roles == {"member"}
    assert found.scopes == {"read", "write"}
    assert found.session_id is None


def test_a_service_has_the_roles_it_was_given(app, tokens, clock, bus):
    secret, _ = tokens.issue("service:setup", "set-up", ALL, clock.now, roles=["operator", "national_team"])
    found = _who(app, secret)
    assert (found.caller.subject, found.caller.roles) == ("service:setup", {"operator", "national_team"})
    assert bus.asked == []


@pytest.mark.parametrize("secret", ["", "qc_", "qc_wrong", "x" * 46, "qc_" + "A" * 43, "é", "null"])
def test_a_wrong_token_is_refused_and_never_falls_back_to_the_cookie(browser, mint, secret):
    browser.sign_in(mint("id-mary"))
    answer = browser.client.get("/api/v1/me/tokens", headers={"Authorization": f"Bearer {secret}"})
    assert answer.status_code == 401
    assert answer.json["code"] == "credentials_invalid"


def test_an_expired_token_is_refused(app, tokens, clock):
    secret, _ = tokens.issue("id-mary", "report", ["read"], clock.now, days=1)
    clock.turn(hours=24)
    with pytest.raises(Refused) as no:
        _who(app, secret)
    assert no.value.code == "credentials_invalid"


def test_a_token_of_somebody_who_left_is_refused(app, tokens, clock, bus):
    secret, _ = tokens.issue("id-mary", "report", ["read"], clock.now)
    bus.members["mary"]["status"] = "left"
    with pytest.raises(Refused):
        _who(app, secret)


def test_reading_needs_read_and_changing_needs_write(app, tokens, clock):
    secret, _ = tokens.issue("id-mary", "report", ["write"], clock.now)
    answer = app.test_client().get("/api/v1/me/tokens", headers={"Authorization": f"Bearer {secret}"})
    assert (answer.status_code, answer.json["code"]) == (403, "scope_required")
    reader, _ = tokens.issue("id-mary", "report", ["read"], clock.now)
    answer = app.test_client().delete("/api/v1/me/tokens/x", headers={"Authorization": f"Bearer {reader}"})
    assert (answer.status_code, answer.json["code"]) == (403, "scope_required")


def test_last_use_is_written_to_the_day_and_once_a_day(app, tokens, clock, database):
    secret, token = tokens.issue("id-mary", "report", ["read"], clock.now)
    with app.test_request_context("/"):
        desk().tokens.find(secret, clock.now)
    assert database["tokens"].find_one({"_id": token.id})["last_used_on"] == "2126-11-21"


def test_a_member_makes_a_token_sees_it_once_and_revokes_it(browser, mint, app):
    csrf = _signed_in(browser, mint)
    made = _make(browser, csrf)
    assert made.status_code == 201
    secret = made.json["token"]
    assert _who(app, secret).caller.subject == "id-mary"
    listed = browser.client.get("/api/v1/me/tokens").json["items"]
    assert [row["id"] for row in listed] == [made.json["id"]]
    assert secret not in browser.client.get("/api/v1/me/tokens").text
    headers = {"X-CSRFToken": csrf, "Sec-Fetch-Site": "same-origin"}
    assert browser.client.delete(f"/api/v1/me/tokens/{made.json['id']}", headers=headers).status_code == 204
    with pytest.raises(Refused):
        _who(app, secret)


def test_a_token_cannot_make_a_token(app, tokens, clock):
    secret, _ = tokens.issue("id-mary", "report", ALL, clock.now)
    headers = {"Authorization": f"Bearer {secret}"}
    answer = app.test_client().post(
        "/api/v1/me/tokens", json={"name": "more", "scopes": ["admin"]}, headers=headers
    )
    assert (answer.status_code, answer.json["code"]) == (403, "session_required")


def test_nobody_revokes_somebody_elses_token(browser, mint, tokens, clock, app):
    secret, token = tokens.issue("id-carl", "report", ["read"], clock.now)
    headers = {"X-CSRFToken": _signed_in(browser, mint), "Sec-Fetch-Site": "same-origin"}
    assert browser.client.delete(f"/api/v1/me/tokens/{token.id}", headers=headers).status_code == 404
    assert _who(app, secret).caller.subject == "id-carl"


def test_an_officer_needs_the_second_factor_to_make_a_token(browser, mint, database):
    answer = _make(browser, _signed_in(browser, mint, "id-carl"))
    assert (answer.status_code, answer.json["code"]) == (403, "second_factor_required")
    assert database["tokens"].count_documents({}) == 0


@pytest.mark.parametrize(
    "wrong",
    [
        {"scopes": []},
        {"scopes": ["root"]},
        {"name": ""},
        {"name": "x" * 300},
        {"days": 0},
        {"days": 4000},
        {"days": "90"},
        {"roles": ["operator"]},
        {"name": {"$ne": ""}},
    ],
)
def test_an_impossible_token_is_refused_with_the_field(browser, mint, wrong):
    answer = _make(browser, _signed_in(browser, mint), **wrong)
    assert answer.status_code == 422
    assert any(field.startswith(next(iter(wrong))) for field in answer.json["fields"])


def test_one_person_has_at_most_twenty_tokens(tokens, clock):
    for n in range(20):
        tokens.issue("id-mary", f"report {n}", ["read"], clock.now)
    with pytest.raises(Refused):
        tokens.issue("id-mary", "one more", ["read"], clock.now)
    tokens.issue("id-carl", "mine", ["read"], clock.now)


def test_a_person_is_given_no_roles_by_a_token(tokens, clock):
    with pytest.raises(Refused):
        tokens.issue("id-mary", "report", ["read"], clock.now, roles=["operator"])


def test_the_page_shows_the_new_token_once(browser, mint, app):
    browser.sign_in(mint("id-mary"))
    assert "You have no working tokens." in browser.get("/me/tokens").text
    shown = browser.post("/me/tokens", name="report", scopes="read", days="30")
    secret = shown.text.split('<code id="token">')[1].split("<")[0]
    assert _who(app, secret).caller.subject == "id-mary"
    listed = browser.get("/me/tokens").text
    assert "report" in listed
    assert secret not in listed


def test_the_page_says_beside_the_field_what_is_wrong(browser, mint):
    browser.sign_in(mint("id-mary"))
    browser.get("/me/tokens")
    answer = browser.post("/me/tokens", name="", days="many")
    assert answer.status_code == 422
    assert 'href="#days"' in answer.text
    answer = browser.post("/me/tokens", name="", days="30")
    assert 'href="#name"' in answer.text
    assert 'href="#scopes"' in answer.text
