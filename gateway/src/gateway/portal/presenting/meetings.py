"""Meetings and cycles in words (rows 41, 43 and 50)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from gateway.portal.dates import LONDON, show_instant, show_weekday
from gateway.portal.presenting.venues import FEATURES

UK = "UK"
MODES = {"face_to_face": "Face to face", "hybrid": "Face to face and online", "virtual": "Online"}
STATUSES: dict[str, tuple[str, str]] = {
    "planned": ("Not published yet", "grey"),
    "published": ("To come", "blue"),
    "held": ("Held", "white"),
    "cancelled": ("Cancelled", "grey"),
}
"""Status -> its name and the colour of its tag."""
OVER = ("Over", "grey")
ACCESS = {
    "open": "Open: anybody can watch",
    "partly": "Partly open to the public",
    "closed": "Closed: without the public",
}
BY_INVITATION = "For those who are invited"
REASONS = {"dispute": "A dispute", "personal_matter": "A personal matter"}


@dataclass(frozen=True)
class Line:
    """A meeting in a list."""

    id: str
    title: str
    region: str
    group: str
    day: str
    time: str
    where: str
    mode: str
    status: str
    colour: str
    is_extra: bool


@dataclass(frozen=True)
class Closed:
    """A part without the public."""

    reason: str
    note: str


@dataclass(frozen=True)
class Meeting:
    """A meeting as its page shows it."""

    line: Line
    version: int
    length: str
    address: str
    features: tuple[str, ...]
    venue_id: str
    access: str
    public_link: str
    join_link: str
    phone: str
    closed_parts: tuple[Closed, ...]
    recording: str
    step_free: str
    observers: str
    number: str
    can_invite: str
    cause: str
    before: tuple[str, str] | None
    after: tuple[str, str] | None
    advice: tuple[str, ...]
    may: tuple[str, ...]
    is_over: bool

    @property
    def id(self) -> str:
        return self.line.id

    @property
    def region(self) -> str:
        return self.line.region


def group_title(region: str, name: str) -> str:
    """``the group of the West of England``'s short form in headings: its region's name."""
    return "UK-wide group" if region == UK else name


def line_of(answer: Mapping[str, Any], now: datetime) -> Line:
    begins = datetime.fromisoformat(answer["starts_at"])
    is_unmarked = answer["status"] in ("planned", "published") and _ended(answer, now)
    status, colour = OVER if is_unmarked else STATUSES[answer["status"]]
    return Line(
        id=answer["id"],
        title=answer["title"],
        region=answer["region"],
        group=group_title(answer["region"], answer["name"]),
        day=show_weekday(begins.astimezone(LONDON).date()),
        time=show_span(answer["starts_at"], answer["ends_at"]),
        where=answer["where"],
        mode=MODES[answer["mode"]],
        status=status,
        colour=colour,
        is_extra=not answer["counts"],
    )


def meeting_of(answer: Mapping[str, Any], names: Mapping[str, str], now: datetime) -> Meeting:
    """The page's meeting from the door's; ``names`` are the groups'."""
    venue = answer["venue"]
    return Meeting(
        line=line_of(answer, now),
        version=answer["version"],
        length=show_length(answer["minutes"]),
        address=venue["address"] if venue else "",
        features=tuple(FEATURES[each] for each in venue["features"]) if venue else (),
        venue_id=venue["id"] if venue else "",
        access=BY_INVITATION
        if answer["invited"] and answer["access"] != "open"
        else ACCESS[answer["access"]],
        public_link=answer["public_link"],
        join_link=answer["join_link"] or "",
        phone=answer["phone"] or "",
        closed_parts=tuple(Closed(REASONS[each["reason"]], each["note"]) for each in answer["closed_parts"]),
        recording=_recording(answer),
        step_free=_step_free(answer),
        observers=_observers(answer["observers"]),
        number=_number(answer),
        can_invite=_can_invite(answer, names),
        cause=answer["cause"],
        before=_neighbour(answer["before"]),
        after=_neighbour(answer["after"]),
        advice=tuple(each["words"] for each in answer["advice"]),
        may=tuple(answer["may"]),
        is_over=answer["status"] in ("held", "cancelled") or _ended(answer, now),
    )


def show_length(minutes: int) -> str:
    """``2 hours``, ``1 hour 30 minutes``, ``45 minutes``."""
    hours, rest = divmod(minutes, 60)
    words = [f"{hours} hour{'s' * (hours != 1)}"] if hours else []
    words += [f"{rest} minute{'s' * (rest != 1)}"] if rest else []
    return " ".join(words)


def show_span(starts_at: str, ends_at: str) -> str:
    """``10am to 12:30pm`` in Europe/London; a later day is said, too."""
    begins, ends = (datetime.fromisoformat(each).astimezone(LONDON) for each in (starts_at, ends_at))
    later = "" if begins.date() == ends.date() else " on the next day"
    return f"{_clock(begins)} to {_clock(ends)}{later}"


def _clock(local: datetime) -> str:
    minutes = f":{local.minute:02d}" if local.minute else ""
    return f"{local.hour % 12 or 12}{minutes}{'am' if local.hour < 12 else 'pm'}"


def _ended(answer: Mapping[str, Any], now: datetime) -> bool:
    return datetime.fromisoformat(answer["ends_at"]) <= now


def _neighbour(answer: Mapping[str, Any] | None) -> tuple[str, str] | None:
    return (answer["id"], show_instant(answer["starts_at"])) if answer else None


def _number(answer: Mapping[str, Any]) -> str:
    if answer["invited"]:
        return ""
    if not answer["counts"]:
        return "An extra meeting: it does not count towards the cycle"
    if answer["number"] is None:
        return ""
    wanted = answer["wanted"]
    return f"Meeting {answer['number']} of {wanted}" if wanted else f"Meeting {answer['number']}"


def _recording(answer: Mapping[str, Any]) -> str:
    if not answer["is_recorded"]:
        return ""
    consent = answer["recording_consent"]
    return f"Recorded. {consent}" if consent else "Recorded, with the consent of those present"


def _step_free(answer: Mapping[str, Any]) -> str:
    if not answer["step_free"] or answer["mode"] == "virtual":
        return ""
    return answer["access_alternative"] or "The way in is step-free"


def _observers(count: int | None) -> str:
    if count is None:
        return ""
    return f"{count} {'person' if count == 1 else 'people'} watched. They do not count as attending"


def _can_invite(answer: Mapping[str, Any], names: Mapping[str, str]) -> str:
    """``26 seat holders, 3 of them to lead a group: 11 from West of England, ...``."""
    if not answer["invited"]:
        return ""
    groups = answer["can_invite_by_group"]
    people, leaders = answer["can_invite"], sum(each["leaders"] for each in groups)
    led = f", {leaders} of them to lead a group" if leaders else ""
    where = (
        f"{each['leaders'] + each['members']} from {names.get(each['region'], each['region'])}"
        for each in groups
    )
    return f"{people} seat holder{'s' * (people != 1)}{led}: {', '.join(where)}"
