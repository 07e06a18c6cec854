"""Calls and expressions as rows of the database, and back."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from commons.rough_dates import rough
from stewardship.appointments.calls import Call, Wanted
from stewardship.appointments.expressions import WITHDRAWN, About, Decision, Expression, Offer
from stewardship.appointments.panels import Interest, PanelMember
from stewardship.appointments.past import PastCall, PastOutcome

WANTED = ("region", "kind", "seats", "criteria", "basis")
CALL = ("opened_at", "opened_by", "closes_at", "state", "declared_at", "decided_at", "ended_at", "reason")
ABOUT = ("shown_name", "background", "why", "location", "sector", "patient", "seconds_taken")
EXPRESSION = ("call_id", "region", "member_id", "sent_at", "since", "state", "seat_id", "erased_at")
DECISION = ("outcome", "reasons", "feedback", "proposed_at", "decided_at")
"""Fields that are kept as they are."""


def call_to(call: Call) -> dict[str, Any]:
    row: dict[str, Any] = {
        "_id": call.id,
        "version": call.version,
        **{name: getattr(call.wanted, name) for name in WANTED},
        "represents": list(call.wanted.represents),
        "starts_on": call.wanted.starts_on.isoformat() if call.wanted.starts_on else None,
        **{name: getattr(call, name) for name in CALL},
        "panel": [_panel_member_to(each) for each in call.panel],
        "panel_ids": sorted(each.member_id for each in call.panel),
    }
    if not call.is_over:
        row["running_key"] = f"{call.region}|{call.kind}"
    return row


def call_from(row: Mapping[str, Any]) -> Call:
    return Call(
        id=row["_id"],
        version=row["version"],
        wanted=Wanted(
            **{name: row[name] for name in WANTED},
            represents=tuple(row["represents"]),
            starts_on=date.fromisoformat(row["starts_on"]) if row["starts_on"] else None,
        ),
        panel=tuple(_panel_member_from(each) for each in row["panel"]),
        **{name: row[name] for name in CALL},
    )


def expression_to(expression: Expression) -> dict[str, Any]:
    row: dict[str, Any] = {
        "_id": expression.id,
        "version": expression.version,
        **{name: getattr(expression.about, name) for name in ABOUT},
        **{name: getattr(expression, name) for name in EXPRESSION},
        "proposal": _decision_to(expression.proposal),
        "decision": _decision_to(expression.decision),
        "offer": None,
        "is_timed": expression.about.seconds_taken is not None,
    }
    if expression.offer is not None:
        row["offer"] = {"kind": expression.offer.kind, "answer_by": expression.offer.answer_by}
    if expression.state != WITHDRAWN:
        row["asked_key"] = f"{expression.call_id}|{expression.member_id}"
    return row


def expression_from(row: Mapping[str, Any]) -> Expression:
    offer = row["offer"]
    return Expression(
        id=row["_id"],
        version=row["version"],
        about=About(**{name: row[name] for name in ABOUT}),
        proposal=_decision_from(row["proposal"]),
        decision=_decision_from(row["decision"]),
        offer=Offer(offer["kind"], offer["answer_by"]) if offer else None,
        **{name: row[name] for name in EXPRESSION},
    )


def past_to(past: PastCall) -> dict[str, Any]:
    return {
        "_id": past.id,
        "version": past.version,
        "region": past.region,
        "kind": past.kind,
        "began": past.began.text if past.began else None,
        "decided": past.decided.text,
        "decided_first": past.decided.first.isoformat(),
        "source": past.source,
        "outcomes": [
            {"kind": each.kind, "background": each.background, "patient": each.patient}
            for each in past.outcomes
        ],
        "recorded_by": past.recorded_by,
        "recorded_at": past.recorded_at,
    }


def past_from(row: Mapping[str, Any]) -> PastCall:
    return PastCall(
        id=row["_id"],
        version=row["version"],
        region=row["region"],
        kind=row["kind"],
        began=rough(row["began"]) if row["began"] else None,
        decided=rough(row["decided"]),
        source=row["source"],
        outcomes=tuple(
            PastOutcome(each["kind"], each["background"], each["patient"]) for each in row["outcomes"]
        ),
        recorded_by=row["recorded_by"],
        recorded_at=row["recorded_at"],
    )


def _panel_member_to(member: PanelMember) -> dict[str, Any]:
    return {
        "member_id": member.member_id,
        "since": member.since,
        "is_chair": member.is_chair,
        "declared_at": member.declared_at,
        "interests": [
            {"why": each.why, "at": each.at, "expression_id": each.expression_id} for each in member.interests
        ],
    }


def _panel_member_from(row: Mapping[str, Any]) -> PanelMember:
    return PanelMember(
        member_id=row["member_id"],
        since=row["since"],
        is_chair=row["is_chair"],
        declared_at=row["declared_at"],
        interests=tuple(
            Interest(each["why"], each["at"], each["expression_id"]) for each in row["interests"]
        ),
    )


def _decision_to(decision: Decision | None) -> dict[str, Any] | None:
    if decision is None:
        return None
    plain = {name: getattr(decision, name) for name in DECISION}
    return {**plain, "agreed_by": list(decision.agreed_by)}


def _decision_from(row: Mapping[str, Any] | None) -> Decision | None:
    if row is None:
        return None
    return Decision(**{name: row[name] for name in DECISION}, agreed_by=tuple(row["agreed_by"]))
