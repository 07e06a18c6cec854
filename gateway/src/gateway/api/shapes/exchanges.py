"""Shapes of exchanges of help for time (row 59)."""

from typing import Any

from marshmallow import Schema, ValidationError, fields, validate, validates_schema

from gateway.api.shapes.actions import flag
from gateway.api.shapes.parts import Paging, Shown, Versioned, day, instant, page_of, string, whole

SIDES = ("giver", "receiver")
READERS = (*SIDES, "keeper")
STATES = ("proposed", "agreed", "done", "confirmed", "settled", "disputed", "cancelled")
ENDINGS = ("declined", "withdrawn", "called_off", "lapsed", "decided")
FLAGS = ("unanswered", "no_room")
ACTIONS = (
    "agree",
    "change",
    "cancel",
    "say_done",
    "confirm",
    "dispute",
    "answer_dispute",
    "settle",
    "decide",
)
ACCOUNT = "An account: `member:` or `organisation:` and the id"


def _one_of(words: tuple[str, ...], meaning: str = "", **options: Any) -> fields.Str:
    metadata = {"description": meaning} if meaning else {}
    return fields.Str(validate=validate.OneOf(words), metadata=metadata, **options)


def _minutes(meaning: str, **options: Any) -> fields.Int:
    """Whole minutes; a text or a fraction is not one, and the ledger refuses what is out of reason."""
    said: dict[str, Any] = {"invalid": "Enter whole minutes."}
    return fields.Int(strict=True, error_messages=said, metadata={"description": meaning}, **options)


class ListExchanges(Paging):
    over = fields.Bool(
        truthy={"true"}, falsy={"false"}, metadata={"description": "Settled or cancelled, or neither"}
    )
    state = _one_of(STATES)


class ListExchangesToDecide(Paging):
    region = string("Of one of the two sides", required=True)


class ProposeExchange(Schema):
    """With a member (`member_id`, `side`, `what`), or from an offer or a request (`offer_id`)."""

    member_id = string("With whom")
    side = _one_of(SIDES, "Yours, with `member_id`: whether you give the help or receive it")
    offer_id = string("The offer that you take up, or the request that you meet")
    what = string("What it is about; with `offer_id` its title when left out")
    minutes = _minutes("How long, 1 to 6000", required=True)
    on = day("On which day: at most a year ago or two years ahead", required=True)
    is_done = flag("It is done already: the other side agrees to how long it took, and it is settled")
    account = string(f"{ACCOUNT} of an organisation that you act for; your own when left out")

    @validates_schema
    def _with_somebody(self, asked: dict[str, Any], **_: Any) -> None:
        if "offer_id" in asked:
            spare = {
                name: ["Leave this out with offer_id."] for name in ("member_id", "side") if name in asked
            }
            if spare:
                raise ValidationError(spare)
            return
        needed = {name: ["This answer is needed."] for name in ("member_id", "side", "what")}
        missing = {name: said for name, said in needed.items() if not asked.get(name)}
        if missing:
            raise ValidationError(missing)


class ExchangeTerms(Versioned):
    """Other terms, for the other side to agree to."""

    what = string(required=True)
    minutes = _minutes("How long, 1 to 6000", required=True)
    on = day(required=True)


class SayExchangeDone(Versioned):
    minutes = _minutes("How long it really took, 1 to 6000", required=True)


class CancelExchange(Versioned):
    reason = string("A word to the other side")


class DisputeExchange(Versioned):
    minutes = _minutes("How long it took; left out, it was not done at all", allow_none=True)
    reason = string("Needed")


class AnswerExchangeDispute(Versioned):
    accepts = flag("What the other side says; it is then settled, or ended", required=True)
    reason = string("Needed when you do not accept")


class NoteMediation(Versioned):
    words = string("For both sides to read", required=True)


class DecideExchange(Versioned):
    minutes = _minutes("So many are settled; left out, nothing is", allow_none=True)
    reason = string("Needed")


class ExchangeNextStep(Shown):
    action = _one_of(ACTIONS, "What you do next; null to wait", required=True, allow_none=True)
    words = fields.Str(required=True)
    may = fields.List(_one_of(ACTIONS), required=True, metadata={"description": "All that you can do now"})


class ExchangeStep(Shown):
    kind = fields.Str(required=True)
    at = instant(required=True)
    side = _one_of(READERS, "Whose step; null for the platform's own", required=True, allow_none=True)
    minutes = whole(required=True, allow_none=True)
    in_words = fields.Str(required=True, allow_none=True)
    words = fields.Str(required=True, allow_none=True)


class Exchange(Shown):
    """Help between two for time, as you see it: as one of the sides, or as a keeper."""

    id = fields.Str(required=True)
    version = whole(required=True)
    state = _one_of(STATES, required=True)
    side = _one_of(READERS, "As which you read it", required=True)
    giver = string(ACCOUNT, required=True)
    receiver = string(ACCOUNT, required=True)
    regions = fields.List(fields.Str(), required=True)
    what = fields.Str(required=True)
    minutes = whole("As agreed", required=True)
    in_words = fields.Str(required=True)
    on = fields.Date(required=True)
    took = whole("How long it really took, as one side or a keeper says", required=True, allow_none=True)
    proposed_by = _one_of(SIDES, required=True)
    said_by = _one_of(SIDES, "The side that said it is done", required=True, allow_none=True)
    disputed_by = _one_of(SIDES, required=True, allow_none=True)
    flags = fields.List(_one_of(FLAGS), required=True)
    ending = _one_of(ENDINGS, "How a cancelled one ended", required=True, allow_none=True)
    waits_until = instant(required=True, allow_none=True)
    silence = _one_of(("settle", "flag"), "What no answer to what was said to be done means", required=True)
    transfer_id = fields.Str(required=True, allow_none=True)
    reversed_by = string("The transfer that took its transfer back", required=True, allow_none=True)
    offer_id = fields.Str(required=True, allow_none=True)
    warning = string(
        "The rule's sentence where the receiver's account has no room", required=True, allow_none=True
    )
    next_step = fields.Nested(ExchangeNextStep, required=True)
    history = fields.List(fields.Nested(ExchangeStep), required=True)


ExchangePage = page_of(Exchange)
