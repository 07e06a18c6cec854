"""The result of a round's vote: what each rule says, and how much support came from home (row 57)."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from exchange.ballots.domain import Ballot

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
class Colleagues:
    """How many of a project's votes came from those who said that they work for its organisation.

    ``percent`` of its votes, ``of_ballots`` their share of all ballots; None where that is not shown.
    """

    project: str
    organisation: str
    votes: int | None
    percent: float | None
    of_ballots: float | None


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
    colleagues: tuple[Colleagues, ...] = ()

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
    """A project's votes: ``people`` who chose it, ``at_home`` those of them who are of its ``home``.

    A home is its lead's region, or its organisation. ``voters`` and ``voters_at_home`` are how many voted,
    of everybody and of that home.
    """

    project: str
    home: str
    people: int
    at_home: int
    voters: int
    voters_at_home: int

    @property
    def is_shown(self) -> bool:
        """Whether each corner of the table, chose it or not and of this home or not, holds enough people.

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


def tell_together(region: Support, organisation: Support | None) -> bool:
    """Whether two lines of one project, one taken from the other, tell how a few people voted.

    Who works for an organisation is mostly of its region: the difference is how the others there voted.
    """
    if organisation is None or not organisation.is_shown:
        return False
    chose = region.at_home - organisation.at_home
    did_not = region.voters_at_home - organisation.voters_at_home - chose
    return min(abs(chose), abs(did_not)) < SMALLEST_SHOWN


def home_of(support: Support, roll: Mapping[str, int], organisation: Support | None = None) -> Home:
    """``roll``: how many of each region could vote; ``organisation``: the same project's other line, if any.

    Of two lines that cannot both be shown that of the organisation is.
    """
    of_roll = percent(roll.get(support.home, 0), sum(roll.values()))
    if not support.is_shown or tell_together(support, organisation):
        return Home(support.project, support.home, None, None, of_roll)
    share = percent(support.at_home, support.people)
    return Home(support.project, support.home, support.at_home, share, of_roll)


def colleagues_of(support: Support) -> Colleagues:
    if not support.is_shown:
        return Colleagues(support.project, support.home, None, None, None)
    share = percent(support.at_home, support.people)
    of_ballots = percent(support.voters_at_home, support.voters)
    return Colleagues(support.project, support.home, support.at_home, share, of_ballots)


def percent(part: int, whole: int) -> float:
    """To one decimal, half up (13 of 188 is 6.9); 0 of nothing."""
    return (2000 * part + whole) // (2 * whole) / 10 if whole else 0.0


def chosen_by(ballots: Iterable[Ballot]) -> Counter[int]:
    """How many people chose each number on the paper."""
    return Counter(number for ballot in ballots for number in ballot.numbers)


def rules_of(rule: str, shown: Sequence[str]) -> tuple[str, ...]:
    """The one that decides, then those that are shown beside it."""
    return tuple(dict.fromkeys((rule, *shown)))
