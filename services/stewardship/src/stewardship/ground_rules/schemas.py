"""The shapes at the doors of ground rules."""

from datetime import datetime
from typing import Any

from marshmallow import Schema, fields, validate

from chassis.fields import Day, Identifier, Line, Paragraphs, RegionCode, Version
from chassis.identity import Caller
from chassis.paging import page_fields
from commons.fields import RoughDay
from stewardship.comments.schemas import AddComment, ListComments
from stewardship.ground_rules.domain import ADD, ADOPTED, CHANGE, DECLINED, OPEN, RETIRE, WITHDRAWN, Proposal

LONGEST_RULE = 2_000


class ListGroundRules(Schema):
    """Proposals of a region, in one state or in any."""

    region = RegionCode(required=True)
    state = fields.Str(
        load_default=None, allow_none=True, validate=validate.OneOf((OPEN, ADOPTED, DECLINED, WITHDRAWN))
    )
    cursor = page_fields()["cursor"]
    limit = page_fields()["limit"]


class GetGroundRule(Schema):
    id = Identifier(required=True)


class ProposeGroundRule(Schema):
    """A rule for a shared space. ``opened_on`` is for the national team, who enter what happened before."""

    region = RegionCode(required=True)
    space = Line(required=True, longest=120)
    text = Paragraphs(load_default="", longest=LONGEST_RULE)
    why = Paragraphs(load_default="", longest=LONGEST_RULE)
    change = fields.Str(load_default=ADD, validate=validate.OneOf((ADD, CHANGE, RETIRE)))
    clause = Line(load_default="", longest=40)
    steward = Line(load_default="", longest=120)
    shown_name = Line(load_default="")
    days = fields.Int(load_default=None, allow_none=True, strict=True)
    opened_on = Day(load_default=None, allow_none=True)


class CommentOnGroundRule(AddComment):
    """``on`` is for the national team, as in ``ProposeGroundRule``."""

    on = Day(load_default=None, allow_none=True)


class ListGroundRuleComments(ListComments):
    """Everybody reads them."""


class DecideGroundRule(Schema):
    """``reason`` is needed to decline. ``version`` is what the caller read."""

    id = Identifier(required=True)
    decision = fields.Str(required=True, validate=validate.OneOf(("adopt", "decline")))
    meeting = Line(load_default="")
    on = RoughDay(required=True)
    reason = Paragraphs(load_default="", longest=1_000)
    version = Version()


class WithdrawGroundRule(Schema):
    id = Identifier(required=True)
    version = Version()


def proposal_view(proposal: Proposal, comments: int, reader: Caller, now: datetime) -> dict[str, Any]:
    """A proposal without its proposer's id; ``mine`` tells the proposer."""
    decision = proposal.decision
    return {
        "id": proposal.id,
        "version": proposal.version,
        "region": proposal.region,
        "space": proposal.space,
        "text": proposal.text,
        "why": proposal.why,
        "change": proposal.change,
        "clause": proposal.clause,
        "steward": proposal.steward,
        "role": proposal.role,
        "home_region": proposal.home_region,
        "shown_name": proposal.shown_name,
        "opened_at": proposal.opened_at.isoformat(),
        "closes_at": proposal.closes_at.isoformat(),
        "stage": proposal.stage(now),
        "comments": comments,
        "decision": {
            "meeting": decision.meeting,
            "on": decision.on.text,
            "role": decision.role,
            "reason": decision.reason,
        }
        if decision
        else None,
        "mine": proposal.proposed_by == reader.subject and not reader.is_visitor,
    }
