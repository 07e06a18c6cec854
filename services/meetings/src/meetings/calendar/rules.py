"""How a group agreed to meet, from its region's file (C12-C14)."""

from contracts.regions import Regions
from meetings.calendar.domain import Rules

NO_RULES = Rules()
"""The UK-wide group agreed on none: no number, no length, and its meetings are open."""


def rules_of(regions: Regions, code: str) -> Rules:
    region = regions.get(code)
    if region is None:
        return NO_RULES
    agreed = region.meetings
    return Rules(agreed.count, agreed.count_most, agreed.max_minutes, agreed.mode, agreed.public)


def cadence_of(regions: Regions, code: str) -> str | None:
    region = regions.get(code)
    return region.meetings.cadence if region is not None else None
