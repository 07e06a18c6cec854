"""What calendars show: a region's, one meeting's or event's, and a member's own (rows 41 and 52)."""

from gateway.clients.doors import Payload, command, query

FEEDS = "meetings_feeds"


@query(FEEDS)
def calendar_of_region(region: str, *, known: str = "") -> Payload:
    """The public calendar; no entries where ``known`` is the revision still."""
    return {"region": region, "known": known}


@query(FEEDS)
def calendar_of_meeting(meeting_id: str) -> Payload:
    return {"id": meeting_id}


@query(FEEDS)
def calendar_of_event(event_id: str) -> Payload:
    return {"id": event_id}


@query(FEEDS)
def calendar_of_address(secret_hash: str) -> Payload:
    """The calendar behind a member's secret address, by the SHA-256 of the secret."""
    return {"secret_hash": secret_hash}


@query(FEEDS)
def my_calendar_address() -> Payload:
    """Whether the caller has an address, and since when."""
    return {}


@command(FEEDS)
def make_calendar_address(secret_hash: str) -> Payload:
    """Make one, or replace the one there was."""
    return {"secret_hash": secret_hash}


@command(FEEDS)
def end_calendar_address() -> Payload:
    """Turn it off."""
    return {}
