"""Shapes of the learning library: what was learnt, its reviews, and where it was used again (rows 73, 79)."""

from typing import Any

from marshmallow import Schema, fields, validate

from gateway.api.shapes.actions import flag
from gateway.api.shapes.parts import Paging, Shown, Versioned, instant, page_of, string, whole

KINDS = ("case_study", "good_practice", "guidance", "tool", "evidence", "lesson")
WORKED = ("worked", "did_not_work", "mixed")
REACHES = ("local", "national")
STATES = ("draft", "submitted", "returned", "declined", "published", "withdrawn")
OUTCOMES = ("published", "returned", "declined")
STOPPED = "NHS numbers, e-mail addresses and telephone numbers are refused: `identity_in_text` says where"


def _one_of(words: tuple[str, ...], meaning: str = "", **options: Any) -> fields.Str:
    metadata = {"description": meaning} if meaning else {}
    return fields.Str(validate=validate.OneOf(words), metadata=metadata, **options)


class ListLearning(Paging):
    words = string("All of them are in it; singular and plural are the same")
    region = string()
    kind = _one_of(KINDS)
    topic = string("As a whole; singular and plural, small and capital letters are the same")
    tag = string()
    worked = _one_of(WORKED)


class ListLearningToReview(Paging):
    region = string("One that you look after; left out, all of them")


class LearningWords(Schema):
    """What is written, whole."""

    kind = _one_of(KINDS, required=True)
    title = string(required=True)
    topic = string("What it is found by, like near misses")
    context = string()
    what_happened = string(f"Needed of a case study before it is submitted. {STOPPED}")
    learning = string("Needed before it is submitted")
    worked = _one_of(
        (*WORKED, ""), "Needed of case studies and lessons before they are submitted; empty where nobody says"
    )
    source = string("Needed of guidance, tools and evidence before they are submitted")
    reach = _one_of((*REACHES, ""), "Of guidance")
    tags = fields.List(fields.Str(), metadata={"description": "At most ten"})
    shown_name = string("How the writer is called beside it; left out, not at all")


class WriteLearning(LearningWords):
    region = string("Left out, your own")


class ChangeLearning(LearningWords, Versioned):
    """All of it again; the region stays."""


class ActOnLearning(Versioned):
    """A step of its author on the version they read."""


class ReviewLearning(Versioned):
    outcome = _one_of(OUTCOMES, required=True)
    identity_checked = flag("That you looked for anybody who could be recognised; needed to publish")
    reason = string("Needed to return or to decline it")


class WithdrawLearning(Versioned):
    reason = string("Needed; everybody reads it")


class NoteReuse(Schema):
    worked = _one_of(WORKED, "Whether it worked there", required=True)
    region = string("Where; left out, your own region")
    words = string()


class LearningStanding(Shown):
    id = fields.Str(required=True)
    version = whole(required=True)
    region = fields.Str(required=True)
    state = _one_of(STATES, required=True)


class LearningText(Shown):
    kind = _one_of(KINDS, required=True)
    title = fields.Str(required=True)
    topic = fields.Str(required=True)
    context = fields.Str(required=True)
    what_happened = fields.Str(required=True)
    learning = fields.Str(required=True)
    worked = _one_of(WORKED, "Null where nobody says", required=True, allow_none=True)
    source = fields.Str(required=True)
    reach = _one_of(REACHES, required=True, allow_none=True)
    tags = fields.List(fields.Str(), required=True)


class LearningReview(Shown):
    outcome = _one_of(OUTCOMES, required=True)
    at = instant(required=True)
    reason = fields.Str(required=True, allow_none=True)


class Learning(LearningStanding):
    """The edition that everybody reads; with it, for its author and its reviewers, the newest words."""

    shown_name = fields.Str(required=True, allow_none=True)
    event_id = string("The event of ours that it is a lesson of", required=True, allow_none=True)
    shared_with = fields.List(
        fields.Str(),
        required=True,
        metadata={"description": "Regions in which a convenor or a coordinator was told of it"},
    )
    reason = string("Why it was withdrawn", required=True, allow_none=True)
    edition = whole("Counts from 1; null until it is published", required=True, allow_none=True)
    published_at = instant(required=True, allow_none=True)
    words = fields.Nested(LearningText, required=True, allow_none=True)
    is_own = fields.Bool()
    written = fields.Nested(LearningText)
    written_name = string("The newest name to be shown; it is reviewed with the words", allow_none=True)
    submitted_at = instant(allow_none=True)
    review = fields.Nested(LearningReview, allow_none=True)
    doubts = fields.List(
        fields.Str(),
        metadata={"description": "What may identify somebody, for whoever reviews it: a postcode, a name"},
    )
    may_review = fields.Bool(metadata={"description": "Somebody else reviews what one wrote"})


class Reuse(Shown):
    id = fields.Str(required=True)
    region = fields.Str(required=True)
    worked = _one_of(WORKED, required=True)
    words = fields.Str(required=True)
    at = instant(required=True)
    is_mine = fields.Bool(required=True)


class NotedReuse(Shown):
    id = string("Of what was used", required=True)


LearningPage = page_of(Learning)
ReusePage = page_of(Reuse)
