"""What may be shown of answers: no number of people below five, neither as it is nor by subtraction (row 74).

Of a question of which each answers one cell, the cells add up to the base: a hidden cell alone could be
reckoned. So at least two are hidden, of five people together, and never only such small ones that their
sum gives them away. Of several choices each stands against those who did not choose it.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from meetings.surveys.answers.domain import Answers
from meetings.surveys.domain import SCALE, SEVERAL, TEXT, Question

FEWEST = 5


@dataclass(frozen=True)
class Cell:
    """One answer: how many gave it and what share of the base that is; None where it is hidden."""

    answer: str
    count: int | None
    percent: float | None


@dataclass(frozen=True)
class Result:
    """A question's answers. ``base`` is how many answered it; None, and no cells, where fewer than five did.

    ``mean`` belongs to a scale, and is shown only while nothing of it is hidden.
    """

    question: Question
    base: int | None
    cells: tuple[Cell, ...] = ()
    mean: float | None = None


def results(questions: Iterable[Question], answers: Sequence[Answers]) -> list[Result]:
    """Question by question."""
    return [
        _result(each, [one.given[each.id] for one in answers if each.id in one.given]) for each in questions
    ]


def _result(question: Question, given: Sequence[tuple[str, ...]]) -> Result:
    base = len(given)
    if base < FEWEST:
        return Result(question, None)
    if question.kind == TEXT:
        return Result(question, base)
    found = Counter(value for values in given for value in values)
    counts = [found[cell] for cell in question.cells]
    shown = apart(counts, base) if question.kind == SEVERAL else together(counts)
    cells = tuple(
        Cell(answer, count, None if count is None else 100 * count / base)
        for answer, count in zip(question.cells, shown, strict=True)
    )
    whole = question.kind == SCALE and None not in shown
    mean = sum(int(step) * found[step] for step in question.cells) / base if whole else None
    return Result(question, base, cells, mean)


def apart(counts: Sequence[int], base: int) -> list[int | None]:
    """Choices that do not add up: each is hidden while few chose it, or few did not.

    >>> apart([12, 3, 18, 0], 20)
    [12, None, None, 0]
    """
    return [None if _is_small(count) or _is_small(base - count) else count for count in counts]


def together(counts: Sequence[int]) -> list[int | None]:
    """Cells that add up to the base.

    >>> together([10, 6, 2, 0])
    [10, None, None, 0]
    >>> together([18, 2])
    [None, None]
    >>> together([20, 0])
    [20, 0]
    """
    hidden = [number for number, count in enumerate(counts) if _is_small(count)]
    if not hidden:
        return list(counts)
    # The next larger ones too, all that are alike at once: which of them it was would tell something.
    for least in sorted({count for count in counts if count >= FEWEST}):
        if not _gives_away([counts[number] for number in hidden]):
            break
        hidden += [number for number, count in enumerate(counts) if count == least]
    nothing_left = all(number in hidden or not count for number, count in enumerate(counts))
    if nothing_left or _gives_away([counts[number] for number in hidden]):
        return [None] * len(counts)
    return [None if number in hidden else count for number, count in enumerate(counts)]


def _gives_away(hidden: Sequence[int]) -> bool:
    """Whether the sum of what is hidden tells one of them, or tells of fewer than five people."""
    total, many = sum(hidden), len(hidden)
    only_small = all(_is_small(count) for count in hidden)
    return many == 1 or total < FEWEST or (only_small and total in (many, (FEWEST - 1) * many))


def _is_small(count: int) -> bool:
    return 0 < count < FEWEST
