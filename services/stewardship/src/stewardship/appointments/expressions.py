"""An expression of interest: sent, decided by two, offered a seat, answered (row 13)."""

from dataclasses import dataclass, replace
from datetime import datetime

from stewardship.appointments.panels import QUORUM
from stewardship.refusal import Refusal

SENT, WITHDRAWN, CANCELLED = "sent", "withdrawn", "cancelled"
OFFERED, NOT_APPOINTED = "offered", "not_appointed"
ACCEPTED, DECLINED, EXPIRED = "accepted", "declined", "expired"
STATES = (SENT, OFFERED, NOT_APPOINTED, ACCEPTED, DECLINED, EXPIRED, WITHDRAWN, CANCELLED)

APPOINT, OFFER_MEMBER_SEAT, NOT_THIS_TIME = "appoint", "offer_member_seat", "not_this_time"
OUTCOMES = (APPOINT, OFFER_MEMBER_SEAT, NOT_THIS_TIME)


@dataclass(frozen=True)
class Decision:
    """What becomes of an expression: ``reasons`` for the panel's file, ``feedback`` for the applicant.

    A proposal while fewer than two agreed (``decided_at`` None); ``agreed_by`` begins with who proposed it.
    """

    outcome: str
    reasons: str
    feedback: str
    agreed_by: tuple[str, ...]
    proposed_at: datetime
    decided_at: datetime | None = None


@dataclass(frozen=True)
class Offer:
    """A seat that waits for the applicant's yes until ``answer_by``."""

    kind: str
    answer_by: datetime


@dataclass(frozen=True)
class About:
    """What the applicant wrote. ``shown_name`` is for the panel; ``background`` and ``location`` would be
    shown with the seat. ``seconds_taken`` is how long the form took, as far as it was measured.
    """

    shown_name: str
    background: str
    why: str
    location: str = ""
    sector: str = ""
    patient: bool = False
    seconds_taken: int | None = None


@dataclass(frozen=True)
class Expression:
    """One member's wish for a seat of one call. ``since`` is the instant of the last change of state."""

    id: str
    version: int
    call_id: str
    region: str
    member_id: str
    about: About
    sent_at: datetime
    since: datetime
    state: str = SENT
    proposal: Decision | None = None
    decision: Decision | None = None
    offer: Offer | None = None
    seat_id: str | None = None
    erased_at: datetime | None = None

    @property
    def is_undecided(self) -> bool:
        return self.state == SENT

    def holds(self, kind: str) -> bool:
        """Whether a seat of this kind is taken up by it: offered, or accepted."""
        return self.state in (OFFERED, ACCEPTED) and self.offer is not None and self.offer.kind == kind


def express(
    expression_id: str, *, call_id: str, region: str, member_id: str, about: About, now: datetime
) -> Expression:
    return Expression(expression_id, 1, call_id, region, member_id, about, sent_at=now, since=now)


def withdraw(expression: Expression, now: datetime) -> Expression:
    """Take it back before it is decided; twice is once. Refused: ``expression_decided``."""
    if expression.state == WITHDRAWN:
        return expression
    if not expression.is_undecided:
        raise Refusal("expression_decided")
    return _onward(expression, WITHDRAWN, now, proposal=None)


def cancel(expression: Expression, now: datetime) -> Expression:
    """The call was cancelled before anything was decided."""
    return _onward(expression, CANCELLED, now, proposal=None) if expression.is_undecided else expression


def propose(expression: Expression, decision: Decision) -> Expression:
    """Put a decision to the rest of the panel; another proposal takes the place of the last.

    Refused: ``expression_withdrawn``, ``decision_stands`` once it was decided, unless the panel comes
    back to somebody whom it did not appoint.
    """
    if expression.state in (WITHDRAWN, CANCELLED):
        raise Refusal("expression_withdrawn")
    comes_back = expression.state == NOT_APPOINTED and decision.outcome != NOT_THIS_TIME
    if not expression.is_undecided and not comes_back:
        raise Refusal("decision_stands")
    return replace(expression, version=expression.version + 1, proposal=decision)


