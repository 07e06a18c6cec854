"""A survey's results as a CSV file: a line for each answer of each question of each wave."""

from collections.abc import Iterator
from typing import Any

from gateway import spreadsheets

COLUMNS = ("wave", "question", "answer", "count", "percent", "base", "invited", "responses")
HIDDEN = "hidden"
NOT_PUBLISHED = "not published"


def results_as_csv(results: dict[str, Any]) -> Iterator[str]:
    """What is hidden says so; what nobody published says that."""
    yield spreadsheets.MARK + spreadsheets.line(COLUMNS)
    for wave in results["waves"]:
        asked = (_or(wave["invited"], NOT_PUBLISHED), _or(wave["responses"], NOT_PUBLISHED))
        for question in wave["questions"]:
            for answer, count, percent in _answers(question):
                base = _or(question["base"], f"fewer than {wave['fewest']}")
                yield spreadsheets.line(
                    (wave["wave"], question["text"], answer, count, percent, base, *asked)
                )
        for figure in wave["figures"]:
            percent = _or(figure["percent"], HIDDEN)
            base = HIDDEN if figure["is_hidden"] else _or(figure["base"], NOT_PUBLISHED)
            yield spreadsheets.line((wave["wave"], figure["statement"], "", "", percent, base, *asked))


def _answers(question: dict[str, Any]) -> list[tuple[str, Any, Any]]:
    if not question["cells"]:
        return [("", "", "")]
    return [
        (
            cell["answer"],
            _or(cell["count"], HIDDEN),
            HIDDEN if cell["percent"] is None else round(cell["percent"], 1),
        )
        for cell in question["cells"]
    ]


def _or(value: Any, otherwise: str) -> Any:
    return otherwise if value is None else value
