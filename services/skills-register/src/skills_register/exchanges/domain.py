"""An exchange of help for time, from the proposal until it is settled (row 59).

One side proposes and the other agrees; either says that it is done and how long it took; the other
confirms, and what both confirmed is settled. Each verb returns the exchange as it then is, or the same
object where nothing changes: what is repeated is done once. The store raises the version.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime

from commons.london import noon_after
from skills_register.exchanges.days import lapses, refuse_to_come
from skills_register.ledger.domain import refuse_wrong_minutes
from skills_register.refusal import Refusal

PROPOSED, AGREED, DONE, CONFIRMED, SETTLED, DISPUTED, CANCELLED = (
    "proposed",
    "agreed",
    "done",
    "confirmed",
    "settled",
    "disputed",
    "cancelled",
)
STATES = (PROPOSED, AGREED, DONE, CONFIRMED, SETTLED, DISPUTED, CANCELLED)
OVER = (SETTLED, CANCELLED)
GIVER, RECEIVER, KEEPER, NOBODY = "giver", "receiver", "keeper", ""
SIDES = (GIVER, RECEIVER)

DECLINED, WITHDRAWN, CALLED_OFF, LAPSED, DECIDED = "declined", "withdrawn", "called_off", "lapsed", "decided"
ENDINGS = (DECLINED, WITHDRAWN, CALLED_OFF, LAPSED, DECIDED)
UNANSWERED, NO_ROOM = "unanswered", "no_room"
FLAGS = (UNANSWERED, NO_ROOM)
"""Nobody answered, or the receiver's account has no room: a keeper is told, and the hours wait."""
SETTLE, FLAG = "settle", "flag"
SILENCE = (SETTLE, FLAG)


@dataclass(frozen=True)
class Terms:
    """How long things wait, in days, and what silence means: ``settle`` or ``flag``."""

    answer_days: int
    lapse_days: int
    silence: str


@dataclass(frozen=True)
class Party:
    """An account, its holder's region, and the member who spoke for it last."""

    account: str
    region: str
    member: str


@dataclass(frozen=True)
class Step:
    """What happened: ``side`` is whose step it was, ``by`` the member; ``minutes`` where some were named."""

    kind: str
    at: datetime
    side: str
    by: str
    minutes: int | None = None
    words: str = ""


@dataclass(frozen=True)
class Exchange:
    """``proposed_by`` is the side whose terms are on the table, ``said_by`` the one that said it is done.

    ``took`` are the minutes that it took, as ``said_by`` or a keeper says. ``waits_until`` is when the
    platform acts if nobody does; None where it waits for nothing. ``offer_id`` is what it came from.
    A proposal with ``took`` is of what was done before it was written down: who agrees, confirms.
    """

    id: str
    version: int
    giver: Party
    receiver: Party
    proposed_by: str
    what: str
    minutes: int
    on: date
    state: str
    history: tuple[Step, ...]
    waits_until: datetime | None
    said_by: str = NOBODY
    took: int | None = None
    disputed_by: str = NOBODY
    flags: tuple[str, ...] = ()
    ending: str = ""
    transfer_id: str | None = None
    offer_id: str | None = None

    @property
    def cause(self) -> str:
        """What the transfer that settles it names: there is one for each exchange at most."""
        return f"exchange {self.id}"

    @property
    def parties(self) -> tuple[Party, Party]:
        return self.giver, self.receiver

    @property
    def regions(self) -> tuple[str, ...]:
        """Whose keepers decide what the two cannot."""
        return tuple(dict.fromkeys(party.region for party in self.parties))

    @property
    def is_written_down(self) -> bool:
        """Whether it was done before it was proposed, and the other side has not agreed to that yet."""
        return self.state == PROPOSED and self.took is not None

    @property
    def is_over(self) -> bool:
        return self.state in OVER

    @property
    def is_for_keepers(self) -> bool:
        """Whether a keeper is to decide: a dispute, or what waits with a flag."""
        return self.state == DISPUTED or (self.state in (DONE, CONFIRMED) and bool(self.flags))

    def party(self, side: str) -> Party:
        return self.giver if side == GIVER else self.receiver

    def claim_of(self, side: str) -> Step | None:
        """What this side said of a dispute: minutes and reasons."""
        said = (step for step in reversed(self.history) if step.side == side)
        return next((step for step in said if step.kind in ("disputed", "dispute_answered")), None)


