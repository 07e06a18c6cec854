"""A call for seats as everybody works with it: what it wants, its panel, its places, its days (row 13)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from commons.london import day_of
from stewardship.appointments.expressions import Expression
from stewardship.appointments.panels import Panel
from stewardship.refusal import Refusal

CONVENOR, MEMBER, CHAIR = "convenor", "member", "chair"
KINDS = (CONVENOR, MEMBER, CHAIR)
LEADERS = (CONVENOR, CHAIR)
"""Always appointed, never elected (rows 13 and 23); one of them leads a group."""

VOTE = "vote"
GRACE = timedelta(seconds=20)
"""From the noon to the panel's turn: whoever asked in time has their wish in by then."""
OPEN, CLOSED, ENDED, CANCELLED = "open", "closed", "ended", "cancelled"
STATES = (OPEN, CLOSED, ENDED, CANCELLED)


@dataclass(frozen=True)
class Limits:
    """How long each step may take, in days, so that the way stays short (row 13, C32)."""

    open_days: int
    declare_days: int
    decide_days: int
    offer_days: int


@dataclass(frozen=True)
class Wanted:
    """What a call looks for. ``starts_on`` None: the seat begins when its holder accepts.

    ``basis`` and ``represents`` belong to seats of the UK-wide group (C2).
    """

    region: str
    kind: str
    seats: int
    criteria: str
    starts_on: date | None = None
    basis: str = ""
    represents: tuple[str, ...] = ()


@dataclass(frozen=True)
class Call:
    """A call with its panel. It closes at ``closes_at`` by the clock, whenever due work takes note of it.

    ``declared_at``: the last of the panel declared; ``decided_at``: nobody waits for a decision any more.
    """

    id: str
    version: int
    wanted: Wanted
    opened_at: datetime
    opened_by: str
    closes_at: datetime
    panel: Panel
    state: str = OPEN
    declared_at: datetime | None = None
    decided_at: datetime | None = None
    ended_at: datetime | None = None
    reason: str = ""

    @property
    def region(self) -> str:
        return self.wanted.region

    @property
    def kind(self) -> str:
        return self.wanted.kind

    @property
    def is_over(self) -> bool:
        return self.state in (ENDED, CANCELLED)

    def is_open(self, now: datetime) -> bool:
        """Whether interest may be expressed: until noon, and no moment longer."""
        return self.state == OPEN and now < self.closes_at

    def places_left(self, expressions: Iterable[Expression]) -> int:
        """The call's seats that are neither offered nor accepted."""
        return self.wanted.seats - sum(1 for each in expressions if each.holds(self.kind))


@dataclass(frozen=True)
class Step:
    """A step on the way to a seat; ``most_days`` is what it may take. ``began`` is None before it,
    ``ended`` while it goes on.
    """

    name: str
    began: datetime | None
    ended: datetime | None
    most_days: int

    def days(self, now: datetime) -> int:
        """The days it took, or has taken so far, by London's calendar."""
        return (day_of(self.ended or now) - day_of(self.began)).days if self.began else 0

    def is_late(self, now: datetime) -> bool:
        return self.days(now) > self.most_days


def steps(call: Call, limits: Limits) -> tuple[Step, ...]:
    """The four steps in their order: open, declare, decide, answer, those to come without a beginning.

    Who declared may decide while others have not: declaring is over when deciding is. A call that was
    cancelled stops where it stood.
    """
    over = call.ended_at if call.state == CANCELLED else None
    closed = min(call.closes_at, over or call.closes_at)
    if call.state == OPEN or (over and over < call.closes_at):
        ended = None if call.state == OPEN else closed
        return (
            Step("open", call.opened_at, ended, limits.open_days),
            Step("declare", None, None, limits.declare_days),
            Step("decide", None, None, limits.decide_days),
            Step("answer", None, None, limits.offer_days),
        )

    def after_closing(moment: datetime | None) -> datetime | None:
        return max(moment, closed) if moment else None

    declared = after_closing(
        min((at for at in (call.declared_at, call.decided_at, over) if at), default=None)
    )
    return (
        Step("open", call.opened_at, closed, limits.open_days),
        Step("declare", closed, declared, limits.declare_days),
        Step("decide", declared, after_closing(call.decided_at or over), limits.decide_days),
        Step("answer", after_closing(call.decided_at), call.ended_at, limits.offer_days),
    )


def applicants(expressions: Iterable[Expression]) -> frozenset[str]:
    """Everybody who asked, whoever took it back since too: an interest does not go with a withdrawal."""
    return frozenset(each.member_id for each in expressions)


def refuse_voted_seat(kind: str, selection_mode: str | None) -> None:
    """A region whose members vote does not appoint members; its convenor is appointed anyway (C31)."""
    if kind == MEMBER and selection_mode == VOTE:
        raise Refusal("seats_by_vote")


def refuse_over(call: Call) -> None:
    if call.is_over:
        raise Refusal("call_over")
