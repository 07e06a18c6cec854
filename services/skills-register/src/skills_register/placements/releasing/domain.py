"""One member's release for one request: the member consents, then their line manager answers (row 61).

A line manager is no member. They answer by a link in a mail; each link belongs to one *ask*. An ask is
answered once, a newer one takes the place of an older, and it runs out.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from skills_register.placements.days import refuse_wrong, refuse_wrong_period
from skills_register.refusal import Refusal

INVITED, CONSENTED, ASKED, GRANTED, DECLINED = "invited", "consented", "asked", "granted", "declined"
TAKEN, NOT_TAKEN, WITHDRAWN = "taken", "not_taken", "withdrawn"
STATES = (INVITED, CONSENTED, ASKED, GRANTED, DECLINED, TAKEN, NOT_TAKEN, WITHDRAWN)
OVER = frozenset({DECLINED, NOT_TAKEN, WITHDRAWN})
WAITING = frozenset({INVITED, CONSENTED, ASKED, GRANTED})
"""States in which somebody may still be taken."""

MOST_ASKS_A_DAY = 5
"""Each sends a mail to somebody who may not have asked for it."""


@dataclass(frozen=True)
class Ask:
    """What a link asks for, when it was sent and until when it works (UTC, exclusive)."""

    id: str
    half_days: int
    starts_on: date
    ends_on: date
    sent_at: datetime
    until: datetime


@dataclass(frozen=True)
class Answer:
    """A line manager's word: so many half days until that day, or none with a reason."""

    ask_id: str
    granted: bool
    half_days: int
    ends_on: date
    reason: str
    at: datetime


@dataclass(frozen=True)
class Release:
    """``shown_name`` is how the member wishes to be called in it, forgotten when it is over."""

    id: str
    version: int
    request_id: str
    concordat_id: str
    borrower_id: str
    member_id: str
    region: str
    state: str
    changed_at: datetime
    lender_id: str = ""
    shown_name: str = ""
    asks: tuple[Ask, ...] = ()
    answers: tuple[Answer, ...] = ()

    @property
    def latest_ask(self) -> Ask | None:
        return self.asks[-1] if self.asks else None

    @property
    def released(self) -> Answer | None:
        """The newest answer that granted something: how much may be agreed, and until when."""
        return next((each for each in reversed(self.answers) if each.granted), None)

    def answer_to(self, ask_id: str) -> Answer | None:
        return next((each for each in self.answers if each.ask_id == ask_id), None)


def consent(release: Release, lender_id: str, shown_name: str, now: datetime) -> Release:
    """The member says yes, and who employs them. Refused: ``release_over``, ``lending_to_oneself``."""
    if release.state not in (INVITED, CONSENTED):
        raise Refusal("release_over")
    if lender_id == release.borrower_id:
        raise Refusal("lending_to_oneself")
    return _moved(replace(release, lender_id=lender_id, shown_name=shown_name), CONSENTED, now)


def ask_manager(release: Release, ask: Ask, asked_today: int) -> Release:
    """A line manager is asked, for the first time, again, or for more than was released.

    Refused: ``consent_required``, ``release_over``, ``extension_not_longer``, ``half_days_wrong``,
    ``days_wrong``, ``days_beyond_period``, ``too_many_attempts``.
    """
    if release.state == INVITED:
        raise Refusal("consent_required")
    if release.state in OVER:
        raise Refusal("release_over")
    released = release.released
    if released is not None and ask.half_days <= released.half_days and ask.ends_on <= released.ends_on:
        raise Refusal("extension_not_longer")
    refuse_wrong(ask.half_days)
    refuse_wrong_period(ask.starts_on, ask.ends_on, ask.half_days)
    if asked_today >= MOST_ASKS_A_DAY:
        raise Refusal("too_many_attempts")
    state = ASKED if release.state == CONSENTED else release.state
    return _moved(replace(release, asks=(*release.asks, ask)), state, ask.sent_at)


def asked_since(release: Release, since: datetime) -> int:
    """How many mails were sent from that instant on."""
    return sum(1 for each in release.asks if each.sent_at > since)


def behind_link(release: Release, ask_id: str) -> Ask:
    """What a link asks for, whatever became of it. Refused: ``not_found``."""
    found = next((each for each in release.asks if each.id == ask_id), None)
    if found is None:
        raise Refusal("not_found")
    return found


