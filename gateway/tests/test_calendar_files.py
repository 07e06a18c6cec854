"""A calendar file holds what was said and nothing that was smuggled in, whoever reads it."""

from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import vobject
from hypothesis import example, given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from gateway.calendar_files import draw

SITE = "https://q.example.org"
ENTRY: dict[str, Any] = {
    "kind": "meeting",
    "id": "0192f0c5-0000-7000-8000-000000000001",
    "region": "NENC",
    "title": "First meeting",
    "status": "confirmed",
    "sequence": 0,
    "changed_at": "2018-03-20T09:00:00+00:00",
    "starts_at": "2018-04-17T09:00:00+00:00",
    "ends_at": "2018-04-17T11:00:00+00:00",
    "day": None,
    "place": "Penrith",
    "link": "/meetings/0192f0c5-0000-7000-8000-000000000001",
    "text": "",
}
INJECTED = (
    "Tea\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:Not ours\r\nATTACH;FMTTYPE=x:https://evil.example.org"
)
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=200)


def drawn(*entries: dict[str, Any]) -> bytes:
    return draw("Q in NENC", entries or (ENTRY,), SITE).body


def one_event(body: bytes) -> Any:
    """The only event of the file, read by a parser that is not the one which wrote it."""
    whole = vobject.readOne(body.decode(), validate=True)
    (event,) = whole.vevent_list
    return event


@settings(max_examples=60, deadline=None)
@given(title=TEXT, place=TEXT, text=TEXT)
@example(title=INJECTED, place=INJECTED, text=INJECTED)
@example(title="\u2028END:VEVENT\u0085END:VCALENDAR", place="a;b,c\\n\\", text="\x0bEND:VEVENT\x0c\x1e")
@example(title="😀" * 200, place="é" * 200, text="; VALUE=URI:javascript:alert(1)")
def test_whatever_is_typed_the_file_holds_one_event_with_the_lines_that_belong_there(title, place, text):
    body = drawn({**ENTRY, "title": title, "place": place, "text": text})
    lines = body.split(b"\r\n")
    assert max(len(line) for line in lines) <= 75
    body.decode()  # no letter is cut in two
    assert not [line for line in lines if b"\n" in line or b"\r" in line]
    unfolded = body.replace(b"\r\n ", b"").decode().split("\r\n")
    names = [line.partition(":")[0].partition(";")[0] for line in unfolded if line]
    expected = {"BEGIN", "END", "SUMMARY", "DTSTART", "DTEND", "DTSTAMP", "UID", "SEQUENCE", "DESCRIPTION"}
    expected |= {"LAST-MODIFIED", "LOCATION", "STATUS", "URL", "VERSION", "PRODID", "NAME", "X-WR-CALNAME"}
    assert set(names) <= expected | {"REFRESH-INTERVAL", "X-PUBLISHED-TTL"}
    assert names.count("BEGIN") == names.count("END") == 2
    assert len(body.decode().splitlines()) == len(lines) - 1  # for readers that break lines at more than CRLF
    event = one_event(body)
    assert event.uid.value == f"meeting-{ENTRY['id']}@qcommons"
    assert event.url.value == f"{SITE}/meetings/{ENTRY['id']}"


@settings(max_examples=40, deadline=None)
@given(st.text(st.characters(categories=["L", "N", "P", "S", "Zs"]), min_size=1, max_size=120))
@example("Semicolons; commas, back\\slashes \\n and “quotes” 🧁")
def test_two_parsers_read_the_title_as_it_was_typed(title):
    body = drawn({**ENTRY, "title": title})
    (event,) = Calendar.from_ical(body).walk("VEVENT")
    assert str(event["summary"]) == title
    assert one_event(body).summary.value == title


def test_the_same_entries_make_the_same_file_and_a_change_another():
    first, same = (draw("Q", [ENTRY], SITE) for _ in range(2))
    assert first == same
    assert draw("Q", [{**ENTRY, "sequence": 1}], SITE).etag != first.etag


def test_a_cancellation_keeps_the_id_and_raises_the_sequence():
    before = one_event(drawn())
    after = one_event(drawn({**ENTRY, "status": "cancelled", "sequence": 1, "text": "Cancelled: snow"}))
    assert before.uid.value == after.uid.value
    assert (after.status.value, after.sequence.value) == ("CANCELLED", "1")


@pytest.mark.parametrize(
    "starts_at", ["2018-03-24T10:00:00+00:00", "2018-03-26T09:00:00+00:00", "2018-10-29T10:00:00+00:00"]
)
def test_ten_in_the_morning_is_ten_in_london_before_and_after_the_clocks_change(starts_at):
    event = one_event(drawn({**ENTRY, "starts_at": starts_at, "ends_at": starts_at}))
    assert event.dtstart.value.astimezone(ZoneInfo("Europe/London")).hour == 10


def test_a_promise_takes_a_day_and_keeps_nobody_busy():
    event = one_event(
        drawn({**ENTRY, "kind": "action", "day": "2018-05-01", "starts_at": None, "ends_at": None})
    )
    assert event.dtstart.value.isoformat() == "2018-05-01"
    assert event.transp.value == "TRANSPARENT"


def test_a_calendar_says_how_often_to_ask_in_the_way_that_strict_readers_want():
    body = drawn()
    assert b"\r\nREFRESH-INTERVAL;VALUE=DURATION:PT4H\r\n" in body
    assert body.count(b"X-WR-CALNAME") == 1
    assert one_event(body).dtstamp.value == datetime(2018, 3, 20, 9, 0, tzinfo=UTC)
