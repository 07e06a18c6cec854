"""The time ledger's rules: one hour is one hour whatever the job, and nothing appears or vanishes (row 59).

A transfer takes minutes from who received the help and gives them to who helped: two entries that
sum to zero. Entries are only ever appended; what was wrong is reversed by a transfer that names it.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from commons.london import day_of
from skills_register.refusal import Refusal

MEMBER, ORGANISATION, POT = "member", "organisation", "pot"
HOLDERS = (MEMBER, ORGANISATION, POT)

EXCHANGE, OPENING, DONATION, GRANT, REVERSAL = "exchange", "opening", "donation", "grant", "reversal"
KINDS = (EXCHANGE, OPENING, DONATION, GRANT, REVERSAL)

HOLDER, PARTNERS, REGION, MEMBERS = "holder", "partners", "region", "members"
SEEN_BY = (HOLDER, PARTNERS, REGION, MEMBERS)
"""Who else may see what an account has given and received: nobody, those with whom its holder has an
exchange, members of its region, every member. The holder chooses; who keeps the region sees it too."""

MOST_MINUTES = 100 * 60
"""One transfer at most: a hundred hours. More than that was typed by mistake."""


@dataclass(frozen=True)
class Limits:
    """How far down an account may go, in minutes: below ``soft`` its holder is told, below ``hard`` never."""

    soft: int
    hard: int


@dataclass(frozen=True)
class Account:
    """What somebody has given and received, in minutes. ``balance`` is given minus received, and ``gifts``.

    ``given`` and ``received`` count help alone: nobody gave an allowance, and no donation was received help.
    Of a pot they are what was put in and what was handed out.
    ``id`` is made of the holder (``account_id``), so that there is one for each and no race to open it.
    A pot, out of which opening allowances and grants come, has no floor.
    """

    id: str
    holder_kind: str
    holder_id: str
    region: str
    opened_at: datetime
    balance: int = 0
    given: int = 0
    received: int = 0
    seen_by: str = HOLDER

    @property
    def gifts(self) -> int:
        """What came to it without help (an allowance, a grant, a donation), less what it gave away so."""
        return self.balance - self.given + self.received

    @property
    def has_floor(self) -> bool:
        return self.holder_kind != POT

    def is_low(self, limits: Limits) -> bool:
        """Whether its holder is told that it is time to give some."""
        return self.has_floor and self.balance < limits.soft

    def has_room_for(self, minutes: int, limits: Limits) -> bool:
        """Whether so many minutes may be taken from it."""
        return not self.has_floor or self.balance - minutes >= limits.hard

    def became_low(self, before: "Account", limits: Limits) -> bool:
        """Whether it has just gone below the soft limit; its holder is told each time it does."""
        return self.is_low(limits) and not before.is_low(limits)


@dataclass(frozen=True)
class Entry:
    """One side of a transfer; ``minutes`` with its sign."""

    transfer_id: str
    number: int
    account_id: str
    minutes: int
    at: datetime


@dataclass(frozen=True)
class Transfer:
    """Minutes from the account of who received help to that of who helped; ``minutes`` above zero.

    ``cause`` is what it settles (an exchange, a placement): one transfer for each at most.
    ``reverses`` names the transfer that this one takes back, ``reversed_kind`` says of which kind it is.
    ``helped_on`` is the day of the help where it is another than that of ``at``: to its month it counts, and
    off that month it is taken when it is taken back.
    """

    id: str
    kind: str
    receiver: str
    giver: str
    minutes: int
    purpose: str
    by: str
    at: datetime
    region: str
    cause: str | None = None
    reverses: str | None = None
    reversed_kind: str | None = None
    helped_on: str | None = None

    @property
    def is_help(self) -> bool:
        """Whether somebody helped somebody (or that is taken back); a gift is no help."""
        return EXCHANGE in (self.kind, self.reversed_kind)

    @property
    def month(self) -> str:
        """The month in London to which it counts: ``2018-10``."""
        return self.day_of_help[:7]

    @property
    def day_of_help(self) -> str:
        """When the help was given: ``2018-10-04``."""
        return self.helped_on or day_of(self.at).isoformat()

    @property
    def exchanged(self) -> int:
        """By how much it changes the minutes that were exchanged: those of members' help, and no others."""
        if not self.is_help:
            return 0
        return self.minutes if self.reverses is None else -self.minutes

    @property
    def entries(self) -> tuple[Entry, Entry]:
        """Both sides, in the order of their accounts' ids: whoever posts locks in the same order."""
        sides = sorted([(self.receiver, -self.minutes), (self.giver, self.minutes)])
        first, second = (
            Entry(self.id, number, account, minutes, self.at)
            for number, (account, minutes) in enumerate(sides)
        )
        return first, second


