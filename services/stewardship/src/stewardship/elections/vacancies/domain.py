"""A vacant seat after an election: offered to whom the same ballots name next (row 14)."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from stewardship.refusal import Refusal

COUNTING, OFFERED, FILLED, ENDED = "counting", "offered", "filled", "ended"
STATES = (COUNTING, OFFERED, FILLED, ENDED)


@dataclass(frozen=True)
class Vacancy:
    """A seat that an elected member gave up, and to whom the same ballots give it.

    ``declined`` are numbers on the paper of those who were offered it and do not want it.
    """

    id: str
    version: int
    election: str
    region: str
    vacated: int
    seat_id: str | None
    at: datetime
    state: str = COUNTING
    offered: int | None = None
    declined: tuple[int, ...] = ()
    document: Mapping[str, Any] | None = None
    reason: str = ""

    @property
    def is_open(self) -> bool:
        return self.state in (COUNTING, OFFERED)


def offer(vacancy: Vacancy, number: int | None, document: Mapping[str, Any] | None, why: str) -> Vacancy:
    """What the recount found: somebody to ask, or, with the reason, nobody."""
    state = OFFERED if number is not None else ENDED
    return replace(
        vacancy, version=vacancy.version + 1, state=state, offered=number, document=document, reason=why
    )


def take(vacancy: Vacancy, seat_id: str) -> Vacancy:
    """The offered candidate takes the seat."""
    return replace(vacancy, version=vacancy.version + 1, state=FILLED, seat_id=seat_id)


def decline(vacancy: Vacancy) -> Vacancy:
    """The offered candidate does not want it: the ballots are counted again without them."""
    declined = vacancy.declined if vacancy.offered is None else (*vacancy.declined, vacancy.offered)
    return replace(vacancy, version=vacancy.version + 1, state=COUNTING, offered=None, declined=declined)


def ask_again(vacancy: Vacancy) -> Vacancy:
    """Whoever was asked cannot take it any more: the ballots are counted again."""
    return replace(vacancy, version=vacancy.version + 1, state=COUNTING, offered=None)


def refuse_others(vacancy: Vacancy, number: int | None) -> None:
    """Only the candidate who was asked answers. Refused: ``vacancy_closed``, ``vacancy_not_yours``."""
    if vacancy.state != OFFERED:
        raise Refusal("vacancy_closed")
    if number is None or number != vacancy.offered:
        raise Refusal("vacancy_not_yours")
