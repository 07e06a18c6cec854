"""Whom the steps of buddying are told to; no names and no goals, these stand on the page."""

from datetime import date

from commons.london import day_in_words
from contracts.events import Fact
from skills_register.buddies.domain import Pair
from skills_register.notices import notices

PATH = "/buddies"


def proposed(pair: Pair, until: date) -> list[Fact]:
    """To whoever has not agreed yet."""
    sides = (pair.buddy, pair.learner)
    asked = [side.member_id for side in sides if side.agreed_at is None]
    return _tell("buddy_proposed", pair, asked, "proposed", until=day_in_words(until))


def paired(pair: Pair) -> list[Fact]:
    """To both: from now on they can reach each other."""
    return _tell("buddy_paired", pair, pair.people, "paired")


def check(pair: Pair, on: date) -> list[Fact]:
    """To both, quietly: a moment to look at how it goes."""
    return _tell("buddy_check", pair, pair.people, f"check {on.isoformat()}")


def ended(pair: Pair, by: str) -> list[Fact]:
    """To the other one; there is nothing to do."""
    return _tell("buddy_ended", pair, [pair.other_of(by).member_id], "ended")


def not_agreed(pair: Pair, by: str) -> list[Fact]:
    """To whoever had agreed already: it did not come about."""
    other = pair.other_of(by)
    return _tell("buddy_not_agreed", pair, [other.member_id], "not agreed") if other.agreed_at else []


def _tell(
    kind: str, pair: Pair, members: list[str] | tuple[str, ...], cause: str, **about: str
) -> list[Fact]:
    return notices(
        kind,
        cause=f"buddies:{pair.id}:{cause}",
        members=members,
        about=about,
        path=PATH,
        concerning=(pair.id, pair.version),
        region=pair.region,
    )
