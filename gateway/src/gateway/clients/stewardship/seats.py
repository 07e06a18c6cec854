"""Seats: who holds which place in a group, until when, by which rules (rows 12, 15, 23)."""

from collections.abc import Mapping, Sequence
from typing import Any

from gateway.clients.doors import Payload, command, given, query

SEATS = "stewardship_seats"


@query(SEATS)
def roster(region: str, *, on: str | None = None) -> Payload:
    """A group by background, today or on a day; those who look after it see also who it is."""
    return given(region=region, on=on)


@query(SEATS)
def get_seat(seat_id: str, *, region: str | None = None) -> Payload:
    """One seat with everybody who held it; with ``region`` only if it is that group's."""
    return given(seat_id=seat_id, region=region)


@query(SEATS)
def check_roster(
    region: str, *, keep: Sequence[str] = (), people: Sequence[Mapping[str, Any]] = ()
) -> Payload:
    """``people``: ``{background, kind, locations, sectors, systems, patient, ...}``; nothing is saved."""
    return {"region": region, "keep": list(keep), "people": [dict(each) for each in people]}


@command(SEATS)
def fill_seat(region: str, seat: Mapping[str, Any]) -> Payload:
    """``{member_id, kind, designation, background, start?, months?, seat_id?, version?, ...}``."""
    return {"region": region, **seat}


@command(SEATS)
def record_term(region: str, seat: Mapping[str, Any]) -> Payload:
    """As ``fill_seat``, of a term that began in the past; dates as exactly as they are known."""
    return {"region": region, **seat}


@command(SEATS)
def renew_seat(
    seat_id: str, *, months: int | None = None, region: str | None = None, version: int | None = None
) -> Payload:
    return given(seat_id=seat_id, months=months, region=region, version=version)


@command(SEATS)
def describe_seat(
    seat_id: str, shown: Mapping[str, Any], *, region: str | None = None, version: int | None = None
) -> Payload:
    """``shown`` is the whole description as it is to be."""
    return {"seat_id": seat_id, **shown, **given(region=region, version=version)}


@command(SEATS)
def vacate_seat(
    seat_id: str,
    *,
    reason: str,
    how: str | None = None,
    on: str | None = None,
    region: str | None = None,
    version: int | None = None,
) -> Payload:
    """``on`` is a day, a month or a year; today where it is left out."""
    return given(seat_id=seat_id, reason=reason, how=how, on=on, region=region, version=version)


@command(SEATS)
def close_seat(seat_id: str, *, region: str | None = None, version: int | None = None) -> Payload:
    """Of a vacant seat that nobody is to fill."""
    return given(seat_id=seat_id, region=region, version=version)


@query(SEATS)
def my_seats() -> Payload:
    """The caller's own: held, to come, and past."""
    return {}


@command(SEATS)
def show_my_name(seat_id: str, *, name: str, version: int | None = None) -> Payload:
    """An empty name takes it back."""
    return {"seat_id": seat_id, "name": name, **given(version=version)}


@command(SEATS)
def resign_seat(seat_id: str, *, reason: str, on: str | None = None, version: int | None = None) -> Payload:
    """By the holder, from today or a later day."""
    return given(seat_id=seat_id, reason=reason, on=on, version=version)
