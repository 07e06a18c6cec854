"""A member's home regions over time."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from gateway.portal.dates import show_date


@dataclass(frozen=True)
class Home:
    """A stay in a region; ``until`` is empty for the present one."""

    region: str
    since: str
    until: str


def homes_of(profile: Mapping[str, Any], names: Mapping[str, str]) -> tuple[Home, ...]:
    """The stays, newest first (row 1: history is kept)."""
    return tuple(
        Home(names.get(stay["region"], stay["region"]), show_date(stay["from"]), show_date(stay.get("until")))
        for stay in reversed(profile["home_regions"])
    )
