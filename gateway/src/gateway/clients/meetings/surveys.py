"""What groups ask their members, and what all of them say (row 74)."""

from collections.abc import Mapping, Sequence
from typing import Any

from gateway.clients.doors import Payload, command, given, query

SURVEYS = "meetings_surveys"
ANSWERS = "meetings_survey_answers"


@query(SURVEYS)
def list_surveys(
    *, region: str | None = None, cursor: str | None = None, limit: int | None = None
) -> Payload:
    return given(region=region, cursor=cursor, limit=limit)


@query(SURVEYS)
def my_surveys() -> Payload:
    """Those that ask the caller and can be answered now."""
    return {}


@query(SURVEYS)
def get_survey(survey_id: str) -> Payload:
    return {"id": survey_id}


@command(SURVEYS)
def draft_survey(
    region: str,
    *,
    title: str,
    purpose: str,
    questions: Sequence[Mapping[str, Any]] | None = None,
    audience: str | None = None,
    is_named: bool | None = None,
    repeats: str | None = None,
) -> Payload:
    """``repeats``: the survey whose questions are asked again."""
    return given(
        region=region,
        title=title,
        purpose=purpose,
        questions=questions,
        audience=audience,
        is_named=is_named,
        repeats=repeats,
    )


@command(SURVEYS)
def change_survey(
    survey_id: str,
    *,
    title: str | None = None,
    purpose: str | None = None,
    questions: Sequence[Mapping[str, Any]] | None = None,
    audience: str | None = None,
    is_named: bool | None = None,
    version: int | None = None,
) -> Payload:
    return given(
        id=survey_id,
        title=title,
        purpose=purpose,
        questions=questions,
        audience=audience,
        is_named=is_named,
        version=version,
    )


@command(SURVEYS)
def discard_survey(survey_id: str) -> Payload:
    return {"id": survey_id}


@command(SURVEYS)
def open_survey(survey_id: str, *, closes_on: str, version: int | None = None) -> Payload:
    return given(id=survey_id, closes_on=closes_on, version=version)


@command(SURVEYS)
def inform_decision(survey_id: str, *, decision: str | None, version: int | None = None) -> Payload:
    """Which decision the survey informed; None takes the link away."""
    return {**given(id=survey_id, version=version), "decision": decision}


@command(SURVEYS)
def record_past_survey(
    region: str,
    *,
    title: str,
    sent: str,
    purpose: str | None = None,
    channel: str | None = None,
    invited: int | None = None,
    responses: int | None = None,
    themes: Sequence[str] | None = None,
    figures: Sequence[Mapping[str, Any]] | None = None,
) -> Payload:
    """``sent`` is a day, a month or a year; what is left out is unknown."""
    return given(
        region=region,
        title=title,
        sent=sent,
        purpose=purpose,
        channel=channel,
        invited=invited,
        responses=responses,
        themes=themes,
        figures=figures,
    )


@command(ANSWERS)
def answer_survey(survey_id: str, *, answers: Mapping[str, Any]) -> Payload:
    """``answers`` maps question ids to what was chosen or written."""
    return {"survey": survey_id, "answers": dict(answers)}


@query(ANSWERS)
def survey_results(survey_id: str) -> Payload:
    return {"survey": survey_id}


@query(ANSWERS)
def survey_texts(survey_id: str) -> Payload:
    return {"survey": survey_id}
