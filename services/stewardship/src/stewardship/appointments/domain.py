"""A call for a seat: open until a noon, then declared on, decided and answered (row 13).

The rules of the panel are in ``panels``, those of one expression of interest in ``expressions``; here is
what ties them together, so that no seat is promised twice and nobody decides on their own behalf.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime

from commons.centre import UK
from commons.london import day_of, noon
from stewardship.appointments import panels
from stewardship.appointments.calls import (
    CANCELLED,
    CHAIR,
    CLOSED,
    CONVENOR,
    ENDED,
    LEADERS,
    MEMBER,
    OPEN,
    Call,
    Limits,
    Wanted,
    applicants,
    refuse_over,
    refuse_voted_seat,
)
from stewardship.appointments.deciding import put_forward, second
from stewardship.appointments.expressions import (
    NOT_APPOINTED,
    OFFERED,
    Expression,
    unsupported,
    without_voice,
)
from stewardship.appointments.panels import Interest, Panel
from stewardship.appointments.past import record
from stewardship.refusal import Refusal

__all__ = [
    "cancel",
    "close",
    "declare",
    "end",
    "exchange",
    "open_call",
    "put_forward",
    "record",
    "refuse_applicant",
    "refuse_expression",
    "second",
    "settle",
]


def open_call(
    call_id: str,
    wanted: Wanted,
    *,
    closes_on: date,
    panel: Sequence[str],
    chair: str,
    by: str,
    now: datetime,
    selection_mode: str | None,
    limits: Limits,
) -> Call:
    """A new call, version 1. ``selection_mode`` is the region's (C31), None for the UK-wide group.

    Refused: ``seat_kind_wrong``, ``seats_by_vote``, ``closing_date_wrong``, ``panel_incomplete``,
    ``invalid_input`` for more than one leader.
    """
    _refuse_wrong_kind(wanted)
    refuse_voted_seat(wanted.kind, selection_mode)
    days_open = (closes_on - day_of(now)).days
    if not 1 <= days_open <= limits.open_days:
        said = f"Choose a day from tomorrow to {limits.open_days} days from now."
        raise Refusal("closing_date_wrong", fields={"closes_on": [said]})
    seated = panels.seat(panel, chair, now)
    return Call(call_id, 1, wanted, opened_at=now, opened_by=by, closes_at=noon(closes_on), panel=seated)


def refuse_expression(call: Call, member_id: str, now: datetime) -> None:
    """Whether this member may ask for a seat now. Refused: ``call_closed``, ``applicant_on_panel``."""
    if not call.is_open(now):
        raise Refusal("call_closed")
    if panels.on(call.panel, member_id) is not None:
        raise Refusal("applicant_on_panel")


def close(call: Call, expressions: Sequence[Expression], now: datetime) -> Call:
    """The noon has passed: the panel's turn, or the end when nobody asked. Before it: unchanged."""
    if call.state != OPEN or now < call.closes_at:
        return call
    closed = replace(call, version=call.version + 1, state=CLOSED)
    if any(each.is_undecided for each in expressions):
        return closed
    return replace(closed, state=ENDED, decided_at=now, ended_at=now)


def declare(
    call: Call,
    expressions: Sequence[Expression],
    member_id: str,
    interests: Collection[Interest],
    now: datetime,
) -> tuple[Call, list[Expression]]:
    """A panel member says which applicants they have an interest in, or none.

    Answers the call and the expressions that change: where they agreed before, their voice no longer
    counts. While the call is open nobody knows who will ask: then only an interest in the whole call counts.
    Refused: ``not_on_panel``, ``call_over``, ``call_still_open``, ``invalid_input`` for an applicant
    who is not of this call.
    """
    panels.needed(call.panel, member_id)
    refuse_over(call)
    concerned = {each.expression_id for each in interests}
    if call.state == OPEN and None not in concerned:
        raise Refusal("call_still_open")
    if not concerned <= {None, *(each.id for each in expressions)}:
        raise Refusal("invalid_input", fields={"interests": ["Choose applicants of this call."]})
    panel = panels.declare(call.panel, member_id, interests, now)
    if panel == call.panel:
        return call, []
    left = [
        without_voice(each, member_id, now)
        for each in expressions
        if None in concerned or each.id in concerned
    ]
    changed = [each for each in left if each not in expressions]
    declared = _with_panel(call, panel, now)
    if any(each.is_undecided for each in changed):
        declared = replace(declared, decided_at=None)
    return declared, changed


