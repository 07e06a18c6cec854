"""Events, their places and the line for them, and who came (rows 50, 52-55)."""

from collections.abc import Mapping
from typing import Any

from gateway.clients.doors import Payload, command, given, query

EVENTS = "meetings_events"
BOOKINGS = "meetings_bookings"
ARRIVALS = "meetings_arrivals"
TOPICS = "meetings_topics"


@query(EVENTS)
def list_events(
    *,
    region: str | None = None,
    past: bool | None = None,
    cursor: str | None = None,
    limit: int | None = None,
) -> Payload:
    """To come, the next first, or past, the latest first."""
    return given(region=region, past=past, cursor=cursor, limit=limit)


@query(EVENTS)
def get_event(event_id: str) -> Payload:
    """With the caller's own booking as ``mine``."""
    return {"id": event_id}


@command(EVENTS)
def announce_event(details: Mapping[str, Any]) -> Payload:
    return dict(details)


@command(EVENTS)
def record_event(details: Mapping[str, Any]) -> Payload:
    """One that is over, its date as exactly as it is known."""
    return dict(details)


@command(EVENTS)
def change_event(event_id: str, changes: Mapping[str, Any]) -> Payload:
    """What is left out stays; a ``capacity`` of None means no limit."""
    return {"id": event_id, **changes}


@command(EVENTS)
def move_event(
    event_id: str, *, starts_at: str | None, cause: str = "", version: int | None = None
) -> Payload:
    """Without ``starts_at`` it is put off until a day is found."""
    return {"id": event_id, "starts_at": starts_at, "cause": cause, "version": version}


@command(EVENTS)
def cancel_event(event_id: str, *, cause: str = "", version: int | None = None) -> Payload:
    return {"id": event_id, "cause": cause, "version": version}


@command(EVENTS)
def warn_of_weather(event_id: str, *, note: str, version: int | None = None) -> Payload:
    return {"id": event_id, "note": note, "version": version}


@command(EVENTS)
def hold_event(
    event_id: str,
    *,
    attended: int | None = None,
    count_arrivals: bool = False,
    poorly: bool = False,
    cause: str = "",
    version: int | None = None,
) -> Payload:
    """``attended`` None: nobody counted, or ``count_arrivals``."""
    return {
        "id": event_id,
        "attended": attended,
        "count_arrivals": count_arrivals,
        "poorly": poorly,
        "cause": cause,
        "version": version,
    }


@command(BOOKINGS)
def book_event(
    event_id: str, *, name: str, needs: str | None = None, agrees_to_recording: bool | None = None
) -> Payload:
    return given(event_id=event_id, name=name, needs=needs, agrees_to_recording=agrees_to_recording)


@query(BOOKINGS)
def my_bookings() -> Payload:
    return {}


@command(BOOKINGS)
def answer_offer(event_id: str, accept: bool) -> Payload:
    """Take the place that is kept, or let the next have it."""
    return {"event_id": event_id, "accept": accept}


@command(BOOKINGS)
def cancel_booking(event_id: str) -> Payload:
    return {"event_id": event_id}


@query(ARRIVALS)
def list_bookings(
    event_id: str, *, state: str | None = None, cursor: str | None = None, limit: int | None = None
) -> Payload:
    """``state`` is booked, waiting, offered or interested."""
    return given(event_id=event_id, state=state, cursor=cursor, limit=limit)


@query(ARRIVALS)
def find_bookings(event_id: str, name: str | None = None) -> Payload:
    """Those expected, by name."""
    return given(event_id=event_id, name=name)


@query(ARRIVALS)
def export_bookings(event_id: str) -> Payload:
    return {"event_id": event_id}


@query(ARRIVALS)
def count_bookings(event_id: str) -> Payload:
    return {"event_id": event_id}


@command(ARRIVALS)
def check_in(event_id: str, *, code: str | None = None, booking_id: str | None = None) -> Payload:
    return given(event_id=event_id, code=code, booking_id=booking_id)


@command(ARRIVALS)
def undo_check_in(event_id: str, booking_id: str) -> Payload:
    return {"event_id": event_id, "booking_id": booking_id}


@command(ARRIVALS)
def add_walk_in(event_id: str, *, name: str, member_id: str | None = None) -> Payload:
    return given(event_id=event_id, name=name, member_id=member_id)


@query(TOPICS)
def list_topics(
    region: str, *, state: str | None = None, cursor: str | None = None, limit: int | None = None
) -> Payload:
    return given(region=region, state=state, cursor=cursor, limit=limit)


@command(TOPICS)
def request_topic(topic: str) -> Payload:
    """For the caller's own region."""
    return {"topic": topic}


@command(TOPICS)
def support_topic(topic_id: str) -> Payload:
    return {"id": topic_id}


@command(TOPICS)
def take_up_topic(topic_id: str, event_id: str) -> Payload:
    return {"id": topic_id, "event_id": event_id}
