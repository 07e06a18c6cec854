"""The shapes at the doors of panels; points are whole numbers from 0."""

from collections.abc import Mapping
from typing import Any

from marshmallow import Schema, fields, validate

from chassis.fields import Day, Identifier, Line, Paragraphs, Version
from exchange.assessments.criteria import MOST_CRITERIA, MOST_POINTS, MOST_WEIGHT, Criterion
from exchange.assessments.panels.conflicts import DECLARED, Conflict
from exchange.assessments.panels.domain import MOST_EACH, MOST_WANTED, Assessor, Panel, Rules

DEFAULT_POINTS = 5
DEFAULT_WANTED = 3


class OneCriterion(Schema):
    key = Identifier(required=True)
    title = Line(required=True)
    question = Paragraphs(load_default="")
    most = fields.Int(load_default=DEFAULT_POINTS, strict=True, validate=validate.Range(1, MOST_POINTS))
    weight = fields.Int(load_default=1, strict=True, validate=validate.Range(1, MOST_WEIGHT))


class OneRound(Schema):
    round_id = Identifier(required=True)


class OpenPanel(OneRound):
    criteria = fields.List(
        fields.Nested(OneCriterion), required=True, validate=validate.Length(1, MOST_CRITERIA)
    )
    wanted = fields.Int(load_default=DEFAULT_WANTED, strict=True, validate=validate.Range(1, MOST_WANTED))
    due_on = Day(load_default=None, allow_none=True)
    proposers_assess = fields.Bool(load_default=False)
    two_keepers = fields.Bool(load_default=True)


class ChangePanel(OpenPanel):
    """All rules again."""

    version = Version()


class OfferToAssess(OneRound):
    """``organisation`` is where they work: it tells of conflicts and is shown to keepers alone. Left out, it
    stays as it was told before."""

    most = fields.Int(required=True, strict=True, validate=validate.Range(1, MOST_EACH))
    organisation = Line(load_default=None, allow_none=True)
    shown_name = Line(load_default=None, allow_none=True)


class WithdrawOffer(OneRound):
    reason = Paragraphs(load_default="")


class OneProposal(Schema):
    proposal_id = Identifier(required=True)


class DeclareConflict(OneProposal):
    """Also to undo it."""

    reason = Paragraphs(load_default="")


class NoteConflict(DeclareConflict):
    member_id = Identifier(required=True)


class StandDownAssessor(OneRound):
    member_id = Identifier(required=True)
    reason = Paragraphs(load_default="")


class AssignAssessor(OneProposal):
    member_id = Identifier(required=True)


def rules_of(asked: Mapping[str, Any]) -> Rules:
    return Rules(
        criteria=tuple(Criterion(**each) for each in asked["criteria"]),
        wanted=asked["wanted"],
        due_on=asked["due_on"],
        proposers_assess=asked["proposers_assess"],
        two_keepers=asked["two_keepers"],
    )


def panel_view(panel: Panel, deadline: str | None) -> dict[str, Any]:
    """What everybody may know of it; ``due_at`` None for a round that lost its shortlist phase."""
    return {
        "round_id": panel.id,
        "version": panel.version,
        "criteria": [criterion_view(each) for each in panel.rules.criteria],
        "wanted": panel.rules.wanted,
        "due_on": panel.rules.due_on.isoformat() if panel.rules.due_on else None,
        "due_at": deadline,
        "proposers_assess": panel.rules.proposers_assess,
        "two_keepers": panel.rules.two_keepers,
        "assigned_at": panel.assigned_at.isoformat() if panel.assigned_at else None,
        "published_at": panel.published_at.isoformat() if panel.published_at else None,
    }


def criterion_view(each: Criterion) -> dict[str, Any]:
    return {
        "key": each.key,
        "title": each.title,
        "question": each.question,
        "most": each.most,
        "weight": each.weight,
    }


def offer_view(found: Assessor) -> dict[str, Any]:
    """What a command answers, and remembers: no words."""
    return {
        "round_id": found.round_id,
        "member_id": found.member_id,
        "version": found.version,
        "state": found.state,
        "most": found.most,
    }


def conflict_view(found: Assessor, proposal_id: str) -> dict[str, Any]:
    """What a command about one conflict answers, and remembers: no words."""
    return {**offer_view(found), "proposal_id": proposal_id, "kind": DECLARED}


def own_offer_view(found: Assessor) -> dict[str, Any]:
    """For the assessor, and for keepers; also what was undone. What is ``by_themself`` is theirs to undo."""
    return {
        **offer_view(found),
        "organisation": found.organisation,
        "shown_name": found.shown_name,
        "reason": found.reason or None,
        "declared": [
            {
                "proposal_id": each.proposal_id,
                "reason": each.reason,
                "by_themself": each.by == found.member_id,
                "undone_because": each.undone_because or None,
            }
            for each in found.declared
        ],
    }


def assessor_view(
    found: Assessor,
    *,
    is_active: bool,
    given: int,
    submitted: int,
    average: float | None,
    conflicts: Mapping[str, Conflict],
) -> dict[str, Any]:
    """For keepers: what they have, the mean of the totals they gave (per cent), and with which proposals
    there is a conflict, and why."""
    return {
        **own_offer_view(found),
        "is_active": is_active,
        "given": given,
        "submitted": submitted,
        "average": average,
        "conflicts": [
            {"proposal_id": proposal_id, "kind": each.kind, "reason": each.reason}
            for proposal_id, each in sorted(conflicts.items())
        ],
    }
