"""Hours given and received (row 59)."""

from gateway.clients.doors import Payload, command, given, query

LEDGER = "skills_register_ledger"


@query(LEDGER)
def get_account(account: str | None = None) -> Payload:
    """The caller's own where none is named; ``not_found``."""
    return given(account=account)


@query(LEDGER)
def get_statement(
    account: str | None = None, *, cursor: str | None = None, limit: int | None = None
) -> Payload:
    """The entries of an account, the newest first."""
    return given(account=account, cursor=cursor, limit=limit)


@query(LEDGER)
def summarise() -> Payload:
    """Accounts, exchanges, minutes, the sum of all balances and the last audit."""
    return {}


@command(LEDGER)
def donate_time(minutes: int, *, purpose: str) -> Payload:
    """Into the own region's pot; ``minutes_wrong``, ``floor_reached``."""
    return {"minutes": minutes, "purpose": purpose}


@command(LEDGER)
def grant_time(region: str, *, member_id: str, minutes: int, purpose: str) -> Payload:
    """Out of a region's pot; ``not_found``, ``not_your_region``, ``grant_to_oneself``."""
    return {"region": region, "member_id": member_id, "minutes": minutes, "purpose": purpose}


@command(LEDGER)
def reverse_transfer(transfer_id: str, *, reason: str) -> Payload:
    """``already_reversed``, ``reversal_of_a_reversal``, ``reversal_of_own_transfer``, ``floor_reached``."""
    return {"transfer_id": transfer_id, "reason": reason}
