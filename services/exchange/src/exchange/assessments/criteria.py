"""By what proposals are judged: criteria as data, points with a reason for each."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from exchange.refusal import Refusal

MOST_CRITERIA = 12
MOST_POINTS = 10
MOST_WEIGHT = 10


@dataclass(frozen=True)
class Criterion:
    """One question that every assessor answers with 0 to ``most`` points; ``weight`` in the total."""

    key: str
    title: str
    question: str
    most: int
    weight: int


@dataclass(frozen=True)
class Score:
    """The points that one assessor gives for one criterion, and why; in a draft either may be missing."""

    key: str
    points: int | None
    reason: str


def checked_criteria(told: Sequence[Criterion]) -> tuple[Criterion, ...]:
    """Refused: ``criteria_wrong`` with the first thing that is wrong."""
    if not 0 < len(told) <= MOST_CRITERIA:
        raise _wrong(f"A panel has one to {MOST_CRITERIA} criteria.")
    if len({each.key for each in told}) < len(told):
        raise _wrong("Each criterion has a key of its own.")
    for each in told:
        if not 0 < each.most <= MOST_POINTS:
            raise _wrong(f"{each.title} has 1 to {MOST_POINTS} points.")
        if not 0 < each.weight <= MOST_WEIGHT:
            raise _wrong(f"{each.title} has a weight of 1 to {MOST_WEIGHT}.")
    return tuple(told)


def checked_scores(
    criteria: Sequence[Criterion], told: Iterable[Score], *, all_of_them: bool
) -> tuple[Score, ...]:
    """The scores in the order of the criteria; a draft may lack some.

    Refused: ``scores_wrong``, each message at ``scores.<key>``.
    """
    given: dict[str, Score] = {}
    wrong: dict[str, list[str]] = {}
    known = {each.key: each for each in criteria}
    for score in told:
        criterion = known.get(score.key)
        if criterion is None:
            wrong[f"scores.{score.key}"] = ["There is no such criterion."]
        elif score.key in given:
            wrong[f"scores.{score.key}"] = ["Give each criterion points once."]
        elif score.points is not None and not 0 <= score.points <= criterion.most:
            wrong[f"scores.{score.key}"] = [f"Give 0 to {criterion.most} points."]
        given[score.key] = score
    if all_of_them:
        for key in known:
            if key not in given or given[key].points is None:
                wrong[f"scores.{key}"] = ["Give points, and say why."]
            elif not given[key].reason:
                wrong.setdefault(f"scores.{key}", ["Say why."])
    if wrong:
        raise Refusal("scores_wrong", "", wrong)
    return tuple(given[key] for key in known if key in given)


def total_of(criteria: Sequence[Criterion], scores: Iterable[Score]) -> Fraction:
    """The weighted total of whole scores, from 0 to 1, exactly."""
    points = {each.key: each.points or 0 for each in scores}
    whole = sum(each.weight for each in criteria)
    return sum((Fraction(each.weight * points[each.key], each.most) for each in criteria), Fraction()) / whole


def _wrong(sentence: str) -> Refusal:
    return Refusal("criteria_wrong", sentence, {"criteria": [sentence]})
