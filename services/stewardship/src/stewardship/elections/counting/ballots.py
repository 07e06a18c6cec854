"""One ballot: what is wrong with it, and how ranks become an order of preference."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence

from stewardship.elections.counting.contest import Preferences


class BallotProblem(Exception):
    """``sentences`` say what is wrong with the ballot, for the person who fills it in."""

    def __init__(self, sentences: Sequence[str]) -> None:
        self.sentences = tuple(sentences)
        super().__init__(" ".join(self.sentences))


def ballot_problems(preferences: Sequence[str], candidates: Collection[str]) -> tuple[str, ...]:
    """What is wrong with an order of preference over candidate ids; empty when nothing is."""
    if not preferences:
        return ("The ballot is empty: choose at least one candidate.",)
    return (*_unknown(preferences, candidates), *_repeated(preferences))


def _unknown(ids: Sequence[str], candidates: Collection[str]) -> tuple[str, ...]:
    known = frozenset(candidates)
    return tuple(f"Nobody stands as “{each}”." for each in dict.fromkeys(ids) if each not in known)


def _repeated(preferences: Sequence[str]) -> tuple[str, ...]:
    times = Counter(preferences)
    return tuple(f"“{each}” is chosen {n} times; choose each once." for each, n in times.items() if n > 1)


def preferences_of(ranks: Mapping[str, int], candidates: Collection[str]) -> Preferences:
    """Candidate ids by rank, 1 first.

    Raises ``BallotProblem`` when nobody is ranked, somebody does not stand, two have the same rank, a rank
    is no whole number from 1, or one is left out: after 1 comes 2.
    """
    sentences = list(_unknown(tuple(ranks), candidates) if ranks else ballot_problems((), ()))
    numbers = list(ranks.values())
    wrong = [rank for rank in numbers if isinstance(rank, bool) or not isinstance(rank, int) or rank < 1]
    sentences += [f"“{rank}” is not a rank: use 1 for the first choice, 2 for the next." for rank in wrong]
    if not wrong:
        sentences += [f"The rank {rank} is given {n} times." for rank, n in _doubles(numbers)]
        sentences += _gaps(numbers)
    if sentences:
        raise BallotProblem(sentences)
    return tuple(sorted(ranks, key=lambda each: ranks[each]))


def _doubles(numbers: Sequence[int]) -> list[tuple[int, int]]:
    return [(rank, n) for rank, n in sorted(Counter(numbers).items()) if n > 1]


def _gaps(numbers: Sequence[int]) -> list[str]:
    """One sentence for the first rank left out; more would only repeat it."""
    given = sorted(set(numbers))
    missing = next((wanted for wanted, rank in enumerate(given, 1) if rank != wanted), None)
    return [] if missing is None else [f"The rank {missing} is left out: ranks go 1, 2, 3 without a gap."]