def account_id(holder_kind: str, holder_id: str) -> str:
    """The id of a holder's account: ``member:0199...``, ``pot:SW``."""
    return f"{holder_kind}:{holder_id}"


def refuse_wrong_minutes(minutes: object) -> None:
    """Whole minutes above zero and not beyond reason. Refused: ``minutes_wrong``."""
    if isinstance(minutes, bool) or not isinstance(minutes, int):
        raise _wrong("Enter whole minutes.")
    if not 0 < minutes <= MOST_MINUTES:
        raise _wrong(f"Enter 1 to {MOST_MINUTES:,} minutes.")


def refuse_wrong(transfer: Transfer) -> None:
    """What no transfer may be. Refused: ``minutes_wrong``, ``transfer_to_oneself``."""
    refuse_wrong_minutes(transfer.minutes)
    if transfer.receiver == transfer.giver:
        raise Refusal("transfer_to_oneself")


def refuse_beyond_floor(account: Account, limits: Limits, minutes: int) -> None:
    """Whether so many minutes may be taken from it. Refused: ``floor_reached``, with the rule's own words."""
    if not account.has_room_for(minutes, limits):
        raise Refusal("floor_reached", floor_in_words(limits))


def floor_in_words(limits: Limits) -> str:
    """The rule as the one it stops reads it: given and received, never owed."""
    return (
        f"Here an account may have received up to {hours(-limits.hard)} more than it gave, and this would be "
        "more. Give some time first, or ask the region's community pot."
    )


def hours(minutes: int) -> str:
    """``3 hours``, ``1 hour 30 minutes``, ``45 minutes``."""
    whole, rest = divmod(abs(minutes), 60)
    said = [f"{whole} hour{'' if whole == 1 else 's'}"] if whole else []
    if rest or not whole:
        said.append(f"{rest} minute{'' if rest == 1 else 's'}")
    return ("minus " if minutes < 0 else "") + " ".join(said)


def applied(account: Account, transfer: Transfer) -> Account:
    """The account after the transfer; a reversal takes back what was counted as given and received.

    A gift (an allowance, a donation, a grant) moves the balance, and counts as given and received only in
    a pot.
    """
    minutes = sum(entry.minutes for entry in transfer.entries if entry.account_id == account.id)
    given, received = _counted(account, transfer)
    return replace(
        account,
        balance=account.balance + minutes,
        given=account.given + given,
        received=account.received + received,
    )


def _counted(account: Account, transfer: Transfer) -> tuple[int, int]:
    """By how much it changes what the account has given and received."""
    is_pot = account.id.startswith(f"{POT}:")
    if account.id not in (transfer.giver, transfer.receiver) or not (transfer.is_help or is_pot):
        return 0, 0
    helped = transfer.giver == account.id
    if transfer.reverses is not None:
        return (0, -transfer.minutes) if helped else (-transfer.minutes, 0)
    return (transfer.minutes, 0) if helped else (0, transfer.minutes)


def reverse(transfer: Transfer, reversal_id: str, reason: str, by: str, now: datetime) -> Transfer:
    """The transfer that takes this one back. Refused: ``reversal_of_a_reversal``, ``reason_required``."""
    if transfer.reverses is not None:
        raise Refusal("reversal_of_a_reversal")
    if not reason:
        raise Refusal("reason_required", "Say why.", {"reason": ["Say why it is taken back."]})
    return Transfer(
        id=reversal_id,
        kind=REVERSAL,
        receiver=transfer.giver,
        giver=transfer.receiver,
        minutes=transfer.minutes,
        purpose=reason,
        by=by,
        at=now,
        region=transfer.region,
        reverses=transfer.id,
        reversed_kind=transfer.kind,
        helped_on=transfer.day_of_help,
    )


def _wrong(said: str) -> Refusal:
    return Refusal("minutes_wrong", fields={"minutes": [said]})
