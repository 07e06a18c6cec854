"""The shapes at the doors of supporters."""

from typing import Any

from marshmallow import Schema

from chassis.fields import Identifier, Line, RegionCode
from chassis.paging import page_fields
from exchange.comments.supporting.domain import Support

LONGEST_NAME = 100


class SupportProposal(Schema):
    """``group`` is the region (or ``UK``) whose group supports it, said by those who keep it; left out, the
    caller does so themselves. ``shown_name`` is how they are called, if they wish."""

    proposal_id = Identifier(required=True)
    group = RegionCode(load_default=None, allow_none=True)
    shown_name = Line(load_default="", longest=LONGEST_NAME)


class TakeBackSupport(Schema):
    proposal_id = Identifier(required=True)
    group = RegionCode(load_default=None, allow_none=True)


class ListSupporters(Schema):
    proposal_id = Identifier(required=True)
    cursor = page_fields()["cursor"]
    limit = page_fields()["limit"]


def support_view(support: Support) -> dict[str, Any]:
    return {
        "by": support.by,
        "group": support.group or None,
        "shown_name": support.shown_name or None,
        "at": support.at.isoformat(),
    }
