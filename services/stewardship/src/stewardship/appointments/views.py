"""What each reader sees of a call: everybody, the applicant, the panel, and who looks after the group."""

from collections.abc import Collection, Sequence
from datetime import datetime
from statistics import median
from typing import Any

from stewardship.appointments import panels
from stewardship.appointments.calls import CLOSED, OPEN, Call, Limits, applicants, steps
from stewardship.appointments.expressions import ACCEPTED, CANCELLED, WITHDRAWN, Decision, Expression
from stewardship.appointments.panels import PanelMember
from stewardship.appointments.past import PastCall

FEWEST_MEASURED = 5
"""From fewer forms we do not say how long one takes."""
NEEDED_ANSWERS, OPTIONAL_ANSWERS = 3, 3
WORDS = frozenset({"shown_name", "background", "why", "location", "sector", "patient", "feedback"})


def public_view(
    call: Call, expressions: Sequence[Expression], limits: Limits, now: datetime
) -> dict[str, Any]:
    """Facts without people. How many asked is said when the call has closed, so that it sways nobody."""
    stayed = [each for each in expressions if each.state != WITHDRAWN]
    taken = [each for each in expressions if each.state == ACCEPTED and each.offer is not None]
    return {
        "id": call.id,
        "version": call.version,
        "region": call.region,
        "kind": call.kind,
        "seats": call.wanted.seats,
        "criteria": call.wanted.criteria,
        "starts_on": call.wanted.starts_on.isoformat() if call.wanted.starts_on else None,
        "basis": call.wanted.basis,
        "represents": list(call.wanted.represents),
        "state": CLOSED if call.state == OPEN and not call.is_open(now) else call.state,
        "opened_at": call.opened_at.isoformat(),
        "closes_at": call.closes_at.isoformat(),
        "ended_at": call.ended_at.isoformat() if call.ended_at else None,
        "reason": call.reason or None,
        "asked": None if call.is_open(now) else len(stayed),
        "taken": [{"kind": each.offer.kind, "patient": each.about.patient} for each in taken if each.offer],
        "panel_size": len(call.panel),
        "panel_stepped_out": sum(1 for each in call.panel if each.interests),
        "steps": [
            {
                "name": step.name,
                "began": step.began.isoformat() if step.began else None,
                "ended": step.ended.isoformat() if step.ended else None,
                "days": step.days(now),
                "most_days": step.most_days,
                "late": step.is_late(now),
            }
            for step in steps(call, limits)
        ],
    }


def form_view(seconds: Sequence[int], sectors_wanted: Sequence[str]) -> dict[str, Any]:
    """How much the form asks and, once enough of them were measured, how long it took (C32).

    ``sectors_wanted`` are those that the group's rules look for, to choose from.
    """
    measured = len(seconds)
    middle = round(median(seconds)) if measured >= FEWEST_MEASURED else None
    return {
        "needed_answers": NEEDED_ANSWERS,
        "optional_answers": OPTIONAL_ANSWERS,
        "median_seconds": middle,
        "measured": measured,
        "sectors_wanted": list(sectors_wanted),
    }


def applicants_view(expression: Expression, call: Call, now: datetime) -> dict[str, Any]:
    """All that the applicant wrote and was told; who decided, and the reasons, stay with the panel."""
    decision, offer = expression.decision, expression.offer
    return {
        **_about(expression),
        "id": expression.id,
        "version": expression.version,
        "call_id": call.id,
        "region": call.region,
        "kind": call.kind,
        "closes_at": call.closes_at.isoformat(),
        "sent_at": expression.sent_at.isoformat(),
        "state": _state_for_applicant(expression, call),
        "since": expression.since.isoformat(),
        "outcome": decision.outcome if decision else None,
        "feedback": decision.feedback if decision else None,
        "offer": {"kind": offer.kind, "answer_by": offer.answer_by.isoformat()} if offer else None,
        "call_reason": call.reason or None,
        "may_withdraw": expression.is_undecided and not call.is_over,
        "may_answer": expression.state == "offered" and offer is not None and now < offer.answer_by,
        "seat_id": expression.seat_id,
        "erased": expression.erased_at is not None,
    }


def receipt(expression: Expression, call: Call, now: datetime) -> dict[str, Any]:
    """The applicant's view without their words: what a command answers is kept for weeks, and what they
    took back is to be gone by then.
    """
    whole = applicants_view(expression, call, now)
    return {name: value for name, value in whole.items() if name not in WORDS}


