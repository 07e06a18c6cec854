"""Ballots as parcels of equal value that lie with candidates: equal ballots move as one paper."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TypeAlias

from stewardship.elections.counting.contest import Ballots

Choices: TypeAlias = Iterator[str]
"""What a ballot has still to say. The iterator goes on where it stopped: no choice is looked at twice."""


@dataclass
class Parcel:
    """Papers of one value. ``single``: one ballot each; ``several``: so many equal ones; ``ballots``: all.

    Kept apart because a hundred thousand ballots that all differ should not need as many pairs.
    """

    value: Fraction
    single: list[Choices] = field(default_factory=list)
    several: list[tuple[Choices, int]] = field(default_factory=list)
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
        gained, self.empty = self._lay(_cast(ballots), 0, frozenset(standing))
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
        single, nowhere = _by_next_choice(parcel.single, continuing)
        several, nowhere_of_several = _by_next_choice_of_several(parcel.several, continuing)
        to = {}
        for choice in dict.fromkeys([*single, *several]):
            there = self._with[choice].setdefault(origin, Parcel(parcel.value))
            to[choice] = len(single[choice]) + sum([many for _, many in several[choice]])
            there.single += single[choice]
            there.several += several[choice]
            there.ballots += to[choice]
        return to, nowhere + nowhere_of_several


def _cast(ballots: Ballots) -> Parcel:
    single = [iter(preferences) for preferences, many in ballots.items() if many == 1]
    several = [(iter(preferences), many) for preferences, many in ballots.items() if many > 1]
    return Parcel(Fraction(1), single, several)


def _by_next_choice(
    papers: list[Choices], continuing: frozenset[str]
) -> tuple[defaultdict[str, list[Choices]], int]:
    piles: defaultdict[str, list[Choices]] = defaultdict(list)
    nowhere = 0
    for paper in papers:
        for choice in paper:
            if choice in continuing:
                piles[choice].append(paper)
                break
        else:
            nowhere += 1
    return piles, nowhere


def _by_next_choice_of_several(
    papers: list[tuple[Choices, int]], continuing: frozenset[str]
) -> tuple[defaultdict[str, list[tuple[Choices, int]]], int]:
    piles: defaultdict[str, list[tuple[Choices, int]]] = defaultdict(list)
    nowhere = 0
    for paper in papers:
        for choice in paper[0]:
            if choice in continuing:
                piles[choice].append(paper)
                break
        else:
            nowhere += paper[1]
    return piles, nowhere
