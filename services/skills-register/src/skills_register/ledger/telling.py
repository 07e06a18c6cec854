"""Whom the ledger tells what: a holder that their account has received much more than it gave."""

from typing import Any

from contracts.events import Fact
from skills_register.ledger.domain import MEMBER, Account, Limits, Transfer, hours
from skills_register.notices import notices
from skills_register.organisations.store import OrganisationStore

LOW = "time_account_low"


def holders(work: Any, account_id: str) -> list[str]:
    """The members who read what is told about an account: its holder, or who acts for the organisation."""
    kind, _, holder = account_id.partition(":")
    if kind == MEMBER:
        return [holder]
    organisation = OrganisationStore(work).get(holder)
    return list(organisation.members) if organisation is not None else []


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
