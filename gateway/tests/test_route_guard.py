"""Every door has a guard: the URL map is walked, and a bare view is found."""

import pytest
from flask import Flask

from chassis.identity import Caller
from contracts.refusals import Refused
from gateway.guards import OFFICERS, PUBLIC, open_to

ROLES = {PUBLIC, "member", "applicant", *OFFICERS}
FREE = {"static"}


def bare_views(app: Flask) -> list[str]:
    """The endpoints whose view does not say who may use it, or names a role that does not exist."""
    return sorted(
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if rule.endpoint not in FREE
        and not ((roles := set(getattr(app.view_functions[rule.endpoint], "open_to", ()))) and roles <= ROLES)
    )


def test_every_view_says_who_may_use_it(app):
    assert len(list(app.url_map.iter_rules())) > 50
    assert bare_views(app) == []


def test_a_bare_view_is_found(fresh_app):
    fresh_app.add_url_rule("/bare", "bare", lambda: "anybody")
    fresh_app.add_url_rule("/odd", "odd", open_to("emperor")(lambda: "nobody"))
    assert bare_views(fresh_app) == ["bare", "odd"]


def test_a_guard_without_a_role_cannot_be_written():
    with pytest.raises(ValueError, match="at least one role"):
        open_to()


@pytest.fixture
def entering(app, calling):
    """``entering(guard, who, ...)``: what the guard answers, or the code it refuses with."""

    def enter(guard, caller, method="GET", path="/api/v1/x", *, arguments=None, **who):
        calling(caller, **who)
        view = guard(lambda **_: "in")
        with app.test_request_context(path, method=method):
            try:
                return view(**(arguments or {}))
            except Refused as no:
                return no.code

    return enter


def test_a_visitor_is_asked_to_sign_in_and_a_member_told_that_the_role_is_missing(entering, people):
    guard = open_to("coordinator")
    assert entering(guard, people["visitor"]) == "sign_in_required"
    assert entering(guard, people["member"]) == "role_required"
    assert entering(guard, people["coordinator"]) == "in"


def test_a_regional_role_counts_in_its_own_region_only(entering, people):
    guard = open_to("coordinator", "national_team", region_arg="code")
    woe = {"code": "WOE"}
    assert entering(guard, people["coordinator"], arguments=woe) == "in"
    assert entering(guard, people["stranger"], arguments=woe) == "not_your_region"
    assert entering(guard, people["national"], arguments=woe) == "in"


def test_a_token_needs_the_scope_of_what_it_does(entering, people):
    guard = open_to("member")
    reads = frozenset({"read"})
    assert entering(guard, people["member"], scopes=reads) == "in"
    assert entering(guard, people["member"], "POST", scopes=reads) == "scope_required"
    assert entering(guard, people["member"], "POST", scopes=frozenset({"write"})) == "in"
    admin = open_to("national_team", scope="admin")
    assert entering(admin, people["national"], scopes=frozenset({"read", "write"})) == "scope_required"


def test_a_public_door_asks_a_token_for_its_scope_too(entering, people):
    assert (
        entering(open_to("public"), people["member"], "POST", scopes=frozenset({"read"})) == "scope_required"
    )


def test_an_office_counts_only_after_the_second_factor(entering, people):
    coordinator = people["coordinator"]
    due = {"second_factor_due": True}
    assert entering(open_to("coordinator"), coordinator, **due) == "second_factor_required"
    assert entering(open_to("coordinator"), people["member"], **due) == "role_required"
    assert entering(open_to("member"), coordinator, **due) == "in"


def test_what_a_door_lets_in_before_the_second_factor_holds_no_office(app, calling, people):
    from gateway.guards import caller

    calling(people["coordinator"], second_factor_due=True)
    with app.test_request_context("/api/v1/x"):
        assert open_to("member")(caller)() == Caller("coordinator-1", frozenset({"member"}), "WOE")


def test_the_portal_sends_visitors_to_sign_in_and_back(entering, people):
    answer = entering(open_to("member"), people["visitor"], path="/profile?tab=seen")
    assert (answer.status_code, answer.location) == (302, "/sign-in?next=%2Fprofile%3Ftab%3Dseen")
    answer = entering(open_to("operator"), people["operator"], path="/mail", second_factor_due=True)
    assert (answer.status_code, answer.location) == (302, "/sign-in/second-factor")
    assert entering(open_to("operator"), people["member"], path="/mail") == "role_required"
