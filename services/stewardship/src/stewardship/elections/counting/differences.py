"""What the reservations changed: who has a seat that somebody else would have, and by which rule."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from stewardship.elections.counting.contest import Contest, Reservations
from stewardship.elections.counting.outcome import Difference
from stewardship.elections.counting.problems import rule_words
from stewardship.elections.counting.wording import listed

Result = Sequence[str]
"""Ids of the elected, in order."""


def rules_one_by_one(rules: Reservations) -> Iterator[tuple[str, Reservations]]:
    """Name of each rule that holds, with all rules up to it and none after it; ends with all."""
    so_far = Reservations()
    for name in ("patient_seats", "most_per_county", "least_per_system"):
        value = getattr(rules, name)
        if value != getattr(so_far, name):
            so_far = replace(so_far, **{name: value})
            yield name, so_far


def differences(contest: Contest, without: Result, results: Mapping[str, Result]) -> tuple[Difference, ...]:
    """``without``: the result without reservations; ``results``: after each rule was added, in order.

    Where more than one seat changed, who came in and who went out by the same rule are named together.
    """
    last = list(results.values())[-1] if results else without
    came = {each: _rule_that_moved(each, without, results) for each in last if each not in without}
    went = {each: _rule_that_moved(each, without, results) for each in without if each not in last}
    pairs: list[tuple[str, str, tuple[str, ...]]] = []
    for elected, rule in list(came.items()):
        other = next((each for each, by in went.items() if by == rule), None)
        if other is not None:
            pairs.append((elected, other, (rule,)))
            del came[elected], went[other]
    pairs += [
        (elected, other, (rule, went[other]))
        for (elected, rule), other in zip(came.items(), went, strict=True)
    ]
    pairs.sort(key=lambda pair: list(last).index(pair[0]))
    return tuple(
        Difference(elected, other, rules, _sentence(contest, elected, other, rules))
        for elected, other, rules in pairs
    )


def _rule_that_moved(candidate: str, without: Result, results: Mapping[str, Result]) -> str:
    """The last rule whose adding put the candidate in or out."""
    was, moved = candidate in without, ""
    for rule, result in results.items():
        if (candidate in result) is not was:
            was, moved = not was, rule
    return moved


def _sentence(contest: Contest, elected: str, other: str, rules: Sequence[str]) -> str:
    words = [_words(contest.reservations, rule) for rule in rules]
    return (
        f"{contest.candidate(elected).label} has a seat that {contest.candidate(other).label} would have had "
        f"without the rule{'s' * (len(words) > 1)}: {listed(words)}."
    )


def _words(rules: Reservations, name: str) -> str:
    return listed(rule_words(replace(Reservations(), **{name: getattr(rules, name)})))
