"""The method of equal shares, with exact fractions; then, by votes, what the money left still pays for.

Every voter begins with the same share of the pot. A project can be paid for when those who chose it hold
its cost together; each of them pays the same price (twice as much for twice the points), or all that they
still have. Again and again the project is paid for that asks its voters for the smallest part of its cost.
When no project can be paid for any more, the rest of the pot goes to the others by votes (the completion).

Peters, Pierczyński, Skowron: Proportional Participatory Budgeting with Additive Utilities (2021), with the
cost of a project as its worth to those who chose it.
"""

import heapq
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from fractions import Fraction

from exchange.tally.greedy import by_votes, fund, ties
from exchange.tally.outcome import BY_COMPLETION, BY_SHARES, Fate, Outcome
from exchange.tally.purses import Purses
from exchange.tally.vote import Vote, support_of

RULE = "equal-shares"


def equal_shares(vote: Vote) -> Outcome:
    """Of two that ask for as much the lot takes the first."""
    support, paying = support_of(vote), _Paying(vote)
    left, fates = vote.pot, []
    for turn, (place, price) in enumerate(paying.next_ones(), 1):
        project, got = vote.projects[place], support[place]
        fates.append(Fate(project, got.votes, got.people, turn, left, BY_SHARES, price=price))
        left -= project.cost
    paid = {fate.project.id for fate in fates}
    others = by_votes(support, (place for place, each in enumerate(vote.projects) if each.id not in paid))
    together = {vote.projects[place].id: paying.purses.together(place) for place in others}
    rest = fund(vote, support, others, left, BY_COMPLETION, len(fates) + 1)
    # More votes would have changed the shares as well: how many would have sufficed is not known.
    fates += [replace(each, purses=together[each.project.id], votes_short=None) for each in rest]
    return Outcome(RULE, vote.pot, vote.voters, tuple(fates), (*paying.ties, *ties(rest)))


@dataclass(order=True)
class _Asking:
    """What a project asked for when it was looked at last, in its ``round``; the smallest is next."""

    part: Fraction
    place: int
    round: int = field(compare=False)
    price: Fraction = field(compare=False)


class _Paying:
    """Purses only get lighter and so what a project asks for only grows: most need not be looked at again."""

    def __init__(self, vote: Vote) -> None:
        self.purses = Purses(vote)
        self.ties: list[tuple[str, ...]] = []
        self._projects = vote.projects
        self._round = 0
        unknown = (_Asking(Fraction(0), place, -1, Fraction(0)) for place in range(len(vote.projects)))
        self._waiting = list(unknown)

    def next_ones(self) -> Iterator[tuple[int, Fraction]]:
        """``(place, price of a point)``, paid as it is yielded, until nothing can be paid for."""
        while (found := self._least()) is not None:
            self._note_tie(found)
            self.purses.pay(found.place, found.price)
            self._round += 1
            yield found.place, found.price

    def _least(self) -> _Asking | None:
        """Whoever asks for the smallest part of its cost now."""
        while self._waiting:
            first = heapq.heappop(self._waiting)
            if first.round == self._round:
                return first
            again = self._asked(first.place)
            if again is not None:
                heapq.heappush(self._waiting, again)
        return None

    def _asked(self, place: int) -> _Asking | None:
        price = self.purses.price(place)
        if price is None:
            return None
        cost = self._projects[place].cost
        return _Asking(price / cost if cost else Fraction(0), place, self._round, price)

    def _note_tie(self, found: _Asking) -> None:
        """Those who ask for exactly as much: the lot took the first."""
        nearby = [each.place for each in self._waiting if each.part == found.part]
        asked = (self._asked(place) for place in sorted(nearby))
        same = [each.place for each in asked if each is not None and each.part == found.part]
        if same:
            self.ties.append(tuple(self._projects[place].id for place in (found.place, *same)))
