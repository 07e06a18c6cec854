"""What stands around the pages: the menu by role, the guards, the tokens in every form."""

import sys

import pytest

from chassis.identity import Caller
from gateway.portal.frame import navigation


def menu(*roles, path="/"):
    caller = Caller("somebody" if roles else "", frozenset(roles), "WOE")
    return [place.text for place in navigation(caller, path)]


@pytest.mark.parametrize(
    ("roles", "more"),
    [
        ((), {"Join"}),
        (("member",), {"My profile", "My connections"}),
        (("member", "convenor:WOE"), {"My profile", "My connections", "What is due", "Applications"}),
        (
            ("member", "coordinator:WOE"),
            {"My profile", "My connections", "What is due", "Applications", "Import"},
        ),
        (("member", "operator"), {"My profile", "My connections", "Import"}),
        (
            ("member", "national_team"),
            {"My profile", "My connections", "What is due", "Applications", "Import", "Roles"},
        ),
    ],
)
def test_the_menu_follows_the_role(roles, more):
    everybodys = {"Regions", "Groups", "Meetings", "Events", "Matters", "Consultations", "Growth", "Members"}
    everybodys |= {"Compact", "Skills and time", "Q Exchange", "Projects"}
    assert set(menu(*roles)) == everybodys | more


@pytest.mark.parametrize(
    ("path", "current"),
    [
        ("/regions/WOE", "Regions"),
        ("/me/connections", "My connections"),
        ("/me/edit", "My profile"),
        ("/applications/1", "Applications"),
        ("/find-help", "Skills and time"),
        ("/rounds/1/proposals", "Q Exchange"),
        ("/learning/1", "Projects"),
        ("/members/1", "Members"),
        ("/matters/mine", "Matters"),
        ("/venues/v-1", "Meetings"),
        ("/consultations/1", "Consultations"),
        ("/self-organised-groups/1", "Groups"),
        ("/", None),
        ("/regionsx", None),
    ],
)
def test_the_place_where_one_is_is_marked(path, current):
    caller = Caller("somebody", frozenset({"member", "national_team"}), "WOE")
    marked = [place.text for place in navigation(caller, path) if place.current]
    assert marked == ([current] if current else [])


def test_every_view_of_the_portal_has_a_guard(app):
    views = {name: view for name, view in app.view_functions.items() if name.startswith("portal.")}
    assert [name for name, view in views.items() if not getattr(view, "open_to", ())] == []
    assert len(views) > 50


def test_every_form_that_changes_something_carries_both_tokens(browser, community):
    me = community.sign_in(community.admit("Nat", roles=("national_team",)))
    other = community.admit("Other")
    paths = ["/me/edit", "/me/visibility", "/me/region", "/me/email", "/me/leave", "/compact/new", "/imports",
             f"/members/{other.subject}/met", f"/members/{other.subject}/thank", "/pipeline/WOE",
             f"/members/{other.subject}/connector", f"/roles/{me.subject}", "/join"]  # fmt: skip
    for path in paths:
        page = browser.get(path)
        forms = [each for each in page.all("form", method="post") if each.attributes["action"] != "/sign-out"]
        assert forms, path
        for form in forms:
            fields = page.fields(form.attributes["action"])
            assert {"csrf_token", "command_id"} <= fields, (path, form.attributes["action"])


def test_a_command_id_that_is_not_ours_is_replaced(app):
    from gateway.portal.forms import sent_form

    with app.test_request_context("/join", method="POST", data={"command_id": "$where"}):
        assert len(sent_form().command_id) == 36


def test_the_header_carries_our_own_wordmark_and_no_nhs_logo(browser):
    page = browser.get("/")
    assert "nhsuk-header__logo" not in page.html
    assert 'aria-label="NHS"' not in page.html
    logo = page.all("img", class_="nhsuk-header__organisation-logo")[0]
    assert logo.attributes["src"] == "/static/portal/wordmark.svg"


def test_signing_out_is_a_form_with_a_token(browser, community):
    community.sign_in(community.admit("Somebody"))
    assert browser.get("/").answers("/sign-out")["csrf_token"]


def test_an_error_page_still_comes_when_nobody_can_say_who_is_asking(browser, monkeypatch):
    def broken():
        raise RuntimeError("no database")

    monkeypatch.setattr(sys.modules["gateway.portal.frame"], "who", broken)
    assert browser.get("/no/such/page", 404).links()["Join"] == "/join"


def test_the_portal_must_be_installed_before_the_first_template(app):
    from gateway import portal

    app.jinja_env.list_templates()
    with pytest.raises(RuntimeError):
        portal.install(app)
