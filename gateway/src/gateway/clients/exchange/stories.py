"""Impact stories (row 78): what changed, with consent, worth telling without numbers."""

from collections.abc import Mapping
from typing import Any

from gateway.clients.doors import Payload, command, given, query

STORIES = "exchange_stories"
Words = Mapping[str, Any]


@command(STORIES)
def tell_story(words: Words, *, region: str | None = None) -> Payload:
    """``words`` as ``TellStory`` of the service; ``story_consent_missing``, ``identity_in_text``."""
    return given(region=region, **words)


@command(STORIES)
def decide_story(
    story_id: str,
    is_published: bool,
    *,
    identity_checked: bool | None = None,
    reason: str | None = None,
    version: int | None = None,
) -> Payload:
    """``story_decided``, ``learning_identity_unchecked``, ``reason_required``, ``stale_version``."""
    return given(
        id=story_id,
        is_published=is_published,
        identity_checked=identity_checked,
        reason=reason,
        version=version,
    )


@command(STORIES)
def withdraw_story(story_id: str, *, reason: str | None = None, version: int | None = None) -> Payload:
    """``story_withdrawn``, ``reason_required``, ``stale_version``."""
    return given(id=story_id, reason=reason, version=version)


@query(STORIES)
def get_story(story_id: str) -> Payload:
    """``not_found``."""
    return {"id": story_id}


@query(STORIES)
def list_stories(
    *,
    region: str | None = None,
    theme: str | None = None,
    evidence: str | None = None,
    cursor: str | None = None,
    limit: int | None = None,
) -> Payload:
    """``region_unknown``."""
    return given(region=region, theme=theme, evidence=evidence, cursor=cursor, limit=limit)


@query(STORIES)
def my_stories(*, cursor: str | None = None, limit: int | None = None) -> Payload:
    return given(cursor=cursor, limit=limit)


@query(STORIES)
def stories_to_read(
    region: str | None = None, *, cursor: str | None = None, limit: int | None = None
) -> Payload:
    """For keepers, without a region of all theirs; ``not_your_region``."""
    return given(region=region, cursor=cursor, limit=limit)
