"""The most votes first, as long as the pot still pays for them; what does not fit is passed over."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import groupby

from exchange.tally.outcome import BY_VOTES, NO_VOTES, OVER_POT, TIED_OUT, TOO_LITTLE_LEFT, Fate, Outcome
from exchange.tally.vote import Support, Vote, support_of

RULE = "greedy"


def greedy(vote: Vote) -> Outcome:
    """A project without a vote is never funded; of two with as many votes the lot takes the first."""
    support = support_of(vote)
    order = by_votes(support, range(len(vote.projects)))
    fates = fund(vote, support, order, vote.pot, BY_VOTES)
    return Outcome(RULE, vote.pot, vote.voters, tuple(fates), tuple(ties(fates)))


def by_votes(support: Sequence[Support], places: Iterable[int]) -> list[int]:
    """The places of the projects, the most votes first; as many: in the order of the lot."""
    return sorted(places, key=lambda place: (-support[place].votes, place))


def fund(
    vote: Vote, support: Sequence[Support], order: Sequence[int], left: Fraction, by: str, turn: int = 1
) -> list[Fate]:
    """Go through ``order`` with ``left`` in the pot; ``turn`` is the number of the first."""
    fates: list[Fate] = []
    for number, place in enumerate(order, turn):
        project, got = vote.projects[place], support[place]
        fate = Fate(project, got.votes, got.people, number, left)
        reason = _why_not(fate, vote.pot)
        if reason is None:
            left -= project.cost
            fates.append(replace(fate, funded_by=by))
        else:
            fates.append(replace(fate, reason=reason))
    return [_explained(fate, fates) for fate in fates]


def _why_not(fate: Fate, pot: Fraction) -> str | None:
    if not fate.votes:
        return NO_VOTES
    if fate.project.cost > pot:
        return OVER_POT
    return TOO_LITTLE_LEFT if fate.project.cost > fate.left else None


def _explained(fate: Fate, fates: Sequence[Fate]) -> Fate:
    """How many votes more would surely have moved it up to where the pot still held its cost."""
    in_time = [each for each in fates if each.turn < fate.turn and fate.project.cost <= each.left]
    if fate.reason != TOO_LITTLE_LEFT or not in_time:
        return fate
    short = in_time[-1].votes - fate.votes
    return replace(fate, reason=fate.reason if short else TIED_OUT, votes_short=short + 1)


def ties(fates: Sequence[Fate]) -> list[tuple[str, ...]]:
    """Those with as many votes of whom some were funded and some were not: the lot chose between them."""
    found = []
    for _, group in groupby((each for each in fates if each.votes), key=lambda each: each.votes):
        same = list(group)
        if len({each.is_funded for each in same}) > 1 and any(each.reason == TIED_OUT for each in same):
            found.append(tuple(each.project.id for each in same))
    return found