def other(side: str) -> str:
    return RECEIVER if side == GIVER else GIVER


def states_of(over: bool | None, state: str | None) -> tuple[str, ...]:
    """The states that a list is asked for: those that are over or not, one of them, or all."""
    return tuple(
        each
        for each in STATES
        if (over is None or (each in OVER) == over) and (state is None or each == state)
    )


def propose(
    exchange_id: str,
    *,
    by: str,
    giver: Party,
    receiver: Party,
    what: str,
    minutes: int,
    on: date,
    now: datetime,
    terms: Terms,
    offer_id: str | None = None,
    is_done: bool = False,
) -> Exchange:
    """``by`` is the side that proposes, or that writes down what ``is_done``.

    Refused: ``transfer_to_oneself``, ``minutes_wrong``, ``exchange_day_wrong``.
    """
    if giver.account == receiver.account:
        raise Refusal("transfer_to_oneself")
    speaker = giver if by == GIVER else receiver
    began = Step("written_down" if is_done else "proposed", now, by, speaker.member, minutes)
    refuse_wrong_minutes(minutes)
    lapse_at = lapses(on, now, terms.lapse_days)
    made = Exchange(
        exchange_id,
        1,
        giver,
        receiver,
        by,
        what,
        minutes,
        on,
        PROPOSED,
        (began,),
        lapse_at,
        offer_id=offer_id,
    )
    return _said_done(made, by, now) if is_done else made


def change(
    exchange: Exchange, side: str, *, what: str, minutes: int, on: date, by: str, now: datetime, terms: Terms
) -> Exchange:
    """Other terms, which the other side is to agree to.

    Refused: ``exchange_agreed_already``, ``exchange_ended``, ``minutes_wrong``, ``exchange_day_wrong``.
    """
    _refuse_unless(exchange, PROPOSED, AGREED)
    refuse_wrong_minutes(minutes)
    lapse_at = lapses(on, now, terms.lapse_days)
    changed = replace(exchange, proposed_by=side, what=what, minutes=minutes, on=on, state=PROPOSED)
    if exchange.is_written_down:
        changed = _said_done(changed, side, now)
    return step(changed, "changed", side, by, now, minutes=minutes, waits_until=lapse_at)


def agree(exchange: Exchange, side: str, *, by: str, now: datetime) -> Exchange:
    """To the other side's terms; of what was done already it confirms how long it took.

    Refused: ``exchange_waits_for_the_other``, ``exchange_ended``.
    """
    if exchange.state in (AGREED, DONE, CONFIRMED, SETTLED):
        return exchange
    _refuse_unless(exchange, PROPOSED)
    if side == exchange.proposed_by:
        raise Refusal("exchange_waits_for_the_other")
    if exchange.is_written_down:
        confirmed = replace(exchange, state=CONFIRMED)
        return step(confirmed, "confirmed", side, by, now, minutes=exchange.took)
    agreed = replace(exchange, state=AGREED)
    return step(agreed, "agreed", side, by, now, minutes=exchange.minutes, waits_until=exchange.waits_until)


def cancel(exchange: Exchange, side: str, words: str, *, by: str, now: datetime) -> Exchange:
    """Decline it, withdraw it or call it off: before it is done. Refused: ``exchange_done_already``."""
    if exchange.state == CANCELLED:
        return exchange
    _refuse_unless(exchange, PROPOSED, AGREED)
    own = side == exchange.proposed_by
    ending = CALLED_OFF if exchange.state == AGREED else WITHDRAWN if own else DECLINED
    return end(exchange, ending, side, by, now, words)


