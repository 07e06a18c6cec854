"""Events and bookings in words: what, when, where, and the one next step (rows 50, 52-55)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from gateway.portal.dates import LONDON, WEEKDAYS, show_date, show_instant, show_number

KINDS: dict[str, str] = {
    "q_event": "Q event",
    "masterclass": "Masterclass",
    "meetup": "Meetup",
    "webex": "Online session",
    "workshop": "Workshop",
}
STATUSES: dict[str, tuple[str, str]] = {
    "planned": ("Planned", "blue"),
    "moved": ("Moved", "blue"),
    "held": ("Held", "grey"),
    "held_poorly_attended": ("Held, few came", "grey"),
    "cancelled": ("Cancelled", "grey"),
}
"""Status -> its name and the colour of its tag."""
STATES: dict[str, tuple[str, str]] = {
    "booked": ("You have a place", "white"),
    "interested": ("You are interested", "white"),
    "waiting": ("Waiting for a place", "blue"),
    "offered": ("Place kept for you", "blue"),
    "cancelled": ("You gave your place back", "grey"),
    "declined": ("You let the place go", "grey"),
    "lapsed": ("The place went to the next in the line", "grey"),
}
FEATURES: dict[str, str] = {
    "step_free": "step-free access",
    "accessible_toilet": "accessible toilet",
    "hearing_loop": "hearing loop",
    "blue_badge_parking": "Blue Badge parking",
    "near_public_transport": "near public transport",
    "quiet_room": "a quiet room",
    "video_calls": "video calls",
}
OVER = ("held", "held_poorly_attended")
CODE_HALF = 4


@dataclass(frozen=True)
class Line:
    """An event in a list."""

    id: str
    title: str
    kind: str
    when: str
    place: str
    region: str
    places: str
    status_name: str
    colour: str
    attended: str


@dataclass(frozen=True)
class Mine:
    """The reader's own booking."""

    state: str
    state_name: str
    colour: str
    code: str
    position: str
    until: str
    came: str


@dataclass(frozen=True)
class Event(Line):
    """An event as its page shows it."""

    region_code: str
    version: int
    status: str
    cause: str
    weather: str
    description: str
    facts: tuple[tuple[str, str], ...]
    join_link: str
    phone: str
    is_open: bool
    is_full: bool
    is_over: bool
    has_begun: bool
    takes_interest: bool
    is_recorded: bool
    is_run: bool
    booked: int
    waiting: int
    came: int
    mine: Mine | None
    may_invite: str


def when_of(event: Mapping[str, Any]) -> str:
    """``Saturday 5 December 2026, 10:00am to 12:00pm``, ``March 2018``, or that nobody knows."""
    if event["starts_at"] and event["ends_at"]:
        return _span(datetime.fromisoformat(event["starts_at"]), datetime.fromisoformat(event["ends_at"]))
    if event["rough_date"]:
        return show_date(event["rough_date"])
    return "Date not known" if event["status"] in (*OVER, "cancelled") else "New day to follow"


def places_of(event: Mapping[str, Any]) -> str:
    """How many places are left, in words."""
    if not event["booking_open"]:
        return "Booking is closed"
    if event["takes_interest"]:
        return "No booking needed"
    left = event["places_left"]
    if left is None:
        return "No limit"
    if left == 0:
        return "All places are taken"
    return f"{show_number(left)} of {show_number(event['capacity'])} places left"


def attended_of(event: Mapping[str, Any]) -> str:
    """How many came; what nobody counted is not 0."""
    if event["status"] not in OVER:
        return ""
    return "Not counted" if event["attended"] is None else f"{show_number(event['attended'])} came"


def line_of(event: Mapping[str, Any], names: Mapping[str, str]) -> Line:
    """``names`` are the groups' by code."""
    status_name, colour = STATUSES[event["status"]]
    return Line(
        id=event["id"],
        title=event["title"],
        kind=KINDS[event["kind"]],
        when=when_of(event),
        place=event["place"] or ("Online" if event["kind"] == "webex" else ""),
        region=names.get(event["region"], event["region"]),
        places=places_of(event),
        status_name=status_name,
        colour=colour,
        attended=attended_of(event),
    )


def lines_of(events: Iterable[Mapping[str, Any]], names: Mapping[str, str]) -> tuple[Line, ...]:
    return tuple(line_of(each, names) for each in events)


