"""Ideas without an award, by the id of their proposal (row 58)."""

from gateway.clients.doors import Payload, command, given, query

UNFUNDED = "exchange_unfunded"


@command(UNFUNDED)
def list_idea(
    proposal_id: str,
    wanted: str,
    *,
    shown_name: str | None = None,
    reach: str | None = None,
    version: int | None = None,
) -> Payload:
    """``not_found`` for whoever has no part in it."""
    return given(id=proposal_id, wanted=wanted, shown_name=shown_name, reach=reach, version=version)


@command(UNFUNDED)
def keep_idea_private(proposal_id: str, *, version: int | None = None) -> Payload:
    """``not_found`` for whoever has no part in it."""
    return given(id=proposal_id, version=version)


@command(UNFUNDED)
def offer_help(
    proposal_id: str, kind: str, words: str, *, shown_name: str | None = None, reach: str | None = None
) -> Payload:
    """``unfunded_own``, ``unfunded_over``, ``help_offered_already``."""
    return given(id=proposal_id, kind=kind, words=words, shown_name=shown_name, reach=reach)


@command(UNFUNDED)
def answer_help(proposal_id: str, help_id: str, agrees: bool) -> Payload:
    """``help_unknown``, ``help_answered``."""
    return {"id": proposal_id, "help_id": help_id, "agrees": agrees}


@command(UNFUNDED)
def end_help(proposal_id: str, help_id: str) -> Payload:
    """``help_unknown``, ``help_not_yours``, ``help_answered``."""
    return {"id": proposal_id, "help_id": help_id}


@command(UNFUNDED)
def sponsor_idea(proposal_id: str, *, words: str | None = None, version: int | None = None) -> Payload:
    """``not_your_region``, ``unfunded_own``, ``unfunded_sponsored``, ``unfunded_over``."""
    return given(id=proposal_id, words=words, version=version)


@command(UNFUNDED)
def end_sponsorship(proposal_id: str, *, version: int | None = None) -> Payload:
    """``not_your_region``, ``unfunded_not_sponsored``."""
    return given(id=proposal_id, version=version)


@command(UNFUNDED)
def note_outcome(
    proposal_id: str, kind: str, *, words: str | None = None, version: int | None = None
) -> Payload:
    """``unfunded_not_yours``, ``unfunded_carried_on``."""
    return given(id=proposal_id, kind=kind, words=words, version=version)


@command(UNFUNDED)
def carry_on_idea(proposal_id: str, next_id: str, *, version: int | None = None) -> Payload:
    """``unfunded_next_wrong``, ``unfunded_carried_on``."""
    return given(id=proposal_id, next_id=next_id, version=version)


@query(UNFUNDED)
def get_unfunded(proposal_id: str) -> Payload:
    """``not_found``, too, for who has no part in it while it is not listed."""
    return {"id": proposal_id}


@query(UNFUNDED)
def list_unfunded(
    *,
    region: str | None = None,
    round_id: str | None = None,
    cursor: str | None = None,
    limit: int | None = None,
) -> Payload:
    """``region_unknown``."""
    return given(region=region, round_id=round_id, cursor=cursor, limit=limit)


@query(UNFUNDED)
def my_unfunded(*, cursor: str | None = None, limit: int | None = None) -> Payload:
    return given(cursor=cursor, limit=limit)


@query(UNFUNDED)
def get_history(proposal_id: str) -> Payload:
    """What a proposal carries on, the latest first."""
    return {"id": proposal_id}


@query(UNFUNDED)
def count_unfunded(round_id: str, *, region: str | None = None) -> Payload:
    """``not_found``, ``region_unknown``."""
    return given(round_id=round_id, region=region)
