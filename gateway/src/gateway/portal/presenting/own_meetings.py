"""A meeting's heading on the pages of its actions and decisions."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from gateway.portal.dates import show_date


@dataclass(frozen=True)
class Heading:
    """Which meeting of which group, and when."""

    id: str
    title: str
    region: str
    group_name: str
    day: str


def heading_of(answer: Mapping[str, Any], names: Mapping[str, str]) -> Heading:
    """From the calendar's answer; ``names`` are the groups'."""
    region = answer["region"]
    return Heading(
        answer["id"], answer["title"], region, names.get(region, region), show_date(answer["starts_at"])
    )
