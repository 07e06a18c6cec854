"""What each side can do now, and the one step that is next: said in every answer (row 59)."""

from collections.abc import Callable
from dataclasses import dataclass

from skills_register.exchanges.domain import (
    AGREED,
    CANCELLED,
    CONFIRMED,
    DISPUTED,
    DONE,
    KEEPER,
    NO_ROOM,
    PROPOSED,
    RECEIVER,
    SETTLED,
    Exchange,
    other,
)
from skills_register.ledger.domain import hours

AGREE, CHANGE, CANCEL, SAY_DONE = "agree", "change", "cancel", "say_done"
CONFIRM, DISPUTE, ANSWER, SETTLE, DECIDE = "confirm", "dispute", "answer_dispute", "settle", "decide"


@dataclass(frozen=True)
class NextStep:
    """``action`` is what the reader does next, None to wait; ``words`` say it; ``may`` is all they can."""

    action: str | None
    words: str
    may: tuple[str, ...]


def next_step(exchange: Exchange, side: str) -> NextStep:
    """Of the giver, the receiver or a keeper."""
    if side == KEEPER:
        return _keepers(exchange)
    return BY_STATE[exchange.state](exchange, side)


def _proposed(exchange: Exchange, side: str) -> NextStep:
    if side == exchange.proposed_by:
        return NextStep(None, "Wait for the other side to agree.", (CHANGE, CANCEL))
    if exchange.is_written_down:
        said = f"The other side says that it is done and took {hours(exchange.took or 0)}."
        words = f"{said} Agree and it is settled, or say what differs."
        return NextStep(AGREE, words, (AGREE, CHANGE, CANCEL))
    return NextStep(AGREE, "Agree, suggest something else, or decline.", (AGREE, CHANGE, CANCEL))


def _agreed(_exchange: Exchange, _side: str) -> NextStep:
    words = "When it is done, say how long it took."
    return NextStep(SAY_DONE, words, (SAY_DONE, CHANGE, CANCEL))


def _done(exchange: Exchange, side: str) -> NextStep:
    if exchange.is_for_keepers:
        waiting = "Somebody who looks after the region decides, because it was not answered in time."
        if side == exchange.said_by:
            return NextStep(None, waiting, (SAY_DONE,))
    if side == exchange.said_by:
        words = "Wait for the other side to confirm. Until then you can correct how long it took."
        return NextStep(None, words, (SAY_DONE,))
    return NextStep(CONFIRM, f"Confirm {hours(exchange.took or 0)}, or say what differs.", (CONFIRM, DISPUTE))


def _confirmed(exchange: Exchange, side: str) -> NextStep:
    if NO_ROOM not in exchange.flags:
        return NextStep(SETTLE, "Both have confirmed. Settle it.", (SETTLE,))
    if side == RECEIVER:
        words = "Give some time first, or ask the region's community pot. Then settle it."
        return NextStep(SETTLE, words, (SETTLE,))
    words = "The other side's account has no room yet. It is tried again by itself; you need do nothing."
    return NextStep(None, words, (SETTLE,))


def _disputed(exchange: Exchange, side: str) -> NextStep:
    answered = exchange.claim_of(other(exchange.disputed_by)) is not None
    if side == exchange.disputed_by or answered:
        words = "Somebody who looks after the region decides, unless one of you accepts what the other says."
        return NextStep(None, words, (ANSWER,))
    claim = exchange.claim_of(exchange.disputed_by)
    said = f"{hours(claim.minutes)}" if claim is not None and claim.minutes else "that it was not done"
    return NextStep(ANSWER, f"The other side says {said}. Accept this, or give your reasons.", (ANSWER,))


def _settled(exchange: Exchange, side: str) -> NextStep:
    did = "received" if side == RECEIVER else "given"
    return NextStep(None, f"Nothing more to do: {hours(exchange.took or 0)} {did}.", ())


def _cancelled(_exchange: Exchange, _side: str) -> NextStep:
    return NextStep(None, "Nothing more to do: it was ended, and no time was exchanged.", ())


def _keepers(exchange: Exchange) -> NextStep:
    if not exchange.is_for_keepers:
        return NextStep(None, "Nothing for you to decide.", ())
    if NO_ROOM in exchange.flags:
        words = (
            "Both have confirmed it, and the account of whoever received has no room. Give it room out of "
            "the community pot and settle it, or speak with both and decide."
        )
        return NextStep(SETTLE, words, (SETTLE, DECIDE))
    return NextStep(
        DECIDE, "Hear both sides, then decide how long it took, or that nothing is settled.", (DECIDE,)
    )


BY_STATE: dict[str, Callable[[Exchange, str], NextStep]] = {
    PROPOSED: _proposed,
    AGREED: _agreed,
    DONE: _done,
    CONFIRMED: _confirmed,
    DISPUTED: _disputed,
    SETTLED: _settled,
    CANCELLED: _cancelled,
}
