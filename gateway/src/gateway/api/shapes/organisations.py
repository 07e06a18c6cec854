"""Shapes of organisations that sign concordats and lend people."""

from marshmallow import Schema, fields, validate

from gateway.api.shapes.parts import Paging, Shown, Versioned, instant, list_of, page_of, string, whole

KINDS = (
    "trust", "ccg", "hospice", "ambulance", "practice", "council", "charity", "university", "system", "other",
)  # fmt: skip
ROLES = ("leader", "contact")
ROLE = "A leader signs; a contact asks, lends and confirms days, as a leader may too"
SYSTEM = "The STP that it belongs to, if any"


class ListOrganisations(Paging):
    region = string()
    kind = fields.Str(validate=validate.OneOf(KINDS))


class EnterOrganisation(Schema):
    region = string("A code like SW", required=True)
    name = string(required=True)
    kind = fields.Str(required=True, validate=validate.OneOf(KINDS))
    system = string(SYSTEM)


class ChangeOrganisation(Versioned):
    """The whole of what everybody reads of it."""

    name = string(required=True)
    kind = fields.Str(required=True, validate=validate.OneOf(KINDS))
    system = string(SYSTEM)


class CloseOrganisation(Versioned):
    reason = string("Needed; everybody reads it", required=True)


class NameRepresentative(Versioned):
    member_id = string("An active member, never oneself", required=True)
    role = fields.Str(required=True, validate=validate.OneOf(ROLES), metadata={"description": ROLE})


class Representative(Shown):
    member_id = string(required=True)
    role = fields.Str(required=True, validate=validate.OneOf(ROLES), metadata={"description": ROLE})
    since = instant(required=True)


class Organisation(Shown):
    id = string(required=True)
    version = whole(required=True)
    name = string(required=True)
    kind = fields.Str(required=True, validate=validate.OneOf(KINDS))
    region = string(required=True)
    system = string(SYSTEM, required=True, allow_none=True)
    is_open = fields.Bool(required=True)
    closed_why = string(required=True, allow_none=True)


class KnownOrganisation(Organisation):
    """``representatives`` for those who act for it and for its keepers."""

    representatives = fields.List(fields.Nested(Representative))


class MyOrganisation(Organisation):
    my_roles = fields.List(fields.Str(validate=validate.OneOf(ROLES)), required=True)


OrganisationPage = page_of(Organisation)
MyOrganisations = list_of(MyOrganisation)
