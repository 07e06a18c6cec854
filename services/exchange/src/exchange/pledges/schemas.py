"""The shapes at the doors of pledges; money is pence, hours are minutes, rooms how many times."""

from collections.abc import Mapping
from typing import Any

from marshmallow import Schema, fields, validate

from chassis.fields import Day, Identifier, Line, Paragraphs, RegionCode, Version
from chassis.identity import Caller
from chassis.paging import page_fields
from commons.places import keeps
from exchange.pledges.domain import AGREED, KINDS, Claim, Offer, Pledge, Totals, in_words
from exchange.pledges.pools import Pool

LONGEST_PURPOSE = 1_000


def _kind(**options: Any) -> fields.Str:
    return fields.Str(validate=validate.OneOf(KINDS), **options)


class PledgeOffer(Schema):
    """``reach`` is told to those with whom the giver agrees; ``until`` is its last day."""

    what = Line(required=True)
    amount = fields.Int(required=True, strict=True)
    until = Day(load_default=None, allow_none=True, format="iso")
    shown_name = Line(load_default="")
    reach = Line(load_default="")


class MakePledge(PledgeOffer):
    """To a region's commons, or to everybody's (``UK``)."""

    region = RegionCode(required=True)
    kind = _kind(required=True)


class OnePledge(Schema):
    id = Identifier(required=True)


class KnownPledge(OnePledge):
    version = Version()


class ChangePledge(PledgeOffer):
    """All of it again."""

    id = Identifier(required=True)
    version = Version()


class ClaimPledge(OnePledge):
    """``reach`` is told to the giver, until nothing is to be arranged any more."""

    amount = fields.Int(required=True, strict=True)
    purpose = Paragraphs(required=True, longest=LONGEST_PURPOSE)
    shown_name = Line(load_default="")
    reach = Line(load_default="")


class OneClaim(OnePledge):
    claim_id = Identifier(required=True)


class AnswerClaim(OneClaim):
    agrees = fields.Bool(required=True)


class NoteUse(OneClaim):
    amount = fields.Int(required=True, strict=True)


class ListPledges(Schema):
    region = RegionCode(load_default=None, allow_none=True)
    kind = _kind(load_default=None, allow_none=True)
    cursor = page_fields()["cursor"]
    limit = page_fields()["limit"]


class Page(Schema):
    cursor = page_fields()["cursor"]
    limit = page_fields()["limit"]


class ListPools(Schema):
    """Of one region (or ``UK``); left out, of all."""

    region = RegionCode(load_default=None, allow_none=True)


class ListFlows(Schema):
    region = RegionCode(required=True)
    kind = _kind(required=True)
    cursor = page_fields()["cursor"]
    limit = page_fields()["limit"]


def offer_of(asked: dict[str, Any]) -> Offer:
    return Offer(asked["what"], asked["amount"], asked["until"], asked["shown_name"], asked["reach"])


def pledge_view(pledge: Pledge, caller: Caller, homes: Mapping[str, str]) -> dict[str, Any]:
    """Everybody sees what is offered and how much of it is used; members also who offers it and for what.

    Who asks, and how to reach each other, is for the two alone. ``homes`` is member id -> region.
    """
    is_giver = bool(caller.subject) and caller.subject == pledge.giver
    offer, is_member = pledge.offer, not caller.is_visitor
    agreed = any(each.by == caller.subject and each.state == AGREED for each in pledge.claims)
    return {
        "id": pledge.id,
        "version": pledge.version,
        "region": pledge.region,
        "kind": pledge.kind,
        "what": offer.what,
        "until": offer.until.isoformat() if offer.until is not None else None,
        "state": pledge.state,
        "made_at": pledge.made_at.isoformat(),
        "ended_at": pledge.ended_at.isoformat() if pledge.ended_at is not None else None,
        **totals_view(pledge.totals, pledge.kind),
        "giver": (pledge.giver or None) if is_member else None,
        "giver_region": homes.get(pledge.giver) if is_member else None,
        "shown_name": (offer.shown_name or None) if is_member else None,
        "reach": (offer.reach or None) if is_member and (is_giver or agreed) else None,
        "is_mine": is_giver,
        "may_withdraw": is_giver or keeps(caller, pledge.region),
        "claims": [_claim(each, pledge.kind, caller, homes, is_giver=is_giver) for each in pledge.claims]
        if is_member
        else [],
    }


def totals_view(totals: Totals, kind: str) -> dict[str, Any]:
    return {
        "offered": totals.pledged,
        "used": totals.used,
        "promised": totals.promised,
        "withdrawn": totals.withdrawn,
        "left": totals.left,
        "asked": totals.asked,
        "is_over_claimed": totals.is_over_claimed,
        "in_words": {
            "offered": in_words(kind, totals.pledged),
            "used": in_words(kind, totals.used),
            "promised": in_words(kind, totals.promised),
            "withdrawn": in_words(kind, totals.withdrawn),
            "left": in_words(kind, totals.left),
            "asked": in_words(kind, totals.asked),
        },
    }


def pool_view(pool: Pool) -> dict[str, Any]:
    return {
        "region": pool.region,
        "kind": pool.kind,
        **totals_view(pool.totals, pool.kind),
        "dry_since": pool.dry_since.isoformat() if pool.dry_since is not None else None,
    }


def flow_view(row: dict[str, Any], kind: str) -> dict[str, Any]:
    return {
        "pledge_id": row["pledge_id"],
        "why": row["why"],
        "is_inflow": row["is_inflow"],
        "amount": row["amount"],
        "in_words": in_words(kind, row["amount"]),
        "at": row["at"].isoformat(),
    }


def _claim(
    claim: Claim, kind: str, caller: Caller, homes: Mapping[str, str], *, is_giver: bool
) -> dict[str, Any]:
    is_mine = claim.by == caller.subject
    may_know = is_giver or is_mine
    return {
        "id": claim.id,
        "amount": claim.amount,
        "in_words": in_words(kind, claim.amount),
        "purpose": claim.purpose,
        "state": claim.state,
        "used": claim.used,
        "at": claim.at.isoformat(),
        "is_mine": is_mine,
        "member_id": (claim.by or None) if may_know else None,
        "member_region": homes.get(claim.by) if may_know else None,
        "shown_name": (claim.shown_name or None) if may_know else None,
        "reach": (claim.reach or None) if may_know else None,
    }