def without_words(panel: dict[str, Any]) -> dict[str, Any]:
    """The panel's view as a command answers it, for the same reason: states, and nothing that was written."""
    bare = {"about": None, "proposal": None, "decision": None}
    known = [{**each, **bare, "shown_name": ""} for each in panel.get("applicants", [])]
    return {**panel, "applicants": known} if known else panel


def _state_for_applicant(expression: Expression, call: Call) -> str:
    """A wish that came in at the moment in which the call was cancelled was cancelled with it."""
    return CANCELLED if call.state == CANCELLED and expression.is_undecided else expression.state


def panel_view(call: Call, expressions: Sequence[Expression], reader: str) -> dict[str, Any]:
    """For a panel member: before the declaration, who asked and nothing of what they wrote (row 30)."""
    me = panels.needed(call.panel, reader)
    everybody = applicants(expressions)
    known = [] if call.state == OPEN else expressions
    return {
        "as": "panel",
        "me": {"is_chair": me.is_chair, "has_declared": me.has_declared, "out": me.steps_out_wholly},
        "panel": [member_view(each, me.has_declared) for each in call.panel],
        "applicants": [_for_panel(call, each, reader, everybody) for each in known],
    }


def my_turn(call: Call, expressions: Sequence[Expression], reader: str) -> str:
    """What a panel member is to do next: ``declare``, ``decide``, or nothing ("")."""
    me = panels.needed(call.panel, reader)
    if call.state != CLOSED:
        return ""
    if not me.has_declared:
        return "declare"
    everybody = applicants(expressions)
    mine = (each for each in expressions if panels.may_read(call.panel, reader, each.id, everybody))
    return "decide" if any(each.is_undecided and not _agreed(each, reader) for each in mine) else ""


def arrangers_view(call: Call, expressions: Sequence[Expression]) -> dict[str, Any]:
    """For who looks after the group: the panel and its interests, never what applicants wrote."""
    everybody = applicants(expressions)
    waiting = [each for each in expressions if each.is_undecided]
    short = [each for each in waiting if len(panels.free_for(call.panel, each.id, everybody)) < panels.QUORUM]
    return {
        "as": "arranger",
        "panel": [member_view(each, True) for each in call.panel],
        "undecided": 0 if call.state == OPEN else len(waiting),
        "short_of_panel": 0 if call.state == OPEN else len(short),
    }


def member_view(member: PanelMember, with_interests: bool) -> dict[str, Any]:
    """Somebody on the panel; why they step out is for the panel and who looks after the group."""
    return {
        "member_id": member.member_id,
        "is_chair": member.is_chair,
        "has_declared": member.has_declared,
        "steps_out_wholly": member.steps_out_wholly,
        "interests": [
            {"expression_id": each.expression_id, "why": each.why, "at": each.at.isoformat()}
            for each in member.interests
        ]
        if with_interests
        else [],
    }


def past_view(past: PastCall) -> dict[str, Any]:
    return {
        "id": past.id,
        "region": past.region,
        "kind": past.kind,
        "began": past.began.text if past.began else None,
        "decided": past.decided.text,
        "source": past.source,
        "asked": len(past.outcomes),
        "outcomes": [
            {"kind": each.kind, "background": each.background, "patient": each.patient}
            for each in past.outcomes
        ],
    }


def _for_panel(call: Call, expression: Expression, reader: str, everybody: Collection[str]) -> dict[str, Any]:
    me = panels.needed(call.panel, reader)
    gone = expression.state in (WITHDRAWN, CANCELLED)
    free = panels.free_for(call.panel, expression.id, everybody)
    readable = reader in free and not gone
    return {
        "id": expression.id,
        "version": expression.version,
        "shown_name": "" if gone else expression.about.shown_name,
        "state": expression.state,
        "i_step_out": me.steps_out_of(expression.id),
        "i_may_read": readable,
        "free_to_decide": len(free),
        "about": _about(expression) if readable else None,
        "proposal": _decision(expression.proposal) if readable else None,
        "decision": _decision(expression.decision) if readable else None,
    }


def _about(expression: Expression) -> dict[str, Any]:
    about = expression.about
    return {
        "shown_name": about.shown_name,
        "background": about.background,
        "why": about.why,
        "location": about.location,
        "sector": about.sector,
        "patient": about.patient,
    }


def _agreed(expression: Expression, reader: str) -> bool:
    return expression.proposal is not None and reader in expression.proposal.agreed_by


def _decision(decision: Decision | None) -> dict[str, Any] | None:
    if decision is None:
        return None
    return {
        "outcome": decision.outcome,
        "reasons": decision.reasons,
        "feedback": decision.feedback,
        "agreed_by": list(decision.agreed_by),
        "decided_at": decision.decided_at.isoformat() if decision.decided_at else None,
    }
