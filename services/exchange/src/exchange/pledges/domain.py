"""A pledge: something that a member lets others use, what is claimed of it, used and left (row 62).

Nothing changes hands here: a pledge is a promise, it may be taken back, and its use is seen by everybody.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from exchange.refusal import Refusal
from exchange.rounds.domain import pounds

MONEY, HOURS, ROOM = "money", "hours", "room"
KINDS = (MONEY, HOURS, ROOM)
"""Counted in pence, in minutes, and in how many times."""
OPEN, WITHDRAWN, OVER = "open", "withdrawn", "over"
STATES = (OPEN, WITHDRAWN, OVER)
ASKED, AGREED, USED = "asked", "agreed", "used"
DECLINED, TAKEN_BACK, CALLED_OFF = "declined", "taken_back", "called_off"
RUNNING = (ASKED, AGREED)

MOST_AMOUNT = 100_000_000
"""A million pounds in pence; in minutes 190 years. More than that was typed by mistake."""
MOST_CLAIMS = 200


@dataclass(frozen=True)
class Claim:
    """What somebody asks for, and what was ``used`` of it; ``shown_name`` and ``reach`` are for the giver."""

    id: str
    by: str
    amount: int
    purpose: str
    at: datetime
    state: str = ASKED
    used: int = 0
    shown_name: str = ""
    reach: str = ""


@dataclass(frozen=True)
class Offer:
    """What is pledged, in the giver's words. ``reach`` is told to those with whom they agreed."""

    what: str
    amount: int
    until: date | None = None
    shown_name: str = ""
    reach: str = ""


@dataclass(frozen=True)
class Totals:
    """Sums in the kind's own unit: of one pledge, or of all in a pool.

    What was pledged is used, promised, withdrawn or left.
    """

    pledged: int = 0
    used: int = 0
    promised: int = 0
    withdrawn: int = 0
    asked: int = 0

    @property
    def left(self) -> int:
        return self.pledged - self.used - self.promised - self.withdrawn

    @property
    def is_over_claimed(self) -> bool:
        """A drought on the commons: more is asked for than is left."""
        return self.asked > self.left

    def moved(self, before: "Totals", after: "Totals") -> "Totals":
        """These sums when one pledge among them went from ``before`` to ``after``."""
        return Totals(
            self.pledged + after.pledged - before.pledged,
            self.used + after.used - before.used,
            self.promised + after.promised - before.promised,
            self.withdrawn + after.withdrawn - before.withdrawn,
            self.asked + after.asked - before.asked,
        )


@dataclass(frozen=True)
class Pledge:
    """To a region's commons, or to everybody's (``UK``). ``withdrawn``: what was taken back unused."""

    id: str
    version: int
    region: str
    kind: str
    giver: str
    offer: Offer
    made_at: datetime
    state: str = OPEN
    claims: tuple[Claim, ...] = ()
    withdrawn: int = 0
    ended_at: datetime | None = None

    @property
    def totals(self) -> Totals:
        return Totals(
            self.offer.amount,
            sum(each.used for each in self.claims),
            sum(each.amount for each in self.claims if each.state == AGREED),
            self.withdrawn,
            sum(each.amount for each in self.claims if each.state == ASKED),
        )

    def claim(self, claim_id: str) -> Claim:
        """Refused: ``claim_unknown``."""
        found = next((each for each in self.claims if each.id == claim_id), None)
        if found is None:
            raise Refusal("claim_unknown")
        return found


def pledge(
    pledge_id: str, region: str, kind: str, offer: Offer, by: str, now: datetime, today: date
) -> Pledge:
    """Refused: ``pledge_amount_wrong``, ``pledge_day_wrong``."""
    return Pledge(pledge_id, 1, region, kind, by, _checked(offer, today), now)


def change(before: Pledge, offer: Offer, by: str, today: date) -> Pledge:
    """Said anew by its giver; what is used or promised stays. Refused: ``pledge_not_yours``,
    ``pledge_ended``, ``pledge_used_up``, and as ``pledge``."""
    _refuse_not_giver(before, by)
    _refuse_ended(before)
    totals = before.totals
    if offer.amount < totals.used + totals.promised:
        sentence = f"{in_words(before.kind, totals.used + totals.promised)} is used or promised."
        raise Refusal("pledge_used_up", sentence, {"amount": [sentence]})
    return _after(before, offer=_checked(offer, today))


def claim(before: Pledge, asked: Claim) -> Pledge:
    """Somebody asks to use it, also for more than is left: that is told, not refused.

    Refused: ``pledge_ended``, ``pledge_own``, ``claim_amount_wrong``, ``claim_open_already``,
    ``claims_too_many``.
    """
    _refuse_ended(before)
    if asked.by == before.giver:
        raise Refusal("pledge_own")
    if not 0 < asked.amount <= before.offer.amount:
        sentence = f"{in_words(before.kind, before.offer.amount)} is offered."
        raise Refusal("claim_amount_wrong", sentence, {"amount": [sentence]})
    if any(each.by == asked.by and each.state in RUNNING for each in before.claims):
        raise Refusal("claim_open_already")
    if len(before.claims) >= MOST_CLAIMS:
        raise Refusal("claims_too_many")
    return _after(before, claims=(*before.claims, asked))


def answer(before: Pledge, claim_id: str, agrees: bool, by: str) -> Pledge:
    """The giver agrees or declines. Refused: ``pledge_not_yours``, ``pledge_ended``, ``claim_unknown``,
    ``claim_answered``, ``pledge_used_up`` with what is left."""
    _refuse_not_giver(before, by)
    _refuse_ended(before)
    found = before.claim(claim_id)
    if found.state != ASKED:
        raise Refusal("claim_answered")
    if not agrees:
        return _with(before, _finished(found, DECLINED))
    left = before.totals.left
    if found.amount > left:
        raise Refusal("pledge_used_up", f"{in_words(before.kind, left)} is left.")
    return _with(before, replace(found, state=AGREED))


