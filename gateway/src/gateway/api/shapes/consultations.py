"""Shapes of consultations: questions, comments and how they were used."""

from typing import Any

from marshmallow import Schema, fields, validate

from gateway.api.shapes.parts import (
    Paging,
    Shown,
    Versioned,
    day,
    instant,
    page_of,
    string,
    whole,
)

SCOPES = ("uk", "regions", "group")
STATES = ("planned", "affected_first", "open", "closed", "decided", "withdrawn")
ACTIONS = ("comment", "decide", "extend", "withdraw")


def _codes(meaning: str, **options: Any) -> "fields.List[Any]":
    return fields.List(fields.Str(), metadata={"description": meaning}, **options)


def _yes_or_no(meaning: str, **options: Any) -> fields.Bool:
    return fields.Bool(truthy={True}, falsy={False}, metadata={"description": meaning}, **options)


class ListConsultations(Paging):
    place = string("A region's code, UK, or the id of a self-organised group")
    ended = fields.Bool(metadata={"description": "Decided or withdrawn; false for those under way"})


class ConsultationOptionGiven(Schema):
    text = string(required=True)
    note = string("Where it fits, for example in which regions")


class AskQuestion(Schema):
    """Without `opens_on` it opens at once, without `closes_on` it stays open until it is decided."""

    title = string(required=True)
    question = string(required=True)
    asked_by = string("Your region's code, UK, or the id of your self-organised group", required=True)
    scope = fields.Str(
        required=True, validate=validate.OneOf(SCOPES), metadata={"description": "Who is affected"}
    )
    regions = _codes("Those affected, with the scope `regions`")
    group_id = string("The self-organised group affected, with the scope `group`", allow_none=True)
    options = fields.List(fields.Nested(ConsultationOptionGiven))
    several = _yes_or_no("Options do not exclude each other (the default)")
    opens_on = day("It opens at 12:00 in London", allow_none=True)
    first_days = whole("How long those affected are asked before everybody is", validate=validate.Range(0))
    closes_on = day("It closes at 12:00 in London", allow_none=True)


class AddComment(Schema):
    text = string(required=True)
    options = _codes("Ids of the options you prefer")
    shown_name = string("Only if you like; else you are shown as a member of your region")


class ChangeComment(AddComment):
    """The earlier wording stays readable."""

    version = whole("The version you read", validate=validate.Range(1))


class ExtendConsultation(Versioned):
    closes_on = day("Later than before", required=True)
    reason = string("Needed")


class ConsultationPointGiven(Schema):
    text = string("What was changed, or what was not taken", required=True)
    reason = string(required=True)
    comments = _codes("Ids of the comments that it answers")


class ConsultationChoiceGiven(Schema):
    option = string("Its id", required=True)
    regions = _codes("Where it applies; all, when none is named")


class DecideConsultation(Versioned):
    """When anybody commented, at least one change or one point not taken is needed."""

    decision = string(required=True)
    changes = fields.List(fields.Nested(ConsultationPointGiven))
    not_taken = fields.List(fields.Nested(ConsultationPointGiven))
    chosen = fields.List(fields.Nested(ConsultationChoiceGiven))


class WithdrawConsultation(Versioned):
    reason = string("Needed")


class ConsultationInShort(Shown):
    id = string(required=True)
    version = whole(required=True)
    title = string(required=True)
    question = string(required=True)
    asked_by = string(required=True)
    asker = string("Its name", required=True)
    scope = fields.Str(required=True, validate=validate.OneOf(SCOPES))
    regions = _codes("Affected", required=True)
    group_id = string(required=True, allow_none=True)
    state = fields.Str(required=True, validate=validate.OneOf(STATES))
    opens_at = instant(required=True)
    to_all_at = instant(required=True, metadata={"description": "From when everybody may comment"})
    closes_at = instant(
        required=True, allow_none=True, metadata={"description": "null: open until it is decided"}
    )
    decided_at = instant(required=True, allow_none=True)


class ConsultationOption(Shown):
    id = string(required=True)
    text = string(required=True)
    note = string(required=True)
    comments = whole("How many comments prefer it", required=True)


class ConsultationPoint(Shown):
    text = string(required=True)
    reason = string(required=True)
    comments = _codes("Ids of the comments that it answers", required=True)


class ConsultationChoice(Shown):
    option = string(required=True)
    regions = _codes("All, when empty", required=True)


class ConsultationOutcome(Shown):
    decision = string(required=True)
    decided_at = instant(required=True)
    comments = whole("How many stood when it was decided", required=True)
    answered = whole("How many of them a point answers", required=True)
    changes = fields.List(fields.Nested(ConsultationPoint), required=True)
    not_taken = fields.List(fields.Nested(ConsultationPoint), required=True)
    chosen = fields.List(fields.Nested(ConsultationChoice), required=True)


class ConsultationStep(Shown):
    kind = string(required=True)
    at = instant(required=True)
    words = string(required=True)


class Consultation(ConsultationInShort):
    several = fields.Bool(required=True)
    options = fields.List(fields.Nested(ConsultationOption), required=True)
    comments = whole(required=True)
    commenters = whole(required=True)
    comments_of_affected = whole(required=True)
    outcome = fields.Nested(ConsultationOutcome, required=True, allow_none=True)
    history = fields.List(fields.Nested(ConsultationStep), required=True)
    may = fields.List(
        fields.Str(validate=validate.OneOf(ACTIONS)),
        required=True,
        metadata={"description": "What you can do now"},
    )


class EarlierWording(Shown):
    text = string(required=True)
    options = _codes("Preferred then", required=True)
    until = instant(required=True)


class ConsultationComment(Shown):
    id = string(required=True)
    version = whole(required=True)
    consultation_id = string(required=True)
    region = string("Where its author is at home", required=True)
    shown_name = string("Only if its author chose one", required=True, allow_none=True)
    is_affected = fields.Bool(required=True)
    text = string(
        "null once it was taken back, and in what a command answers", required=True, allow_none=True
    )
    options = _codes("Preferred", required=True)
    at = instant(required=True)
    taken_back_at = instant(required=True, allow_none=True)
    earlier = fields.List(fields.Nested(EarlierWording), required=True)
    is_mine = fields.Bool(required=True)
    may = fields.List(fields.Str(), required=True)


ConsultationPage = page_of(ConsultationInShort)
ConsultationCommentPage = page_of(ConsultationComment)
