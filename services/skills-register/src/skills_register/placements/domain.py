"""A placement: somebody of one organisation works so many half days at another (row 61).

It never holds more than was released. Both organisations confirm how many half days it came to; when they say
the same, these are lent and borrowed.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, datetime

from commons.london import day_of
from skills_register.placements.days import LOAN, DayRecord, refuse_wrong, refuse_wrong_period
from skills_register.placements.releasing.domain import Answer, Release
from skills_register.refusal import Refusal

AGREED, DIFFERS, DONE, CANCELLED = "agreed", "differs", "done", "cancelled"
STATES = (AGREED, DIFFERS, DONE, CANCELLED)


@dataclass(frozen=True)
class Confirmation:
    """How many half days it came to, as one of the two organisations says."""

    organisation_id: str
    half_days: int
    by: str
    at: datetime


@dataclass(frozen=True)
class Feedback:
    """What one of the two organisations thinks of it; read by both and by the keepers."""

    organisation_id: str
    words: str
    by: str
    at: datetime


@dataclass(frozen=True)
class Placement:
    """``half_days`` between two days, both included; ``released`` so many, until ``released_until``."""

    id: str
    version: int
    release_id: str
    request_id: str
    concordat_id: str
    lender_id: str
    borrower_id: str
    member_id: str
    region: str
    half_days: int
    starts_on: date
    ends_on: date
    where: str
    released: int
    released_until: date
    agreed_by: str
    agreed_at: datetime
    state: str = AGREED
    confirmations: tuple[Confirmation, ...] = ()
    feedback: tuple[Feedback, ...] = ()
    cancelled_why: str = ""

    @property
    def parties(self) -> tuple[str, str]:
        return (self.lender_id, self.borrower_id)

    def said_by(self, organisation_id: str) -> Confirmation | None:
        found = (each for each in self.confirmations if each.organisation_id == organisation_id)
        return next(found, None)


def agree(
    placement_id: str,
    release: Release,
    *,
    half_days: int,
    starts_on: date,
    ends_on: date,
    where: str,
    by: str,
    now: datetime,
) -> Placement:
    """Out of what the line manager released. Refused: ``release_not_granted``, ``half_days_wrong``,
    ``days_wrong``, ``days_beyond_period``, ``days_beyond_release``."""
    released, asked = release.released, release.latest_ask
    if released is None or asked is None:
        raise Refusal("release_not_granted")
    made = Placement(
        id=placement_id,
        version=1,
        release_id=release.id,
        request_id=release.request_id,
        concordat_id=release.concordat_id,
        lender_id=release.lender_id,
        borrower_id=release.borrower_id,
        member_id=release.member_id,
        region=release.region,
        half_days=half_days,
        starts_on=starts_on,
        ends_on=ends_on,
        where=where,
        released=released.half_days,
        released_until=released.ends_on,
        agreed_by=by,
        agreed_at=now,
    )
    if starts_on < asked.starts_on:
        raise Refusal("days_beyond_release")
    return _within_release(made)


def extend(placement: Placement, released: Answer | None, half_days: int, ends_on: date) -> Placement:
    """More half days, or a later end, out of what the newest answer released.

    Refused: ``placement_done``, ``placement_cancelled``, ``extension_not_longer``, ``days_beyond_release``,
    ``half_days_wrong``, ``days_wrong``, ``days_beyond_period``, ``release_not_granted``.
    """
    refuse_over(placement)
    if released is None:
        raise Refusal("release_not_granted")
    if half_days < placement.half_days or ends_on < placement.ends_on:
        raise Refusal("extension_not_longer")
    if (half_days, ends_on) == (placement.half_days, placement.ends_on):
        raise Refusal("extension_not_longer")
    longer = replace(
        placement,
        half_days=half_days,
        ends_on=ends_on,
        released=released.half_days,
        released_until=released.ends_on,
    )
    return _next(_within_release(longer))


def confirm(placement: Placement, said: Confirmation) -> Placement:
    """One organisation says how many half days it came to; both alike, and it is done.

    The same word again changes nothing. Refused: ``placement_not_begun``, ``placement_cancelled``,
    ``placement_done``, ``half_days_wrong``, ``days_beyond_release``, ``confirmed_by_same_person``.
    """
    earlier = placement.said_by(said.organisation_id)
    if earlier is not None and earlier.half_days == said.half_days and placement.state != CANCELLED:
        return placement
    refuse_over(placement)
    refuse_wrong(said.half_days)
    if said.half_days > placement.half_days:
        raise Refusal("days_beyond_release")
    if day_of(said.at) < placement.starts_on:
        raise Refusal("placement_not_begun")
    others = tuple(each for each in placement.confirmations if each.organisation_id != said.organisation_id)
    if any(each.by == said.by for each in others):
        raise Refusal("confirmed_by_same_person")
    both = (*others, said)
    alike = {each.half_days for each in both}
    state = placement.state if not others else DONE if len(alike) == 1 else DIFFERS
    return _next(replace(placement, confirmations=both, state=state))


def loan(placement: Placement, record_id: str, by: str, now: datetime) -> DayRecord:
    """What a placement that is done came to, for the ledger."""
    half_days = placement.confirmations[-1].half_days
    return DayRecord(
        record_id, LOAN, placement.concordat_id, placement.id, *placement.parties, half_days, by, now
    )


def cancel(placement: Placement, why: str, sides: Collection[str]) -> Placement:
    """It comes to nothing, says who speaks for ``sides``, or for none: the member. Days that another has
    confirmed stay theirs to say.

    Refused: ``placement_done``, ``placement_cancelled``, ``placement_confirmed``, ``reason_required``.
    """
    refuse_over(placement)
    if any(each.organisation_id not in sides for each in placement.confirmations):
        raise Refusal("placement_confirmed")
    if not why:
        raise Refusal("reason_required", fields={"reason": ["Say why it is cancelled."]})
    return _next(replace(placement, state=CANCELLED, cancelled_why=why))


def give_feedback(placement: Placement, given: Feedback) -> Placement:
    """Once by each organisation, when it is done.

    Refused: ``placement_not_done``, ``placement_feedback_given``.
    """
    if placement.state != DONE:
        raise Refusal("placement_not_done")
    if any(each.organisation_id == given.organisation_id for each in placement.feedback):
        raise Refusal("placement_feedback_given")
    return _next(replace(placement, feedback=(*placement.feedback, given)))


def forget_words(placement: Placement) -> Placement:
    """Without what people wrote about it."""
    return _next(replace(placement, feedback=(), cancelled_why=""))


def refuse_over(placement: Placement) -> None:
    """Refused: ``placement_done``, ``placement_cancelled``."""
    if placement.state == DONE:
        raise Refusal("placement_done")
    if placement.state == CANCELLED:
        raise Refusal("placement_cancelled")


def _within_release(placement: Placement) -> Placement:
    refuse_wrong(placement.half_days)
    refuse_wrong_period(placement.starts_on, placement.ends_on, placement.half_days)
    if placement.half_days > placement.released or placement.ends_on > placement.released_until:
        raise Refusal("days_beyond_release")
    return placement


def _next(placement: Placement) -> Placement:
    return replace(placement, version=placement.version + 1)
