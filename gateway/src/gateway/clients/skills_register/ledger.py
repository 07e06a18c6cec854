"""Hours given and received, and the audit of them (row 59)."""

from gateway.clients.doors import Payload, command, given, query

LEDGER = "skills_register_ledger"
AUDITING = "skills_register_auditing"


@query(LEDGER)
def get_account(account: str | None = None) -> Payload:
    """The caller's own where none is named; of others as they let it be seen; ``not_found``."""
    return given(account=account)


@query(LEDGER)
def list_accounts(region: str, *, cursor: str | None = None, limit: int | None = None) -> Payload:
    """A region's, for its keepers; ``not_your_region``."""
    return given(region=region, cursor=cursor, limit=limit)


@query(LEDGER)
def get_statement(
    account: str | None = None,
    *,
    since: str | None = None,
    until: str | None = None,
    cursor: str | None = None,
    limit: int | None = None,
) -> Payload:
    """The entries of an account, the newest first; days in London, both in it; ``period_wrong``."""
    return given(account=account, since=since, until=until, cursor=cursor, limit=limit)


@query(LEDGER)
def get_transfer(transfer_id: str) -> Payload:
    """For both sides and who keeps its region; ``not_found``."""
    return {"id": transfer_id}


@query(LEDGER)
def summarise() -> Payload:
    """Accounts, exchanges, minutes, the sum of all balances and the last audit."""
    return {}


@command(LEDGER)
def show_account(seen_by: str, *, account: str | None = None) -> Payload:
    """``seen_by`` is holder, partners, region or members."""
    return given(seen_by=seen_by, account=account)


@command(LEDGER)
def donate_time(minutes: int, *, purpose: str, account: str | None = None, to: str | None = None) -> Payload:
    """``to`` an account, else into the pot of the account's region; ``minutes_wrong``, ``floor_reached``."""
    return given(minutes=minutes, purpose=purpose, account=account, to=to)


@command(LEDGER)
def grant_time(region: str, *, account: str, minutes: int, purpose: str) -> Payload:
    """Out of a region's pot; ``not_found``, ``not_your_region``, ``grant_to_oneself``."""
    return {"region": region, "account": account, "minutes": minutes, "purpose": purpose}


@command(LEDGER)
def reverse_transfer(transfer_id: str, *, reason: str) -> Payload:
    """``already_reversed``, ``reversal_of_a_reversal``, ``reversal_of_own_transfer``, ``floor_reached``."""
    return {"transfer_id": transfer_id, "reason": reason}


@query(AUDITING)
def list_audits(*, cursor: str | None = None, limit: int | None = None) -> Payload:
    """For operators and the national team, the newest first."""
    return given(cursor=cursor, limit=limit)
