"""Equal votes: the last earlier stage at which they differed decides, then the lot."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from hashlib import sha256

from stewardship.elections.counting.contest import Contest
from stewardship.elections.counting.outcome import Purpose, Tie
from stewardship.elections.counting.wording import listed, votes_of

TAKES_FEWEST = frozenset({"exclusion", "withdrawal"})
OUTCOME: Mapping[Purpose, str] = {
    "surplus": "the surplus of {name} moves first",
    "election": "{name} is elected first",
    "exclusion": "{name} is excluded",
    "withdrawal": "the papers of {name} move first",
}


def lot_order(contest: Contest) -> tuple[str, ...]:
    """All candidate ids in the order of the lot: by SHA-256 of ``seed + ":" + id``, in UTF-8.

    Fixed by the seed before anybody votes. Whoever stands earlier is preferred: that surplus moves
    first, and the later one is excluded first.
    """
    ids = (each.id for each in contest.candidates)
    return tuple(sorted(ids, key=lambda each: sha256(f"{contest.seed}:{each}".encode()).digest()))


@dataclass(frozen=True)
class TieRule:
    """``lot``: ids, the preferred first. ``names``: by id, for the sentences."""

    lot: Sequence[str]
    names: Mapping[str, str]

    def choose(
        self, candidates: Sequence[str], history: Sequence[Mapping[str, Fraction]], purpose: Purpose
    ) -> tuple[str, Tie | None]:
        """Who is taken: the fewest votes for an exclusion or withdrawal, else the most.

        ``history``: the votes at the end of each stage so far; the last one counts. The tie, when the
        votes alone did not decide.
        """
        extreme: Callable[[list[Fraction]], Fraction] = min if purpose in TAKES_FEWEST else max
        left = _extreme(candidates, history[-1], extreme)
        tied, stage = tuple(left), len(history)
        while len(left) > 1 and stage > 1:
            stage -= 1
            left = _extreme(left, history[stage - 1], extreme)
        if len(tied) == 1:
            return tied[0], None
        if len(left) == 1:
            return left[0], self._by_stage(tied, left[0], purpose, history, stage)
        ranked = sorted(left, key=self.lot.index)
        chosen = ranked[-1] if purpose in TAKES_FEWEST else ranked[0]
        return chosen, self._by_lot(tied, left, chosen, purpose, history[-1])

    def _by_stage(
        self,
        tied: tuple[str, ...],
        chosen: str,
        purpose: Purpose,
        history: Sequence[Mapping[str, Fraction]],
        stage: int,
    ) -> Tie:
        had = "fewest" if purpose in TAKES_FEWEST else "most"
        sentence = (
            f"{self._equal(tied, history[-1])} Going back, stage {stage} is where {self.names[chosen]} had "
            f"the {had}: {self._outcome(purpose, chosen)}."
        )
        return Tie(purpose, tied, chosen, "earlier_stage", stage, sentence)

    def _by_lot(
        self,
        tied: tuple[str, ...],
        left: Sequence[str],
        chosen: str,
        purpose: Purpose,
        votes: Mapping[str, Fraction],
    ) -> Tie:
        earlier = "They" if len(left) == len(tied) else listed([self.names[each] for each in left])
        order = listed([self.names[each] for each in sorted(left, key=self.lot.index)])
        sentence = (
            f"{self._equal(tied, votes)} {earlier} had equal votes at every earlier stage too, so the lot "
            f"published before opening decides; its order is {order}: {self._outcome(purpose, chosen)}."
        )
        return Tie(purpose, tied, chosen, "lot", None, sentence)

    def _equal(self, tied: Sequence[str], votes: Mapping[str, Fraction]) -> str:
        return f"{listed([self.names[each] for each in tied])} have {votes_of(votes[tied[0]])} each."

    def _outcome(self, purpose: Purpose, chosen: str) -> str:
        return OUTCOME[purpose].format(name=self.names[chosen])


def _extreme(
    candidates: Sequence[str], votes: Mapping[str, Fraction], extreme: Callable[[list[Fraction]], Fraction]
) -> list[str]:
    bound = extreme([votes[each] for each in candidates])
    return [each for each in candidates if votes[each] == bound]
