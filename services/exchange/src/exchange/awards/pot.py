"""What is awarded of a round's pot: one record that every approval changes, so that two never pass it."""

from dataclasses import dataclass, replace
from datetime import datetime

from exchange.refusal import Refusal
from exchange.rounds.domain import pounds


@dataclass(frozen=True)
class Pot:
    """Of a round: ``id`` is the round's, ``committed`` pence that are awarded; version 0 is not saved yet.

    ``announced_at``: when it was told which projects get nothing.
    """

    id: str
    version: int = 0
    committed: int = 0
    announced_at: datetime | None = None


def take(pot: Pot, amount: int, holds: int) -> Pot:
    """So much more is awarded. Refused: ``award_over_pot`` with what is left."""
    refuse_over(pot, amount, holds)
    return replace(pot, version=pot.version + 1, committed=pot.committed + amount)


def give_back(pot: Pot, amount: int) -> Pot:
    """So much less is awarded."""
    return replace(pot, version=pot.version + 1, committed=pot.committed - amount)


def announce(pot: Pot, undecided: int, now: datetime) -> Pot:
    """Result day: whoever has no award by now gets none; announced already: unchanged.

    Refused: ``awards_undecided`` while a decision still waits for its second approval.
    """
    if undecided:
        raise Refusal("awards_undecided")
    if pot.announced_at is not None:
        return pot
    return replace(pot, version=pot.version + 1, announced_at=now)


def refuse_over(pot: Pot, amount: int, holds: int) -> None:
    """Refused: ``award_over_pot``."""
    if pot.committed + amount > holds:
        raise Refusal(
            "award_over_pot",
            f"The pot holds {pounds(holds)}, {pounds(pot.committed)} of it is awarded: "
            f"{pounds(holds - pot.committed)} is left, not {pounds(amount)}.",
        )