def agree(expression: Expression, by: str, offer: Offer | None, now: datetime) -> Expression:
    """One more panel member agrees; with two the decision stands. Agreeing twice is once.

    ``offer`` is the seat that goes with the proposal, None when it says no.
    Refused: ``nothing_proposed``, ``decision_stands`` for a third who comes later.
    """
    proposal, decision = expression.proposal, expression.decision
    if proposal is None and decision is not None and by in decision.agreed_by:
        return expression
    if proposal is None:
        raise Refusal("nothing_proposed" if decision is None else "decision_stands")
    if by in proposal.agreed_by:
        return expression
    agreed = replace(proposal, agreed_by=(*proposal.agreed_by, by))
    if len(agreed.agreed_by) < QUORUM:
        return replace(expression, version=expression.version + 1, proposal=agreed)
    decided = replace(agreed, decided_at=now)
    state = OFFERED if offer else NOT_APPOINTED
    return _onward(expression, state, now, proposal=None, decision=decided, offer=offer)


def without_voice(expression: Expression, member_id: str, now: datetime) -> Expression:
    """What is left when a panel member turns out to have an interest.

    Their agreement no longer counts; a decision that is then made by fewer than two is open again, unless
    the applicant already answered it.
    """
    proposed = unsupported(expression, member_id)
    if proposed is not expression:
        return proposed
    decision = expression.decision
    if decision is None or member_id not in decision.agreed_by:
        return expression
    rest = _without(decision, member_id)
    answered = expression.state not in (OFFERED, NOT_APPOINTED)
    if answered or (rest is not None and len(rest.agreed_by) >= QUORUM):
        return expression
    return _onward(expression, SENT, now, proposal=rest, decision=None, offer=None)


def unsupported(expression: Expression, member_id: str) -> Expression:
    """The expression without this panel member's part in a decision that is only proposed."""
    proposal = expression.proposal
    if proposal is None or member_id not in proposal.agreed_by:
        return expression
    rest = _without(proposal, member_id)
    return replace(expression, version=expression.version + 1, proposal=rest)


def answer(expression: Expression, accepts: bool, now: datetime) -> Expression:
    """Say yes or no to an offered seat; the same answer twice is once.

    Refused: ``offer_expired`` from ``answer_by`` on, ``nothing_offered``, ``offer_answered`` the other way.
    """
    wanted = ACCEPTED if accepts else DECLINED
    if expression.state == wanted:
        return expression
    if expression.state in (ACCEPTED, DECLINED):
        raise Refusal("offer_answered")
    if expression.state == EXPIRED:
        raise Refusal("offer_expired")
    if expression.state != OFFERED or expression.offer is None:
        raise Refusal("nothing_offered")
    if now >= expression.offer.answer_by:
        raise Refusal("offer_expired")
    return _onward(expression, wanted, now)


def seated(expression: Expression, seat_id: str) -> Expression:
    """The seat that the yes filled, as part of the same step."""
    return replace(expression, seat_id=seat_id)


def expire(expression: Expression, now: datetime) -> Expression:
    """Nobody answered in time. Answered, or taken back by the panel: unchanged."""
    waiting = expression.state == OFFERED and expression.offer is not None
    if not waiting or expression.offer is None or now < expression.offer.answer_by:
        return expression
    return _onward(expression, EXPIRED, now)


def erase(expression: Expression, now: datetime) -> Expression:
    """An expression without words: that somebody asked and what became of it stays, what was written goes.

    Also what the panel wrote of the applicant; the seat has a description of its own. Twice is once.
    """
    if expression.erased_at is not None:
        return expression
    blank = About(shown_name="", background="", why="", seconds_taken=expression.about.seconds_taken)
    decision = replace(expression.decision, reasons="", feedback="") if expression.decision else None
    return replace(
        expression,
        version=expression.version + 1,
        about=blank,
        proposal=None,
        decision=decision,
        erased_at=now,
    )


def _without(decision: Decision, member_id: str) -> Decision | None:
    rest = tuple(each for each in decision.agreed_by if each != member_id)
    return replace(decision, agreed_by=rest, decided_at=None) if rest else None


def _onward(expression: Expression, state: str, now: datetime, **changes: object) -> Expression:
    moved = replace(expression, version=expression.version + 1, state=state, since=now)
    return replace(moved, **changes)  # type: ignore[arg-type]
