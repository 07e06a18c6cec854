"""Appointments: calls for seats, who asks for them, and the panels that decide (row 13)."""

from collections.abc import Mapping, Sequence
from typing import Any

from gateway.clients.doors import Payload, command, given, query

APPOINTMENTS = "stewardship_appointments"
PANELS = "stewardship_panels"


@command(APPOINTMENTS)
def open_call(wanted: Mapping[str, Any]) -> Payload:
    """``{region, kind, seats, criteria, closes_on, starts_on, panel, chair, ...}``; days as YYYY-MM-DD."""
    return dict(wanted)


@query(APPOINTMENTS)
def list_calls(
    *,
    region: str | None = None,
    state: str | None = None,
    cursor: str | None = None,
    limit: int | None = None,
) -> Payload:
    return given(region=region, state=state, cursor=cursor, limit=limit)


@query(APPOINTMENTS)
def get_call(call_id: str) -> Payload:
    """One call, how long its form takes, and what the caller has to do with it."""
    return {"id": call_id}


@command(APPOINTMENTS)
def express_interest(call_id: str, about: Mapping[str, Any]) -> Payload:
    """``{shown_name, background, why, location, sector, patient, seconds_taken}``; the first three needed."""
    return {"call_id": call_id, **about}


@query(APPOINTMENTS)
def my_expressions() -> Payload:
    return {}


@command(APPOINTMENTS)
def withdraw_expression(expression_id: str, *, version: int | None = None) -> Payload:
    return given(id=expression_id, version=version)


@command(APPOINTMENTS)
def answer_offer(
    expression_id: str,
    *,
    accepts: bool,
    background: str | None = None,
    location: str | None = None,
    version: int | None = None,
) -> Payload:
    """A yes fills the seat."""
    return given(id=expression_id, accepts=accepts, background=background, location=location, version=version)


@command(APPOINTMENTS)
def end_call(call_id: str, *, version: int | None = None) -> Payload:
    return given(id=call_id, version=version)


@command(APPOINTMENTS)
def cancel_call(call_id: str, *, reason: str, version: int | None = None) -> Payload:
    """Everybody who asked reads the reason."""
    return given(id=call_id, reason=reason, version=version)


@command(APPOINTMENTS)
def record_past_call(past: Mapping[str, Any]) -> Payload:
    """``{region, kind, began, decided, source, outcomes}``; dates as exactly as they are known."""
    return dict(past)


@query(APPOINTMENTS)
def list_past_calls(
    *, region: str | None = None, cursor: str | None = None, limit: int | None = None
) -> Payload:
    return given(region=region, cursor=cursor, limit=limit)


@query(PANELS)
def my_panels(*, cursor: str | None = None, limit: int | None = None) -> Payload:
    return given(cursor=cursor, limit=limit)


@query(PANELS)
def get_panel(call_id: str, *, considering: str | None = None) -> Payload:
    """As its panel works on it, or as who looks after the group watches over it.

    ``considering`` is an applicant's expression: what would the group be with them?
    """
    return given(id=call_id, considering=considering)


@command(PANELS)
def declare_interests(call_id: str, *, interests: Sequence[Mapping[str, Any]]) -> Payload:
    """Each ``{why, expression_id}``; without an id it is the whole call. An empty list says "none"."""
    return {"id": call_id, "interests": [dict(each) for each in interests]}


@command(PANELS)
def propose_decision(
    expression_id: str, *, outcome: str, reasons: str, feedback: str, version: int | None = None
) -> Payload:
    return given(id=expression_id, outcome=outcome, reasons=reasons, feedback=feedback, version=version)


@command(PANELS)
def agree_decision(expression_id: str, *, version: int | None = None) -> Payload:
    """Two who agree make a decision."""
    return given(id=expression_id, version=version)


@command(PANELS)
def replace_panel_member(call_id: str, *, goes: str, comes: str, version: int | None = None) -> Payload:
    """Member ids."""
    return given(id=call_id, goes=goes, comes=comes, version=version)


@query(PANELS)
def panel_candidates(region: str) -> Payload:
    return {"region": region}
