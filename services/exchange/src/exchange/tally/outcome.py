"""What became of each project, and why: the same shape whichever rule tallied."""

from dataclasses import dataclass
from fractions import Fraction

from exchange.tally.vote import Project

BY_VOTES, BY_SHARES, BY_COMPLETION = "votes", "shares", "completion"
"""What funded a project: its votes, its voters' shares, or the money left when the shares were used up."""

NO_VOTES, OVER_POT, TOO_LITTLE_LEFT, TIED_OUT = "no_votes", "over_pot", "too_little_left", "tied_out"
"""Why a project is not funded."""


@dataclass(frozen=True)
class Fate:
    """What became of one project.

    ``turn`` counts from 1 in the order in which projects were looked at; ``left`` is what the pot held
    at its turn. ``price`` is what each voter of a project that shares funded paid for it, at most.
    ``purses`` is what its voters still had together when the shares of no project sufficed any more.
    ``votes_short`` is how many votes more would have sufficed, None where that is not known.
    """

    project: Project
    votes: int
    people: int
    turn: int
    left: Fraction
    funded_by: str | None = None
    reason: str | None = None
    price: Fraction | None = None
    purses: Fraction | None = None
    votes_short: int | None = None

    @property
    def is_funded(self) -> bool:
        return self.funded_by is not None


@dataclass(frozen=True)
class Outcome:
    """``fates`` in the order in which projects were looked at; ``ties``: ids between which the lot chose."""

    rule: str
    pot: Fraction
    voters: int
    fates: tuple[Fate, ...]
    ties: tuple[tuple[str, ...], ...] = ()

    @property
    def funded(self) -> tuple[Project, ...]:
        return tuple(each.project for each in self.fates if each.is_funded)

    @property
    def spent(self) -> Fraction:
        return sum((each.cost for each in self.funded), Fraction(0))
