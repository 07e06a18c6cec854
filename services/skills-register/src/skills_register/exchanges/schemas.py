"""The shapes at the doors of exchanges."""

from typing import Any

from marshmallow import Schema, fields, validate

from chassis.fields import Day, Identifier, Line, Paragraphs, RegionCode, Version
from chassis.paging import page_fields
from skills_register.exchanges.domain import SIDES, STATES, Exchange, Step
from skills_register.exchanges.next_steps import next_step
from skills_register.ledger.domain import hours

LONGEST_ACCOUNT = 80


class _Account(Schema):
    """An account for which the caller speaks; left out, their own."""

    account = fields.Str(load_default=None, allow_none=True, validate=validate.Length(1, LONGEST_ACCOUNT))


class ProposeExchange(_Account):
    """With another member: ``side`` is the caller's, who gives or receives help; ``on`` is its day.

    ``is_done`` where it was done before it is written down: the other side then agrees to how long it took.
    """

    member_id = Identifier(required=True)
    side = fields.Str(required=True, validate=validate.OneOf(SIDES))
    what = Line(required=True)
    minutes = fields.Int(required=True, strict=True)
    on = Day(required=True, format="iso")
    is_done = fields.Bool(load_default=False)


class AnswerOffer(_Account):
    """From an offer, whose owner gives, or a request, whose owner receives."""

    offer_id = Identifier(required=True)
    what = Line(load_default="")
    minutes = fields.Int(required=True, strict=True)
    on = Day(required=True, format="iso")
    is_done = fields.Bool(load_default=False)


class OneExchange(Schema):
    id = Identifier(required=True)


class _Act(OneExchange):
    """``version`` is what the caller read; left out, the newest is meant."""

    version = Version()


class AgreeExchange(_Act):
    """To the other side's terms."""


class ChangeExchange(_Act):
    """Other terms, for the other side to agree to."""

    what = Line(required=True)
    minutes = fields.Int(required=True, strict=True)
    on = Day(required=True, format="iso")


class CancelExchange(_Act):
    reason = Paragraphs(load_default="")


class SayDone(_Act):
    """How long it really took."""

    minutes = fields.Int(required=True, strict=True)


class ConfirmExchange(_Act):
    """What the other side said of it."""


class DisputeExchange(_Act):
    """It took other minutes, or, without any, was not done."""

    minutes = fields.Int(load_default=None, allow_none=True, strict=True)
    reason = Paragraphs(load_default="")


class AnswerDispute(_Act):
    """Accept what the other side says, or give one's own reasons."""

    accepts = fields.Bool(required=True)
    reason = Paragraphs(load_default="")


class NoteMediation(_Act):
    words = Paragraphs(required=True)


class DecideExchange(_Act):
    """So many minutes are settled, or, without any, nothing is."""

    minutes = fields.Int(load_default=None, allow_none=True, strict=True)
    reason = Paragraphs(load_default="")


class SettleExchange(_Act):
    """Try again what had no room."""


class MyExchanges(Schema):
    """The caller's own and those of organisations for which they act; ``over`` or not, or of one state."""

    over = fields.Bool(load_default=None, allow_none=True)
    state = fields.Str(load_default=None, allow_none=True, validate=validate.OneOf(STATES))
    cursor = page_fields()["cursor"]
    limit = page_fields()["limit"]


class ToDecide(Schema):
    """What waits for the keepers of a region."""

    region = RegionCode(required=True)
    cursor = page_fields()["cursor"]
    limit = page_fields()["limit"]


def exchange_view(
    exchange: Exchange, side: str, *, silence: str, warning: str = "", reversed_by: str | None = None
) -> dict[str, Any]:
    """As one side (or a keeper) sees it, with the one next step.

    ``silence`` is what becomes of what was said to be done without an answer, ``warning`` the floor's words.
    """
    step = next_step(exchange, side)
    return {
        "id": exchange.id,
        "version": exchange.version,
        "state": exchange.state,
        "side": side,
        "giver": exchange.giver.account,
        "receiver": exchange.receiver.account,
        "regions": list(exchange.regions),
        "what": exchange.what,
        "minutes": exchange.minutes,
        "in_words": hours(exchange.minutes),
        "on": exchange.on.isoformat(),
        "took": exchange.took,
        "proposed_by": exchange.proposed_by,
        "said_by": exchange.said_by or None,
        "disputed_by": exchange.disputed_by or None,
        "flags": list(exchange.flags),
        "ending": exchange.ending or None,
        "waits_until": exchange.waits_until.isoformat() if exchange.waits_until else None,
        "silence": silence,
        "transfer_id": exchange.transfer_id,
        "reversed_by": reversed_by,
        "offer_id": exchange.offer_id,
        "warning": warning or None,
        "next_step": {"action": step.action, "words": step.words, "may": list(step.may)},
        "history": [_step_view(each) for each in exchange.history],
    }


def _step_view(step: Step) -> dict[str, Any]:
    """Whose step it was; a keeper is not named, nor a member of an organisation."""
    return {
        "kind": step.kind,
        "at": step.at.isoformat(),
        "side": step.side or None,
        "minutes": step.minutes,
        "in_words": hours(step.minutes) if step.minutes else None,
        "words": step.words or None,
    }
