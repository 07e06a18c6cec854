"""Calendar files (RFC 5545) of what meetings answers: the same entries always make the same bytes."""

import hashlib
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from urllib.parse import quote

from flask import Response, request
from icalendar import Calendar, Event, vDuration

MEDIA_TYPE = "text/calendar"
PRODUCT = "-//Q Commons//Calendar//EN"
ASKED_AGAIN = timedelta(hours=4)
"""How often a calendar program should look for changes."""
UNTIL_ASKED = "no-cache"
"""May be kept, and is asked for again with its ETag: a calendar is never older than the records."""


@dataclass(frozen=True)
class CalendarFile:
    """A file as it is sent; ``revision`` is what meetings calls the state that it was drawn from."""

    body: bytes
    etag: str
    revision: str = ""


def draw(name: str, entries: Iterable[Mapping[str, Any]], site: str, revision: str = "") -> CalendarFile:
    """The file of these entries. Times are in UTC, so that no calendar guesses when clocks change."""
    made = Calendar()
    made.add("prodid", PRODUCT)
    made.add("version", "2.0")
    made.add("x-wr-calname", _printable(name))
    made.add("name", _printable(name))
    # icalendar writes this one without its type, which strict readers refuse.
    made.add("refresh-interval", ASKED_AGAIN, parameters={"VALUE": "DURATION"})
    made.add("x-published-ttl", vDuration(ASKED_AGAIN))
    for entry in entries:
        made.add_component(_event(entry, site))
    body = made.to_ical()
    return CalendarFile(body, hashlib.sha256(body).hexdigest()[:32], revision)


def answer(file: CalendarFile, *, name: str = "", is_personal: bool = False) -> Response:
    """The file, or 304 for who holds it. With a ``name`` it is saved, without it is subscribed to."""
    made = Response(file.body, content_type=f"{MEDIA_TYPE}; charset=utf-8")
    made.set_etag(file.etag)
    made.headers["Cache-Control"] = f"private, {UNTIL_ASKED}" if is_personal else UNTIL_ASKED
    if name:
        made.headers.set("Content-Disposition", "attachment", filename=f"{name}.ics")
    if request.if_none_match.contains_weak(file.etag):
        made.set_data(b"")
        made.status_code = 304
    return made


def _event(entry: Mapping[str, Any], site: str) -> Event:
    made = Event()
    page = f"{site}{quote(entry['link'])}"
    changed = _instant(entry["changed_at"])
    made.add("uid", f"{entry['kind']}-{quote(entry['id'])}@qcommons")
    made.add("dtstamp", changed)
    made.add("last-modified", changed)
    made.add("sequence", entry["sequence"])
    made.add("status", entry["status"].upper())
    made.add("summary", _printable(entry["title"]))
    if entry["day"]:
        made.add("dtstart", date.fromisoformat(entry["day"]))
        made.add("transp", "TRANSPARENT")
    else:
        made.add("dtstart", _instant(entry["starts_at"]))
        made.add("dtend", _instant(entry["ends_at"]))
    if entry["place"]:
        made.add("location", _printable(entry["place"]))
    made.add("description", _printable("\n\n".join(filter(None, (entry["text"], page)))))
    made.add("url", page)
    return made


def _instant(written: str) -> datetime:
    return datetime.fromisoformat(written).astimezone(UTC)


def _printable(text: str) -> str:
    """Text without what some readers take for the end of a line; icalendar escapes and folds the rest."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(
        letter if letter == "\n" or unicodedata.category(letter) not in ("Cc", "Zl", "Zp", "Cs") else " "
        for letter in lines
    )
