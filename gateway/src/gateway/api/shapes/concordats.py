"""Shapes of concordats and of the organisations that signed them."""

from marshmallow import Schema, fields, validate

from gateway.api.shapes.parts import Paging, Shown, Versioned, day, instant, list_of, page_of, string, whole

STATES = ("draft", "agreed", "ended", "dropped")
STANDINGS = ("signed", "to_renew", "leaving", "lapsed", "withdrawn", "closed", "elsewhere", "over")
STANDING = (
    "signed; to_renew: a newer text waits, in its grace; leaving: withdrawn from a day to come; lapsed: the "
    "grace is over; withdrawn; closed: the organisation is; elsewhere: it is no longer where the concordat "
    "holds; over: the concordat has ended. The first three ask and lend"
)
SIGNING_ROLES = ("chief_executive", "chair", "accountable_officer", "director", "system_leader")
OUTCOMES = ("kept", "to_change")
CHANGES = ("same", "changed", "added", "removed")
MARKS = ("same", "added", "removed")
TEXT = "Clauses with an empty line between them"


class ListConcordats(Paging):
    region = string()
    state = fields.Str(
        validate=validate.OneOf(STATES),
        metadata={"description": "draft and dropped for keepers of the region that is named"},
    )


class CompareTexts(Schema):
    before = fields.Int(
        required=True, validate=validate.Range(1), metadata={"description": "The number of a text"}
    )
    after = fields.Int(
        validate=validate.Range(1),
        metadata={"description": "The number of another; left out, the draft, for keepers"},
    )


class DraftConcordat(Schema):
    region = string("A code like SW", required=True)
    title = string(required=True)
    system = string("The STP it holds in; left out, the whole region")
    group = string("The body it began with")
    text = string(TEXT, required=True)
    review_on = day("When it is looked at again: a day to come, within five years", required=True)


class ChangeDraft(Versioned):
    text = string(f"{TEXT}; empty throws the draft of a next text away", required=True)


class AgreeText(Versioned):
    changes = string("What is new, in plain words; needed from the second text on")
    review_on = day("Another day for its review")


class ReviewConcordat(Versioned):
    outcome = fields.Str(required=True, validate=validate.OneOf(OUTCOMES))
    words = string(required=True)
    next_on = day("When it is looked at again", required=True)


class EndConcordat(Versioned):
    reason = string("Needed; everybody reads it", required=True)


class ConcordatText(Shown):
    number = whole(required=True)
    clauses = fields.List(fields.Str(), required=True)
    changes = string(required=True, allow_none=True)
    agreed_at = instant(required=True)
    sign_by = day("Until when who signed an earlier text may rely on that", required=True, allow_none=True)


class ConcordatReview(Shown):
    on = day(required=True)
    outcome = fields.Str(required=True, validate=validate.OneOf(OUTCOMES))
    words = string(required=True)
    next_on = day(required=True)


class ConcordatLine(Shown):
    id = string(required=True)
    version = whole(required=True)
    title = string(required=True)
    region = string(required=True)
    system = string("Null where it holds in the whole region", required=True, allow_none=True)
    group = string(required=True, allow_none=True)
    state = fields.Str(required=True, validate=validate.OneOf(STATES))
    text_number = whole("The text in force", required=True, allow_none=True)
    review_on = day(required=True)
    ended_on = day(required=True, allow_none=True)
    ended_why = string(required=True, allow_none=True)


class WrittenConcordat(ConcordatLine):
    """With its texts and reviews, as its keepers get it back."""

    draft = string("The draft of its next text, for keepers", allow_none=True)
    texts = fields.List(fields.Nested(ConcordatText), required=True)
    reviews = fields.List(fields.Nested(ConcordatReview), required=True)


class ConcordatSigning(Shown):
    text = whole(required=True)
    by = string("The member who signed", required=True)
    signed_as = fields.Str(required=True, validate=validate.OneOf(SIGNING_ROLES))
    at = instant(required=True)
    reservations = string(required=True, allow_none=True)
    pledged_half_days = whole(required=True, allow_none=True)


class Signatory(Shown):
    """An organisation under a concordat; everybody sees it, and nobody's name."""

    concordat_id = string(required=True)
    concordat = string("Its title", required=True)
    organisation_id = string(required=True)
    organisation = string(required=True, allow_none=True)
    standing = fields.Str(
        required=True, validate=validate.OneOf(STANDINGS), metadata={"description": STANDING}
    )
    text = whole("Which text it signed", required=True)
    signed_as = fields.Str(required=True, validate=validate.OneOf(SIGNING_ROLES))
    signed_at = instant(required=True)
    reservations = string(required=True, allow_none=True)
    pledged_half_days = whole("Half days a year that it means to lend", required=True, allow_none=True)
    sign_by = day("Until when it may rely on the text it signed", required=True, allow_none=True)
    withdrawn_from = day(required=True, allow_none=True)
    withdrawn_why = string("For who acts for it and for keepers", allow_none=True)
    signings = fields.List(
        fields.Nested(ConcordatSigning), metadata={"description": "For who acts for it and for keepers"}
    )


class NotSignatory(Shown):
    id = string(required=True)
    name = string(required=True)


class ConcordatCoverage(Shown):
    """``signatories`` of ``organisations`` where it holds are under it today."""

    organisations = whole(required=True)
    signatories = whole(required=True)
    pledged_half_days = whole("Half days a year that they mean to lend together", required=True)
    not_signed = fields.List(fields.Nested(NotSignatory), required=True)
    items = fields.List(fields.Nested(Signatory), required=True)


class Concordat(WrittenConcordat):
    coverage = fields.Nested(ConcordatCoverage, required=True)


class ConcordatPiece(Shown):
    mark = fields.Str(required=True, validate=validate.OneOf(MARKS))
    words = string(required=True)


class ConcordatClauseDifference(Shown):
    change = fields.Str(required=True, validate=validate.OneOf(CHANGES))
    pieces = fields.List(fields.Nested(ConcordatPiece), required=True)


class ConcordatDifference(Shown):
    items = fields.List(fields.Nested(ConcordatClauseDifference), required=True)


class ListSignatories(Paging):
    concordat_id = string("Those under one concordat")
    organisation_id = string("Those of one organisation")


class ToSign(Shown):
    concordat_id = string(required=True)
    concordat = string("Its title", required=True)
    organisation_id = string(required=True)
    organisation = string(required=True)
    text = whole("The number of the text that is to be signed", required=True, allow_none=True)
    sign_by = day(
        "Until when the text it signed holds; null if it never signed", required=True, allow_none=True
    )


class SignConcordat(Schema):
    concordat_id = string(required=True)
    organisation_id = string("One that you lead", required=True)
    text = whole("The number of the text that you read", required=True, validate=validate.Range(1))
    signed_as = fields.Str(required=True, validate=validate.OneOf(SIGNING_ROLES))
    reservations = string()
    pledged_half_days = whole("Half days a year that you mean to lend; a wish, no duty")


class WithdrawSignature(Schema):
    from_day = day("From this day on nothing new is asked or lent", required=True)
    reason = string("Needed", required=True)


ToSignList = list_of(ToSign)
ConcordatPage = page_of(ConcordatLine)
SignatoryPage = page_of(Signatory)
