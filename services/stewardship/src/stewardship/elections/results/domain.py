"""A result: the count, and what the declaration did with it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from stewardship.refusal import Refusal


@dataclass(frozen=True)
class Placed:
    """An elected candidate and the seat that the declaration gave them."""

    number: int
    seat_id: str


@dataclass(frozen=True)
class Result:
    """An election's count. ``id`` is the election's; ``elected`` are numbers on the paper, in order.

    ``document`` is the whole count as JSON types, ``sheet`` its rows for a lay reader. ``not_placed``
    were elected and could not take a seat: they belong no more.
    """

    id: str
    version: int
    region: str
    ballots: int
    roll: int
    elected: tuple[int, ...]
    document: Mapping[str, Any]
    sheet: tuple[tuple[str, ...], ...]
    placed: tuple[Placed, ...] = ()
    not_placed: tuple[int, ...] = ()

    def seat_of(self, number: int) -> str | None:
        """The seat of an elected candidate. Refused: ``not_elected``."""
        if number not in self.elected:
            raise Refusal("not_elected")
        return next((each.seat_id for each in self.placed if each.number == number), None)


def place(result: Result, placed: tuple[Placed, ...], not_placed: tuple[int, ...]) -> Result:
    """What the declaration did with the elected."""
    return replace(result, placed=placed, not_placed=not_placed, version=result.version + 1)
