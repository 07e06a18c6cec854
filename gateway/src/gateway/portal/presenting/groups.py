"""Groups and their pilots in words (rows 11 and 26)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from gateway.portal.dates import show_date

UK = "UK"

STATUSES: dict[str, tuple[str, str]] = {
    "none": ("No group yet", "grey"),
    "forming": ("Being formed", "blue"),
    "active": ("Active", "white"),
    "closed": ("Closed", "grey"),
}
"""Status -> name and colour of its tag."""

STAGES: dict[str, str] = {
    "invited": "Invited",
    "recruiting": "Finding members",
    "running": "Running",
    "complete": "Complete",
    "reviewed": "Reviewed",
}

CLOCKS = {"term": "The convenor's term", "cycle": "The group's cycle of meetings"}
STATES = {"not_begun": "Not begun", "running": "Running", "ended": "Ended"}


@dataclass(frozen=True)
class Line:
    """A region in the list, with its group or without."""

    region: str
    name: str
    nation: str
    host: str
    status: str
    colour: str
    since: str
    pilot: str
    exists: bool


@dataclass(frozen=True)
class Entry:
    """A step of a group or a pilot: what, when, and the reason where one was given."""

    what: str
    when: str
    reason: str


@dataclass(frozen=True)
class Clock:
    """One of a pilot's two clocks."""

    name: str
    starts: str
    ends: str
    state: str


@dataclass(frozen=True)
class Report:
    """Something that was published about a pilot."""

    title: str
    published: str
    link: str


@dataclass(frozen=True)
class Pilot:
    """How far the region's pilot is."""

    stage: str
    history: tuple[Entry, ...]
    clocks: tuple[Clock, ...]
    meetings: str
    reports: tuple[Report, ...]


@dataclass(frozen=True)
class Group:
    """A group's own page."""

    region: str
    name: str
    title: str
    version: int
    status: str
    status_name: str
    colour: str
    since: str
    nation: str
    host: str
    about: str
    sponsors: tuple[str, ...]
    partners: tuple[str, ...]
    history: tuple[Entry, ...]
    pilot: Pilot | None
    is_pilot_site: bool

    @property
    def exists(self) -> bool:
        return self.status != "none"


def line_of(answer: Mapping[str, Any]) -> Line:
    """The line of a region in the list of groups."""
    name, colour = STATUSES[answer["status"]]
    return Line(
        region=answer["region"],
        name=answer["name"],
        nation=answer["nation"] or "",
        host=answer["host"]["name"] if answer["host"] else "",
        status=name,
        colour=colour,
        since=show_date(answer["since"]),
        pilot=STAGES[answer["stage"]] if answer["stage"] else "",
        exists=answer["status"] != "none",
    )


def title_of(answer: Mapping[str, Any]) -> str:
    """What the group is called: the UK-wide one has a name, the others their region's."""
    name: str = answer["name"]
    return name if answer["region"] == UK else f"Stewardship group of {name}"


def group_of(answer: Mapping[str, Any]) -> Group:
    """The page's group from ``get_group``'s answer."""
    name, colour = STATUSES[answer["status"]]
    return Group(
        region=answer["region"],
        name=answer["name"],
        title=title_of(answer),
        version=answer["version"],
        status=answer["status"],
        status_name=name,
        colour=colour,
        since=f"since {show_date(answer['since'])}" if answer["since"] else "",
        nation=answer["nation"] or "",
        host=answer["host"]["name"] if answer["host"] else "",
        about=answer["about"],
        sponsors=tuple(answer["sponsors"]),
        partners=tuple(answer["partners"]),
        history=tuple(
            Entry(STATUSES[each["status"]][0], show_date(each["on"]), each["reason"] or "")
            for each in answer["history"]
        ),
        pilot=_pilot_of(answer["pilot"]) if answer["pilot"] else None,
        is_pilot_site=answer["is_pilot_site"],
    )


def _pilot_of(answer: Mapping[str, Any]) -> Pilot:
    expected = answer["meetings_expected"]
    return Pilot(
        stage=STAGES.get(answer["stage"] or "", "Not begun"),
        history=tuple(
            Entry(STAGES[each["stage"]], show_date(each["on"]), each["reason"] or "")
            for each in answer["history"]
        ),
        clocks=tuple(_clock_of(CLOCKS[name], answer[name]) for name in CLOCKS if answer[name]),
        meetings=f"{expected} meetings are expected in the cycle." if expected else "",
        reports=tuple(
            Report(each["title"], show_date(each["published"]), each["link"] or "")
            for each in answer["reports"]
        ),
    )


def _clock_of(name: str, answer: Mapping[str, Any]) -> Clock:
    return Clock(
        name,
        show_date(answer["starts"]),
        show_date(answer["ends"]) or "No end agreed",
        STATES[answer["state"]],
    )
