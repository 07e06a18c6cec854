"""Shapes of stakeholders and of programmes."""

from marshmallow import Schema, fields, validate

from gateway.api.shapes.parts import ROUGH, Shown, Versioned, day, list_of, string, whole

KINDS = (
    "system",
    "commissioner",
    "provider",
    "board",
    "clinical_senate",
    "finance",
    "care_sector",
    "improvement_group",
    "collaborative",
    "other",
)
STANCES = ("supports", "neutral", "declined")
TOPICS = ("general", "concordat")


class DueSteps(Schema):
    region = string("Only this region")


class ChangeContact(Versioned):
    """A role to turn to; how to reach it needs its holder's consent."""

    contact_role = string("A role, never a name", required=True)
    contact_point = string("An address or number of the role")
    consent_on = day("Since when its holder agrees")


class AddStakeholder(Schema):
    """A body a group works with, or would like to."""

    organisation = string(required=True)
    kind = fields.Str(required=True, validate=validate.OneOf(KINDS))
    contact_role = string("A role, never a name", required=True)
    contact_point = string("An address or number of the role")
    consent_on = day("Since when its holder agrees")


class OneStakeholder(Versioned):
    """The version you read, if it matters."""


class RecordEngagement(Versioned):
    """A meeting or talk, and what comes next."""

    on = string(ROUGH, required=True)
    topic = fields.Str(validate=validate.OneOf(TOPICS))
    stance = fields.Str(required=True, validate=validate.OneOf(STANCES))
    summary = string(required=True)
    next_step = string()
    next_due = day("Needed with a next step")


class Engagement(Shown):
    id = string(required=True)
    on = string(ROUGH, required=True)
    topic = fields.Str(required=True, validate=validate.OneOf(TOPICS))
    stance = fields.Str(required=True, validate=validate.OneOf(STANCES))
    summary = string(required=True)


class Stakeholder(Shown):
    """Contacts, next steps and talks are null or empty but for those who keep the group."""

    id = string(required=True)
    version = whole(required=True)
    region = string(required=True)
    organisation = string(required=True)
    kind = fields.Str(required=True, validate=validate.OneOf(KINDS))
    stances = fields.Dict(
        keys=fields.Str(),
        values=fields.Str(),
        required=True,
        metadata={"description": "Topic -> the stance that was heard last"},
    )
    last_on = string(ROUGH, required=True, allow_none=True)
    contact_role = string(required=True)
    contact_point = string(
        "In lists only: the answer to a change never repeats it", required=True, allow_none=True
    )
    consent_on = day(required=True, allow_none=True)
    next_step = string(required=True, allow_none=True)
    next_due = day(required=True, allow_none=True)
    engagements = fields.List(fields.Nested(Engagement), required=True)


class StanceCount(Shown):
    topic = fields.Str(required=True, validate=validate.OneOf(TOPICS))
    supports = whole(required=True)
    neutral = whole(required=True)
    declined = whole(required=True)
    shown = string(required=True)


class StanceCounts(Shown):
    region = string(required=True)
    bodies = whole(required=True)
    counts = fields.List(fields.Nested(StanceCount), required=True)


class Leaning(Shown):
    """One kind of body is more than half of those engaged."""

    kind = string(required=True)
    bodies = whole(required=True)
    of = whole(required=True)


class StakeholderList(Shown):
    items = fields.List(fields.Nested(Stakeholder), required=True)
    counts = fields.List(fields.Nested(StanceCount), required=True)
    leaning = fields.Nested(Leaning, required=True, allow_none=True)


class DueStep(Shown):
    id = string("The stakeholder's", required=True)
    region = string(required=True)
    organisation = string(required=True)
    next_step = string(required=True)
    next_due = day(required=True)
    overdue = fields.Bool(required=True)


class AddInitiative(Schema):
    """A programme of others; each is listed once."""

    name = string(required=True)
    about = string(required=True)
    address = string("A web address")


class LinkInitiative(Schema):
    how = string("How the region works with it", required=True)


class InitiativeLink(Shown):
    region = string(required=True)
    name = string(required=True)
    how = string(required=True)


class Initiative(Shown):
    id = string(required=True)
    version = whole(required=True)
    name = string(required=True)
    about = string(required=True)
    address = string(required=True, allow_none=True)
    links = fields.List(fields.Nested(InitiativeLink), required=True)


DueStepList = list_of(DueStep)
InitiativeList = list_of(Initiative)
