"""Who reads what: proposals have the readers they need, as far as it goes, and loads are even."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Shared:
    """``pairs`` are (proposal, assessor); ``short`` says how many readers each proposal still lacks."""

    pairs: tuple[tuple[str, str], ...]
    short: Mapping[str, int]


class Sharing:
    """One sharing out. What was given before stays as it is and counts as load.

    ``needs``: proposal -> how many more readers, in the order in which they are served, one reader each
    in turn. ``may``: proposal -> who may read it (no conflict, not its reader before), in the order in
    which they are preferred where loads are equal. ``loads``: assessor -> what they have already;
    ``most``: assessor -> what they would have at most.

    Each reader goes along the cheapest path that leads to somebody with room, others handing on what
    this call gave them: so no proposal lacks a reader whom any other sharing would give it without taking
    one from another, and the sum of the squares of the loads is the least there is.
    """

    def __init__(
        self,
        needs: Mapping[str, int],
        may: Mapping[str, Sequence[str]],
        loads: Mapping[str, int],
        most: Mapping[str, int],
    ) -> None:
        self._needs = dict(needs)
        self._may = may
        self._loads = {each: loads.get(each, 0) for each in most}
        self._most = most
        self._rank = {each: rank for rank, each in enumerate(most)}
        self._readers: dict[str, set[str]] = {each: set() for each in needs}
        self._given: dict[str, set[str]] = {each: set() for each in most}

    def out(self) -> Shared:
        for turn in range(max(self._needs.values(), default=0)):
            for proposal, needed in self._needs.items():
                if turn < needed:
                    self._find_reader(proposal)
        return Shared(
            tuple((each, reader) for each, found in self._readers.items() for reader in sorted(found)),
            {
                each: needed - len(self._readers[each])
                for each, needed in self._needs.items()
                if needed > len(self._readers[each])
            },
        )

    def _find_reader(self, proposal: str) -> None:
        """Give it one reader more, if anybody's hands can be freed for it."""
        at_hand = [each for each in self._may[proposal] if each not in self._readers[proposal]]
        free = self._freest(at_hand)
        if free is not None and self._loads[free] <= self._least_load():
            self._give(proposal, free)
            return
        reached, through = self._reachable(proposal)
        free = self._freest(reached)
        if free is not None:
            self._hand_on(proposal, free, reached, through)

    def _reachable(self, start: str) -> tuple[dict[str, str], dict[str, str]]:
        """Assessor -> the proposal that would get them; proposal -> the assessor who would hand it on."""
        reached: dict[str, str] = {}
        through: dict[str, str] = {}
        waiting, seen = [start], {start}
        for proposal in waiting:
            for reader in self._may[proposal]:
                if reader in reached or reader in self._readers[proposal]:
                    continue
                reached[reader] = proposal
                for other in sorted(self._given[reader] - seen):
                    seen.add(other)
                    through[other] = reader
                    waiting.append(other)
        return reached, through

    def _hand_on(self, start: str, free: str, reached: Mapping[str, str], through: Mapping[str, str]) -> None:
        taker = free
        while (proposal := reached[taker]) != start:
            giver = through[proposal]
            self._take(proposal, giver)
            self._give(proposal, taker)
            taker = giver
        self._give(start, taker)

    def _freest(self, readers: Sequence[str] | Mapping[str, str]) -> str | None:
        with_room = [each for each in readers if self._loads[each] < self._most[each]]
        return min(with_room, key=lambda each: (self._loads[each], self._rank[each]), default=None)

    def _least_load(self) -> int:
        return min(load for each, load in self._loads.items() if load < self._most[each])

    def _give(self, proposal: str, reader: str) -> None:
        self._readers[proposal].add(reader)
        self._given[reader].add(proposal)
        self._loads[reader] += 1

    def _take(self, proposal: str, reader: str) -> None:
        self._readers[proposal].remove(reader)
        self._given[reader].remove(proposal)
        self._loads[reader] -= 1