def note_use(before: Pledge, claim_id: str, amount: int, by: str) -> Pledge:
    """One of the two says how much was used; what was not is there for others again.

    Refused: ``claim_unknown``, ``claim_not_yours``, ``claim_not_agreed``, ``claim_amount_wrong``.
    """
    found = before.claim(claim_id)
    if by not in (before.giver, found.by):
        raise Refusal("claim_not_yours")
    if found.state != AGREED:
        raise Refusal("claim_not_agreed")
    if not 0 < amount <= found.amount:
        sentence = f"{in_words(before.kind, found.amount)} was agreed."
        raise Refusal("claim_amount_wrong", sentence, {"amount": [sentence]})
    after = _with(before, replace(_finished(found, USED), used=amount))
    return after if after.state == OPEN else _taken_back(after)


def end_claim(before: Pledge, claim_id: str, by: str) -> Pledge:
    """Who asked takes it back, or the giver calls off what was agreed.

    Refused: ``claim_unknown``, ``claim_not_yours``, ``claim_not_agreed``.
    """
    found = before.claim(claim_id)
    states = {found.by: (TAKEN_BACK, RUNNING), before.giver: (CALLED_OFF, (AGREED,))}
    if by not in states:
        raise Refusal("claim_not_yours")
    state, possible = states[by]
    if found.state not in possible:
        raise Refusal("claim_not_agreed")
    after = _with(before, _finished(found, state))
    return after if after.state == OPEN else _taken_back(after)


def withdraw(before: Pledge, now: datetime) -> Pledge:
    """All that is not used is taken back, also what was promised. Refused: ``pledge_ended``."""
    _refuse_ended(before)
    ended = {ASKED: DECLINED, AGREED: CALLED_OFF}
    claims = tuple(
        _finished(each, ended[each.state]) if each.state in ended else each for each in before.claims
    )
    return _taken_back(_after(before, state=WITHDRAWN, claims=claims, ended_at=now))


def run_out(before: Pledge, now: datetime) -> Pledge:
    """Its last day has passed: what was asked is declined, what was agreed may still be said to be used."""
    claims = tuple(_finished(each, DECLINED) if each.state == ASKED else each for each in before.claims)
    return _taken_back(_after(before, state=OVER, claims=claims, ended_at=now))


def forget_words(before: Pledge) -> Pledge:
    """Long after it ended only the figures are left; what was still promised counts as not used."""
    claims = tuple(
        replace(
            _finished(each, CALLED_OFF) if each.state in RUNNING else each,
            by="",
            purpose="",
            shown_name="",
            reach="",
        )
        for each in before.claims
    )
    offer = replace(before.offer, what="", shown_name="", reach="")
    return _taken_back(_after(before, giver="", offer=offer, claims=claims))


def without_names_of(before: Pledge, member_id: str, now: datetime) -> Pledge:
    """Somebody leaves Q: what they pledged is withdrawn, what they asked for ends, their names go."""
    after = withdraw(before, now) if before.giver == member_id and before.state == OPEN else before
    claims = tuple(_left(each) if each.by == member_id else each for each in after.claims)
    after = replace(after, claims=claims)
    if before.giver == member_id:
        after = replace(after, giver="", offer=replace(after.offer, shown_name="", reach=""))
    if after == before:
        return before
    after = replace(after, version=before.version + 1)
    return after if after.state == OPEN else _taken_back(after)


def in_words(kind: str, amount: int) -> str:
    """``£200``, ``1 h 30 min``, ``3 times``."""
    if kind == MONEY:
        return pounds(amount)
    if kind == ROOM:
        return "once" if amount == 1 else f"{amount:,} times"
    hours, minutes = divmod(amount, 60)
    parts = [f"{hours:,} h"] if hours or not minutes else []
    return " ".join([*parts, *([f"{minutes} min"] if minutes else [])])


def _checked(offer: Offer, today: date) -> Offer:
    if not 0 < offer.amount <= MOST_AMOUNT:
        raise Refusal("pledge_amount_wrong", "", {"amount": ["Say how much you offer."]})
    if offer.until is not None and offer.until < today:
        raise Refusal("pledge_day_wrong", "", {"until": ["Choose today or a later day."]})
    return offer


def _refuse_not_giver(found: Pledge, by: str) -> None:
    if found.giver != by:
        raise Refusal("pledge_not_yours")


def _refuse_ended(found: Pledge) -> None:
    if found.state != OPEN:
        raise Refusal("pledge_ended")


def _taken_back(ended: Pledge) -> Pledge:
    """Of one that ended nothing is left: what is neither used nor promised is taken back."""
    totals = ended.totals
    return replace(ended, withdrawn=totals.pledged - totals.used - totals.promised)


def _finished(found: Claim, state: str) -> Claim:
    """How to reach somebody is forgotten as soon as nothing is to be arranged any more."""
    return replace(found, state=state, reach="")


def _left(found: Claim) -> Claim:
    ended = _finished(found, TAKEN_BACK) if found.state in RUNNING else found
    return replace(ended, by="", purpose="", shown_name="")


def _with(before: Pledge, changed: Claim) -> Pledge:
    return _after(before, claims=tuple(changed if each.id == changed.id else each for each in before.claims))


def _after(before: Pledge, **changed: Any) -> Pledge:
    return replace(before, version=before.version + 1, **changed)
