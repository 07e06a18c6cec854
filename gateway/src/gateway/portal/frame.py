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
    ("Skills and time", "/skills-and-time"),
    ("Q Exchange", "/q-exchange"),
    ("Projects", "/projects"),
    ("Matters", "/matters"),
    ("Consultations", "/consultations"),
    ("Growth", "/growth"),
    ("Members", "/members"),
)
"""What the menu offers to everybody, visitors too."""

SKILLS_TOO = (
    "/skills", "/find-help", "/offers", "/requests", "/my-offers", "/campaigns", "/my-exchanges",
    "/exchanges", "/exchanges-to-decide", "/my-account", "/accounts", "/timebank", "/organisations",
    "/concordats", "/capacity", "/release-requests", "/releases", "/placements", "/my-releases", "/buddies",
    "/coffees", "/coaching", "/development", "/peer-support",
)  # fmt: skip
"""Pages of the skills register; each has an address of its own."""

EXCHANGE_TOO = (
    "/rounds", "/proposals", "/my-proposals", "/assessments", "/my-assessments", "/awards", "/my-awards",
    "/pledges", "/my-pledges", "/unfunded",
)  # fmt: skip
"""Pages of Q Exchange's rounds, and of what members pool and carry on."""

PROJECTS_TOO = ("/my-projects", "/learning", "/led-projects", "/lab-projects", "/stories", "/extracts")
"""Pages of what was tried and learnt."""

BELONGING = (
    ("/groups", ("/barriers", "/initiatives", "/costs", "/convenors", "/guidance", "/commons-principles",
                 "/document-reviews", "/ground-rules", "/actions", "/decisions", "/surveys", "/elections",
                 "/appointments", "/self-organised-groups")),
    ("/meetings", ("/venues", "/minutes", "/expenses")),
    ("/events", ("/my-bookings", "/event-topics")),
    ("/skills-and-time", SKILLS_TOO),
    ("/q-exchange", EXCHANGE_TOO),
    ("/projects", PROJECTS_TOO),
    ("/pipeline", ("/applications",)),
    ("/me", ("/my-expenses",)),
)  # fmt: skip
"""Which place of the menu pages with an address of their own belong to."""


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
    path = next((home for home, parts in BELONGING if any(_inside(path, each) for each in parts)), path)
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
