"""The shapes at the doors of comments."""

from collections.abc import Mapping
from typing import Any

from marshmallow import Schema, fields, validate

from chassis.fields import Identifier, Line, Paragraphs
from chassis.paging import MOST, page_fields
from exchange.comments.domain import SHOWN, Answer, Comment
from exchange.comments.engagement import Engagement

LONGEST_NAME = 100


class AddComment(Schema):
    """``is_question`` asks the team for an answer; ``shown_name`` is how its author is called, if wished."""

    proposal_id = Identifier(required=True)
    text = Paragraphs(required=True)
    is_question = fields.Bool(load_default=False)
    shown_name = Line(load_default="", longest=LONGEST_NAME)


class OneComment(Schema):
    id = Identifier(required=True)


class AnswerComment(OneComment):
    text = Paragraphs(required=True)
    shown_name = Line(load_default="", longest=LONGEST_NAME)


class HideComment(OneComment):
    reason = Paragraphs(load_default="")


class ListComments(Schema):
    """``unanswered`` leaves the questions that wait for an answer, ``ids`` those of the comments named."""

    proposal_id = Identifier(required=True)
    unanswered = fields.Bool(load_default=False)
    ids = fields.List(
        Identifier(required=True), load_default=None, allow_none=True, validate=validate.Length(0, MOST)
    )
    cursor = page_fields()["cursor"]
    limit = page_fields()["limit"]


class ListHidden(Schema):
    round_id = Identifier(required=True)
    cursor = page_fields()["cursor"]
    limit = page_fields()["limit"]


class OneProposal(Schema):
    proposal_id = Identifier(required=True)


def comment_view(
    comment: Comment, member_id: str, changed: Mapping[str, list[tuple[str, int]]], *, is_keeper: bool
) -> dict[str, Any]:
    """The words of a hidden one are for its author and for keepers; ``changed_texts`` are the versions that
    were written because of it."""
    may_read = comment.state == SHOWN or is_keeper or comment.by == member_id
    return {
        "id": comment.id,
        "version": comment.version,
        "proposal_id": comment.proposal_id,
        "by": comment.by,
        "shown_name": (comment.shown_name or None) if may_read else None,
        "is_question": comment.is_question,
        "is_answered": comment.is_answered,
        "text": (comment.text or None) if may_read else None,
        "at": comment.at.isoformat(),
        "state": comment.state,
        "reason": comment.reason or None,
        "answers": [answer_view(each) for each in comment.answers] if may_read else [],
        "changed_texts": [
            {"proposal_id": proposal_id, "number": number}
            for proposal_id, number in changed.get(comment.id, [])
        ],
    }


def hidden_view(comment: Comment, title: str) -> dict[str, Any]:
    """As the round's keepers look at it again: with the proposal's title, and since when it is hidden."""
    return {
        **comment_view(comment, "", {}, is_keeper=True),
        "proposal_title": title,
        "hidden_at": comment.settled_at.isoformat() if comment.settled_at else None,
    }


def noted_view(comment: Comment) -> dict[str, Any]:
    """What a command answers: without the words, because its answer is remembered and they may be taken
    back."""
    return {
        "id": comment.id,
        "version": comment.version,
        "proposal_id": comment.proposal_id,
        "is_question": comment.is_question,
        "state": comment.state,
        "answers": len(comment.answers),
        "at": comment.at.isoformat(),
    }


def answer_view(answer: Answer) -> dict[str, Any]:
    return {
        "text": answer.text,
        "by": answer.by,
        "at": answer.at.isoformat(),
        "shown_name": answer.shown_name or None,
    }


def engagement_view(found: Engagement) -> dict[str, Any]:
    return {
        "until": found.until.isoformat(),
        "comments": found.comments,
        "commenters": found.commenters,
        "answered": found.answered,
        "questions": found.questions,
        "questions_answered": found.questions_answered,
        "questions_unanswered": found.unanswered,
        "texts": found.texts,
        "changes": [
            {
                "proposal_id": each.proposal_id,
                "number": each.number,
                "at": each.at.isoformat(),
                "because_of": list(each.because_of),
            }
            for each in found.changes
        ],
        "changed_by": found.changed_by,
        "supporters": found.supporters,
        "groups": list(found.groups),
    }