def event_of(event: Mapping[str, Any], names: Mapping[str, str], now: datetime) -> Event:
    line = line_of(event, names)
    begins = datetime.fromisoformat(event["starts_at"]) if event["starts_at"] else None
    may_invite = event["may_invite"]
    return Event(
        **vars(line),
        region_code=event["region"],
        version=event["version"],
        status=event["status"],
        cause=event["cause"],
        weather=event["weather_note"],
        description=event["description"],
        facts=tuple(_facts(event, line, names)),
        join_link=event["join_link"] or "",
        phone=event["phone"] or "",
        is_open=event["booking_open"],
        is_full=event["places_left"] == 0 or event["waiting"] > 0,
        is_over=event["status"] in OVER,
        has_begun=begins is not None and begins <= now,
        takes_interest=event["takes_interest"],
        is_recorded=event["recorded"],
        is_run=event["runs"],
        booked=event["booked"],
        waiting=event["waiting"],
        came=event["came"] or 0,
        mine=mine_of(event["mine"]) if event["mine"] else None,
        may_invite=show_number(may_invite) if may_invite is not None else "",
    )


def mine_of(booking: Mapping[str, Any]) -> Mine:
    state_name, colour = STATES[booking["state"]]
    return Mine(
        state=booking["state"],
        state_name=state_name,
        colour=colour,
        code=code_in_halves(booking["code"]),
        position=show_number(booking["position"]),
        until=show_instant(booking["offer_until"]),
        came=show_instant(booking["checked_in_at"]),
    )


def code_in_halves(code: str) -> str:
    """``ABCD-EFGH``, which is easier to read out."""
    return f"{code[:CODE_HALF]}-{code[CODE_HALF:]}"


@dataclass(frozen=True)
class Registered:
    """A booking as the organisers see it."""

    id: str
    name: str
    needs: str
    code: str
    booked: str
    came: str
    until: str
    is_walk_in: bool


def registered_of(rows: Iterable[Mapping[str, Any]]) -> tuple[Registered, ...]:
    return tuple(
        Registered(
            id=row["id"],
            name=row["name"] or "Name no longer kept",
            needs=row["needs"],
            code=code_in_halves(row["code"]),
            booked=show_instant(row["booked_at"]),
            came=_clock(row["checked_in_at"]),
            until=show_instant(row["offer_until"]),
            is_walk_in=row["walk_in"],
        )
        for row in rows
    )


def _facts(event: Mapping[str, Any], line: Line, names: Mapping[str, str]) -> Iterable[tuple[str, str]]:
    """What its summary says, in order; what is empty is left out."""
    features = ", ".join(FEATURES.get(each, each) for each in event["features"])
    for_whom = [event["audience"]] if event["audience"] else []
    if event["for_seat_holders"]:
        for_whom.append("those who hold a seat of a stewardship group")
    if event["regions"]:
        for_whom.append("members of " + ", ".join(names.get(code, code) for code in event["regions"]))
    told = [
        ("When", line.when),
        ("Where", line.place),
        (
            "Getting in",
            ". ".join(each for each in (features[:1].upper() + features[1:], event["access"]) if each),
        ),
        ("Places", line.places if not line.attended else ""),
        ("Booking closes", show_instant(event["booking_closes_at"]) if event["booking_open"] else ""),
        ("Interested", show_number(event["interested"]) if event["takes_interest"] else ""),
        ("Attendance", line.attended),
        ("For", "; ".join(for_whom)),
        ("Topics", ", ".join(event["topics"])),
        ("Organised by", ", ".join(event["hosts"])),
        ("Designed by people of", ", ".join(event["organisations"])),
        ("Paid for by", event["funded_by"]),
        ("Recording", "Yes. Who books says that they agree" if event["recorded"] else ""),
    ]
    return [(label, value) for label, value in told if value]


def _span(begins: datetime, ends: datetime) -> str:
    first, last = begins.astimezone(LONDON), ends.astimezone(LONDON)
    day = f"{WEEKDAYS[first.weekday()]} {show_date(first)}"
    if first.date() == last.date():
        return f"{day}, {_hour(first)} to {_hour(last)}"
    return f"{day} at {_hour(first)}, until {WEEKDAYS[last.weekday()]} {show_date(last)} at {_hour(last)}"


def _hour(moment: datetime) -> str:
    return f"{moment.hour % 12 or 12}:{moment.minute:02d}{'am' if moment.hour < 12 else 'pm'}"


def _clock(instant: str | None) -> str:
    return _hour(datetime.fromisoformat(instant).astimezone(LONDON)) if instant else ""
