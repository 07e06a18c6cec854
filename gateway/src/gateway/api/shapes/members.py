"""Shapes of members, their roles, and the member who asks about themselves."""

from marshmallow import Schema, fields, validate

from gateway.api.shapes.parts import Paging, Shown, Versioned, day, instant, list_of, page_of, string, whole

CIRCLES = ("public", "members", "region", "nobody")
ROLES = ("coordinator", "convenor", "national_team", "operator")


class SearchMembers(Paging):
    q = string("Words in what you may see of a member")
    region = string("Code of the home region")
    sector = string()
    topic = string("What a Connector connects people about, or an interest")
    connectors_only = fields.Bool()


class ExportMembers(Schema):
    format = fields.Str(load_default="csv", validate=validate.OneOf(("csv", "json")))
    region = string("Only this region; who keeps one region must name it")


class ChangeRole(Schema):
    role = fields.Str(required=True, validate=validate.OneOf(ROLES))
    region = string("For coordinator and convenor: of which region", allow_none=True)


class ChangeProfile(Versioned):
    """Only the fields that are there change."""

    name = string()
    profession = string()
    sector = string()
    organisation = string()
    system = string("The health and care system they work in")
    about = string()
    interests = fields.List(fields.Str())
    perspective = string()
    visibility = fields.Dict(
        keys=fields.Str(),
        values=fields.Str(validate=validate.OneOf(CIRCLES)),
        metadata={"description": "Who sees each field"},
    )


class MoveRegion(Versioned):
    region = string("Code of the new home region", required=True)
    from_ = day("First day there; today if left out", data_key="from")


class ChangeEmail(Versioned):
    email = string(required=True)


class ConfirmEmail(Schema):
    ticket = fields.Str(
        required=True,
        validate=validate.Length(1, 2048),
        metadata={"description": "From the link in the mail to the new address"},
    )


class Leave(Versioned):
    reason = string("Not kept in anybody's file", allow_none=True)


class Stay(Shown):
    region = string(required=True)
    from_ = day(data_key="from", required=True)
    until = day(allow_none=True)


class HeldRole(Shown):
    role = string(required=True)
    region = string(allow_none=True)
    from_ = day(data_key="from")


class ConnectorOf(Shown):
    regions = fields.List(fields.Str(), required=True)
    topics = fields.List(fields.Str(), required=True)
    since = day(required=True)


class Member(Shown):
    """A member as the caller may see them: fields that are hidden from the caller are not there."""

    id = string(required=True)
    version = whole("Only for who may move them: the member, the region's coordinator, the national team")
    name = string()
    email = string(allow_none=True)
    profession = string(allow_none=True)
    sector = string(allow_none=True)
    organisation = string(allow_none=True)
    system = string(allow_none=True)
    region = string("Code of the home region", allow_none=True)
    cohort = string(allow_none=True)
    joined = day(allow_none=True)
    perspective = string(allow_none=True)
    about = string(allow_none=True)
    interests = fields.List(fields.Str())
    connector = fields.Nested(ConnectorOf, allow_none=True)


class CompactStanding(Shown):
    version = string("Of the Compact this member accepted", allow_none=True)
    accepted_at = instant(allow_none=True)
    prompt = fields.Bool(metadata={"description": "Whether a newer version waits to be accepted"})
    grace_until = instant(allow_none=True)


class OwnMember(Member):
    """All that is held of the caller."""

    version = whole("Of your record, for If-Match", required=True)
    home_regions = fields.List(fields.Nested(Stay))
    left = day(allow_none=True)
    status = string(required=True)
    visibility = fields.Dict(keys=fields.Str(), values=fields.Str(validate=validate.OneOf(CIRCLES)))
    compact = fields.Nested(CompactStanding)
    roles = fields.List(fields.Nested(HeldRole))
    seen_by = fields.Dict(
        keys=fields.Str(),
        values=fields.Dict(),
        metadata={"description": "What each circle sees: public, members, region"},
    )


class AddressWish(Shown):
    """A new address that has not been confirmed yet."""

    email = string(required=True)
    asked_at = instant(required=True)
    until = instant(required=True)


class OwnAddress(Shown):
    """Where the caller's mail goes, and where it is to go."""

    email = string("Where you sign in and are reached now", required=True)
    change = fields.Nested(AddressWish, required=True, allow_none=True)


class ConfirmedAddress(Shown):
    email = string("Where you sign in and are reached from now on", required=True)


class MemberRoles(Shown):
    id = string(required=True)
    roles = fields.List(fields.Nested(HeldRole), required=True)


class Left(Shown):
    left = day(required=True)


class ExportRow(Shown):
    """A row of the region's register."""

    id = string(required=True)
    name = string()
    email = string()
    region = string(allow_none=True)
    cohort = string(allow_none=True)
    status = string()
    joined = day(allow_none=True)
    compact_version = string(allow_none=True)
    profession = string(allow_none=True)
    sector = string(allow_none=True)
    organisation = string(allow_none=True)
    system = string(allow_none=True)
    perspective = string(allow_none=True)
    interests = string(allow_none=True)


class MovedMember(ExportRow):
    """The register's row after the move."""

    version = whole(required=True)


MemberPage = page_of(Member)
ExportRowList = list_of(ExportRow)
