"""Shapes of Q Lab projects."""

from marshmallow import Schema, fields, validate

from gateway.api.shapes.parts import Paging, Shown, Versioned, instant, page_of, string, whole

STAGES = ("planned", "exploring", "testing", "sharing", "ended")


class ListLabProjects(Paging):
    promoted_by = string("Those that the group of this region promotes")


class LaunchLabProject(Schema):
    title = string(required=True)
    challenge = string("What it works on")
    partner = string("The organisation that the Lab works with")


class ChangeLabProject(LaunchLabProject, Versioned):
    """All of it again."""


class MoveLabProject(Versioned):
    stage = fields.Str(required=True, validate=validate.OneOf(STAGES))


class LinkLabOutput(Versioned):
    item_id = string("Something published in the learning library", required=True)


class LabStage(Shown):
    stage = fields.Str(required=True, validate=validate.OneOf(STAGES))
    at = instant(required=True)


class LabOutput(Shown):
    item_id = string(required=True)
    title = string("As it was when it was linked", required=True)


class LabProject(Shown):
    id = string(required=True)
    version = whole(required=True)
    number = whole("The Lab's projects are counted from 1", required=True)
    title = string(required=True)
    challenge = string(required=True)
    partner = string(required=True, allow_none=True)
    stage = fields.Str(required=True, validate=validate.OneOf(STAGES))
    stages = fields.List(fields.Nested(LabStage), required=True)
    promoted_by = fields.List(
        fields.Str(), required=True, metadata={"description": "Regions whose groups promote it"}
    )
    outputs = fields.List(fields.Nested(LabOutput), required=True)
    signed_up = whole("How many members take part; who they are is told to nobody", required=True)
    is_signed_up = fields.Bool(required=True, metadata={"description": "Whether you are"})


class LabSignUp(Shown):
    id = string("The project's", required=True)
    at = instant(required=True)


class LabSignedUp(Shown):
    id = string("The project's", required=True)
    is_signed_up = fields.Bool(required=True)


LabProjectPage = page_of(LabProject)
LabSignUpPage = page_of(LabSignUp)
