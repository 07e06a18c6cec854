"""Exchanges of help for time: every answer says the caller's one next step (row 59)."""

from gateway.clients.doors import Payload, command, given, query

EXCHANGES = "skills_register_exchanges"


@command(EXCHANGES)
def propose_exchange(
    member_id: str,
    *,
    side: str,
    what: str,
    minutes: int,
    on: str,
    account: str | None = None,
    is_done: bool | None = None,
) -> Payload:
    """``side`` is the caller's: giver or receiver; ``transfer_to_oneself``, ``exchange_day_wrong``."""
    return given(
        member_id=member_id, side=side, what=what, minutes=minutes, on=on, account=account, is_done=is_done
    )


@command(EXCHANGES)
def answer_offer(
    offer_id: str,
    *,
    minutes: int,
    on: str,
    what: str | None = None,
    account: str | None = None,
    is_done: bool | None = None,
) -> Payload:
    """Take up an offer, or meet a request; ``offer_ended``."""
    return given(offer_id=offer_id, minutes=minutes, on=on, what=what, account=account, is_done=is_done)


@query(EXCHANGES)
def get_exchange(exchange_id: str) -> Payload:
    return {"id": exchange_id}


@query(EXCHANGES)
def my_exchanges(
    *,
    over: bool | None = None,
    state: str | None = None,
    cursor: str | None = None,
    limit: int | None = None,
) -> Payload:
    """Those that are over or not, or in one state; the one that changed last first."""
    return given(over=over, state=state, cursor=cursor, limit=limit)


@query(EXCHANGES)
def exchanges_to_decide(region: str, *, cursor: str | None = None, limit: int | None = None) -> Payload:
    """What waits for a region's keepers; ``not_your_region``."""
    return given(region=region, cursor=cursor, limit=limit)


@command(EXCHANGES)
def agree_exchange(exchange_id: str, *, version: int | None = None) -> Payload:
    """``exchange_waits_for_the_other``, ``exchange_ended``."""
    return given(id=exchange_id, version=version)


@command(EXCHANGES)
def change_exchange(
    exchange_id: str, *, what: str, minutes: int, on: str, version: int | None = None
) -> Payload:
    """Other terms, for the other side to agree to; ``exchange_done_already``."""
    return given(id=exchange_id, what=what, minutes=minutes, on=on, version=version)


@command(EXCHANGES)
def cancel_exchange(exchange_id: str, *, reason: str | None = None, version: int | None = None) -> Payload:
    """Decline, withdraw or call off; ``exchange_done_already``."""
    return given(id=exchange_id, reason=reason, version=version)


@command(EXCHANGES)
def say_done(exchange_id: str, *, minutes: int, version: int | None = None) -> Payload:
    """How long it took; ``exchange_not_agreed``, ``exchange_done_already``."""
    return given(id=exchange_id, minutes=minutes, version=version)


@command(EXCHANGES)
def confirm_exchange(exchange_id: str, *, version: int | None = None) -> Payload:
    """Settles it; twice changes nothing; ``exchange_not_done``, ``exchange_waits_for_the_other``."""
    return given(id=exchange_id, version=version)


@command(EXCHANGES)
def dispute_exchange(
    exchange_id: str, *, reason: str | None = None, minutes: int | None = None, version: int | None = None
) -> Payload:
    """Without ``minutes`` it was not done at all; ``reason_required``."""
    return given(id=exchange_id, reason=reason, minutes=minutes, version=version)


@command(EXCHANGES)
def answer_dispute(
    exchange_id: str, *, accepts: bool, reason: str | None = None, version: int | None = None
) -> Payload:
    """Accept, which settles or ends it, or give reasons; ``exchange_not_disputed``."""
    return given(id=exchange_id, accepts=accepts, reason=reason, version=version)


@command(EXCHANGES)
def settle_exchange(exchange_id: str, *, version: int | None = None) -> Payload:
    """Try again what had no room; ``floor_reached`` with the rule's sentence."""
    return given(id=exchange_id, version=version)


@command(EXCHANGES)
def note_mediation(exchange_id: str, *, words: str, version: int | None = None) -> Payload:
    return given(id=exchange_id, words=words, version=version)


@command(EXCHANGES)
def decide_exchange(
    exchange_id: str, *, reason: str | None = None, minutes: int | None = None, version: int | None = None
) -> Payload:
    """By a keeper; without ``minutes`` nothing is settled; ``exchange_party_decides``."""
    return given(id=exchange_id, reason=reason, minutes=minutes, version=version)
