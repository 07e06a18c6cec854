"""Shapes of connections between members, Connectors, and thanks."""

from marshmallow import Schema, fields

from gateway.api.shapes.parts import Shown, day, list_of, string


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


class HideRecognition(Schema):
    hidden = fields.Bool(required=True, truthy={True}, falsy={False})


class Connection(Shown):
    """As both members see it."""

    id = string(required=True)


class Recognition(Shown):
    id = string(required=True)


class Connector(Shown):
    """A member who connects people, for which regions and topics."""


ConnectionList = list_of(Connection)
RecognitionList = list_of(Recognition)
