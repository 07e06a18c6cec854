"""What stands around every page: where one may go, and who is signed in."""

from dataclasses import dataclass
from typing import Any

from flask import g, request

from chassis.identity import VISITOR, Caller
from chassis.logs import get_logger, places
from gateway.portal.confirmations import said
from gateway.signin import who
from gateway.signin.people import without_office


@dataclass(frozen=True)
class Place:
    """A link in the main menu."""

    text: str
    href: str
    current: bool = False


@dataclass(frozen=True)
class Account:
    """The account part of the header."""

    signed_in: bool
    name: str = "My account"
    href: str = "/me"
    sign_in: str = "/sign-in"
    sign_out: str = "/sign-out"


EVERYBODYS = (
    ("Regions", "/regions"),
    ("Groups", "/groups"),
    ("Meetings", "/meetings"),
    ("Events", "/events"),
    ("Matters", "/matters"),
    ("Consultations", "/consultations"),
    ("Growth", "/growth"),
    ("Members", "/members"),
)
"""What the menu offers to everybody, visitors too."""

GROUPS_TOO = ("/barriers", "/initiatives", "/costs", "/convenors", "/guidance", "/commons-principles",
              "/document-reviews", "/ground-rules", "/actions", "/decisions", "/surveys")  # fmt: skip
"""Pages that belong to the groups and have an address of their own."""

EVENTS_TOO = ("/my-bookings", "/event-topics")
"""Pages that belong to the events and have an address of their own."""


def frame() -> dict[str, Any]:
    """The variables that the layout needs, for any page, the error page included."""
    caller = _caller()
    return {
        "navigation": navigation(caller, request.path),
        "account": Account(signed_in=not caller.is_visitor),
        "caller": caller,
        "done": said(request.args.get("done", "")),
    }


def navigation(caller: Caller, path: str) -> list[Place]:
    """The main menu for this caller, with the place marked where they are.

    >>> [place.text for place in navigation(VISITOR, "/regions/WOE") if place.current]
    ['Regions']
    """
    places = list(EVERYBODYS)
    if caller.has("member"):
        places += [("My profile", "/me"), ("My connections", "/me/connections")]
    if runs_a_pipeline(caller):
        places += [("What is due", "/due"), ("Applications", "/pipeline")]
    if imports_members(caller):
        places.append(("Import", "/imports"))
    if caller.has("national_team"):
        places.append(("Roles", "/roles"))
    places.append(("Compact", "/compact"))
    if not caller.roles:
        places.append(("Join", "/join"))
    path = f"/pipeline{path}" if _inside(path, "/applications") else path
    path = f"/groups{path}" if any(_inside(path, each) for each in GROUPS_TOO) else path
    path = f"/groups{path}" if _inside(path, "/elections") else path
    path = f"/groups{path}" if _inside(path, "/appointments") else path
    path = f"/groups{path}" if _inside(path, "/self-organised-groups") else path
    path = f"/events{path}" if any(_inside(path, each) for each in EVENTS_TOO) else path
    path = f"/meetings{path}" if _inside(path, "/venues") else path
    path = f"/meetings{path}" if _inside(path, "/minutes") else path
    path = f"/meetings{path}" if _inside(path, "/expenses") else path
    path = f"/me{path}" if _inside(path, "/my-expenses") else path
    here = max((href for _, href in places if _inside(path, href)), key=len, default="")
    return [Place(text, href, href == here) for text, href in places]


def runs_a_pipeline(caller: Caller) -> bool:
    return any(caller.has(role) for role in ("coordinator", "convenor", "national_team"))


def imports_members(caller: Caller) -> bool:
    return any(caller.has(role) for role in ("coordinator", "national_team", "operator"))


def _inside(path: str, href: str) -> bool:
    return path == href or path.startswith(f"{href}/")


def _caller() -> Caller:
    """Who is signed in, as far as the menu shows it; a page about a fault still needs a menu."""
    if "caller" in g:
        admitted: Caller = g.caller
        return admitted
    try:
        person = who().caller
        return Caller(person.subject, without_office(person.roles), person.region)
    except Exception as problem:
        get_logger().warning("page_drawn_as_for_a_visitor", **places(problem))
        return VISITOR
