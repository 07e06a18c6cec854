"""The shapes at the doors of joining."""

from typing import Any

from marshmallow import Schema, fields, validate

from chassis.fields import Identifier, Line, Paragraphs, Version
from chassis.paging import page_fields
from exchange.projects.joining.domain import ACCEPTED, DECLINED, TAKEN_BACK, WAITING, JoinRequest
from exchange.projects.schemas import LONGEST_NAME


class AskToJoin(Schema):
    """``shown_name``: how whoever answers may call who asks."""

    project_id = Identifier(required=True)
    words = Paragraphs(load_default="")
    shown_name = Line(load_default="", longest=LONGEST_NAME)


class OneRequest(Schema):
    id = Identifier(required=True)
    version = Version()


class AnswerJoining(OneRequest):
    is_accepted = fields.Bool(required=True)
    words = Paragraphs(load_default="")


class Page(Schema):
    cursor = page_fields()["cursor"]
    limit = page_fields()["limit"]


class RequestsOfProject(Page):
    project_id = Identifier(required=True)
    state = fields.Str(
        load_default=WAITING, validate=validate.OneOf((WAITING, ACCEPTED, DECLINED, TAKEN_BACK))
    )


def request_view(request: JoinRequest, title: str | None) -> dict[str, Any]:
    """``title`` is the project's, None while it is withdrawn."""
    return {
        **saved_view(request),
        "title": title,
        "member_id": request.member_id,
        "words": request.words,
        "shown_name": request.shown_name or None,
        "answer": request.answer,
    }


def saved_view(request: JoinRequest) -> dict[str, Any]:
    """What a command answers: no words."""
    return {
        "id": request.id,
        "version": request.version,
        "project_id": request.project_id,
        "state": request.state,
        "asked_at": request.asked_at.isoformat(),
        "answered_at": request.answered_at.isoformat() if request.answered_at else None,
    }
