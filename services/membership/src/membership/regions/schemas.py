"""The shapes at the doors of the regions."""

from dataclasses import asdict
from typing import Any

from marshmallow import Schema

from chassis.fields import RegionCode
from contracts.region_settings import Region


class ListRegions(Schema):
    """Nothing needs to be said."""


class GetRegion(Schema):
    """A region's code."""

    code = RegionCode(required=True)


def summary(region: Region, members: int) -> dict[str, Any]:
    """``{code, name, nation, host: {name, kind}|null, systems, members, pilot}``."""
    return {
        "code": region.code,
        "name": region.name,
        "nation": region.nation,
        "host": asdict(region.host) if region.host else None,
        "systems": list(region.systems),
        "members": members,
        "pilot": region.pilot,
    }


def detail(region: Region, members: int) -> dict[str, Any]:
    """The summary with the region's settings; minutes are minutes, null means not agreed."""
    meetings = asdict(region.meetings)
    return {
        **summary(region, members),
        "aliases": list(region.aliases),
        "settings": {
            "meeting_minutes": region.meetings.max_minutes,
            "meetings": meetings,
            "minutes_days": region.minutes_days,
            "selection_mode": region.selection_mode,
            "convenor_paid": region.convenor_paid,
            "newsletters": region.newsletters,
            "group": {**asdict(region.group), "sectors_wanted": list(region.group.sectors_wanted)},
            "time_account": asdict(region.time_account),
            "languages": list(region.languages),
        },
    }
