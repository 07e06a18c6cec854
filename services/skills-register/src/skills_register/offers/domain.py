"""An offer of time, or a request for some: what, how much, where, until when, and for whose eyes (row 59)."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from commons.london import day_of, noon
from skills_register.ledger.domain import MEMBER, account_id, refuse_wrong_minutes
from skills_register.refusal import Refusal

OFFER, REQUEST = "offer", "request"
KINDS = (OFFER, REQUEST)
OPEN, FULFILLED, WITHDRAWN, EXPIRED = "open", "fulfilled", "withdrawn", "expired"
STATES = (OPEN, FULFILLED, WITHDRAWN, EXPIRED)
EVERYBODY, MEMBERS, SAME_REGION = "everybody", "members", "region"
VISIBILITIES = (EVERYBODY, MEMBERS, SAME_REGION)
"""Visitors too, every member of Q, or only members of its region."""


@dataclass(frozen=True)
class Words:
    """What its owner wrote of it. ``skills`` are codes of the vocabulary, ``place`` is a town or the like.

    ``shown_name`` is how they are called, if they want that known; forgotten when they leave Q.
    """

    title: str
    text: str
    skills: tuple[str, ...]
    minutes: int
    online: bool
    place: str
    visible_to: str
    shown_name: str


@dataclass(frozen=True)
class Offer:
    """``owner`` is an account, ``by`` the member who speaks for it; open until noon of ``until``."""

    id: str
    version: int
    kind: str
    owner: str
    by: str
    region: str
    words: Words
    until: date
    state: str
    made_at: datetime
    changed_at: datetime
    campaign_id: str | None = None
    reminded_for: date | None = None

    @property
    def title(self) -> str:
        return self.words.title

    @property
    def gives(self) -> bool:
        """Whether its owner gives help; who makes a request receives it."""
        return self.kind == OFFER

    @property
    def ends_at(self) -> datetime:
        return noon(self.until)

    def is_open(self, now: datetime) -> bool:
        return self.state == OPEN and now < self.ends_at

    def is_visible_in(self, region: str | None, is_member: bool) -> bool:
        """Whether somebody of this home region reads it; a visitor has none and is no member."""
        if self.words.visible_to == EVERYBODY:
            return True
        return is_member and (self.words.visible_to == MEMBERS or region == self.region)


def publish(
    offer_id: str,
    *,
    kind: str,
    owner: str,
    by: str,
    region: str,
    words: Words,
    until: date,
    now: datetime,
    most_days: int,
    campaign_id: str | None = None,
) -> Offer:
    """Refused: ``minutes_wrong``, ``offer_until_wrong``, ``offer_place_wanted``."""
    _refuse_wrong(words)
    _refuse_wrong_until(until, now, most_days)
    return Offer(offer_id, 1, kind, owner, by, region, words, until, OPEN, now, now, campaign_id)


def change(offer: Offer, words: Words, until: date, by: str, now: datetime, most_days: int) -> Offer:
    """Refused: as ``publish``, and ``offer_ended`` for what is fulfilled or withdrawn."""
    _refuse_ended(offer)
    _refuse_wrong(words)
    _refuse_wrong_until(until, now, most_days)
    if (words, until) == (offer.words, offer.until) and offer.state == OPEN:
        return offer
    return _changed(replace(offer, words=words, until=until, by=by, state=OPEN), now)


def renew(offer: Offer, by: str, now: datetime, days: int) -> Offer:
    """Open for so many days from today, in one step; what expired is open again. Refused: ``offer_ended``.

    The name in it is that of ``by``: when somebody else renews it for their organisation, it is gone.
    """
    _refuse_ended(offer)
    until = max(offer.until, day_of(now) + timedelta(days=days))
    if until == offer.until and offer.state == OPEN:
        return offer
    words = offer.words if by == offer.by else replace(offer.words, shown_name="")
    return _changed(replace(offer, words=words, until=until, by=by, state=OPEN), now)


def withdraw(offer: Offer, now: datetime) -> Offer:
    """Its owner no longer offers or wants it; again changes nothing. Refused: ``offer_ended``."""
    if offer.state == WITHDRAWN:
        return offer
    _refuse_ended(offer)
    return _changed(replace(offer, state=WITHDRAWN), now)


def fulfil(offer: Offer, now: datetime) -> Offer:
    """It was taken up, or met; again changes nothing. Refused: ``offer_ended``."""
    if offer.state == FULFILLED:
        return offer
    _refuse_ended(offer)
    return _changed(replace(offer, state=FULFILLED), now)


def expire(offer: Offer, now: datetime) -> Offer:
    """At its end, unless it ended before or was renewed."""
    if offer.state != OPEN or now < offer.ends_at:
        return offer
    return _changed(replace(offer, state=EXPIRED), now)


def remind(offer: Offer, now: datetime) -> Offer:
    """Its owner was told of this end, once."""
    return _changed(replace(offer, reminded_for=offer.until), now)


def forget(offer: Offer, member_id: str, now: datetime) -> Offer:
    """Who wrote it left Q: how they are called is gone, and what was their own is withdrawn.

    What they wrote for an organisation stays the organisation's. What had ended already is nobody's to read
    either, and is deleted no later than it would have been.
    """
    own = offer.owner == account_id(MEMBER, member_id)
    forgotten = replace(offer, words=replace(offer.words, shown_name=""))
    if own and offer.state == OPEN:
        return _changed(replace(forgotten, state=WITHDRAWN), now)
    return replace(forgotten, version=offer.version + 1, state=WITHDRAWN if own else offer.state)


def move(offer: Offer, region: str, now: datetime) -> Offer:
    """Its owner has another home region now; who reads it there reads it now."""
    if offer.region == region:
        return offer
    moved = replace(offer, region=region)
    # What has expired is deleted no later for it.
    return _changed(moved, now) if offer.state == OPEN else replace(moved, version=offer.version + 1)


def next_due(offer: Offer, notice_days: int, keep_days: int) -> datetime:
    """When its clock strikes next: for a notice so many days before the end, for the end, and, so many
    days after it ended in any way, to be deleted.

    There is no notice for whoever wrote it within these last days: they have just said when it ends.
    """
    if offer.state != OPEN:
        return offer.changed_at + timedelta(days=keep_days)
    notice = noon(offer.until - timedelta(days=notice_days))
    return offer.ends_at if offer.reminded_for == offer.until or offer.changed_at >= notice else notice


def _changed(offer: Offer, now: datetime) -> Offer:
    return replace(offer, version=offer.version + 1, changed_at=now)


def _refuse_ended(offer: Offer) -> None:
    if offer.state in (FULFILLED, WITHDRAWN):
        raise Refusal("offer_ended")


def _refuse_wrong(words: Words) -> None:
    refuse_wrong_minutes(words.minutes)
    if not words.online and not words.place:
        raise Refusal("offer_place_wanted", fields={"place": ["Name a place, or say that it is online."]})


def _refuse_wrong_until(until: date, now: datetime, most_days: int) -> None:
    today = day_of(now)
    if not today < until <= today + timedelta(days=most_days):
        last = f"Choose a day after today and within {most_days} days."
        raise Refusal("offer_until_wrong", fields={"until": [last]})


@dataclass(frozen=True)
class Campaign:
    """A purpose with a time, for which people publish: "winter pressures". ``region`` may be UK."""

    id: str
    version: int
    region: str
    title: str
    purpose: str
    starts: date
    ends: date
    by: str
    made_at: datetime

    def is_under_way(self, day: date) -> bool:
        """From its first to its last day."""
        return self.starts <= day <= self.ends


def start_campaign(
    campaign_id: str,
    *,
    region: str,
    title: str,
    purpose: str,
    starts: date,
    ends: date,
    by: str,
    now: datetime,
    most_days: int,
) -> Campaign:
    """Refused: ``campaign_time_wrong``."""
    if not day_of(now) <= ends or not starts <= ends or ends - starts > timedelta(days=most_days):
        said = f"It ends today or later, not before it starts, and lasts at most {most_days} days."
        raise Refusal("campaign_time_wrong", fields={"ends": [said]})
    return Campaign(campaign_id, 1, region, title, purpose, starts, ends, by, now)


def end_campaign(campaign: Campaign, now: datetime) -> Campaign:
    """Its last day was yesterday; what was offered for it stays. Again changes nothing."""
    yesterday = day_of(now) - timedelta(days=1)
    if campaign.ends <= yesterday:
        return campaign
    starts = min(campaign.starts, yesterday)
    return replace(campaign, version=campaign.version + 1, starts=starts, ends=yesterday)


def refuse_too_many(open_now: int, most: int) -> None:
    """Refused: ``offers_too_many`` for an account that has as many open as it may."""
    if open_now >= most:
        raise Refusal("offers_too_many")


def refuse_over(campaign: Campaign, day: date) -> None:
    """Refused: ``campaign_over`` for who offers for one that has ended."""
    if campaign.ends < day:
        raise Refusal("campaign_over")


def skills_of(codes: Iterable[str]) -> tuple[str, ...]:
    """Each code once, in small letters, in order."""
    return tuple(sorted({code.strip().lower() for code in codes if code.strip()}))
