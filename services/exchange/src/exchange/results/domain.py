"""The result of a round's vote: what each rule says, and how much support came from home (row 57)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

SMALLEST_SHOWN = 5
"""Fewer people than this could be recognised (row 7)."""


@dataclass(frozen=True)
class Home:
    """How many of a project's votes came from its lead's own region; None where that is not shown.

    ``percent`` of its votes, ``of_roll`` the region's share of the roll, to one decimal: a share says
    something only beside the other (C24).
    """

    project: str
    region: str
    votes: int | None
    percent: float | None
    of_roll: float


@dataclass(frozen=True)
class Result:
    """``id`` is the round's. ``tallies`` are documents, that of the round's own rule first.

    ``left_out``: projects whose team gave them up while members voted; nobody's vote for them is counted.
    """

    id: str
    version: int
    region: str
    tallied_at: datetime
    ballots: int
    roll: int
    blank: int
    tallies: tuple[Mapping[str, Any], ...]
    left_out: tuple[str, ...] = ()
    homes: tuple[Home, ...] = ()

    @property
    def rule(self) -> str:
        """The one that decides."""
        return str(self.tallies[0]["rule"])

    @property
    def chosen(self) -> tuple[str, ...]:
        """The projects that the round's own rule funds, in the order in which it came to them."""
        return tuple(each["id"] for each in self.tallies[0]["projects"] if each["is_funded"])


@dataclass(frozen=True)
class Support:
    """A project's votes: ``people`` who chose it, ``at_home`` those of them who are of its lead's region.

    ``voters`` and ``voters_at_home`` are how many voted, of everybody and of that region.
    """

    project: str
    region: str
    people: int
    at_home: int
    voters: int
    voters_at_home: int

    @property
    def is_shown(self) -> bool:
        """Whether each corner of the table, chose it or not and of this region or not, holds enough people.

        Where one of them is almost empty, whoever knows that somebody voted knows for what, or for what not.
        """
        elsewhere = self.voters - self.voters_at_home
        chose_elsewhere = self.people - self.at_home
        corners = (
            self.at_home,
            self.voters_at_home - self.at_home,
            chose_elsewhere,
            elsewhere - chose_elsewhere,
        )
        return min(corners) >= SMALLEST_SHOWN


def home_of(support: Support, roll: Mapping[str, int]) -> Home:
    """``roll``: how many of each region could vote."""
    of_roll = percent(roll.get(support.region, 0), sum(roll.values()))
    if not support.is_shown:
        return Home(support.project, support.region, None, None, of_roll)
    share = percent(support.at_home, support.people)
    return Home(support.project, support.region, support.at_home, share, of_roll)


def percent(part: int, whole: int) -> float:
    """To one decimal, half up (13 of 188 is 6.9); 0 of nothing."""
    return (2000 * part + whole) // (2 * whole) / 10 if whole else 0.0


def rules_of(rule: str, shown: Sequence[str]) -> tuple[str, ...]:
    """The one that decides, then those that are shown beside it."""
    return tuple(dict.fromkeys((rule, *shown)))
