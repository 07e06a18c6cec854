"""Whom the ledger tells what: an account that received much, a gift that came, what was taken back."""

from typing import Any

from contracts.events import Fact
from skills_register.ledger.domain import MEMBER, ORGANISATION, Account, Limits, Transfer, hours
from skills_register.notices import notices
from skills_register.organisations.store import OrganisationStore

LOW, CAME, TAKEN_BACK = "time_account_low", "time_came", "time_taken_back"


def holders(work: Any, account_id: str) -> list[str]:
    """The members who read what is told about an account: its holder, or who acts for the organisation."""
    kind, _, holder = account_id.partition(":")
    if kind == MEMBER:
        return [holder]
    organisation = OrganisationStore(work).get(holder) if kind == ORGANISATION else None
    return list(organisation.members) if organisation is not None else []


def speaking_for(work: Any, account_id: str, member_id: str) -> list[str]:
    """Who is told what concerns an account for which this member spoke last: they themselves, or, when they
    act for the organisation no more, whoever does."""
    acting = holders(work, account_id)
    return [member_id] if member_id in acting or not acting else acting


def posted(work: Any, transfer: Transfer) -> list[Fact]:
    """Who got a gift or a grant is told, of what is taken back both sides; never who did it themselves."""
    told_to = (transfer.giver, transfer.receiver) if transfer.reverses is not None else (transfer.giver,)
    members = {member for account in told_to for member in holders(work, account)} - {transfer.by}
    if not members:
        return []
    return notices(
        TAKEN_BACK if transfer.reverses is not None else CAME,
        cause=f"transfer {transfer.id}",
        members=sorted(members),
        about={"hours": hours(transfer.minutes)},
        path="/my-account",
        concerning=(transfer.id, 1),
        region=transfer.region,
    )


def low(work: Any, account: Account, transfer: Transfer, limits: Limits) -> list[Fact]:
    """It went below the soft limit by this transfer; nothing is refused (row 59)."""
    members = holders(work, account.id)
    if not members:
        return []
    return notices(
        LOW,
        cause=f"low {account.id} {transfer.id}",
        members=members,
        about={
            "received": hours(account.received),
            "given": hours(account.given),
            "limit": hours(-limits.soft),
        },
        path="/my-account",
        concerning=(transfer.id, 1),
        region=account.region,
    )
