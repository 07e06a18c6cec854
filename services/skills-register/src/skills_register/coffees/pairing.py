"""As many pairs of strangers as there can be: maximum matching in a general graph (Edmonds, 1965).

People are numbers from 0; ``fit(a, b)`` says whether two may be a pair.
"""

from collections import deque
from collections.abc import Callable

ALONE = -1
Fit = Callable[[int, int], bool]


def completed(partner: list[int], fit: Fit) -> list[int]:
    """The given pairs (``ALONE`` for who has none), changed until no set of pairs is larger.

    Short ways first: while everybody fits at least half of the others, a partner is found by taking apart
    one pair, and nothing longer is ever tried. In the worst case the time grows with the third power.
    """
    found = list(partner)
    for root in range(len(found)):
        if found[root] == ALONE and not _short(found, root, fit):
            _Search(found, root, fit).augment()
    return found


def _short(partner: list[int], root: int, fit: Fit) -> bool:
    """Give ``root`` somebody who is alone, or take one pair apart so that two more find somebody."""
    alone = [other for other, taken in enumerate(partner) if taken == ALONE and other != root]
    for other in alone:
        if fit(root, other):
            partner[root], partner[other] = other, root
            return True
    for taken, mate in enumerate(partner):
        if mate == ALONE or not fit(root, taken):
            continue
        for other in alone:
            if fit(mate, other):
                partner[root], partner[taken] = taken, root
                partner[mate], partner[other] = other, mate
                return True
    return False


class _Search:
    """One search for an augmenting path from ``root``, contracting odd cycles on the way."""

    def __init__(self, partner: list[int], root: int, fit: Fit) -> None:
        self._partner = partner
        self._fit = fit
        self._root = root
        size = len(partner)
        self._reached_from = [ALONE] * size
        self._stem = list(range(size))
        self._is_even = [False] * size
        self._waiting: deque[int] = deque()

    def augment(self) -> bool:
        """Change the pairs along the path, if there is one: one pair more."""
        last = self._end()
        if last is None:
            return False
        while last != ALONE:
            before = self._reached_from[last]
            onward = self._partner[before]
            self._partner[last], self._partner[before] = before, last
            last = onward
        return True

    def _end(self) -> int | None:
        self._reach(self._root)
        while self._waiting:
            here = self._waiting.popleft()
            for there in range(len(self._partner)):
                if self._stem[here] == self._stem[there] or self._partner[here] == there:
                    continue
                if not self._fit(here, there):
                    continue
                if self._closes_a_cycle(there):
                    self._contract(here, there)
                elif self._reached_from[there] == ALONE:
                    self._reached_from[there] = here
                    if self._partner[there] == ALONE:
                        return there
                    self._reach(self._partner[there])
        return None

    def _reach(self, person: int) -> None:
        self._is_even[person] = True
        self._waiting.append(person)

    def _closes_a_cycle(self, there: int) -> bool:
        mate = self._partner[there]
        return there == self._root or (mate != ALONE and self._reached_from[mate] != ALONE)

    def _contract(self, one: int, other: int) -> None:
        stem = self._common_stem(one, other)
        inside: set[int] = set()
        self._mark(one, stem, other, inside)
        self._mark(other, stem, one, inside)
        for person in range(len(self._partner)):
            if self._stem[person] in inside:
                self._stem[person] = stem
                if not self._is_even[person]:
                    self._reach(person)

    def _common_stem(self, one: int, other: int) -> int:
        passed = set()
        here = one
        while True:
            here = self._stem[here]
            passed.add(here)
            if self._partner[here] == ALONE:
                break
            here = self._reached_from[self._partner[here]]
        here = other
        while self._stem[here] not in passed:
            here = self._reached_from[self._partner[self._stem[here]]]
        return self._stem[here]

    def _mark(self, here: int, stem: int, child: int, inside: set[int]) -> None:
        while self._stem[here] != stem:
            mate = self._partner[here]
            inside.update((self._stem[here], self._stem[mate]))
            self._reached_from[here] = child
            child = mate
            here = self._reached_from[mate]
