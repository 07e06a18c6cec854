"""OpenID Connect against a provider of the tests' own: code, PKCE, nonce, a verified address."""

import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from flask import Flask

from gateway.app import create_app

from .conftest import Browser, furnish, make_app

# The provider of the tests stands on old parts of Authlib; its warnings are not ours.
pytestmark = [
    pytest.mark.filterwarnings("ignore::DeprecationWarning:oidc_provider_mock"),
    pytest.mark.filterwarnings("ignore::DeprecationWarning:authlib"),
    pytest.mark.filterwarnings("ignore:get_jwt_config"),
]

PEOPLE = {
    "mary": {"email": "mary@example.org", "email_verified": True},
    "carl": {"email": "carl@example.org", "email_verified": True},
    "stranger": {"email": "stranger@example.org", "email_verified": True},
    "unverified": {"email": "mary@example.org", "email_verified": False},
    "silent": {},
}


@dataclass
class Provider:
    """The provider, as the person's browser meets it."""

    url: str

    def sign_in(self, leaving: str, sub: str) -> str:
        """Sign in at the provider; answers the path that the browser is sent back to."""
        answer = requests.post(leaving, data={"sub": sub}, allow_redirects=False, timeout=5)
        back = urlsplit(answer.headers["Location"])
        return f"{back.path}?{back.query}"


@pytest.fixture(scope="module")
def provider() -> Iterator[Provider]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import oidc_provider_mock
    people = [oidc_provider_mock.User(sub=sub, claims=claims) for sub, claims in PEOPLE.items()]
    with oidc_provider_mock.run_server_in_thread(user_claims=people) as server:
        yield Provider(f"http://localhost:{server.server_port}")


@pytest.fixture(scope="module")
def one_app(settings, provider) -> Iterator[Flask]:
    """Made once, with the provider configured; ``app`` furnishes it for each test."""
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("OIDC_ISSUER", provider.url)
        environment.setenv("OIDC_CLIENT_ID", "q-commons")
        environment.setenv("OIDC_CLIENT_SECRET", "a secret for tests")
        yield make_app(settings)


def _leave(browser, path: str = "/sign-in/openid") -> str:
    answer = browser.get(path)
    assert answer.status_code in (302, 303)
    return answer.location


def test_the_button_is_there_only_when_a_provider_is_configured(
    browser, settings, bus, database, monkeypatch
):
    assert "/sign-in/openid" in browser.get("/sign-in").text
    for name in ("OIDC_ISSUER", "OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET"):
        monkeypatch.delenv(name)
    without = create_app(settings, bus, database).test_client()
    assert "/sign-in/openid" not in without.get("/sign-in").text
    assert without.get("/sign-in/openid").status_code == 404


def test_the_browser_leaves_with_state_nonce_and_a_pkce_challenge(browser):
    asked = parse_qs(urlsplit(_leave(browser)).query)
    assert asked["response_type"] == ["code"]
    assert asked["code_challenge_method"] == ["S256"]
    assert asked["state"]
    assert asked["nonce"]
    assert asked["redirect_uri"] == ["http://localhost/sign-in/openid/back"]


def test_a_member_comes_in_and_goes_where_they_wanted_to(browser, provider):
    back = provider.sign_in(_leave(browser, "/sign-in/openid?next=/regions"), "mary")
    assert browser.get(back).location == "/regions"
    assert browser.get("/me/sessions").status_code == 200


def test_an_officer_is_still_asked_for_our_second_factor(browser, provider):
    back = provider.sign_in(_leave(browser), "carl")
    assert browser.get(back).location == "/sign-in/second-factor"


@pytest.mark.parametrize("sub", ["stranger", "unverified", "silent"])
def test_an_address_that_is_no_members_or_not_vouched_for_gets_a_plain_page(browser, provider, sub):
    answer = browser.get(provider.sign_in(_leave(browser), sub))
    assert answer.status_code == 403
    assert "You are not known as a member" in answer.text
    assert browser.cookie("session") is None


def test_somebody_who_left_does_not_come_in(browser, provider, bus):
    bus.members["mary"]["status"] = "left"
    answer = browser.get(provider.sign_in(_leave(browser), "mary"))
    assert answer.status_code == 403
    assert browser.cookie("session") is None


def test_an_answer_with_a_state_that_is_not_this_browsers_is_refused(browser, another, provider):
    back = provider.sign_in(_leave(browser), "mary")
    for answer in (another.get(back), browser.get(back.replace("state=", "state=x"))):
        assert answer.status_code == 403
        assert "did not work" in answer.text
    assert another.cookie("session") is None


def test_an_answer_used_twice_is_refused(browser, provider):
    back = provider.sign_in(_leave(browser), "mary")
    browser.get(back)
    assert browser.get(back).status_code == 403


@pytest.mark.parametrize("query", ["", "?code=x", "?error=access_denied&state=x", "?code=x&state=y"])
def test_an_answer_that_is_none_is_refused(browser, query):
    _leave(browser)
    assert browser.get(f"/sign-in/openid/back{query}").status_code == 403


def test_a_provider_that_does_not_answer_is_a_plain_page(settings, bus, database, clock, monkeypatch):
    browser = Browser(furnish(make_app(settings), settings, bus, database, clock))  # knows nothing of it yet

    def silent(*args: Any, **kwargs: Any) -> Any:
        raise requests.ConnectionError("nobody there")

    monkeypatch.setattr(requests.Session, "send", silent)
    answer = browser.get("/sign-in/openid")
    assert answer.status_code == 403
    assert "did not work" in answer.text
