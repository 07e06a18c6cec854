"""One table from what went wrong to what is shown."""

import re

import pytest
from structlog.testing import capture_logs

from contracts.refusals import CODES, Refused
from gateway.errors import on_refused
from gateway.guards import open_to

SECRET = "ann@example.org is what she typed"


@pytest.fixture
def broken(fresh_app, calling):
    """A client of an app with views that fail; named under the API and under the portal."""

    @open_to("public")
    def fail():
        raise RuntimeError(SECRET)

    fresh_app.add_url_rule("/api/v1/fail", "fail in the api", fail)
    fresh_app.add_url_rule("/fail", "fail", fail)
    fresh_app.add_url_rule("/api/v1/redirected/", "redirected", fail)
    return fresh_app.test_client()


def test_what_nobody_expected_shows_only_a_code_and_is_logged_once_under_it(broken):
    with capture_logs() as logs:
        answer = broken.get("/api/v1/fail")
    assert (answer.status_code, answer.mimetype) == (500, "application/problem+json")
    problem = answer.get_json()
    assert problem["code"] == "unexpected"
    assert re.fullmatch("[0-9A-Z]{4}-[0-9A-Z]{4}", problem["incident"])
    incidents = [entry for entry in logs if entry["event"] == "incident"]
    assert [entry["incident"] for entry in incidents] == [problem["incident"]]
    assert incidents[0]["problem"] == "RuntimeError"
    assert "ann@" not in str(logs) + answer.text
    assert "Traceback" not in answer.text


def test_the_portal_shows_the_incident_on_a_page(broken):
    with capture_logs() as logs:
        answer = broken.get("/fail")
    assert (answer.status_code, answer.mimetype) == (500, "text/html")
    incident = next(entry["incident"] for entry in logs if entry["event"] == "incident")
    assert incident in answer.text
    assert "ann@" not in answer.text


@pytest.mark.parametrize("code", sorted(CODES))
def test_each_code_is_answered_with_its_status_sentence_and_fields(app, code):
    with app.test_request_context("/api/v1/x"):
        answer = on_refused(Refused(code, fields={"name": ["Enter your name."]}))
    assert answer.status_code == CODES[code].status
    assert answer.get_json() == {
        "type": f"/api/v1/problems#{code}",
        "title": CODES[code].sentence,
        "status": CODES[code].status,
        "detail": CODES[code].sentence,
        "code": code,
        "fields": {"name": ["Enter your name."]},
    }
    assert ("WWW-Authenticate" in answer.headers) == (answer.status_code == 401)
    assert ("Retry-After" in answer.headers) == (answer.status_code == 503)


def test_a_services_own_incident_code_is_passed_on(app, calling):
    with app.test_request_context("/api/v1/x"):
        answer = on_refused(Refused("unexpected", fields={"incident": ["K7QF-92MD"]}))
    assert answer.get_json()["incident"] == "K7QF-92MD"
    assert answer.get_json()["fields"] == {}


def test_a_redirect_is_not_an_error(broken):
    answer = broken.get("/api/v1/redirected")
    assert answer.status_code == 308
    assert answer.location.endswith("/api/v1/redirected/")


def test_an_unknown_page_is_answered_with_a_page(broken):
    answer = broken.get("/nothing")
    assert (answer.status_code, answer.mimetype) == (404, "text/html")


def test_the_page_for_errors_does_not_fail_with_the_error_it_shows(broken, monkeypatch):
    from gateway import portal

    def fail(*_):
        raise RuntimeError("the template is gone")

    monkeypatch.setattr(portal, "show_error", fail)
    answer = broken.get("/nothing")
    assert answer.status_code == 404
    assert "We could not find that." in answer.text
