"""Shapes of feedback after events, and of certificates."""

from marshmallow import Schema, fields, validate

from gateway.api.shapes.parts import Shown, Versioned, instant, string, whole

EXPECTATIONS = ("yes", "partly", "no")
UNKNOWN = "How many answered; null where the source does not say, which is not 0"


class GiveFeedback(Schema):
    expectation = fields.Str(
        required=True,
        validate=validate.OneOf(EXPECTATIONS),
        metadata={"description": "Whether it was what you expected"},
    )
    learning = fields.Int(
        required=True,
        strict=True,
        validate=validate.Range(1, 5),
        metadata={"description": "1: nothing new, 5: a great deal"},
    )
    met_somebody = fields.Bool(
        required=True, truthy={True}, falsy={False}, metadata={"description": "Whether you met somebody new"}
    )
    take_back = string("What you take back; the organisers read it, without knowing who wrote it")


class FeedbackTaken(Shown):
    accepted = fields.Bool(required=True)


class RecordFeedbackSummary(Versioned):
    words = string("What the source says, in few words; names nobody", required=True)
    base = fields.Int(
        strict=True, allow_none=True, validate=validate.Range(0), metadata={"description": UNKNOWN}
    )
    source = string("Where it stands")


class NoteLesson(Schema):
    text = string("Everybody reads it; names nobody", required=True)


class EventAsked(Shown):
    id = string(required=True)
    title = string(required=True)
    region = string(required=True)
    when = string("In words", required=True)


class ExpectationCounts(Shown):
    yes = whole(required=True)
    partly = whole(required=True)
    no = whole(required=True)


class FeedbackResults(Shown):
    base = whole("How many answered; fewer than five are not shown", required=True)
    expectation = fields.Nested(ExpectationCounts, required=True)
    learning = fields.List(
        fields.Int(), required=True, metadata={"description": "How many answered 1, 2, 3, 4 and 5"}
    )
    met_somebody = whole("How many met somebody new", required=True)
    take_backs = fields.List(
        fields.Str(), required=True, allow_none=True, metadata={"description": "For the organisers alone"}
    )


class FeedbackSummary(Shown):
    version = whole(required=True)
    words = string(required=True)
    base = whole(UNKNOWN, required=True, allow_none=True)
    source = string(required=True)


class EventLesson(Shown):
    id = string(required=True)
    text = string(required=True)
    noted_at = instant(required=True)


class EventFeedback(Shown):
    event = fields.Nested(EventAsked, required=True)
    is_over = fields.Bool(required=True)
    open_until = fields.DateTime(
        required=True,
        allow_none=True,
        metadata={"description": "Until when those who came may answer; results are shown after that"},
    )
    may_answer = fields.Bool(required=True)
    answered = fields.Bool(required=True)
    runs = fields.Bool(required=True, metadata={"description": "Whether you organise it"})
    results = fields.Nested(
        FeedbackResults,
        required=True,
        allow_none=True,
        metadata={"description": "null while it is open, or when fewer than five answered"},
    )
    summary = fields.Nested(FeedbackSummary, required=True, allow_none=True)
    lessons = fields.List(fields.Nested(EventLesson), required=True)


class CertifiedEvent(Shown):
    id = string(required=True)
    title = string(required=True)
    region = string(required=True)
    day = fields.Date(required=True, allow_none=True)
    minutes = whole(required=True)
    hosts = fields.List(fields.Str(), required=True)


class CheckedCertificate(Shown):
    """Whoever holds this code attended the event; it says not who that is."""

    code = string(required=True)
    event = fields.Nested(CertifiedEvent, required=True)
