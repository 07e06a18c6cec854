"""The learning library (rows 73 and 79): what was learnt, reviewed before everybody reads it."""

from collections.abc import Mapping
from typing import Any

from gateway.clients.doors import Payload, command, given, query

LEARNING = "exchange_learning"
Words = Mapping[str, Any]


@command(LEARNING)
def write_item(words: Words, *, region: str | None = None) -> Payload:
    """``words`` as ``WriteItem`` of the service; ``identity_in_text``, ``region_unknown``."""
    return given(region=region, **words)


@command(LEARNING)
def change_item(item_id: str, words: Words, *, version: int | None = None) -> Payload:
    """``learning_waits``, ``learning_withdrawn``, ``identity_in_text``, ``stale_version``."""
    return given(id=item_id, version=version, **words)


@command(LEARNING)
def submit_item(item_id: str, *, version: int | None = None) -> Payload:
    """``learning_incomplete``, ``learning_waits``, ``learning_published``, ``stale_version``."""
    return given(id=item_id, version=version)


@command(LEARNING)
def take_back_item(item_id: str, *, version: int | None = None) -> Payload:
    """``learning_not_submitted``, ``stale_version``."""
    return given(id=item_id, version=version)


@command(LEARNING)
def review_item(
    item_id: str,
    outcome: str,
    *,
    identity_checked: bool | None = None,
    reason: str | None = None,
    version: int | None = None,
) -> Payload:
    """``learning_own_review``, ``learning_identity_unchecked``, ``reason_required``, ``stale_version``."""
    return given(
        id=item_id, outcome=outcome, identity_checked=identity_checked, reason=reason, version=version
    )


@command(LEARNING)
def withdraw_item(item_id: str, *, reason: str | None = None, version: int | None = None) -> Payload:
    """``learning_not_published``, ``learning_withdrawn``, ``reason_required``, ``stale_version``."""
    return given(id=item_id, reason=reason, version=version)


@command(LEARNING)
def note_reuse(item_id: str, worked: str, *, region: str | None = None, words: str | None = None) -> Payload:
    """``learning_not_published``, ``region_unknown``, ``identity_in_text``."""
    return given(id=item_id, worked=worked, region=region, words=words)


@command(LEARNING)
def take_back_reuse(item_id: str, reuse_id: str) -> Payload:
    """``not_found``."""
    return {"id": item_id, "reuse_id": reuse_id}


@query(LEARNING)
def get_item(item_id: str) -> Payload:
    """``not_found``."""
    return {"id": item_id}


@query(LEARNING)
def list_items(
    *,
    words: str | None = None,
    region: str | None = None,
    kind: str | None = None,
    topic: str | None = None,
    tag: str | None = None,
    worked: str | None = None,
    cursor: str | None = None,
    limit: int | None = None,
) -> Payload:
    """``region_unknown``."""
    facets = {"region": region, "kind": kind, "topic": topic, "tag": tag, "worked": worked}
    return given(words=words, cursor=cursor, limit=limit, **facets)


@query(LEARNING)
def list_reuses(item_id: str, *, cursor: str | None = None, limit: int | None = None) -> Payload:
    """``not_found``."""
    return given(id=item_id, cursor=cursor, limit=limit)


@query(LEARNING)
def my_items(*, cursor: str | None = None, limit: int | None = None) -> Payload:
    return given(cursor=cursor, limit=limit)


@query(LEARNING)
def items_to_review(
    region: str | None = None, *, cursor: str | None = None, limit: int | None = None
) -> Payload:
    """For keepers, without a region of all theirs; ``not_your_region``."""
    return given(region=region, cursor=cursor, limit=limit)
