"""Shapes of offers and requests of time, and of campaigns for them."""

from marshmallow import Schema, fields, validate

from gateway.api.shapes.parts import Paging, Shown, Versioned, day, instant, list_of, page_of, string, whole

KINDS = ("offer", "request")
STATES = ("open", "fulfilled", "withdrawn", "expired")
VISIBILITIES = ("everybody", "members", "region")
REASONS = ("skill", "word", "place", "online", "region", "time", "campaign")


class ListOffers(Paging):
    region = string("A region's code")
    skill = string("The key of a skill")
    online = fields.Bool(metadata={"description": "Whether people can meet online"})
    campaign_id = string("The id of a campaign")


class _Words(Schema):
    """What its owner writes."""

    title = string(required=True)
    text = string()
    skills = fields.List(fields.Str(), metadata={"description": "Keys of the vocabulary"})
    minutes = whole("How much in all", required=True)
    online = fields.Bool(
        truthy={True},
        falsy={False},
        metadata={"description": "Whether you can meet online; else a place is needed"},
    )
    place = string("A town or the like")
    visible_to = fields.Str(
        validate=validate.OneOf(VISIBILITIES),
        metadata={
            "description": "Visitors too, every member (what is meant unless you say), or your region's"
        },
    )
    shown_name = string("How you are called, if you want that known; forgotten when you leave Q")
    until = day("The last day, until noon; unless you say, the usual time from today")


class PublishOffer(_Words):
    account = string("An organisation's account, organisation:<id>, if you act for it")
    campaign_id = string("The campaign for which it is")


class ChangeOffer(_Words, Versioned):
    """All of its words anew."""


class ActOnOffer(Versioned):
    """A step of its owner."""


class FindMatches(Schema):
    limit = fields.Int(validate=validate.Range(1, 50), metadata={"description": "So many at most"})


class Offer(Shown):
    """An offer of time or a request for some."""

    id = string(required=True)
    version = whole(required=True)
    kind = fields.Str(required=True, validate=validate.OneOf(KINDS))
    owner = string("An account: member:<id> or organisation:<id>", required=True)
    organisation = string("Its name, where the owner is one", required=True, allow_none=True)
    region = string(required=True)
    title = string(required=True)
    text = string(required=True)
    skills = fields.List(fields.Str(), required=True)
    minutes = whole(required=True)
    in_words = string("The time as people say it", required=True)
    online = fields.Bool(required=True)
    place = string(required=True, allow_none=True)
    shown_name = string(required=True, allow_none=True)
    until = day(required=True)
    state = fields.Str(required=True, validate=validate.OneOf(STATES))
    campaign_id = string(required=True, allow_none=True)
    made_at = instant(required=True)
    is_own = fields.Bool(required=True)
    visible_to = fields.Str(
        validate=validate.OneOf(VISIBILITIES), metadata={"description": "For its owner alone"}
    )
    exchanges = fields.Dict(
        keys=fields.Str(),
        values=fields.Int(),
        metadata={"description": "How many exchanges came of it, by state; for its owner alone"},
    )


class SavedOffer(Shown):
    """What became of it, without the words that its owner may take back."""

    id = string(required=True)
    version = whole(required=True)
    kind = fields.Str(required=True, validate=validate.OneOf(KINDS))
    owner = string(required=True)
    region = string(required=True)
    title = string(required=True)
    skills = fields.List(fields.Str(), required=True)
    minutes = whole(required=True)
    in_words = string(required=True)
    online = fields.Bool(required=True)
    until = day(required=True)
    state = fields.Str(required=True, validate=validate.OneOf(STATES))
    campaign_id = string(required=True, allow_none=True)
    made_at = instant(required=True)
    is_own = fields.Bool(required=True)
    visible_to = fields.Str(required=True, validate=validate.OneOf(VISIBILITIES))


class OfferReason(Shown):
    kind = fields.Str(required=True, validate=validate.OneOf(REASONS))
    words = string("The skill's key, the word, the place, the region's code, or a phrase", required=True)


class OfferMatch(Shown):
    score = whole("By it the best come first", required=True)
    reasons = fields.List(fields.Nested(OfferReason), required=True)
    offer = fields.Nested(Offer, required=True)


class ListCampaigns(Paging):
    region = string("A region's code, or UK")


class StartCampaign(Schema):
    region = string("Where it is, or UK for everywhere", required=True)
    title = string(required=True)
    purpose = string(required=True)
    starts = day(required=True)
    ends = day(required=True)


class EndCampaign(Versioned):
    """Before its last day."""


class CampaignTally(Shown):
    number = whole(required=True)
    minutes = whole(required=True)


class Campaign(Shown):
    id = string(required=True)
    version = whole(required=True)
    region = string(required=True)
    title = string(required=True)
    purpose = string(required=True)
    starts = day(required=True)
    ends = day(required=True)
    is_under_way = fields.Bool(required=True)


class CountedCampaign(Campaign):
    """With what was offered and requested for it."""

    offers = fields.Nested(CampaignTally, required=True)
    requests = fields.Nested(CampaignTally, required=True)


OfferPage = page_of(Offer)
CampaignPage = page_of(Campaign)
MatchList = list_of(OfferMatch)
