"""The doors of consultations: ask, comment, decide and say how it was used (rows 86 and 27)."""

from collections.abc import Mapping, Sequence
from typing import Any

from gateway.clients.doors import Payload, command, given, query

CONSULTATIONS = "stewardship_consultations"


@query(CONSULTATIONS)
def list_consultations(
    *,
    place: str | None = None,
    ended: bool | None = None,
    cursor: str | None = None,
    limit: int | None = None,
) -> Payload:
    """``place`` is a region, ``UK`` or a self-organised group's id."""
    return given(place=place, ended=ended, cursor=cursor, limit=limit)


@query(CONSULTATIONS)
def get_consultation(consultation_id: str) -> Payload:
    return {"id": consultation_id}


@query(CONSULTATIONS)
def list_comments(consultation_id: str, *, cursor: str | None = None, limit: int | None = None) -> Payload:
    return given(id=consultation_id, cursor=cursor, limit=limit)


@query(CONSULTATIONS)
def get_comment(comment_id: str) -> Payload:
    """One of the caller's own."""
    return {"id": comment_id}


@command(CONSULTATIONS)
def ask_question(answers: Mapping[str, Any]) -> Payload:
    """``{title, question, asked_by, scope, regions, group_id, options, several, opens_on, ...}``."""
    return dict(answers)


@command(CONSULTATIONS)
def add_comment(
    consultation_id: str,
    *,
    text: str,
    options: Sequence[str] | None = None,
    shown_name: str | None = None,
) -> Payload:
    return given(id=consultation_id, text=text, options=options, shown_name=shown_name)


@command(CONSULTATIONS)
def change_comment(
    comment_id: str,
    *,
    text: str,
    options: Sequence[str] | None = None,
    shown_name: str | None = None,
    version: int | None = None,
) -> Payload:
    return given(id=comment_id, text=text, options=options, shown_name=shown_name, version=version)


@command(CONSULTATIONS)
def take_back_comment(comment_id: str) -> Payload:
    return {"id": comment_id}


@command(CONSULTATIONS)
def extend_consultation(
    consultation_id: str, *, closes_on: str, reason: str | None = None, version: int | None = None
) -> Payload:
    """``closes_on`` is a date; later than before."""
    return given(id=consultation_id, closes_on=closes_on, reason=reason, version=version)


@command(CONSULTATIONS)
def decide_consultation(
    consultation_id: str,
    *,
    decision: str,
    changes: Sequence[Mapping[str, Any]] | None = None,
    not_taken: Sequence[Mapping[str, Any]] | None = None,
    chosen: Sequence[Mapping[str, Any]] | None = None,
    version: int | None = None,
) -> Payload:
    """Points are ``{text, reason, comments}``, chosen options ``{option, regions}``."""
    return given(
        id=consultation_id,
        decision=decision,
        changes=changes,
        not_taken=not_taken,
        chosen=chosen,
        version=version,
    )


@command(CONSULTATIONS)
def withdraw_consultation(
    consultation_id: str, *, reason: str | None = None, version: int | None = None
) -> Payload:
    return given(id=consultation_id, reason=reason, version=version)
