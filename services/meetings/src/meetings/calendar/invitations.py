"""Whom a meeting can invite: those who hold a seat of the groups it is for (row 50)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from meetings import speaking
from meetings.calendar.domain import Meeting
from meetings.seats.store import SeatStore


@dataclass(frozen=True)
class Invited:
    """Seat holders of one group on a day: ``leaders`` are its convenor or chair."""

    region: str
    leaders: int
    members: int


def invited(work: Any, groups: Iterable[str], on: date) -> tuple[list[Invited], int]:
    """The seat holders of each group, and of how many different people that makes."""
    by_group = []
    people: set[str] = set()
    for region in groups:
        holders = SeatStore(work).holders(region, on)
        leaders = sum(term.leads for term in holders)
        by_group.append(Invited(region, leaders, len(holders) - leaders))
        people |= {term.member_id for term in holders}
    return by_group, len(people)


def groups_of(meeting: Meeting) -> tuple[str, ...]:
    """The groups whose table it is: the invited ones, else its own."""
    return meeting.invited or (meeting.region,)


def audience(work: Any, meeting: Meeting) -> set[str]:
    """The member ids who are told of it: the tables of its groups on its day."""
    return {
        member_id
        for region in groups_of(meeting)
        for member_id in speaking.table_of(work, region, meeting.day)
    }
