"""The registry of groups: which regions have one, and how far each pilot is (rows 11 and 26)."""

from collections.abc import Mapping
from typing import Any

from gateway.clients.doors import Payload, command, given, query

NETWORK = "stewardship_network"


@query(NETWORK)
def list_groups(*, as_at: str | None = None) -> Payload:
    """The UK-wide group and every region by name, with the status of today or of a day."""
    return given(as_at=as_at)


@query(NETWORK)
def get_group(region: str, *, as_at: str | None = None) -> Payload:
    """One region's group, or ``UK``; ``region_unknown``."""
    return given(region=region, as_at=as_at)


@command(NETWORK)
def form_group(region: str, *, on: str) -> Payload:
    """``on`` is a day, a month or a year."""
    return {"region": region, "on": on}


@command(NETWORK)
def open_group(region: str, *, on: str, version: int | None = None) -> Payload:
    return given(region=region, on=on, version=version)


@command(NETWORK)
def close_group(region: str, *, on: str, reason: str, version: int | None = None) -> Payload:
    """The reason can be read by everybody."""
    return given(region=region, on=on, reason=reason, version=version)


@command(NETWORK)
def describe_group(region: str, changes: Mapping[str, Any], *, version: int | None = None) -> Payload:
    """``{about, sponsors, partners}``; what is left out stays as it is."""
    return {"region": region, **changes, **given(version=version)}


@command(NETWORK)
def begin_pilot(region: str, *, on: str, version: int | None = None) -> Payload:
    return given(region=region, on=on, version=version)


@command(NETWORK)
def move_pilot_on(region: str, *, stage: str, on: str, version: int | None = None) -> Payload:
    return given(region=region, stage=stage, on=on, version=version)


@command(NETWORK)
def set_pilot_clock(
    region: str,
    *,
    clock: str,
    starts: str,
    ends: str | None = None,
    months: int | None = None,
    version: int | None = None,
) -> Payload:
    """``clock`` is ``term`` or ``cycle``; an end, or a number of months, or neither."""
    return given(region=region, clock=clock, starts=starts, ends=ends, months=months, version=version)


@command(NETWORK)
def add_pilot_report(
    region: str, *, title: str, published: str, link: str | None = None, version: int | None = None
) -> Payload:
    return given(region=region, title=title, published=published, link=link, version=version)
