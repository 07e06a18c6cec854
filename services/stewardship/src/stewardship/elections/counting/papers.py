"""Ballots as parcels of equal value that lie with candidates: equal ballots move as one paper."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TypeAlias

from stewardship.elections.counting.contest import Ballots

Paper: TypeAlias = tuple[Iterator[str], int]
"""What equal ballots have still to say, and how many they are. The iterator goes on where it stopped."""


@dataclass
class Parcel:
    """Papers of one value, and how many ballots they are."""

    value: Fraction
    papers: list[Paper] = field(default_factory=list)
    ballots: int = 0


@dataclass(frozen=True)
class Moved:
    """``gained``: votes per candidate; ``lost``: those of papers that name nobody further.

    ``ballots``: how many moved or were lost.
    """

    gained: dict[str, Fraction]
    lost: Fraction
    ballots: int


class Papers:
    """Which parcels lie with which candidate.

    Parcels are told apart by where their value comes from (``origin``): a surplus makes a new value of
    each value that it finds, an exclusion keeps them. So there are few values, whatever the ballots.
    """

    def __init__(self, ballots: Ballots, standing: Collection[str]) -> None:
        self._origins = 1
        self._with: dict[str, dict[int, Parcel]] = {each: {} for each in standing}
        cast = Parcel(Fraction(1), [(iter(preferences), many) for preferences, many in ballots.items()])
        gained, self.empty = self._lay(cast, 0, frozenset(standing))
        self.valid = sum(gained.values())
        self.first = {each: Fraction(gained.get(each, 0)) for each in standing}

    def move(self, candidate: str, continuing: Collection[str], by: Fraction | None = None) -> Moved:
        """All papers of ``candidate`` to the next continuing choice on each; values times ``by``."""
        gained: dict[str, Fraction] = defaultdict(Fraction)
        lost, ballots = Fraction(0), 0
        still = frozenset(continuing)
        parcels, self._with[candidate] = self._with[candidate], {}
        for origin, parcel in parcels.items():
            if by is not None:
                parcel.value *= by
                origin = self._origins
                self._origins += 1
            to, nowhere = self._lay(parcel, origin, still)
            for target, many in to.items():
                gained[target] += parcel.value * many
            lost += parcel.value * nowhere
            ballots += parcel.ballots
        return Moved(dict(gained), lost, ballots)

    def _lay(self, parcel: Parcel, origin: int, continuing: frozenset[str]) -> tuple[dict[str, int], int]:
        """Each paper to its next choice that continues: ballots for each, and of those that name none."""
        piles: dict[str, list[Paper]] = defaultdict(list)
        nowhere = 0
        for paper in parcel.papers:
            for choice in paper[0]:
                if choice in continuing:
                    piles[choice].append(paper)
                    break
            else:
                nowhere += paper[1]
        return {
            choice: self._add(choice, origin, parcel.value, pile) for choice, pile in piles.items()
        }, nowhere

    def _add(self, choice: str, origin: int, value: Fraction, pile: list[Paper]) -> int:
        many = sum(paper[1] for paper in pile)
        parcel = self._with[choice].setdefault(origin, Parcel(value))
        parcel.papers += pile
        parcel.ballots += many
        return many
