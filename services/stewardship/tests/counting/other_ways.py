"""The same ballots counted in other ways, paper by paper and simply, to compare with.

``by_the_order``: the Scottish Order to the letter, with exact fractions or with values cut after five
decimals as the Order says. ``as_stvpoll_does``: what stvpoll 0.5.6 does, which differs in three ways:

* All surpluses of a round move before anybody new is elected, and a surplus may go to a candidate who is
  elected already and whose own surplus has still to move. By the Order a surplus goes to continuing
  candidates only, and after each one it is seen anew who is elected and which surplus is the largest.
* A ballot that lies with a candidate whose surplus has still to move is also cut by the surplus of another
  one, if that one is named further down the ballot.
* Values are rounded to five decimals, so that equal votes may differ a little, and a tie is none.
"""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

Votes = Mapping[str, Any]


def exactly(value: Fraction, surplus: Fraction, votes: Fraction) -> Fraction:
    return value * surplus / votes


def cut(value: Fraction, surplus: Fraction, votes: Fraction) -> Fraction:
    """To five decimals, the remainder ignored (rule 48 (3) of the Order)."""
    return Fraction(value * surplus * 10**5 // votes, 10**5)


def pick(among: Sequence[str], history: Sequence[Votes], lot: Sequence[str], most: bool) -> str:
    """By the last stage, else by the stages before it, else by the lot."""
    extreme: Callable[..., Any] = max if most else min
    for votes in reversed(history):
        bound = extreme(votes[each] for each in among)
        among = [each for each in among if votes[each] == bound]
    return (min if most else max)(among, key=lot.index)


def by_the_order(
    seats: int,
    ballots: Mapping[tuple[str, ...], int],
    lot: Sequence[str],
    value_of: Callable[[Fraction, Fraction, Fraction], Fraction] = exactly,
) -> list[str]:
    """Ids of the elected, in order."""
    papers = [[list(choices), Fraction(1), many] for choices, many in ballots.items() if choices]
    quota = sum(many for _, _, many in papers) // (seats + 1) + 1
    continuing, elected, waiting, history = sorted(lot), [], [], []
    while True:
        votes = {each: Fraction(0) for each in lot}
        for choices, value, many in papers:
            if choices:
                votes[choices[0]] += value * many
        history.append(votes)
        while continuing and len(elected) < seats:
            over = [each for each in continuing if votes[each] >= quota]
            if not over and len(continuing) > seats - len(elected):
                break
            elected.append(pick(over or continuing, history, lot, most=True))
            continuing.remove(elected[-1])
            waiting += [elected[-1]] if votes[elected[-1]] > quota else []
        if len(elected) == seats:
            return elected
        mover = pick(waiting or continuing, history, lot, most=bool(waiting))
        (waiting or continuing).remove(mover)
        surplus = votes[mover] - quota if mover in elected else None
        for paper in papers:
            if paper[0][:1] == [mover]:
                paper[0] = [each for each in paper[0] if each in continuing]
                paper[1] = paper[1] if surplus is None else value_of(paper[1], surplus, votes[mover])
        if surplus is not None:
            papers.append([[mover], Fraction(quota), 1])  # what the candidate keeps


def as_stvpoll_does(
    seats: int, ballots: Mapping[tuple[str, ...], int], lot: Sequence[str], decimals: int | None = 5
) -> list[str]:
    """Ids of the elected, in order; ``decimals`` None: without its rounding."""
    number: Any = Fraction if decimals is None else Decimal
    papers = [[choices, number(1), many] for choices, many in ballots.items() if choices]
    quota = sum(many for _, _, many in papers) // (seats + 1) + 1
    standing, elected, history = list(lot), [], []

    def first(choices: Sequence[str], among: Sequence[str]) -> str | None:
        return next((each for each in choices if each in among), None)

    while len(elected) < seats:
        votes = {each: number(0) for each in standing}
        for choices, value, many in papers:
            holder = first(choices, standing)
            if holder is not None:
                votes[holder] += value * many
        history.append(votes)
        if len(standing) <= seats - len(elected):
            return elected + sorted(standing, key=lambda each: votes[each], reverse=True)
        over = [each for each in standing if votes[each] >= quota]
        queue = []
        while len(queue) < len(over):
            left = [each for each in over if each not in queue]
            top = [each for each in left if votes[each] == max(votes[one] for one in left)]
            queue.append(pick(top, history[:-1], lot, most=True))
        if not queue:
            low = [each for each in standing if votes[each] == min(votes.values())]
            queue = [pick(low, history[:-1], lot, most=False)]
        elected += queue if over else []
        standing = [each for each in standing if each not in queue]
        while queue:
            mover = queue.pop(0)
            share = (votes[mover] - quota) / votes[mover] if over else number(1)
            for paper in papers:
                if first(paper[0], [mover, *standing]) == mover:
                    value = paper[1] * share
                    paper[1] = value if decimals is None else round(value, decimals)
                    target = first(paper[0], [*standing, *queue])
                    if target is not None:
                        votes = {**votes, target: votes[target] + paper[1] * paper[2]}
    return elected
