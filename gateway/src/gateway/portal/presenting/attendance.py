"""Attendance and pulses in words: shares with what they are shares of, and who was there (rows 46 and 47)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from gateway.portal.dates import show_date, show_instant

PRESENCES: dict[str, tuple[str, str]] = {
    "in_room": ("In the room", "white"),
    "online": ("Online", "white"),
    "apology": ("Apology", "blue"),
    "absent": ("Absent without word", "grey"),
    "not_recorded": ("Not recorded", "white"),
}
"""Presence -> its words and the colour of its tag."""
CHOICES = [{"value": value, "text": words} for value, (words, _) in PRESENCES.items()]
REST = [
    {"value": "in_room", "text": "In the room"},
    {"value": "online", "text": "Online"},
    {"value": "absent", "text": "Absent without word"},
]
"""What everybody left as not recorded may be marked as at once."""
FEWEST = 5


@dataclass(frozen=True)
class Place:
    """Which meeting of which group a page belongs to."""

    id: str
    title: str
    region: str
    group_name: str
    day: str


@dataclass(frozen=True)
class Seat:
    """One filled seat as the table sees it."""

    id: str
    called: str
    background: str
    presence: str
    presence_name: str
    colour: str
    reason: str


@dataclass(frozen=True)
class Correction:
    """A change of what was recorded."""

    sentence: str
    reason: str


@dataclass(frozen=True)
class Line:
    """One meeting in a group's attendance."""

    id: str
    title: str
    day: str
    share: str
    percent: str
    apologies: str
    observers: str


def place_of(found: Mapping[str, Any], names: Mapping[str, str]) -> Place:
    """From any answer that says which meeting it belongs to."""
    region = found["region"]
    return Place(
        found["meeting_id"], found["title"], region, names.get(region, region), show_date(found["day"])
    )


def share_in_words(figure: Mapping[str, Any]) -> str:
    """``35 of 44 seats, 79.5%``; without a share while a seat is not recorded."""
    if figure["percent"] is None:
        return ""
    return f"{figure['present']} of {_seats(figure['seats'])}, {figure['percent']}%"


def figure_sentences(found: Mapping[str, Any]) -> list[str]:
    """What everybody may know of one meeting."""
    figure = found["figure"]
    said = []
    if not found["has_begun"]:
        said.append(
            f"The meeting has not begun. {_seats(figure['seats'])} of the group are filled for that day."
        )
        if figure["apologies"]:
            said.append(f"Apologies so far: {figure['apologies']}.")
        return said
    if figure["percent"] is None:
        waiting = figure["not_recorded"]
        if not figure["seats"]:
            return ["No seat of the group was filled on that day."]
        if waiting == figure["seats"]:
            return [f"Attendance is not recorded yet. {_seats(waiting)} were filled on the day."]
        said.append(f"Not recorded yet: {waiting} of {_seats(figure['seats'])}. So no share is shown.")
    else:
        said.append(f"{figure['present']} of {_seats(figure['seats'])} were present: {figure['percent']}%.")
    said.append(
        f"In the room: {figure['in_room']}. Online: {figure['online']}. Apologies: {figure['apologies']}. "
        f"Absent without word: {figure['absent']}."
    )
    if found["observers"] is not None:
        said.append(f"{found['observers']} watched. Who watches is never counted as present.")
    return said


def seats_of(found: Mapping[str, Any]) -> list[Seat]:
    return [
        Seat(
            each["seat"],
            each["called"],
            each["in_words"] if each["in_words"] != each["called"] else "",
            each["presence"],
            *PRESENCES[each["presence"]],
            each["reason"] or "",
        )
        for each in found["seats"] or []
    ]


def corrections_of(found: Mapping[str, Any]) -> list[Correction]:
    return [
        Correction(
            f"{show_instant(each['at'])}: {each['seat']}, from “{PRESENCES[each['before']][0].lower()}” to "
            f"“{PRESENCES[each['after']][0].lower()}”, by {each['by']}",
            each["reason"],
        )
        for each in found["corrections"] or []
    ]


def lines_of(found: Mapping[str, Any]) -> list[Line]:
    """A group's meetings, one line each; what is not recorded stays blank and is never 0."""
    return [
        Line(
            each["meeting_id"],
            each["title"],
            show_date(each["day"]),
            f"{each['present']} of {each['seats']}" if each["percent"] is not None else "Not recorded",
            f"{each['percent']}%" if each["percent"] is not None else "",
            str(each["apologies"]) if each["percent"] is not None else "",
            "" if each["observers"] is None else str(each["observers"]),
        )
        for each in found["meetings"]
    ]


def pooled_sentence(pooled: Mapping[str, Any]) -> str:
    """All the present of all the seat-meetings."""
    if pooled["percent"] is None:
        return ""
    over = "1 meeting" if pooled["meetings"] == 1 else f"{pooled['meetings']} meetings"
    return f"{share_in_words(pooled)}, over {over}"


def range_in_words(published: Mapping[str, Any]) -> str:
    """``80 to 85%``, or ``80%`` where one percentage was published."""
    low, high = published["low"], published["high"]
    return f"{low}%" if low == high else f"{low} to {high}%"


def pulse_sentence(found: Mapping[str, Any]) -> str:
    """What everybody may know of a pulse, whatever state it is in."""
    if found["state"] == "not_open":
        return "Nobody is asked yet. It begins when the meeting is over and it is recorded who was there."
    if found["state"] == "open":
        asked = "1 person is" if found["asked"] == 1 else f"{found['asked']} people are"
        closes = show_instant(found["closes_at"])
        return f"{asked} asked until {closes}. What they say is shown when everybody has answered, or then."
    if found["result"] is None:
        answers = "1 answer" if found["answers"] == 1 else f"{found['answers'] or 'No'} answers"
        return f"{answers}: too few to show. It takes {FEWEST}, so that nobody can be recognised."
    result = found["result"]
    return f"{result['yes']} of {result['answers']} who answered said yes: {result['percent']}%."


def _seats(number: int) -> str:
    return "1 seat" if number == 1 else f"{number} seats"
