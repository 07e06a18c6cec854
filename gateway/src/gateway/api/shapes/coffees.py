"""Shapes of coffee rounds (rows 64, 65)."""

from marshmallow import Schema, fields, validate

from gateway.api.shapes.parts import Paging, Shown, instant, page_of, string, whole

PACES = (1, 2, 3)
STATES = ("planned", "matched", "over")


class ListRounds(Paging):
    pass


class JoinCoffees(Schema):
    shown_name = string("How you are called, as whoever you meet sees it", required=True)
    organisation = string("Where you work or volunteer, so that you meet somebody from elsewhere")
    place = string("Where you are, for the same reason; without it your region")
    pace = fields.Int(
        strict=True,
        validate=validate.OneOf(PACES),
        metadata={"description": "A coffee every so many months"},
    )


class SkipRound(Schema):
    skips = fields.Bool(metadata={"description": "False takes it back"})


class SayReach(Schema):
    reach = string("Shown to the others of the group alone, forgotten with the round; empty takes it back")


class NoteOutcome(Schema):
    met = fields.Bool(required=True)


class CoffeeGuest(Shown):
    shown_name = string(required=True)
    organisation = string(required=True)
    place = string(required=True)
    pace = whole(required=True)
    since = instant(required=True)


class CoffeeRound(Shown):
    id = string("Its month, 2018-11", required=True)
    state = fields.Str(required=True, validate=validate.OneOf(STATES))
    seed = string("From what it is dealt; readable from the day on which the round is planned", required=True)
    draw = string("The fingerprint of its draw, SHA-256; empty until it is dealt", required=True)
    planned_for = instant(required=True)
    groups = string("A count; 1 to 4 is `<5`", required=True)
    met = string("Groups that say they met; null until the round is over", required=True, allow_none=True)
    said = string("Groups of which anybody told; null until then", required=True, allow_none=True)


class CoffeeDrawLine(Shown):
    number = whole("In the order of the tickets, from 1", required=True)
    organisation = whole("A number for a name; 0: not named", required=True)
    place = whole("A number for a name; 0: not named", required=True)
    met = fields.List(
        fields.Int(), required=True, metadata={"description": "Numbers of whom they met in earlier rounds"}
    )
    group = whole(required=True)


class CoffeeDraw(Shown):
    id = string("The round's month", required=True)
    seed = string(required=True)
    draw = string("The SHA-256 of the seed and the lines", required=True)
    my_number = whole("Yours among the lines; 0 where you took no part", required=True)
    my_ticket = string("The SHA-256 of the seed, `|` and your member id", required=True)
    lines = fields.List(fields.Nested(CoffeeDrawLine), required=True)


class CoffeeOther(Shown):
    shown_name = string("Empty once they left the rounds", required=True)
    reach = string(required=True)


class CoffeeSaid(Shown):
    """The group after what you said to it; its words stand under `/coffees/mine`."""

    id = string(required=True)
    version = whole(required=True)
    round_id = string(required=True)
    i_said_met = fields.Bool(required=True, allow_none=True, metadata={"description": "Null: not said yet"})


class CoffeeGroup(CoffeeSaid):
    """Whom you meet in the present round."""

    others = fields.List(fields.Nested(CoffeeOther), required=True)
    my_reach = string(required=True)


class CoffeesComing(Shown):
    """The next round, and whether you are in it."""

    next = fields.Nested(CoffeeRound, required=True, allow_none=True)
    takes_part = fields.Bool(required=True, metadata={"description": "Whether you are in the next round"})
    skips = fields.Bool(required=True, metadata={"description": "You said that you sit it out"})


class MyCoffees(CoffeesComing):
    """All of yours."""

    guest = fields.Nested(
        CoffeeGuest, required=True, allow_none=True, metadata={"description": "Null: you did not opt in"}
    )
    group = fields.Nested(CoffeeGroup, required=True, allow_none=True)


class CoffeesLeft(Shown):
    pass


CoffeeRoundPage = page_of(CoffeeRound)
