"""The shapes at the doors of answers, and the results."""

from collections.abc import Sequence
from typing import Any

from marshmallow import Schema, fields

from chassis.fields import Identifier
from meetings.surveys.answers.masking import FEWEST, Result
from meetings.surveys.domain import Figure, Survey, rate
from meetings.surveys.schemas import question_view


class AnswerSurvey(Schema):
    """``answers`` maps question ids to what was chosen or written; a list where several may be chosen."""

    survey = Identifier(required=True)
    answers = fields.Dict(keys=fields.Str(), values=fields.Raw(), required=True)


class OfSurvey(Schema):
    """One survey by id."""

    survey = Identifier(required=True)


def results_view(survey: Survey, responses: int | None, results: Sequence[Result]) -> dict[str, Any]:
    """Numbers of one wave: how many of those invited, then each question with its base.

    Null is unknown or hidden; ``fewest`` says below how many nothing is shown. Percentages keep their
    decimals: who shows them rounds.
    """
    return {
        "survey": survey.id,
        "wave": survey.wave,
        "title": survey.title,
        "closed_at": survey.closes_at.isoformat() if survey.closes_at else None,
        "sent": survey.past.sent.text if survey.past else None,
        "invited": survey.invited,
        "responses": responses,
        "rate": rate(responses, survey.invited),
        "known": survey.known,
        "is_mismatched": survey.is_mismatched,
        "fewest": FEWEST,
        "questions": [_result(each) for each in results],
        "themes": list(survey.past.themes) if survey.past else [],
        "figures": [figure_view(each) for each in survey.past.figures] if survey.past else [],
    }


def _result(result: Result) -> dict[str, Any]:
    return {
        **question_view(result.question),
        "base": result.base,
        "mean": result.mean,
        "cells": [
            {"answer": cell.answer, "count": cell.count, "percent": cell.percent} for cell in result.cells
        ],
    }


def figure_view(figure: Figure) -> dict[str, Any]:
    """A published figure; of fewer than five people it is not shown."""
    hidden = figure.base is not None and figure.base < FEWEST
    return {
        "statement": figure.statement,
        "percent": None if hidden else figure.percent,
        "base": None if hidden else figure.base,
        "is_hidden": hidden,
    }
