"""What all assessments of a proposal come to, exactly; and what its team is told of them."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from hashlib import sha256
from typing import Any

from exchange.assessments.criteria import Criterion, total_of
from exchange.assessments.domain import STANDING, SUBMITTED, Assessment


@dataclass(frozen=True)
class Result:
    """``given_out`` counts those that were handed in, too. ``total`` is the mean of the assessors' weighted
    totals and ``spread`` the distance of the highest and the lowest, both from 0 to 1 and None without any;
    ``means`` are points by criterion; ``recommendations`` counts by kind."""

    proposal_id: str
    given_out: int
    submitted: int
    total: Fraction | None
    spread: Fraction | None
    means: Mapping[str, Fraction]
    recommendations: Mapping[str, int]


@dataclass(frozen=True)
class Heard:
    """What assessors said to one criterion: the mean of their points, and their reasons in no order."""

    criterion: Criterion
    mean: Fraction
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class Feedback:
    """What a team reads: from how many assessors, and nothing that says which of them wrote what."""

    assessments: int
    heard: tuple[Heard, ...]
    words: tuple[str, ...]


def result_of(proposal_id: str, criteria: Sequence[Criterion], found: Iterable[Assessment]) -> Result:
    standing = [each for each in found if each.state in STANDING]
    done = [each for each in standing if each.state == SUBMITTED]
    totals = [total_of(criteria, each.opinion.scores) for each in done]
    return Result(
        proposal_id,
        given_out=len(standing),
        submitted=len(done),
        total=_mean(totals) if totals else None,
        spread=max(totals) - min(totals) if totals else None,
        means={each.key: _mean(_points(done, each.key)) for each in criteria} if done else {},
        recommendations=Counter(each.opinion.recommendation for each in done),
    )


def averages(criteria: Sequence[Criterion], found: Iterable[Assessment]) -> dict[str, Fraction]:
    """Assessor -> the mean of the totals they gave: who is strict and who is generous."""
    given: dict[str, list[Fraction]] = {}
    for each in found:
        if each.state == SUBMITTED:
            given.setdefault(each.assessor, []).append(total_of(criteria, each.opinion.scores))
    return {assessor: _mean(totals) for assessor, totals in given.items()}


def in_order(results: Iterable[Result], figure: Callable[[Result], Any], *, is_falling: bool) -> list[Result]:
    """By a figure; without one last, whichever way; of two that are equal the one entered first."""
    entered = sorted(results, key=lambda each: each.proposal_id)
    known = [each for each in entered if figure(each) is not None]
    unknown = [each for each in entered if figure(each) is None]
    return [*sorted(known, key=figure, reverse=is_falling), *unknown]


def feedback_of(proposal_id: str, criteria: Sequence[Criterion], found: Iterable[Assessment]) -> Feedback:
    """Reasons stand in an order that differs from one criterion to the next, so that nobody can put
    together which are one assessor's; it has nothing to do with who was first."""
    done = [each for each in found if each.state == SUBMITTED]
    heard = tuple(
        Heard(
            each,
            _mean(_points(done, each.key)),
            _mixed(
                f"{proposal_id}:{each.key}",
                (score.reason for one in done for score in one.opinion.scores if score.key == each.key),
            ),
        )
        for each in criteria
        if done
    )
    return Feedback(len(done), heard, _mixed(proposal_id, (each.opinion.for_team for each in done)))


def _mixed(seed: str, texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(texts, key=lambda text: sha256(f"{seed}:{text}".encode()).digest()))


def _points(done: Iterable[Assessment], key: str) -> list[Fraction]:
    return [Fraction(score.points or 0) for each in done for score in each.opinion.scores if score.key == key]


def _mean(values: Sequence[Fraction]) -> Fraction:
    return sum(values, Fraction()) / len(values)
