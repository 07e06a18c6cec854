"""Shapes of members' own groups."""

from marshmallow import Schema, fields, validate

from gateway.api.shapes.parts import (
    Paging,
    Shown,
    Versioned,
    day,
    instant,
    list_of,
    page_of,
    string,
    whole,
)

STATES = ("active", "dormant", "ended")
REACH = "How members reach the contact in here: no address, number or link"


class ListOwnGroups(Paging):
    region = string("Only groups in this region")
    state = fields.Str(validate=validate.OneOf(STATES))


class StartOwnGroup(Schema):
    """It is live at once; you are its contact."""

    name = string(required=True)
    purpose = string(required=True)
    regions = fields.List(
        fields.Str(), required=True, metadata={"description": "Codes; it may cross regions"}
    )
    shown_name = string("The name that members see of its contact", required=True)
    reach = string(REACH, required=True)
    compact_accepted = fields.Bool(
        required=True,
        truthy={True},
        falsy={False},
        metadata={"description": "True: the group keeps to the Compact"},
    )
    ends_on = day("If it is to end on a day", allow_none=True)


class JoinOwnGroup(Schema):
    shown_name = string("Only if you like; else you are shown as a member of your region")


class TellGroupNews(Schema):
    text = string("What the group did; it keeps the group awake", required=True)


class ChangeOwnGroup(Versioned):
    """The whole of it as it is to be."""

    name = string(required=True)
    purpose = string(required=True)
    regions = fields.List(fields.Str(), required=True)
    ends_on = day(allow_none=True)


class TakeGroupContact(Schema):
    shown_name = string("The name that members see", required=True)
    reach = string(REACH, required=True)


class EndOwnGroup(Schema):
    came_of_it = string("A sentence or two on what came of it; needed")


class GroupPerson(Shown):
    shown_name = string(required=True, allow_none=True)
    region = string(required=True)
    since = instant(required=True)


class GroupContact(Shown):
    member_id = string("Their page in the directory", required=True)
    shown_name = string(required=True)
    reach = string(required=True)


class GroupNews(Shown):
    text = string(required=True)
    at = instant(required=True)


class SelfOrganisedGroup(Shown):
    """Visitors see id, purpose, regions and state; the rest is for members."""

    id = string(required=True)
    purpose = string(required=True)
    regions = fields.List(fields.Str(), required=True)
    state = fields.Str(required=True, validate=validate.OneOf(STATES))
    version = whole()
    name = string()
    started_at = instant()
    last_activity = instant()
    ends_on = day(allow_none=True)
    ended_at = instant(allow_none=True)
    came_of_it = string(allow_none=True)
    members = whole("How many")
    people = fields.List(fields.Nested(GroupPerson))
    contact = fields.Nested(
        GroupContact, allow_none=True, metadata={"description": "null: the group looks for one"}
    )
    news = fields.List(fields.Nested(GroupNews), metadata={"description": "The newest first"})
    may = fields.List(fields.Str(), metadata={"description": "What you can do now"})


SelfOrganisedGroupPage = page_of(SelfOrganisedGroup)
SelfOrganisedGroupList = list_of(SelfOrganisedGroup)