def link_state(release: Release, ask_id: str, now: datetime) -> str:
    """How a link stands: ``answered``, ``replaced`` by a newer one, ``over``, ``expired`` or ``open``."""
    ask, latest = behind_link(release, ask_id), release.latest_ask
    if release.answer_to(ask_id) is not None:
        return "answered"
    if latest is not None and latest.id != ask_id:
        return "replaced"
    if release.state in OVER:
        return "over"
    return "expired" if now >= ask.until else "open"


LINK_REFUSALS = {
    "answered": "release_answered",
    "replaced": "release_link_replaced",
    "over": "release_over",
    "expired": "release_link_expired",
}


def answer(release: Release, given: Answer) -> Release:
    """The line manager's answer, once for each link; the same one again changes nothing.

    Refused: ``release_answered`` (otherwise), ``release_link_replaced``, ``release_link_expired``,
    ``release_over``, ``reason_required``, ``half_days_wrong``, ``days_beyond_request``, ``days_wrong``.
    """
    earlier = release.answer_to(given.ask_id)
    if earlier is not None and replace(earlier, at=given.at) == given:
        return release
    stands = link_state(release, given.ask_id, given.at)
    if stands in LINK_REFUSALS:
        raise Refusal(LINK_REFUSALS[stands])
    _refuse_wrong_answer(behind_link(release, given.ask_id), given)
    answered = replace(release, answers=(*release.answers, given))
    if release.state == ASKED and not given.granted:
        return _moved(replace(answered, shown_name=""), DECLINED, given.at)
    if release.state == ASKED:
        return _moved(answered, GRANTED, given.at)
    return _moved(answered, release.state, given.at)


def send_again(release: Release, ask_id: str, fresh_id: str, now: datetime, life: timedelta) -> Release:
    """A fresh link that asks for the same, in place of one that ran out.

    Refused: ``release_link_works`` (it has not run out), ``release_answered``, ``release_link_replaced``,
    ``release_over``, ``too_many_attempts``.
    """
    stands = link_state(release, ask_id, now)
    if stands == "open":
        raise Refusal("release_link_works")
    if stands != "expired":
        raise Refusal(LINK_REFUSALS[stands])
    if asked_since(release, now - timedelta(days=1)) >= MOST_ASKS_A_DAY:
        raise Refusal("too_many_attempts")
    fresh = replace(behind_link(release, ask_id), id=fresh_id, sent_at=now, until=now + life)
    return _moved(replace(release, asks=(*release.asks, fresh)), release.state, now)


def take(release: Release, now: datetime) -> Release:
    """It became a placement. Refused: ``release_not_granted``, ``release_over``, ``release_taken``."""
    if release.state == TAKEN:
        raise Refusal("release_taken")
    if release.state in OVER:
        raise Refusal("release_over")
    if release.state != GRANTED:
        raise Refusal("release_not_granted")
    return _moved(release, TAKEN, now)


def leave(release: Release, state: str, now: datetime) -> Release:
    """``WITHDRAWN`` by the member, or ``NOT_TAKEN``; the same object when it is over already.

    Refused: ``release_taken``.
    """
    if release.state in OVER:
        return release
    if release.state == TAKEN:
        raise Refusal("release_taken")
    return _moved(replace(release, shown_name=""), state, now)


def forget_words(release: Release) -> Release:
    """Without how the member was called and why a line manager said so; the same object if nothing goes."""
    answers = tuple(replace(each, reason="") for each in release.answers)
    bare = replace(release, shown_name="", answers=answers)
    return release if bare == release else replace(bare, version=release.version + 1)


def _refuse_wrong_answer(ask: Ask, given: Answer) -> None:
    if not given.granted:
        if not given.reason:
            raise Refusal("reason_required", fields={"reason": ["Say why, in a line."]})
        return
    refuse_wrong(given.half_days)
    if given.half_days > ask.half_days or given.ends_on > ask.ends_on:
        raise Refusal("days_beyond_request")
    refuse_wrong_period(ask.starts_on, given.ends_on, given.half_days)


def _moved(release: Release, state: str, now: datetime) -> Release:
    return replace(release, version=release.version + 1, state=state, changed_at=now)
