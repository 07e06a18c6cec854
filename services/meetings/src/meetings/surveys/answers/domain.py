"""One person's answers to a survey: checked against its questions, without a name unless it says so."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from meetings.refusal import Refusal
from meetings.surveys.domain import SEVERAL, TEXT, Question

LONGEST_TEXT = 2_000


@dataclass(frozen=True)
class Answers:
    """``given`` maps a question's id to what was chosen or written; what was left out is not there.

    ``id`` is drawn by lot. ``member_id`` is there in a named survey alone.
    """

    id: str
    survey_id: str
    given: Mapping[str, tuple[str, ...]]
    member_id: str = ""


def checked(questions: Iterable[Question], sent: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    """What was answered, by question; every question may be left out, not all of them.

    Refused: ``survey_answer_wrong`` (with the question's id as field), ``survey_answer_empty``.
    """
    known = {each.id: each for each in questions}
    wrong = {name: ["This survey has no such question."] for name in sent if name not in known}
    given: dict[str, tuple[str, ...]] = {}
    for name, question in known.items():
        values = _values(sent.get(name))
        if values is None or not _fits(question, values):
            wrong[name] = ["Choose from the answers that are given."]
        elif values:
            given[name] = values
    if wrong:
        raise Refusal("survey_answer_wrong", fields=wrong)
    if not given:
        raise Refusal("survey_answer_empty")
    return given


def _values(sent: Any) -> tuple[str, ...] | None:
    """What was sent as texts; None for what is no answer at all."""
    if sent is None or sent == "":
        return ()
    listed = sent if isinstance(sent, list) else [sent]
    if not all(isinstance(each, str) for each in listed):
        return None
    return tuple(dict.fromkeys(each.strip() for each in listed if each.strip()))


def _fits(question: Question, values: tuple[str, ...]) -> bool:
    if question.kind == TEXT:
        return len(values) <= 1 and all(len(each) <= LONGEST_TEXT for each in values)
    if question.kind != SEVERAL and len(values) > 1:
        return False
    return all(each in question.cells for each in values)
