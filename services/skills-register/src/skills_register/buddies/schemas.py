"""The shapes at the doors of buddying."""

from typing import Any

from marshmallow import Schema, fields, validate

from chassis.fields import Day, Identifier, Line, Paragraphs, RegionCode
from skills_register.buddies.domain import BACKGROUNDS, RUNNING, Offer, Pair, Wish

LONGEST_GOAL = 1_000


class _About(Schema):
    """What somebody says of themselves: how they are called and how to be reached, both as they like."""

    background = fields.Str(load_default="", validate=validate.OneOf(["", *BACKGROUNDS]))
    shown_name = Line(required=True)
    reach = Line(load_default="")


class Ask(_About):
    """What somebody wants to learn. ``reach`` is shown to the buddy alone, when both agreed."""

    goal = Paragraphs(required=True, longest=LONGEST_GOAL)


class OfferBuddying(_About):
    """What somebody can help with, and with how many at a time (at most the setting)."""

    topics = Paragraphs(required=True, longest=LONGEST_GOAL)
    most = fields.Int(load_default=None, allow_none=True, strict=True, validate=validate.Range(1))


class ListBuddies(Schema):
    """A region; left out, the caller's own. ``wish_id`` is for keepers: whom to propose for this wish."""

    region = RegionCode(load_default=None, allow_none=True)
    wish_id = Identifier(load_default=None, allow_none=True)


class KeptRegion(Schema):
    """A region that the caller keeps."""

    region = RegionCode(required=True)


class Propose(Schema):
    """Who is to be whose buddy: ``wish_id`` is left out by the asker, whose own wish is meant."""

    wish_id = Identifier(load_default=None, allow_none=True)
    buddy_id = Identifier(required=True)


class OnePair(Schema):
    id = Identifier(required=True)


class AnswerPair(OnePair):
    """Whether the caller agrees; a no needs no reason."""

    agrees = fields.Bool(required=True)


class PlanCheck(OnePair):
    """On which day both are reminded to look at how it goes."""

    on = Day(required=True, format="iso")


def asked_view(wish: Wish) -> dict[str, Any]:
    """What asking answers: none of its words, for answers are remembered longer than a wish may be kept."""
    return {
        "id": wish.id,
        "version": wish.version,
        "region": wish.region,
        "asked_at": wish.asked_at.isoformat(),
        "is_proposed": bool(wish.pair_id),
    }


def wish_view(wish: Wish) -> dict[str, Any]:
    """For the asker and the keepers; how to be reached is not in it."""
    return {
        **asked_view(wish),
        "goal": wish.goal,
        "background": wish.background,
        "shown_name": wish.shown_name,
    }


def offered_view(offer: Offer, limit: int) -> dict[str, Any]:
    """What offering answers: none of its words."""
    return {
        "buddy_id": offer.id,
        "region": offer.region,
        "has_room": offer.has_room(limit),
        "offered_at": offer.offered_at.isoformat(),
    }


def offer_view(offer: Offer, limit: int) -> dict[str, Any]:
    """For every member; how many pairs run is the buddy's own matter."""
    return {
        **offered_view(offer, limit),
        "topics": offer.topics,
        "background": offer.background,
        "shown_name": offer.shown_name,
    }


def pair_view(pair: Pair, member_id: str, gone: bool) -> dict[str, Any]:
    """For one of the two. ``gone``: the other left Q, and their name is shown no more."""
    other = pair.other_of(member_id)
    return {
        **step_view(pair, member_id),
        "goal": pair.goal,
        "other": "" if gone else other.shown_name,
        "reach": other.reach if pair.state == RUNNING and not gone else "",
    }


def step_view(pair: Pair, member_id: str) -> dict[str, Any]:
    """What a step answers one of the two: how it stands, and no name, goal or way to be reached."""
    return {
        "id": pair.id,
        "version": pair.version,
        "state": pair.state,
        "i_am": "buddy" if pair.buddy.member_id == member_id else "learner",
        "i_agreed": pair.side_of(member_id).agreed_at is not None,
        "other_agreed": pair.other_of(member_id).agreed_at is not None,
        "since": pair.started_at.isoformat() if pair.started_at else None,
        "ended_at": pair.ended_at.isoformat() if pair.ended_at else None,
        "next_check": pair.next_check.isoformat() if pair.next_check else None,
        "checks": [day.isoformat() for day in pair.checks],
    }
