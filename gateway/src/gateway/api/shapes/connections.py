"""Shapes of connections between members, Connectors, and thanks."""

from marshmallow import Schema, fields, validate

from gateway.api.shapes.members import ConnectorOf
from gateway.api.shapes.parts import Shown, day, instant, list_of, string, whole

STATES = ("proposed", "confirmed", "declined")


class ProposeConnection(Schema):
    member_id = string("With whom", required=True)
    how = string("How you met", required=True)
    where = string()
    met_on = day(required=True)


class AnswerConnection(Schema):
    confirmed = fields.Bool(
        required=True, truthy={True}, falsy={False}, metadata={"description": "False declines it"}
    )


class AppointConnector(Schema):
    regions = fields.List(fields.Str(), required=True, metadata={"description": "Codes"})
    topics = fields.List(fields.Str(), required=True)


class ThankMember(Schema):
    kind = string("What for", required=True)
    date = day("When it was done", required=True)
    evidence = string("Where it can be seen", required=True)
    words = string("Thanks, in your own words", required=True)
    formal = fields.Bool(
        truthy={True},
        falsy={False},
        metadata={"description": "True: a contract stands behind what was done. Left out: it was voluntary"},
    )


class HideRecognition(Schema):
    hidden = fields.Bool(required=True, truthy={True}, falsy={False})


class SomebodyNamed(Shown):
    """Another member, with the name as far as the caller may know it."""

    id = string(required=True)
    name = string(
        "null while it is hidden from the caller, and after they left", required=True, allow_none=True
    )


class Connection(Shown):
    """As one of its two members sees it."""

    id = string(required=True)
    version = whole(required=True)
    state = fields.Str(required=True, validate=validate.OneOf(STATES))
    proposed_by = string("Member id of who said so first", required=True)
    other = fields.Nested(SomebodyNamed, required=True)
    how = string(required=True)
    where = string("Empty if it was not said", required=True)
    met_on = day(required=True)


class Recognition(Shown):
    """Thanks from one member to another."""

    id = string(required=True)
    version = whole(required=True)
    member_id = string("Who was thanked", required=True)
    kind = string(required=True)
    date = day(required=True)
    evidence = string(required=True)
    words = string(required=True)
    formal = fields.Bool(
        required=True,
        metadata={"description": "A contract stands behind what was done; else it was voluntary"},
    )
    given_at = instant(required=True)
    giver = fields.Nested(SomebodyNamed, required=True)
    hidden = fields.Bool(required=True, metadata={"description": "Whether it is hidden from others"})


class ConnectorTerm(Shown):
    """A time as a Connector; the regions and topics of that time."""

    regions = fields.List(fields.Str(), required=True)
    topics = fields.List(fields.Str(), required=True)
    from_ = day(data_key="from", required=True)
    until = day("null while it lasts", required=True, allow_none=True)
    nominated_by = string("Member id", required=True)


class Connector(Shown):
    """A member who connects people, for which regions and topics."""

    id = string("Of the member", required=True)
    version = whole("Of the member", required=True)
    connector = fields.Nested(
        ConnectorOf, required=True, allow_none=True, metadata={"description": "null when they are none (now)"}
    )
    history = fields.List(
        fields.Nested(ConnectorTerm), required=True, metadata={"description": "The newest last"}
    )


ConnectionList = list_of(Connection)
RecognitionList = list_of(Recognition)