def exchange(
    call: Call, expressions: Sequence[Expression], goes: str, comes: str, by: str, now: datetime
) -> tuple[Call, list[Expression]]:
    """Another member takes a panel member's place, done by whoever looks after the group.

    Answers the call and the expressions that lose a proposal of whoever goes; what was decided stands.
    Refused: ``call_over``, ``not_on_panel``, ``already_on_panel``, ``applicant_on_panel``, and
    ``applicant_has_interest`` when the one who does it asked for this seat.
    """
    refuse_over(call)
    refuse_applicant(expressions, by)
    panel = panels.exchange(call.panel, goes, comes, applicants(expressions), now)
    left = [unsupported(each, goes) for each in expressions]
    return _with_panel(call, panel, now), [each for each in left if each not in expressions]


def refuse_applicant(expressions: Sequence[Expression], by: str) -> None:
    """Nobody arranges a call for a seat that they asked for. Refused: ``applicant_has_interest``."""
    if by in applicants(expressions):
        raise Refusal("applicant_has_interest")


def settle(call: Call, expressions: Sequence[Expression], now: datetime) -> Call:
    """The call after a step of one of its expressions; always a new version.

    It ends by itself when nobody waits any more and no place is left, or nobody is left for one.
    """
    onward = replace(call, version=call.version + 1)
    if call.state != CLOSED:
        return onward
    waiting = any(each.is_undecided for each in expressions)
    onward = replace(onward, decided_at=None if waiting else call.decided_at or now)
    may_come_back = call.places_left(expressions) > 0 and _has(expressions, NOT_APPOINTED)
    if waiting or _has(expressions, OFFERED) or may_come_back:
        return onward
    return replace(onward, state=ENDED, ended_at=now)


def end(call: Call, expressions: Sequence[Expression], now: datetime) -> Call:
    """Leave the places that are left empty. Ended already: unchanged.

    Refused: ``call_still_open``, ``applicants_waiting``, ``call_over`` when it was cancelled.
    """
    if call.state == ENDED:
        return call
    refuse_over(call)
    if call.state == OPEN:
        raise Refusal("call_still_open")
    if any(each.is_undecided for each in expressions) or _has(expressions, OFFERED):
        raise Refusal("applicants_waiting")
    return replace(
        call, version=call.version + 1, state=ENDED, decided_at=call.decided_at or now, ended_at=now
    )


def cancel(call: Call, expressions: Sequence[Expression], by: str, reason: str, now: datetime) -> Call:
    """Call it off before anybody was offered a seat. Cancelled already: unchanged.

    Refused: ``call_over``, ``reason_required``, ``decision_stands``, ``applicant_has_interest``.
    """
    if call.state == CANCELLED:
        return call
    refuse_over(call)
    refuse_applicant(expressions, by)
    if not reason:
        raise Refusal("reason_required", "Say why the call is cancelled.", {"reason": ["Give a reason."]})
    if any(each.decision is not None for each in expressions):
        raise Refusal("decision_stands")
    return replace(call, version=call.version + 1, state=CANCELLED, ended_at=now, reason=reason)


def _has(expressions: Iterable[Expression], state: str) -> bool:
    return any(each.state == state for each in expressions)


def _with_panel(call: Call, panel: Panel, now: datetime) -> Call:
    """The panel changed: the step of declaring is over when the last of it has declared."""
    all_declared = all(each.has_declared for each in panel)
    declared_at = (call.declared_at or now) if all_declared else None
    return replace(call, version=call.version + 1, panel=panel, declared_at=declared_at)


def _refuse_wrong_kind(wanted: Wanted) -> None:
    leader = CHAIR if wanted.region == UK else CONVENOR
    if wanted.kind not in (MEMBER, leader):
        raise Refusal("seat_kind_wrong", fields={"kind": ["Choose a seat that this group has."]})
    if wanted.kind in LEADERS and wanted.seats != 1:
        raise Refusal("invalid_input", fields={"seats": ["A group has one of these."]})
