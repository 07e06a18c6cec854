"""Whom a survey asks on the day it opens, and how many members the register knew on a day."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from commons.centre import UK
from commons.people.store import People
from contracts.regions import Regions
from meetings.seats.store import SeatStore
from meetings.surveys.domain import SEATS


def members_of(work: Any, regions: Regions, region: str) -> list[str]:
    """The ids of a region's active members; of ``UK``, of all regions'."""
    codes: Iterable[str] = (each.code for each in regions) if region == UK else (region,)
    return [member for code in codes for member in People(work).active_in(code)]


def asked_by(work: Any, regions: Regions, region: str, audience: str, on: date) -> list[str]:
    """The member ids of an audience: a region's members, or those who hold a seat of its group."""
    if audience == SEATS:
        return sorted({term.member_id for term in SeatStore(work).holders(region, on)})
    return members_of(work, regions, region)


def known_on(work: Any, regions: Regions, region: str, day: date) -> int:
    """How many of those who are active members now had joined by that day (C21)."""
    found = People(work).several(members_of(work, regions, region))
    return sum(1 for person in found.values() if person.joined <= day)
