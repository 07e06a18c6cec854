"""The rules of buddying: both agree, a buddy has few, either ends it freely (row 64)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TypeVar

from skills_register.refusal import Refusal

CLINICIAN = "clinician"
BACKGROUNDS = (CLINICIAN, "manager", "improver", "patient", "researcher", "other")
"""What somebody may say of their background; "" is not said."""

PROPOSED, RUNNING, ENDED = "proposed", "running", "ended"
MOST_CHECKS = 100
FEWEST_SHOWN = 5


@dataclass(frozen=True)
class Wish:
    """Somebody asks for a buddy: ``goal`` is what they want to learn.

    ``reach`` is how to be reached, for the pair alone. ``pair_id`` is the pair that was proposed for it
    ("" while none is); ``not_with`` are members with whom it did not come about.
    """

    id: str
    version: int
    member_id: str
    region: str
    goal: str
    background: str
    shown_name: str
    reach: str
    asked_at: datetime
    pair_id: str = ""
    not_with: tuple[str, ...] = ()


@dataclass(frozen=True)
class Offer:
    """Somebody offers to be a buddy; its id is the member's.

    ``most`` is how many at a time they want, ``pairs`` how many run. One that is not ``is_open`` is kept
    only as long as pairs run.
    """

    id: str
    version: int
    region: str
    topics: str
    background: str
    shown_name: str
    reach: str
    most: int
    offered_at: datetime
    pairs: int = 0
    is_open: bool = True

    def has_room(self, limit: int) -> bool:
        return self.pairs < min(self.most, limit)


@dataclass(frozen=True)
class Side:
    """One of two people in a pair; ``reach`` is shown to the other when both agreed."""

    member_id: str
    shown_name: str
    reach: str
    agreed_at: datetime | None = None


@dataclass(frozen=True)
class Pair:
    """A buddy and a learner. ``checks`` are the days on which they looked at how it goes."""

    id: str
    version: int
    region: str
    wish_id: str
    goal: str
    buddy: Side
    learner: Side
    proposed_at: datetime
    started_at: datetime | None = None
    ended_at: datetime | None = None
    next_check: date | None = None
    checks: tuple[date, ...] = ()

    @property
    def state(self) -> str:
        if self.ended_at is not None:
            return ENDED
        return PROPOSED if self.started_at is None else RUNNING

    @property
    def people(self) -> tuple[str, str]:
        return self.buddy.member_id, self.learner.member_id

    def side_of(self, member_id: str) -> Side:
        return self.buddy if self.buddy.member_id == member_id else self.learner

    def other_of(self, member_id: str) -> Side:
        return self.learner if self.buddy.member_id == member_id else self.buddy


Kept = TypeVar("Kept", Wish, Offer)


def propose(pair_id: str, wish: Wish, offer: Offer, by: str, limit: int, now: datetime) -> tuple[Pair, Wish]:
    """A pair for both to agree to; who proposes it agreed by that, if they are one of them.

    Refused: ``buddy_of_oneself``, ``buddy_proposed_already``, ``buddy_not_agreed``, ``buddy_full``,
    ``buddy_not_offered``.
    """
    if wish.member_id == offer.id:
        raise Refusal("buddy_of_oneself")
    if wish.pair_id:
        raise Refusal("buddy_proposed_already")
    if offer.id in wish.not_with:
        raise Refusal("buddy_not_agreed")
    if not offer.is_open:
        raise Refusal("buddy_not_offered")
    _refuse_full(offer, limit)
    buddy = Side(offer.id, offer.shown_name, offer.reach, now if by == offer.id else None)
    learner = Side(wish.member_id, wish.shown_name, wish.reach, now if by == wish.member_id else None)
    pair = Pair(pair_id, 1, wish.region, wish.id, wish.goal, buddy, learner, now)
    return pair, replace(wish, version=wish.version + 1, pair_id=pair_id)


def refuse_paired(pairs: Iterable[Pair], one: str, other: str) -> None:
    """Two are one pair at a time, whoever of them learns. Refused: ``buddy_paired_already``."""
    if any(pair.state == RUNNING and {one, other} == set(pair.people) for pair in pairs):
        raise Refusal("buddy_paired_already")


def agree(
    pair: Pair, offer: Offer, by: str, limit: int, now: datetime, first_check: date
) -> tuple[Pair, Offer]:
    """One side says yes; with the second yes the pair runs. Saying it again changes nothing.

    Refused: ``buddy_ended``; ``buddy_full`` at the second yes, when others were quicker.
    """
    if pair.state == ENDED:
        raise Refusal("buddy_ended")
    side = pair.side_of(by)
    if side.agreed_at is not None:
        return pair, offer
    said = replace(side, agreed_at=now)
    is_buddy = side is pair.buddy
    agreed = replace(
        pair,
        version=pair.version + 1,
        buddy=said if is_buddy else pair.buddy,
        learner=pair.learner if is_buddy else said,
    )
    if pair.other_of(by).agreed_at is None:
        return agreed, offer
    _refuse_full(offer, limit)
    running = replace(agreed, started_at=now, next_check=first_check)
    return running, replace(offer, version=offer.version + 1, pairs=offer.pairs + 1)


def set_aside(wish: Wish, without: str) -> Wish:
    """The pair that was proposed did not come about: the wish waits again, and not for this member."""
    not_with = tuple(dict.fromkeys((*wish.not_with, without)))
    return replace(wish, version=wish.version + 1, pair_id="", not_with=not_with)


def end(pair: Pair, now: datetime) -> Pair:
    """Either may, at any time and without a reason; how to reach each other goes at once.

    Ended already: unchanged. Refused: ``buddy_not_running`` for one that is only proposed.
    """
    if pair.state == ENDED:
        return pair
    _refuse_proposed(pair)
    return replace(
        pair,
        version=pair.version + 1,
        ended_at=now,
        next_check=None,
        buddy=replace(pair.buddy, reach=""),
        learner=replace(pair.learner, reach=""),
    )


def plan_check(pair: Pair, on: date, today: date) -> Pair:
    """When both are reminded next. Refused: ``buddy_not_running``, ``buddy_ended``, ``day_past``."""
    _refuse_idle(pair)
    if on <= today:
        raise Refusal("day_past", fields={"on": ["Choose a day after today."]})
    return replace(pair, version=pair.version + 1, next_check=on)


def note_check(pair: Pair, today: date) -> Pair:
    """They looked at how it goes; a day counts once. Refused: ``buddy_not_running``, ``buddy_ended``."""
    _refuse_idle(pair)
    if today in pair.checks:
        return pair
    return replace(pair, version=pair.version + 1, checks=(*pair.checks, today)[-MOST_CHECKS:])


def moved(kept: Kept, region: str) -> Kept:
    """A wish or an offer, in the region where its member is now."""
    return kept if kept.region == region else replace(kept, version=kept.version + 1, region=region)


def close(offer: Offer) -> Offer:
    """No new pairs; those that run go on."""
    return replace(offer, version=offer.version + 1, is_open=False)


def let_go(offer: Offer) -> Offer:
    """One of its pairs ended."""
    return replace(offer, version=offer.version + 1, pairs=max(offer.pairs - 1, 0))


def orders_of(text: str) -> dict[str, str]:
    """Region -> the background that comes first there, of ``SW=clinician, WOE=patient``.

    Raises ``ValueError`` for what is neither a region's code nor one of ``BACKGROUNDS``.
    """
    found = {}
    for entry in filter(None, (part.strip() for part in text.split(","))):
        region, _, background = (part.strip() for part in entry.partition("="))
        if not region or background not in BACKGROUNDS:
            raise ValueError(entry)
        found[region] = background
    return found


def offers_in_order(offers: Iterable[Offer], first: str | None) -> list[Offer]:
    """The background that comes first in the region, then whoever offered earlier."""
    return sorted(offers, key=lambda each: (each.background != first, each.offered_at, each.id))


def wishes_in_order(wishes: Iterable[Wish], first: str | None) -> list[Wish]:
    """The background that comes first in the region, then whoever has waited longer."""
    return sorted(wishes, key=lambda each: (each.background != first, each.asked_at, each.id))


def counts_by_month(started: Mapping[str, int]) -> list[dict[str, str]]:
    """Pairs that run, by the month in which they began; 1 to 4 are shown as "<5"."""
    return [
        {"since": month, "pairs": str(count) if count >= FEWEST_SHOWN else f"<{FEWEST_SHOWN}"}
        for month, count in sorted(started.items())
        if count
    ]


def _refuse_full(offer: Offer, limit: int) -> None:
    if not offer.has_room(limit):
        raise Refusal("buddy_full")


def _refuse_proposed(pair: Pair) -> None:
    if pair.state == PROPOSED:
        raise Refusal("buddy_not_running")


def _refuse_idle(pair: Pair) -> None:
    _refuse_proposed(pair)
    if pair.state == ENDED:
        raise Refusal("buddy_ended")
