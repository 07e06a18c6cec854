"""A change of e-mail address: wished for by the member, taken once the new address confirms it.

Whoever holds an address signs in with it, so nobody is moved to one that never answered: a wish is
open for a day, a newer one replaces it, and it is confirmed once.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from membership.members.domain import Member
from membership.refusal import Refusal

PENDING, CONFIRMED, REPLACED, WITHDRAWN = "pending", "confirmed", "replaced", "withdrawn"

LIFE = timedelta(hours=24)
"""How long the link in the mail to the new address works."""

ENDED_KEPT = timedelta(days=30)
"""How long we still know that a link was used or replaced; the address is dropped at once."""

MOST_A_DAY = 5
"""Wishes of one member in a day: each sends a mail to somebody who may not have asked for it."""


@dataclass(frozen=True)
class AddressChange:
    """One member's wish for another address. Instants are UTC; ``email`` is "" once it has ended."""

    id: str
    version: int
    member_id: str
    email: str
    state: str
    asked_at: datetime
    until: datetime

    @property
    def forget_at(self) -> datetime:
        """When nothing is known of it any more."""
        return self.until if self.state == PENDING else self.asked_at + ENDED_KEPT


def ask(change_id: str, member: Member, email: str, asked_today: int, now: datetime) -> AddressChange:
    """A new wish, version 1. ``asked_today`` counts the member's wishes of the last day.

    Refused: ``invalid_input`` for the address the member has already, ``too_many_attempts``.
    """
    if email == member.email:
        raise Refusal("invalid_input", fields={"email": ["This is your address already."]})
    if asked_today >= MOST_A_DAY:
        raise Refusal("too_many_attempts")
    return AddressChange(change_id, 1, member.id, email, PENDING, now, now + LIFE)


def is_open(change: AddressChange, now: datetime) -> bool:
    """Whether it can still be confirmed."""
    return change.state == PENDING and now < change.until


def check_open(change: AddressChange | None, now: datetime) -> AddressChange:
    """The wish behind a link, while it can be confirmed.

    Refused: ``email_change_used``, ``email_change_replaced``, ``email_change_expired`` (also when it is
    so long ago that we no longer know it).
    """
    if change is not None and change.state == CONFIRMED:
        raise Refusal("email_change_used")
    if change is not None and change.state in (REPLACED, WITHDRAWN):
        raise Refusal("email_change_replaced")
    if change is None or now >= change.until:
        raise Refusal("email_change_expired")
    return change


def end(change: AddressChange, state: str) -> AddressChange:
    """The wish as it ended (``CONFIRMED``, ``REPLACED`` or ``WITHDRAWN``), without its address."""
    return replace(change, version=change.version + 1, state=state, email="")
