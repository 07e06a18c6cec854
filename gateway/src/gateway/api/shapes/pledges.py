"""Shapes of pledges, of the pools they make and of what went in and out (row 62).

Amounts are whole numbers of the kind's own unit: pence, minutes, or how many times a room is lent.
"""

from typing import Any

from marshmallow import Schema, fields, validate

from gateway.api.shapes.actions import flag
from gateway.api.shapes.parts import Paging, Shown, Versioned, day, instant, list_of, page_of, string, whole

KINDS = ("money", "hours", "room")
STATES = ("open", "withdrawn", "over")
CLAIM_STATES = ("asked", "agreed", "used", "declined", "taken_back", "called_off")
FLOWS = ("pledged", "lowered", "used", "withdrawn")
AMOUNT = "Pence, minutes, or how many times"


def _kind(**options: Any) -> fields.Str:
    return fields.Str(validate=validate.OneOf(KINDS), **options)


class ListPledges(Paging):
    region = string("A region's commons, or everybody's: `UK`")
    kind = _kind()


class ListPools(Schema):
    region = string("Only this region's, also those that are empty; or `UK`")


class PledgeOffer(Schema):
    what = string("In a few words", required=True)
    amount = whole(AMOUNT, required=True)
    until = day("The last day on which it is offered", allow_none=True)
    shown_name = string("How its giver is called beside it; members can read it")
    reach = string("Told to those with whom the giver agrees")


class MakePledge(PledgeOffer):
    region = string("To this region's commons, or everybody's: `UK`", required=True)
    kind = _kind(required=True)


class ChangePledge(PledgeOffer, Versioned):
    """All of it again; what is used or promised stays."""


class ClaimPledge(Schema):
    amount = whole(AMOUNT, required=True)
    purpose = string("What for; members can read it", required=True)
    shown_name = string("Told to the giver alone")
    reach = string("Told to the giver alone")


class AnswerPledgeClaim(Schema):
    agrees = flag(required=True)


class NotePledgeUse(Schema):
    amount = whole(f"{AMOUNT}: so much of what was agreed", required=True)


class CommonsInWords(Shown):
    offered = string(required=True)
    used = string(required=True)
    promised = string(required=True)
    withdrawn = string(required=True)
    left = string(required=True)
    asked = string(required=True)


class CommonsTotals(Shown):
    """What was offered is used, promised, withdrawn or left."""

    offered = whole(AMOUNT, required=True)
    used = whole(required=True)
    promised = whole(required=True)
    withdrawn = whole(required=True)
    left = whole(required=True)
    asked = whole("Asked for, and not answered yet", required=True)
    is_over_claimed = fields.Bool(required=True, metadata={"description": "More is asked for than is left"})
    in_words = fields.Nested(CommonsInWords, required=True)


class PledgeClaim(Shown):
    id = string(required=True)
    amount = whole(AMOUNT, required=True)
    in_words = string(required=True)
    purpose = string(required=True)
    state = fields.Str(required=True, validate=validate.OneOf(CLAIM_STATES))
    used = whole(required=True)
    at = instant(required=True)
    is_mine = fields.Bool(required=True)
    member_id = string("Who asks; for the two alone", required=True, allow_none=True)
    member_region = string("Where they are at home; for the two alone", required=True, allow_none=True)
    shown_name = string("For the two alone", required=True, allow_none=True)
    reach = string("For the two alone", required=True, allow_none=True)


class Pledge(CommonsTotals):
    """Something that a member lets others use; claims and names are for members."""

    id = string(required=True)
    version = whole(required=True)
    region = string(required=True)
    kind = _kind(required=True)
    what = string(required=True)
    until = fields.Date(required=True, allow_none=True)
    state = fields.Str(required=True, validate=validate.OneOf(STATES))
    made_at = instant(required=True)
    ended_at = instant(required=True, allow_none=True)
    giver = string("Member id, for members", required=True, allow_none=True)
    giver_region = string("Where they are at home, for members", required=True, allow_none=True)
    shown_name = string("For members", required=True, allow_none=True)
    reach = string("For those with whom its giver agreed", required=True, allow_none=True)
    is_mine = fields.Bool(required=True)
    may_withdraw = fields.Bool(required=True)
    claims = fields.List(fields.Nested(PledgeClaim), required=True)


class CommonsPool(CommonsTotals):
    """All pledges of one kind to one region, or to everybody."""

    region = string(required=True)
    kind = _kind(required=True)
    dry_since = instant(required=True, allow_none=True)


class CommonsFlow(Shown):
    pledge_id = string(required=True)
    why = fields.Str(required=True, validate=validate.OneOf(FLOWS))
    is_inflow = fields.Bool(required=True)
    amount = whole(AMOUNT, required=True)
    in_words = string(required=True)
    at = instant(required=True)


PledgePage = page_of(Pledge)
CommonsPoolList = list_of(CommonsPool)
CommonsFlowPage = page_of(CommonsFlow)
