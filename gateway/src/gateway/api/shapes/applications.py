"""Shapes of applications."""

from marshmallow import Schema, fields, validate

from gateway.api.shapes.parts import Paging, Shown, Versioned, instant, page_of, string, whole

LONGEST_EMAIL = 254  # RFC 5321
STAGES = ("prospect", "applied", "in_review", "accepted", "declined", "withdrawn")


class SubmitApplication(Schema):
    """An application to join a region."""

    region = string("Code of the region, as GET /regions lists it", required=True)
    name = string(required=True)
    email = string("Where we answer", required=True)
    why = string("Why this person wants to join; needed, except with save_only")
    compact_accepted = fields.Bool(
        truthy={True},
        falsy={False},
        metadata={
            "description": "True: the applicant accepts the current Compact; needed, except with save_only"
        },
    )
    profession = string()
    sector = string()
    organisation = string()
    route = string("How they came: central, region, event or colleague")
    perspective = string("What they bring: clinical, managerial, patient or carer, ...")
    save_only = fields.Bool(
        truthy={True}, falsy={False}, metadata={"description": "Keep it as a prospect, to be sent later"}
    )


class ReadStatus(Schema):
    ticket = string("From the link in the e-mail, where no X-Applicant-Ticket header says it")


class AskForApplicationLink(Schema):
    email = fields.Email(required=True, validate=validate.Length(max=LONGEST_EMAIL))


class ApplicationLinkAsked(Shown):
    message = string("The same sentence for every address", required=True)


class SubmitSavedApplication(Schema):
    """What is given replaces what was saved."""

    why = string("Why this person wants to join; needed here or before")
    compact_accepted = fields.Bool(
        truthy={True},
        falsy={False},
        metadata={
            "description": "True: the applicant accepts the current Compact; needed, unless it was accepted"
        },
    )
    profession = string()
    sector = string()
    organisation = string()
    perspective = string("What they bring: clinical, managerial, patient or carer, ...")


class ListApplications(Paging):
    region = string("Only this region")
    stage = fields.Str(validate=validate.OneOf(STAGES))


class DecideApplication(Versioned):
    """Accept or decline; who is declined is owed a reason."""

    decision = fields.Str(required=True, validate=validate.OneOf(("accept", "decline")))
    reason = string("Required when declining; for the region's records", allow_none=True)
    feedback = string("Words for the applicant", allow_none=True)


class TakeUpApplication(Versioned):
    """The caller becomes its reviewer."""


class ShareTip(Schema):
    text = string("Good practice that other regions may use", required=True)


class StageEntered(Shown):
    stage = fields.Str(required=True, validate=validate.OneOf(STAGES))
    at = instant(required=True)
    by = string("Member id of who did it", allow_none=True)
    note = string(allow_none=True)


class Application(Shown):
    """As its reader may see it: no person for a convenor, nor of one that was not sent or is taken back."""

    id = string(required=True)
    version = whole(required=True)
    region = string(required=True)
    stage = fields.Str(required=True, validate=validate.OneOf(STAGES))
    name = string("null for a convenor", allow_none=True)
    email = string("null for a convenor", allow_none=True)
    profession = string(allow_none=True)
    sector = string(allow_none=True)
    organisation = string(allow_none=True)
    why = string(allow_none=True)
    perspective = string(allow_none=True)
    route = string("How they came", allow_none=True)
    submitted_at = instant(allow_none=True)
    stage_since = instant(allow_none=True)
    history = fields.List(fields.Nested(StageEntered))
    reviewer = string("Member id", allow_none=True)
    reason = string(allow_none=True)
    feedback = string(allow_none=True)
    member_id = string("Whom the applicant became", allow_none=True)


class Tip(Shown):
    id = string(required=True)
    text = string(required=True)
    region = string(required=True)
    by = string("Member id", allow_none=True)
    at = instant(required=True)


class Pipeline(Shown):
    """How applications move in one region; no names."""

    region = string(required=True)
    counts = fields.Dict(keys=fields.Str(), values=fields.Int(), required=True)
    median_days = fields.Dict(keys=fields.Str(), values=fields.Float(allow_none=True), required=True)
    oldest_open_days = fields.Float(allow_none=True)
    tips = fields.List(fields.Nested(Tip))


ApplicationPage = page_of(Application)
