"""The doors of matters: what a region asks the centre, or the centre the regions (row 24)."""

from collections.abc import Sequence

from gateway.clients.doors import Payload, command, given, query

MATTERS = "stewardship_matters"


@query(MATTERS)
def list_matters(
    *,
    group: str | None = None,
    state: str | None = None,
    direction: str | None = None,
    overdue: bool | None = None,
    cursor: str | None = None,
    limit: int | None = None,
) -> Payload:
    return given(group=group, state=state, direction=direction, overdue=overdue, cursor=cursor, limit=limit)


@query(MATTERS)
def latest_matters(*, limit: int | None = None) -> Payload:
    """Those in which something happened last."""
    return given(limit=limit)


@query(MATTERS)
def get_matter(matter_id: str) -> Payload:
    return {"id": matter_id}


@query(MATTERS)
def acting_for() -> Payload:
    """The groups that the caller speaks for."""
    return {}


@query(MATTERS)
def similar_matters(title: str) -> Payload:
    """Matters under way whose titles look alike."""
    return {"title": title}


@query(MATTERS)
def matter_traffic() -> Payload:
    """Escalations and cascades, counted both ways."""
    return {}


@command(MATTERS)
def raise_matter(
    group: str, *, title: str, text: str, to: Sequence[str] | None = None, is_new: bool | None = None
) -> Payload:
    """``group`` raises it; ``to`` (codes, or ``all``) is for the centre. May be ``matter_looks_alike``."""
    return given(group=group, title=title, text=text, to=to, is_new=is_new)


@command(MATTERS)
def join_matter(
    matter_id: str, group: str, *, words: str | None = None, version: int | None = None
) -> Payload:
    return given(id=matter_id, group=group, words=words, version=version)


@command(MATTERS)
def acknowledge_matter(
    matter_id: str, group: str, *, words: str | None = None, version: int | None = None
) -> Payload:
    return given(id=matter_id, group=group, words=words, version=version)


@command(MATTERS)
def answer_matter(
    matter_id: str,
    group: str,
    *,
    outcome: str,
    reasons: str | None = None,
    version: int | None = None,
) -> Payload:
    """``outcome`` is accepted, partly, declined, noted or, for a region, otherwise; with its reasons."""
    return given(id=matter_id, group=group, outcome=outcome, reasons=reasons, version=version)


@command(MATTERS)
def pass_on_matter(matter_id: str, group: str, *, notes: str, version: int | None = None) -> Payload:
    return given(id=matter_id, group=group, notes=notes, version=version)


@command(MATTERS)
def withdraw_matter(
    matter_id: str, group: str, *, reason: str | None = None, version: int | None = None
) -> Payload:
    return given(id=matter_id, group=group, reason=reason, version=version)


@command(MATTERS)
def close_matter(
    matter_id: str, group: str, *, words: str | None = None, version: int | None = None
) -> Payload:
    return given(id=matter_id, group=group, words=words, version=version)


@command(MATTERS)
def propose_matter(title: str, text: str) -> Payload:
    """By a member, to the group of their home region."""
    return {"title": title, "text": text}


@query(MATTERS)
def list_proposals(region: str, *, cursor: str | None = None, limit: int | None = None) -> Payload:
    """What waits for the group's answer."""
    return given(region=region, cursor=cursor, limit=limit)


@query(MATTERS)
def get_proposal(proposal_id: str) -> Payload:
    return {"id": proposal_id}


@query(MATTERS)
def my_proposals(*, cursor: str | None = None, limit: int | None = None) -> Payload:
    return given(cursor=cursor, limit=limit)


@command(MATTERS)
def decide_proposal(
    proposal_id: str,
    *,
    decision: str,
    title: str | None = None,
    text: str | None = None,
    is_new: bool | None = None,
    matter_id: str | None = None,
    reason: str | None = None,
    version: int | None = None,
) -> Payload:
    """``decision`` is raise, join (with ``matter_id``) or turn_down (with ``reason``)."""
    return given(
        id=proposal_id,
        decision=decision,
        title=title,
        text=text,
        is_new=is_new,
        matter_id=matter_id,
        reason=reason,
        version=version,
    )


@command(MATTERS)
def take_back_proposal(proposal_id: str) -> Payload:
    return {"id": proposal_id}
