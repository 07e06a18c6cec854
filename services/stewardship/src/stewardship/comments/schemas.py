"""How a comment is sent and shown."""

from typing import Any

from marshmallow import Schema, fields, validate

from chassis.fields import Identifier, Line, Paragraphs
from chassis.identity import Caller
from chassis.paging import page_fields
from stewardship.comments.domain import Comment

LONGEST_COMMENT = 2_000
ON_TEXT, ON_DRAFT = "text", "draft"


class AddComment(Schema):
    """``shown_name`` is shown beside it; left empty, only the writer's part in Q is."""

    id = Identifier(required=True)
    clause = Line(load_default="", longest=64)
    text = Paragraphs(required=True, longest=LONGEST_COMMENT)
    shown_name = Line(load_default="")


class ShowName(Schema):
    """What is shown beside one's own words from now on; empty shows no name."""

    id = Identifier(required=True)
    shown_name = Line(load_default="")


class ListComments(Schema):
    """A page of the comments on one thing."""

    id = Identifier(required=True)
    cursor = page_fields()["cursor"]
    limit = page_fields()["limit"]


class CommentOnDocument(AddComment):
    """On the text in force, or on the draft."""

    about = fields.Str(load_default=ON_TEXT, validate=validate.OneOf((ON_TEXT, ON_DRAFT)))


class ListDocumentComments(ListComments):
    """As in ``CommentOnDocument``; with a ``clause`` only those on it.

    ``number`` with ``about`` ``draft``: what the group said while that version was its draft.
    """

    about = fields.Str(load_default=ON_TEXT, validate=validate.OneOf((ON_TEXT, ON_DRAFT)))
    clause = Line(load_default=None, allow_none=True, longest=64)
    number = fields.Int(load_default=None, allow_none=True, strict=True, validate=validate.Range(1))


def comment_view(comment: Comment, reader: Caller) -> dict[str, Any]:
    """A comment without its writer's id; ``mine`` tells the writer which is theirs."""
    return {
        "id": comment.id,
        "clause": comment.clause,
        "text": comment.text,
        "role": comment.role,
        "region": comment.region,
        "shown_name": comment.shown_name,
        "at": comment.at.isoformat(),
        "mine": comment.by == reader.subject and not reader.is_visitor,
    }


def kept_answer(comment: Comment, reader: Caller) -> dict[str, Any]:
    """What a command answers. Answers are remembered for weeks: a name that is taken off is in none."""
    return {**comment_view(comment, reader), "shown_name": ""}


def page_view(page: dict[str, Any], reader: Caller) -> dict[str, Any]:
    return {**page, "items": [comment_view(comment, reader) for comment in page["items"]]}
