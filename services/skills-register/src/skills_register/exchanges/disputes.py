"""What becomes of an exchange on which the two differ: reasons of both, and a keeper who decides (row 59)."""

from dataclasses import replace
from datetime import datetime

from commons.london import noon_after
from skills_register.exchanges.domain import (
    CONFIRMED,
    DECIDED,
    DISPUTED,
    DONE,
    KEEPER,
    NOBODY,
    Exchange,
    Terms,
    end,
    refuse_ended,
    step,
)
from skills_register.ledger.domain import refuse_wrong_minutes
from skills_register.refusal import Refusal


def dispute(
    exchange: Exchange, side: str, minutes: int | None, reason: str, *, by: str, now: datetime, terms: Terms
) -> Exchange:
    """It took other minutes, or (None) was not done at all; with reasons.

    Refused: ``reason_required``, ``minutes_wrong``, ``exchange_not_done``, ``exchange_ended``,
    ``exchange_waits_for_the_other``, ``exchange_confirmed_already``.
    """
    _refuse_without(reason)
    if minutes is not None:
        refuse_wrong_minutes(minutes)
    if exchange.state == DISPUTED and side == exchange.disputed_by:
        return exchange
    refuse_ended(exchange)
    if exchange.state == CONFIRMED:
        raise Refusal("exchange_confirmed_already")
    if exchange.state not in (DONE, DISPUTED):
        raise Refusal("exchange_not_done")
    if exchange.state == DISPUTED or side == exchange.said_by:
        raise Refusal("exchange_waits_for_the_other")
    disputed = replace(exchange, state=DISPUTED, disputed_by=side, flags=())
    waits = noon_after(now, terms.answer_days)
    return step(disputed, "disputed", side, by, now, minutes=minutes, words=reason, waits_until=waits)


def answer(exchange: Exchange, side: str, accepts: bool, reason: str, *, by: str, now: datetime) -> Exchange:
    """Either side accepts what the other says; the one that said it was done may give its own reasons.

    Accepted minutes are confirmed; accepting that nothing was done ends it.
    Refused: ``exchange_not_disputed``, ``exchange_waits_for_the_other``, ``reason_required``.
    """
    _refuse_undisputed(exchange)
    if side == exchange.disputed_by:
        if not accepts:
            raise Refusal("exchange_waits_for_the_other")
        confirmed = replace(exchange, state=CONFIRMED)
        return step(confirmed, "confirmed", side, by, now, minutes=exchange.took, words=reason)
    if not accepts:
        _refuse_without(reason)
        waits = exchange.waits_until
        took = exchange.took
        return step(
            exchange, "dispute_answered", side, by, now, minutes=took, words=reason, waits_until=waits
        )
    claim = exchange.claim_of(exchange.disputed_by)
    minutes = claim.minutes if claim is not None else None
    if minutes is None:
        return end(exchange, DECIDED, side, by, now, reason)
    confirmed = replace(exchange, state=CONFIRMED, took=minutes)
    return step(confirmed, "confirmed", side, by, now, minutes=minutes, words=reason)


def note_mediation(exchange: Exchange, words: str, *, by: str, now: datetime) -> Exchange:
    """What a keeper says to both, or noted of a talk with them. Refused: ``exchange_not_for_keepers``."""
    _refuse_unless_for_keepers(exchange)
    waits = exchange.waits_until
    return step(exchange, "mediation_noted", KEEPER, by, now, words=words, waits_until=waits)


def decide(exchange: Exchange, minutes: int | None, words: str, *, by: str, now: datetime) -> Exchange:
    """A keeper's decision with its reasons: so many minutes are settled, or (None) nothing is.

    Refused: ``exchange_not_for_keepers``, ``reason_required``, ``minutes_wrong``.
    """
    _refuse_unless_for_keepers(exchange)
    _refuse_without(words)
    if minutes is None:
        return end(exchange, DECIDED, KEEPER, by, now, words)
    refuse_wrong_minutes(minutes)
    confirmed = replace(exchange, state=CONFIRMED, took=minutes, flags=())
    return step(confirmed, "decided", KEEPER, by, now, minutes=minutes, words=words)


def remind(exchange: Exchange, *, now: datetime, terms: Terms) -> Exchange:
    """Nobody has decided yet: keepers are told again, and later once more."""
    waits = noon_after(now, terms.answer_days)
    return step(exchange, "keepers_reminded", NOBODY, "", now, waits_until=waits)


def _refuse_undisputed(exchange: Exchange) -> None:
    refuse_ended(exchange)
    if exchange.state != DISPUTED:
        raise Refusal("exchange_not_disputed")


def _refuse_unless_for_keepers(exchange: Exchange) -> None:
    refuse_ended(exchange)
    if not exchange.is_for_keepers:
        raise Refusal("exchange_not_for_keepers")


def _refuse_without(reason: str) -> None:
    if not reason:
        raise Refusal("reason_required", "Say why.", {"reason": ["Say why."]})
