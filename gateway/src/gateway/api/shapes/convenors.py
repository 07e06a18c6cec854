"""Shapes of the convenors' network."""

from marshmallow import Schema, fields, validate

from gateway.api.shapes.parts import ROUGH, Shown, Versioned, instant, list_of, page_of, string, whole

KINDS = ("online", "in_person", "training")
AUDIENCES = ("convenors", "convenors_and_groups")


class PlanSession(Schema):
    """When convenors meet, for whom, and how to join."""

    title = string(required=True)
    kind = fields.Str(required=True, validate=validate.OneOf(KINDS))
    audience = fields.Str(required=True, validate=validate.OneOf(AUDIENCES))
    on = string(ROUGH, required=True)
    joining = string("How to join")


class ProposeTopic(Schema):
    text = string(required=True)


class TakeUpTopic(Schema):
    topic_id = string(required=True)


class BookTraining(Schema):
    session_id = string(required=True)


class RecordTraining(Schema):
    """Something learned elsewhere."""

    title = string(required=True)
    on = string(ROUGH, required=True)
    provider = string(required=True)


class OneTraining(Versioned):
    """The version you read, if it matters."""


class WriteNote(Schema):
    text = string(required=True)
    shared = fields.Bool(
        required=True,
        truthy={True},
        falsy={False},
        metadata={"description": "Consent that other convenors read it"},
    )


class ShareNote(Versioned):
    shared = fields.Bool(required=True, truthy={True}, falsy={False})


class Invited(Shown):
    """How many are invited; never who."""

    convenors = whole(required=True)
    members = whole("Other members of groups", required=True)


class Session(Shown):
    id = string(required=True)
    version = whole(required=True)
    title = string(required=True)
    kind = fields.Str(required=True, validate=validate.OneOf(KINDS))
    audience = fields.Str(required=True, validate=validate.OneOf(AUDIENCES))
    on = string(ROUGH, required=True)
    over = fields.Bool(required=True)
    joining = string(required=True, allow_none=True)
    topics = fields.List(fields.Str(), required=True)
    invited = fields.Nested(Invited, required=True)


class SessionTopic(Shown):
    id = string(required=True)
    text = string(required=True)
    region = string("null: the Q team", required=True, allow_none=True)
    at = instant(required=True)


class Training(Shown):
    id = string(required=True)
    version = whole(required=True)
    title = string(required=True)
    on = string(ROUGH, required=True)
    provider = string(required=True)
    state = fields.Str(required=True, validate=validate.OneOf(("booked", "attended", "cancelled")))
    session_id = string(required=True, allow_none=True)


class ConvenorNote(Shown):
    """A note by its region; whose it is, its author alone is told."""

    id = string(required=True)
    version = whole(required=True)
    region = string(required=True, allow_none=True)
    text = string(required=True)
    at = instant(required=True)
    shared = fields.Bool(required=True)
    mine = fields.Bool(required=True)


class ConvenorNotes(Shown):
    mine = fields.List(fields.Nested(ConvenorNote), required=True)
    items = fields.List(fields.Nested(ConvenorNote), required=True)
    next = string(required=True, allow_none=True)


SessionPage = page_of(Session)
SessionTopicPage = page_of(SessionTopic)
TrainingList = list_of(Training)
