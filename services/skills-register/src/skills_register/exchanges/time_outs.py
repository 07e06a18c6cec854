"""What the platform does with an exchange when nobody does anything: it settles, flags, lapses, reminds."""

from dataclasses import replace
from datetime import datetime

from skills_register.exchanges import disputes
from skills_register.exchanges.domain import (
    AGREED,
    CONFIRMED,
    DISPUTED,
    DONE,
    LAPSED,
    NOBODY,
    PROPOSED,
    SETTLE,
    UNANSWERED,
    Exchange,
    Terms,
    end,
    step,
)


def time_out(exchange: Exchange, now: datetime, terms: Terms) -> Exchange:
    """The exchange after its time ran out; the same object where it has not, or nothing is to be done.

    Confirmed ones come back unchanged: they are to be settled, again if need be.
    """
    if exchange.waits_until is None or exchange.waits_until > now:
        return exchange
    if exchange.state in (PROPOSED, AGREED):
        return end(exchange, LAPSED, NOBODY, "", now)
    if exchange.state == DISPUTED:
        return disputes.remind(exchange, now=now, terms=terms)
    if exchange.state == DONE:
        return _unanswered(exchange, now, terms)
    return exchange


def is_to_be_settled(exchange: Exchange) -> bool:
    """Whether the ledger is to have it now."""
    return exchange.state == CONFIRMED


def _unanswered(exchange: Exchange, now: datetime, terms: Terms) -> Exchange:
    """By the rule: who said nothing has confirmed, or a keeper is asked."""
    if terms.silence == SETTLE:
        confirmed = replace(exchange, state=CONFIRMED)
        return step(confirmed, "confirmed_by_silence", NOBODY, "", now, minutes=exchange.took)
    flagged = replace(exchange, flags=(*exchange.flags, UNANSWERED))
    return step(flagged, "went_unanswered", NOBODY, "", now, minutes=exchange.took)