def say_done(
    exchange: Exchange, side: str, minutes: int, *, by: str, now: datetime, terms: Terms
) -> Exchange:
    """It is done and took so long. Who says the same as the other side did, confirms.

    Whose word it was may say other minutes as long as the other side has not answered.
    Refused: ``minutes_wrong``, ``exchange_not_agreed``, ``exchange_done_already``, ``exchange_ended``.
    """
    refuse_wrong_minutes(minutes)
    if exchange.said_by and exchange.took == minutes and exchange.state != CANCELLED:
        return exchange if side == exchange.said_by else confirm(exchange, side, by=by, now=now)
    if exchange.state == PROPOSED:
        raise Refusal("exchange_not_agreed")
    corrects = exchange.state == DONE and side == exchange.said_by
    if not corrects:
        _refuse_unless(exchange, AGREED)
    waits = noon_after(now, terms.answer_days)
    done = replace(exchange, state=DONE, said_by=side, took=minutes, flags=())
    kind = "done_corrected" if corrects else "done"
    return step(done, kind, side, by, now, minutes=minutes, waits_until=waits)


def confirm(exchange: Exchange, side: str, *, by: str, now: datetime) -> Exchange:
    """What the other side said of it; then it is to be settled. Again changes nothing.

    Refused: ``exchange_not_done``, ``exchange_waits_for_the_other``, ``exchange_disputed``,
    ``exchange_ended``.
    """
    if exchange.state in (CONFIRMED, SETTLED):
        return exchange
    if exchange.is_written_down:
        return agree(exchange, side, by=by, now=now)
    if exchange.state in (PROPOSED, AGREED):
        raise Refusal("exchange_not_done")
    if exchange.state == DISPUTED:
        raise Refusal("exchange_disputed")
    _refuse_unless(exchange, DONE)
    if side == exchange.said_by:
        raise Refusal("exchange_waits_for_the_other")
    confirmed = replace(exchange, state=CONFIRMED, flags=())
    return step(confirmed, "confirmed", side, by, now, minutes=exchange.took)


def settle(exchange: Exchange, transfer_id: str, *, now: datetime) -> Exchange:
    """The ledger has it, by this transfer."""
    settled = replace(exchange, state=SETTLED, transfer_id=transfer_id, flags=())
    return step(settled, "settled", NOBODY, "", now, minutes=exchange.took)


def wait_for_room(exchange: Exchange, *, now: datetime, terms: Terms) -> Exchange:
    """The receiver's account has no room: it stays confirmed, flagged once, and is tried again later."""
    waits = noon_after(now, terms.answer_days)
    if NO_ROOM in exchange.flags:
        return replace(exchange, waits_until=waits)
    flagged = replace(exchange, flags=(*exchange.flags, NO_ROOM))
    return step(flagged, "has_no_room", NOBODY, "", now, minutes=exchange.took, waits_until=waits)


def end(exchange: Exchange, ending: str, side: str, by: str, now: datetime, words: str = "") -> Exchange:
    """It is over and nothing is settled."""
    ended = replace(exchange, state=CANCELLED, ending=ending, flags=())
    return step(ended, ending, side, by, now, words=words)


def forget_words(exchange: Exchange) -> Exchange:
    """What both sides and keepers wrote on the way is gone; what was done, and how long, stays."""
    return replace(exchange, history=tuple(replace(step, words="") for step in exchange.history))


def step(
    exchange: Exchange,
    kind: str,
    side: str,
    by: str,
    now: datetime,
    *,
    minutes: int | None = None,
    words: str = "",
    waits_until: datetime | None = None,
) -> Exchange:
    """The exchange with one step more; ``by`` has now spoken last for their side."""
    made = Step(kind, now, side, by, minutes, words)
    after = replace(exchange, history=(*exchange.history, made), waits_until=waits_until)
    if side == GIVER:
        return replace(after, giver=replace(after.giver, member=by))
    if side == RECEIVER:
        return replace(after, receiver=replace(after.receiver, member=by))
    return after


def refuse_ended(exchange: Exchange) -> None:
    """Refused: ``exchange_ended``."""
    if exchange.is_over:
        raise Refusal("exchange_ended")


def _refuse_unless(exchange: Exchange, *states: str) -> None:
    if exchange.state in states:
        return
    refuse_ended(exchange)
    raise Refusal("exchange_agreed_already" if exchange.state == AGREED else "exchange_done_already")


def _said_done(exchange: Exchange, side: str, now: datetime) -> Exchange:
    """As ``side`` writes down what was done; in silence it lapses, for the other never agreed to it.

    Refused: ``exchange_day_wrong`` for a day that is still to come.
    """
    refuse_to_come(exchange.on, now)
    return replace(exchange, said_by=side, took=exchange.minutes)
