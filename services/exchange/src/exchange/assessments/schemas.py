"""The shapes at the doors of assessments; totals are percentages with one decimal, points whole numbers."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from marshmallow import Schema, fields, validate

from chassis.fields import Identifier, Paragraphs, Version
from chassis.paging import page_fields
from contracts.refusals import CODES
from exchange.assessments.criteria import MOST_CRITERIA, MOST_POINTS, Criterion, Score
from exchange.assessments.domain import ACCEPTED, RECOMMENDATIONS, SUBMITTED, Assessment, Opinion
from exchange.assessments.panels.conflicts import Conflict
from exchange.assessments.panels.schemas import criterion_view
from exchange.proposals.domain import Proposal
from exchange.proposals.team import AGREED
from exchange.refusal import Refusal


class OneScore(Schema):
    key = Identifier(required=True)
    points = fields.Int(
        load_default=None, allow_none=True, strict=True, validate=validate.Range(0, MOST_POINTS)
    )
    reason = Paragraphs(load_default="")


class OneProposal(Schema):
    proposal_id = Identifier(required=True)


class ListMine(Schema):
    round_id = Identifier(load_default=None, allow_none=True)
    cursor = page_fields()["cursor"]
    limit = page_fields()["limit"]


class AcceptAssessment(OneProposal):
    """There is no conflict of interest."""

    version = Version()


class ReturnAssessment(AcceptAssessment):
    reason = Paragraphs(load_default="")


class SaveAssessment(AcceptAssessment):
    """The whole opinion again, as far as it is written."""

    scores = fields.List(
        fields.Nested(OneScore), load_default=list, validate=validate.Length(0, MOST_CRITERIA)
    )
    recommendation = fields.Str(load_default="", validate=validate.OneOf(("", *RECOMMENDATIONS)))
    for_team = Paragraphs(load_default="")
    for_keepers = Paragraphs(load_default="")


class SubmitAssessment(SaveAssessment):
    """The whole opinion."""


class TakeBackAssessment(Schema):
    id = Identifier(required=True)
    version = Version()
    reason = Paragraphs(load_default="")


def opinion_of(asked: Mapping[str, Any]) -> Opinion:
    return Opinion(
        scores=tuple(Score(**each) for each in asked["scores"]),
        recommendation=asked["recommendation"],
        for_team=asked["for_team"],
        for_keepers=asked["for_keepers"],
    )


def done_view(found: Assessment) -> dict[str, Any]:
    """What a command answers, and remembers: no words and no points."""
    return {
        "id": found.id,
        "version": found.version,
        "round_id": found.round_id,
        "proposal_id": found.proposal_id,
        "state": found.state,
        "assigned_at": found.assigned_at.isoformat(),
        "submitted_at": found.submitted_at.isoformat() if found.submitted_at else None,
    }


def mine_view(found: Assessment, proposal: Proposal | None, its_round: Mapping[str, Any]) -> dict[str, Any]:
    """A line of an assessor's list."""
    told = {"title": proposal.title, "theme": proposal.theme, "stage": proposal.stage} if proposal else {}
    return {**done_view(found), **told, **its_round, "reason": found.reason or None}


def whole_view(
    found: Assessment,
    proposal: Proposal,
    its_round: Mapping[str, Any],
    *,
    criteria: tuple[Criterion, ...],
    conflict: Conflict | None,
    closed: Refusal | None,
    evidence: dict[str, Any],
) -> dict[str, Any]:
    """All that an assessor needs on one page; ``conflict`` why they may not judge it after all.

    By who brings it and what for they can tell a conflict; what is to be judged they read afterwards.
    """
    may_read = conflict is None and found.state in (ACCEPTED, SUBMITTED)
    return {
        **done_view(found),
        **its_round,
        "reason": found.reason or None,
        "conflict": {"kind": conflict.kind, "reason": conflict.reason} if conflict else None,
        "closed": _problem(closed) if closed else None,
        "criteria": [criterion_view(each) for each in criteria],
        "proposal": _brought_view(proposal, may_read=may_read),
        "engagement": evidence if may_read else None,
        "opinion": opinion_view(found.opinion),
    }


def _brought_view(proposal: Proposal, *, may_read: bool) -> dict[str, Any]:
    words = proposal.words
    people = [(proposal.lead, proposal.shown_name)]
    people += [(each.member_id, each.shown_name) for each in proposal.co_applicants if each.state == AGREED]
    return {
        "id": proposal.id,
        "stage": proposal.stage,
        "region": proposal.region,
        "title": words.title,
        "aim": words.aim,
        "organisation": words.organisation,
        "theme": words.theme,
        "ask": proposal.ask,
        "team": [{"member_id": member, "shown_name": name or None} for member, name in people],
        "plan": words.plan if may_read else None,
        "spending": words.spending if may_read else None,
        "text": proposal.text,
    }


def _problem(no: Refusal) -> dict[str, str]:
    return {"code": no.code, "detail": no.message or CODES[no.code].sentence}


def opinion_view(opinion: Opinion) -> dict[str, Any]:
    return {
        "scores": [
            {"key": each.key, "points": each.points, "reason": each.reason} for each in opinion.scores
        ],
        "recommendation": opinion.recommendation,
        "for_team": opinion.for_team,
        "for_keepers": opinion.for_keepers,
    }


def keepers_view(found: Assessment, shown_name: str) -> dict[str, Any]:
    """For keepers: who has it, and what they wrote once it is handed in; a draft is the assessor's own."""
    return {
        **done_view(found),
        "assessor": found.assessor or None,
        "shown_name": shown_name or None,
        "text": found.text,
        "reason": found.reason or None,
        "opinion": opinion_view(found.opinion) if found.state == SUBMITTED else None,
    }


def per_cent(part: Fraction | None) -> float | None:
    """``0.7333`` as ``73.3``."""
    return None if part is None else float(round(part * 100, 1))


def mean_view(mean: Fraction) -> float:
    return float(round(mean, 2))
