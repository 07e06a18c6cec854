"""Cross-site requests: refused on every changing route, with nothing changed."""

import hashlib

import pytest

from gateway.signin.desk import desk

CHANGING = {"POST", "PUT", "PATCH", "DELETE"}


def _changing_routes(app) -> list[tuple[str, str]]:
    found = []
    for rule in app.url_map.iter_rules():
        path = rule.build(dict.fromkeys(rule.arguments, "1"), append_unknown=False)[1]
        found += [(method, path) for method in sorted(rule.methods & CHANGING)]
    return found


def _state(database, bus) -> str:
    names = sorted(database.list_collection_names())
    rows = [(name, sorted(map(repr, database[name].find()))) for name in names]
    return hashlib.sha256(repr((rows, bus.asked)).encode()).hexdigest()


@pytest.fixture
def signed_in(browser, mint):
    browser.sign_in(mint("id-mary"))
    browser.get("/me/sessions")
    return browser


FOREIGN = [
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},
    {"Origin": "https://evil.example"},
    {"Origin": "null"},
    {"Origin": "http://localhost.evil.example"},
]


@pytest.mark.parametrize("headers", FOREIGN, ids=lambda headers: " ".join(headers.values()))
def test_every_changing_route_refuses_another_site_even_with_a_good_token(
    app, signed_in, database, bus, headers
):
    routes = _changing_routes(app)
    assert len(routes) > 30
    before = _state(database, bus)
    sent = {**headers, "X-CSRFToken": signed_in.token}
    for method, path in routes:
        answer = signed_in.client.open(path, method=method, headers=sent, json={})
        assert answer.status_code == 403, (method, path)
        if path.startswith("/api/"):
            assert answer.json["code"] == "csrf_failed", (method, path)
    assert _state(database, bus) == before


def test_every_changing_route_refuses_a_request_with_the_cookie_and_no_token(app, signed_in, database, bus):
    before = _state(database, bus)
    for method, path in _changing_routes(app):
        answer = signed_in.client.open(
            path, method=method, headers={"Sec-Fetch-Site": "same-origin"}, json={}
        )
        assert answer.status_code == 403, (method, path)
        if path.startswith("/api/"):
            assert answer.json["code"] == "csrf_failed", (method, path)
    assert _state(database, bus) == before


def test_a_token_of_another_browser_is_worth_nothing(signed_in, another, mint):
    another.sign_in(mint("id-carl"))
    another.get("/me/sessions")
    answer = signed_in.client.post("/me/sessions/end-all", data={"csrf_token": another.token})
    assert answer.status_code == 403


def test_another_site_cannot_sign_a_browser_in(app, mint):
    ticket, client = mint("id-mary"), app.test_client()
    answer = client.post(
        "/api/v1/sign-in/redemption", json={"ticket": ticket}, headers={"Origin": "https://evil.example"}
    )
    assert answer.status_code == 403
    assert client.get_cookie("session") is None
    answer = client.post("/sign-in/link", data={"ticket": ticket})
    assert answer.status_code == 403


def test_a_program_with_a_token_needs_no_form_token(app, database, clock):
    with app.test_request_context("/"):
        secret, _ = desk().tokens.issue("id-mary", "report", ["read", "write"], clock.now)
    answer = app.test_client().delete("/api/v1/me/tokens/x", headers={"Authorization": f"Bearer {secret}"})
    assert answer.json["code"] == "session_required"


def test_a_bearer_token_does_not_lend_its_exemption_to_the_cookie(signed_in, database):
    answer = signed_in.client.delete(
        "/api/v1/me/sessions", headers={"Authorization": "Bearer qc_wrong", "Origin": "https://evil.example"}
    )
    assert answer.status_code == 401
    assert database["sessions"].count_documents({}) == 1


def test_our_own_forms_pass(signed_in):
    answer = signed_in.client.post(
        "/me/sessions/end-all", data={"csrf_token": signed_in.token}, headers={"Origin": "http://localhost"}
    )
    assert answer.status_code == 303


def test_a_wrong_address_is_still_simply_not_found(signed_in):
    assert signed_in.client.post("/no/such/page").status_code == 404
