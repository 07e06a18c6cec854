"""Shapes of documents as they are sent: what a group writes, and what is asked for."""

from marshmallow import Schema, fields, validate

from gateway.api.shapes.documents import NUMBER
from gateway.api.shapes.parts import ROUGH, Paging, Versioned, day, string

FORMATS = ("json", "markdown", "text")


class ClauseSent(Schema):
    """One clause; owner, duty and measure belong to the actions of a delivery strategy."""

    code = string("Stays the same from version to version: small letters, digits, hyphens", required=True)
    label = string(required=True)
    text = string(required=True)
    owner = string("The role that does it")
    duty = string("The code of the duty it serves")
    measure = string("How one sees that it is done")


class BeginDocument(Schema):
    """A draft with all its clauses."""

    title = string()
    summary = string("What is new, in plain words")
    clauses = fields.List(fields.Nested(ClauseSent), required=True)


class ChangeDocumentDraft(Versioned):
    """The draft's whole text."""

    summary = string("What is new, in plain words")
    clauses = fields.List(fields.Nested(ClauseSent), required=True)


class ReviewDocument(Versioned):
    """A review at a named meeting."""

    meeting = string("The meeting at which it was agreed", required=True)
    on = string(ROUGH, required=True)
    reviewers = fields.List(fields.Str(), metadata={"description": "Roles or bodies, never names"})
    minutes = string("Where the minutes are")
    review_due = day("When it is looked at again", allow_none=True)


class AgreeDocument(ReviewDocument):
    """What makes a draft the version in force."""

    lapses_with_pilot = fields.Bool(
        truthy={True}, falsy={False}, metadata={"description": "True: it ends when the region's pilot does"}
    )


class LapseDocument(Versioned):
    on = string(ROUGH, required=True)
    reason = string(required=True)


class LinkSent(Schema):
    label = string(required=True)
    address = string("https://..., or a page of this site", required=True)


class MarkClause(Schema):
    """How a clause is kept; what is left out stays as it was."""

    state = string("One of the states of the document's kind", allow_none=True)
    note = string(allow_none=True)
    evidence = fields.List(fields.Nested(LinkSent), allow_none=True)
    practices = fields.List(fields.Nested(LinkSent), allow_none=True)
    on = string(f"Since when. {ROUGH}; left out, today", allow_none=True)
    version = fields.Int(
        strict=True,
        validate=validate.Range(0),
        metadata={"description": "marks_version as it was read, 0 before the first mark"},
    )


class CommentOnDocument(Schema):
    about = fields.Str(
        validate=validate.OneOf(("text", "draft")),
        metadata={"description": "The text in force, or the draft"},
    )
    clause = string("The clause it is about; left out, the whole")
    text = string(required=True)
    shown_name = string("A name to show beside it; left out, only the writer's part in Q is shown")


class ShowName(Schema):
    shown_name = string("What is shown from now on; empty shows no name", required=True)


# What is asked: numbers in a query are text


def _asked(meaning: str) -> fields.Int:
    return fields.Int(metadata={"description": meaning})


class DocumentAsked(Schema):
    number = _asked(NUMBER)


class CompareAsked(Schema):
    """Left out: the version in force and the one before it."""

    number = _asked("The newer version")
    with_number = _asked("The older version, or the other region's")
    with_region = string("Another region, whose text stands on the left")
    draft = fields.Bool(metadata={"description": "The draft against the text in force; for the group"})


class ReviewsAsked(Paging):
    region = string("Only this region")
    days = _asked("Due within so many days, 0 to 366, else 60; 0 shows what is overdue or due today")


class CommentsAsked(Paging):
    about = fields.Str(validate=validate.OneOf(("text", "draft")))
    clause = string("Only those on this clause")
    number = _asked("With about=draft: what the group said while that version was its draft")


class ExportAsked(Schema):
    number = _asked(NUMBER)
    format = fields.Str(load_default="json", validate=validate.OneOf(FORMATS))
