"""Who can help, and searches that tell of new matches (row 63).

``asked`` has the fields of ``search_skills``: text, skills, level, region, system, near, within_miles, month,
weekdays, hours, fresh.
"""

from collections.abc import Mapping
from typing import Any

from gateway.clients.doors import Payload, command, given, query

SEARCHES = "skills_register_searches"


@query(SEARCHES)
def search_skills(
    asked: Mapping[str, Any], *, cursor: str | None = None, limit: int | None = None
) -> Payload:
    """``search_too_wide``, ``words_not_understood``, ``postcode_unknown``, ``place_needed``."""
    return {**asked, **given(cursor=cursor, limit=limit)}


@command(SEARCHES)
def save_search(name: str, asked: Mapping[str, Any], *, tells: bool | None = None) -> Payload:
    """``searches_too_many`` and what ``search_skills`` refuses."""
    return {**asked, **given(name=name, tells=tells)}


@query(SEARCHES)
def my_searches(*, cursor: str | None = None, limit: int | None = None) -> Payload:
    return given(cursor=cursor, limit=limit)


@query(SEARCHES)
def run_search(search_id: str, *, cursor: str | None = None, limit: int | None = None) -> Payload:
    """One's own, asked again."""
    return given(id=search_id, cursor=cursor, limit=limit)


@command(SEARCHES)
def tell_of_matches(search_id: str, tells: bool) -> Payload:
    """Be told of new matches, or no longer."""
    return {"id": search_id, "tells": tells}


@command(SEARCHES)
def remove_search(search_id: str) -> Payload:
    return {"id": search_id}
