"""What is tallied: projects with their cost, the pot, and ballots that give projects points (row 57)."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

Ballot = tuple[tuple[int, int], ...]
"""``(place of the project, its points)`` for each project that the voter chose, by place; () is blank."""


@dataclass(frozen=True)
class Project:
    """``cost`` in the unit of the pot: pence on the platform, whatever a file says elsewhere."""

    id: str
    name: str
    cost: Fraction


@dataclass(frozen=True)
class Vote:
    """The pot, the projects in the order of the lot (the first wins a tie), and how often each ballot came.

    The order is published before voting begins; a ballot file has its projects in this order.
    """

    pot: Fraction
    projects: tuple[Project, ...]
    ballots: Mapping[Ballot, int]
    title: str = ""

    @property
    def voters(self) -> int:
        """How many ballots there are, blank ones too."""
        return sum(self.ballots.values())

    def supporters(self) -> list[list[tuple[Ballot, int]]]:
        """For each project the ballots that chose it, with the points they gave."""
        found: list[list[tuple[Ballot, int]]] = [[] for _ in self.projects]
        for ballot in self.ballots:
            for place, points in ballot:
                found[place].append((ballot, points))
        return found


@dataclass
class Support:
    """``votes``: the points that the project got; ``people``: how many voters chose it."""

    votes: int = 0
    people: int = 0


def support_of(vote: Vote) -> list[Support]:
    """One for each project, in their order."""
    found = [Support() for _ in vote.projects]
    for ballot, times in vote.ballots.items():
        for place, points in ballot:
            found[place].votes += points * times
            found[place].people += times
    return found


@dataclass
class Gathering:
    """Ballots as they come in, the same ones together."""

    ballots: dict[Ballot, int] = field(default_factory=lambda: defaultdict(int))

    def add(self, points: Mapping[int, int], times: int = 1) -> None:
        """``points`` by the place of the project; a project without points was not chosen."""
        self.ballots[tuple(sorted(pair for pair in points.items() if pair[1] > 0))] += times
