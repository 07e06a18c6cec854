"""Shapes of buddying: wishes, offers and pairs (row 64)."""

from marshmallow import Schema, fields, validate

from gateway.api.shapes.parts import Shown, day, instant, list_of, string, whole

BACKGROUNDS = ("clinician", "manager", "improver", "patient", "researcher", "other")
STATES = ("proposed", "running", "ended")
SIDES = ("buddy", "learner")


class BuddiesOf(Schema):
    region = string("The region's code; without it your own")
    wish_id = string("For keepers: whom to propose for this wish")


class KeptRegion(Schema):
    region = string("The code of a region that you keep", required=True)


class _About(Schema):
    shown_name = string("How you are called, as the others see it", required=True)
    reach = string("How to be reached; shown to the other one alone, when both agreed")
    background = fields.Str(
        validate=validate.OneOf(("", *BACKGROUNDS)),
        metadata={"description": "As what you come, if you like to say"},
    )


class AskForBuddy(_About):
    goal = string("What you want to learn", required=True)


class OfferBuddying(_About):
    topics = string("What you can help with", required=True)
    most = whole("With how many pairs at a time; the platform has a limit", validate=validate.Range(1))


class ProposePair(Schema):
    buddy_id = string("The member who is to be the buddy", required=True)
    wish_id = string("For which wish, by keepers; without it your own")


class AnswerPair(Schema):
    agrees = fields.Bool(
        required=True, metadata={"description": "A no needs no reason; it is not proposed again"}
    )


class PlanCheck(Schema):
    on = day("When both are reminded to look at how it goes", required=True)


class BuddyAsked(Shown):
    """Your wish without its words, which stand under `/buddies/mine`."""

    id = string(required=True)
    version = whole(required=True)
    region = string(required=True)
    asked_at = instant(required=True)
    is_proposed = fields.Bool(required=True, metadata={"description": "A pair is proposed, and waits"})


class BuddyWish(BuddyAsked):
    """What somebody asks for."""

    goal = string(required=True)
    background = string("Empty: not said", required=True)
    shown_name = string(required=True)


class OwnBuddyWish(BuddyWish):
    reach = string(required=True)


class BuddyOffered(Shown):
    """Your offer without its words, which stand under `/buddies/mine`."""

    buddy_id = string(required=True)
    region = string(required=True)
    has_room = fields.Bool(required=True)
    offered_at = instant(required=True)


class Buddy(BuddyOffered):
    """Somebody who offers to be one."""

    topics = string(required=True)
    background = string("Empty: not said", required=True)
    shown_name = string(required=True)


class OwnBuddyOffer(Buddy):
    reach = string(required=True)
    most = whole("With how many at a time", required=True)
    pairs = whole("How many run", required=True)
    open = fields.Bool(required=True, metadata={"description": "False: no new pairs"})


class BuddyPairStep(Shown):
    """How a pair stands after what you did; names, and how to be reached, stand under `/buddies/mine`."""

    id = string(required=True)
    version = whole(required=True)
    state = fields.Str(required=True, validate=validate.OneOf(STATES))
    i_am = fields.Str(required=True, validate=validate.OneOf(SIDES))
    i_agreed = fields.Bool(required=True)
    other_agreed = fields.Bool(required=True)
    since = instant(required=True, allow_none=True)
    ended_at = instant(required=True, allow_none=True)
    next_check = day("When both are reminded", required=True, allow_none=True)
    checks = fields.List(day(), required=True, metadata={"description": "Days on which both looked at it"})


class BuddyPair(BuddyPairStep):
    """A pair as you see it."""

    goal = string(required=True)
    other = string("How the other one is called; empty once they left Q", required=True)
    reach = string("How to reach them, while the pair runs", required=True)


class MyBuddying(Shown):
    wish = fields.Nested(OwnBuddyWish, required=True, allow_none=True)
    offer = fields.Nested(OwnBuddyOffer, required=True, allow_none=True)
    pairs = fields.List(fields.Nested(BuddyPair), required=True)


class ProposedPair(Shown):
    id = string(required=True)
    state = fields.Str(required=True, validate=validate.OneOf(STATES))
    answer_by = instant(required=True)


class AnsweredPair(Shown):
    """After a yes how the pair stands; after a no nothing but its end."""

    id = string(required=True)
    state = fields.Str(required=True, validate=validate.OneOf(STATES))
    version = whole()
    i_am = fields.Str(validate=validate.OneOf(SIDES))
    i_agreed = fields.Bool()
    other_agreed = fields.Bool()
    since = instant(allow_none=True)
    ended_at = instant(allow_none=True)
    next_check = day(allow_none=True)
    checks = fields.List(day())


class WishWithdrawn(Shown):
    id = string(required=True)


class PairsSince(Shown):
    since = string("A month, 2018-10", required=True)
    pairs = string("A count; 1 to 4 is `<5`", required=True)


BuddyList = list_of(Buddy)
WishList = list_of(BuddyWish)
PairCounts = list_of(PairsSince)
