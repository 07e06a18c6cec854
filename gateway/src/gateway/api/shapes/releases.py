"""Shapes of release requests, of releases, and of what a line manager's link asks."""

from typing import Any

from marshmallow import Schema, fields, validate

from gateway.api.shapes.parts import Paging, Shown, Versioned, day, instant, page_of, string, whole

REQUEST_STATES = ("open", "met", "closed")
STATES = ("invited", "consented", "asked", "granted", "declined", "taken", "not_taken", "withdrawn")
LINK_STATES = ("open", "answered", "replaced", "over", "expired")
DECISIONS = ("grant", "decline")


def texts(meaning: str = "", **options: Any) -> fields.List[Any]:
    """Several texts."""
    return fields.List(fields.Str(), metadata={"description": meaning} if meaning else {}, **options)


class ListRequests(Paging):
    concordat_id = string()
    organisation_id = string("The organisation that asks")
    state = fields.Str(validate=validate.OneOf(REQUEST_STATES))


class RequestRelease(Schema):
    """For an organisation that you act for and that signed the concordat."""

    concordat_id = string(required=True)
    organisation_id = string(required=True)
    need = string("What help is wanted for", required=True)
    skills = texts("In plain words, at least one", required=True)
    half_days = whole("2 are a day", required=True)
    starts_on = day(required=True)
    ends_on = day(required=True)
    where = string(required=True)


class InviteMember(Schema):
    member_id = string(required=True)


class Consent(Schema):
    lender_id = string("The organisation that employs you; it signed the concordat", required=True)
    shown_name = string("How your line manager and both organisations know you", required=True)


class CloseRequest(Versioned):
    reason = string("Needed")


class ListReleases(Paging):
    organisation_id = string("Of people whom this organisation employs; left out: your own")


class AskLineManager(Schema):
    """Where the line manager is reached; more than was asked for at first, for an extension."""

    email = string(required=True)
    half_days = whole()
    ends_on = day()


class Asked(Shown):
    """What the request asks for."""

    state = fields.Str(required=True, validate=validate.OneOf(REQUEST_STATES))
    need = string(required=True)
    skills = texts(required=True)
    half_days = whole(required=True)
    days_in_words = string(required=True)
    starts_on = day(required=True)
    ends_on = day(required=True)
    where = string(required=True)


class Released(Shown):
    granted = fields.Bool(required=True)
    half_days = whole(required=True)
    days_in_words = string(required=True)
    ends_on = day(required=True)
    at = instant(required=True)


class Answered(Released):
    reason = string(required=True, allow_none=True)


class Release(Shown):
    """``answer`` with its reason is for the member and their employer."""

    id = string(required=True)
    version = whole(required=True)
    request_id = string(required=True)
    concordat_id = string(required=True)
    region = string("The concordat's", required=True)
    member_id = string(required=True)
    shown_name = string("How the member is called, until it is over", required=True, allow_none=True)
    state = fields.Str(required=True, validate=validate.OneOf(STATES))
    asked = fields.Nested(Asked, required=True, allow_none=True)
    placement_id = string("What it became", required=True, allow_none=True)
    borrower_id = string(required=True)
    borrower = string(required=True, allow_none=True)
    lender_id = string(required=True, allow_none=True)
    lender = string(required=True, allow_none=True)
    answer_wanted_until = instant(required=True, allow_none=True)
    released = fields.Nested(Released, required=True, allow_none=True)
    answer = fields.Nested(Answered, allow_none=True)


class ListedRequest(Shown):
    """As every member sees it; no person is in it."""

    id = string(required=True)
    version = whole(required=True)
    concordat_id = string(required=True)
    organisation_id = string(required=True)
    organisation = string(required=True, allow_none=True)
    region = string(required=True)
    need = string(required=True)
    skills = texts(required=True)
    half_days = whole(required=True)
    days_in_words = string(required=True)
    agreed_half_days = whole("How many are in placements", required=True)
    starts_on = day(required=True)
    ends_on = day(required=True)
    where = string(required=True)
    state = fields.Str(required=True, validate=validate.OneOf(REQUEST_STATES))
    asked_at = instant(required=True)
    closed_why = string(required=True, allow_none=True)


class ReleaseRequest(ListedRequest):
    """With your own release, and those you may see."""

    is_asking = fields.Bool(
        required=True, metadata={"description": "Whether you act for the organisation that asks"}
    )
    mine = fields.Nested(Release, required=True, allow_none=True)
    lent = fields.List(
        fields.Nested(Release),
        required=True,
        metadata={"description": "Of people whose employer you act for"},
    )
    releases = fields.List(
        fields.Nested(Release), metadata={"description": "All, for who asks and for keepers"}
    )


class Helper(Shown):
    member_id = string(required=True)
    shown_name = string(required=True, allow_none=True)
    skills = texts(required=True)
    reasons = texts("Why this member fits", required=True)
    state = fields.Str(required=True, allow_none=True, validate=validate.OneOf(STATES))


class Helpers(Shown):
    items = fields.List(fields.Nested(Helper), required=True)
    not_understood = texts("Skills that no word of the register means", required=True)


class WithTicket(Schema):
    ticket = string("Of the link in our mail", required=True)


class AnswerRelease(WithTicket):
    """Grant so many half days until a day (left out: all that is asked for), or decline and say why."""

    decision = fields.Str(required=True, validate=validate.OneOf(DECISIONS))
    half_days = whole()
    ends_on = day()
    reason = string("Needed to decline")


class ReleaseAsk(Shown):
    """Only an open one says who is asked for."""

    state = fields.Str(required=True, validate=validate.OneOf(LINK_STATES))
    until = instant(required=True)
    lender = string(required=True, allow_none=True)
    borrower = string(required=True, allow_none=True)
    shown_name = string(required=True, allow_none=True)
    need = string(required=True, allow_none=True)
    skills = texts(required=True)
    where = string(required=True)
    half_days = whole(required=True)
    days_in_words = string(required=True)
    starts_on = day(required=True)
    ends_on = day(required=True)
    answer = fields.Nested(Answered, required=True, allow_none=True)


RequestPage = page_of(ListedRequest)
ReleasePage = page_of(Release)
