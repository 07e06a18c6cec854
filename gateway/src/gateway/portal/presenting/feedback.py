"""Feedback in words: four questions, counts with their base, what organisers learnt (row 53)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from gateway.portal.dates import show_date, show_instant, show_number

EXPECTATIONS: dict[str, str] = {"yes": "Yes", "partly": "Partly", "no": "No"}
LEARNING: dict[int, str] = {1: "1, nothing new", 2: "2", 3: "3", 4: "4", 5: "5, a great deal"}
HUNDRED = 100


@dataclass(frozen=True)
class Counted:
    """One row of a table: an answer, how many gave it, and their share of the base."""

    answer: str
    count: str
    share: str


@dataclass(frozen=True)
class Question:
    """A question with the counts of its answers."""

    text: str
    rows: tuple[Counted, ...]


@dataclass(frozen=True)
class Feedback:
    """Feedback of one event as its page shows it."""

    event_id: str
    title: str
    when: str
    is_over: bool
    open_until: str
    may_answer: bool
    answered: bool
    runs: bool
    base: str
    questions: tuple[Question, ...]
    take_backs: tuple[str, ...]
    summary: Mapping[str, Any] | None
    lessons: tuple[tuple[str, str], ...]

    @property
    def says_nothing(self) -> bool:
        """Whether there is nothing to read yet."""
        return not (self.questions or self.summary or self.lessons)


def feedback_of(answer: Mapping[str, Any]) -> Feedback:
    """The page's feedback from the door's."""
    event, results = answer["event"], answer["results"]
    return Feedback(
        event_id=event["id"],
        title=event["title"],
        when=event["when"],
        is_over=answer["is_over"],
        open_until=show_instant(answer["open_until"]),
        may_answer=answer["may_answer"],
        answered=answer["answered"],
        runs=answer["runs"],
        base=show_number(results["base"]) if results else "",
        questions=_questions(results) if results else (),
        take_backs=tuple(results["take_backs"] or ()) if results else (),
        summary=_summary(answer["summary"]),
        lessons=tuple((each["text"], show_date(each["noted_at"])) for each in answer["lessons"]),
    )


def _questions(results: Mapping[str, Any]) -> tuple[Question, ...]:
    base, met = results["base"], results["met_somebody"]
    return (
        Question(
            "Was it what you expected?",
            tuple(_counted(name, results["expectation"][key], base) for key, name in EXPECTATIONS.items()),
        ),
        Question(
            "How much did you learn?",
            tuple(_counted(name, results["learning"][number - 1], base) for number, name in LEARNING.items()),
        ),
        Question(
            "Did you meet somebody new?", (_counted("Yes", met, base), _counted("No", base - met, base))
        ),
    )


def _counted(answer: str, count: int, base: int) -> Counted:
    return Counted(answer, show_number(count), f"{(2 * HUNDRED * count + base) // (2 * base)}%")


def _summary(summary: Mapping[str, Any] | None) -> Mapping[str, Any] | None:
    if summary is None:
        return None
    base = summary["base"]
    return {
        "words": summary["words"],
        "base": show_number(base) if base is not None else "not published",
        "source": summary["source"],
        "version": summary["version"],
        "typed_base": "" if base is None else str(base),
    }
