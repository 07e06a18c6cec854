"""The shapes at the doors of offers and campaigns."""

from datetime import date, datetime
from typing import Any

from marshmallow import Schema, fields, validate

from chassis.fields import Day, Identifier, Line, Paragraphs, RegionCode, Version
from chassis.paging import page_fields
from skills_register.ledger.domain import hours
from skills_register.offers.domain import KINDS, MEMBERS, VISIBILITIES, Campaign, Offer, Words, skills_of
from skills_register.offers.matching import Match

LONGEST_ACCOUNT, LONGEST_NAME, LONGEST_PLACE, LONGEST_SKILL, MOST_SKILLS = 80, 80, 80, 64, 20


def _skill(**options: Any) -> fields.Str:
    return fields.Str(validate=validate.Length(1, LONGEST_SKILL), **options)


class _Words(Schema):
    """What its owner writes; ``skills`` are codes of the vocabulary, ``minutes`` how much in all."""

    title = Line(required=True, longest=120)
    text = Paragraphs(load_default="")
    skills = fields.List(_skill(), load_default=list, validate=validate.Length(0, MOST_SKILLS))
    minutes = fields.Int(required=True, strict=True)
    online = fields.Bool(load_default=False)
    place = Line(load_default="", longest=LONGEST_PLACE)
    visible_to = fields.Str(load_default=MEMBERS, validate=validate.OneOf(VISIBILITIES))
    shown_name = Line(load_default="", longest=LONGEST_NAME)
    until = Day(load_default=None, allow_none=True, format="iso")


class PublishOffer(_Words):
    """An offer or a request; for an organisation where ``account`` names one that the caller acts for."""

    kind = fields.Str(required=True, validate=validate.OneOf(KINDS))
    account = fields.Str(load_default=None, allow_none=True, validate=validate.Length(1, LONGEST_ACCOUNT))
    campaign_id = Identifier(load_default=None, allow_none=True)


class OneOffer(Schema):
    id = Identifier(required=True)


class ActOnOffer(OneOffer):
    """``version`` is what the caller read; left out, the newest is meant."""

    version = Version()


class ChangeOffer(_Words):
    """All of its words anew."""

    id = Identifier(required=True)
    version = Version()


class ListOffers(Schema):
    """Open ones: of a kind, a region, a skill or a campaign; or those for which people can meet online."""

    kind = fields.Str(load_default=None, allow_none=True, validate=validate.OneOf(KINDS))
    region = RegionCode(load_default=None, allow_none=True)
    skill = _skill(load_default=None, allow_none=True)
    online = fields.Bool(load_default=None, allow_none=True)
    campaign_id = Identifier(load_default=None, allow_none=True)
    cursor = page_fields()["cursor"]
    limit = page_fields()["limit"]


class MyOffers(Schema):
    """The caller's own and those of organisations for which they act."""

    cursor = page_fields()["cursor"]
    limit = page_fields()["limit"]


class FindMatches(OneOffer):
    """The best, so many at most."""

    limit = page_fields()["limit"]


class StartCampaign(Schema):
    """A purpose with a time, in a region or (``UK``) everywhere."""

    region = RegionCode(required=True)
    title = Line(required=True, longest=120)
    purpose = Paragraphs(required=True)
    starts = Day(required=True, format="iso")
    ends = Day(required=True, format="iso")


class OneCampaign(Schema):
    id = Identifier(required=True)


class EndCampaign(OneCampaign):
    version = Version()


class ListCampaigns(Schema):
    """Those that have not ended."""

    region = RegionCode(load_default=None, allow_none=True)
    cursor = page_fields()["cursor"]
    limit = page_fields()["limit"]


def words_from(asked: dict[str, Any]) -> Words:
    plain = ("title", "text", "minutes", "online", "place", "visible_to", "shown_name")
    return Words(skills=skills_of(asked["skills"]), **{name: asked[name] for name in plain})


def offer_view(
    offer: Offer, now: datetime, *, is_own: bool = False, organisation: str | None = None
) -> dict[str, Any]:
    """As others see it; its owner also sees what becomes of it. ``organisation`` is the name of its owner
    where that is one."""
    words = offer.words
    seen = {
        "id": offer.id,
        "version": offer.version,
        "kind": offer.kind,
        "owner": offer.owner,
        "organisation": organisation,
        "region": offer.region,
        "title": words.title,
        "text": words.text,
        "skills": list(words.skills),
        "minutes": words.minutes,
        "in_words": hours(words.minutes),
        "online": words.online,
        "place": words.place or None,
        "shown_name": words.shown_name or None,
        "until": offer.until.isoformat(),
        "state": offer.state if offer.state != "open" or offer.is_open(now) else "expired",
        "campaign_id": offer.campaign_id,
        "made_at": offer.made_at.isoformat(),
        "is_own": is_own,
    }
    return seen | ({"visible_to": words.visible_to} if is_own else {})


def saved_view(offer: Offer, now: datetime) -> dict[str, Any]:
    """What a command answers: without the words that its owner may take back, as answers are remembered."""
    seen = offer_view(offer, now, is_own=True)
    left_out = ("text", "place", "shown_name", "organisation")
    return {name: value for name, value in seen.items() if name not in left_out}


def match_view(match: Match, offer: dict[str, Any]) -> dict[str, Any]:
    """``offer`` is the view of what fits."""
    reasons = [{"kind": reason.kind, "words": reason.words} for reason in match.reasons]
    return {"score": match.score, "reasons": reasons, "offer": offer}


def campaign_view(
    campaign: Campaign, today: date, tally: dict[str, dict[str, int]] | None = None
) -> dict[str, Any]:
    """``tally`` counts what was offered and requested for it; left out in lists."""
    seen = {
        "id": campaign.id,
        "version": campaign.version,
        "region": campaign.region,
        "title": campaign.title,
        "purpose": campaign.purpose,
        "starts": campaign.starts.isoformat(),
        "ends": campaign.ends.isoformat(),
        "is_under_way": campaign.is_under_way(today),
    }
    if tally is None:
        return seen
    nothing = {"number": 0, "minutes": 0}
    return seen | {f"{kind}s": tally.get(kind, nothing) for kind in KINDS}
