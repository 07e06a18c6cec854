"""The shapes at the doors of the pipeline."""

from typing import Any

from marshmallow import Schema, fields, validate

from chassis.fields import EmailAddress, Identifier, Line, Paragraphs, RegionCode, Version
from chassis.paging import page_fields
from membership.applications.domain import ROUTES, STAGES, Application, Tip

LONGEST_TIP = 500


class SubmitApplication(Schema):
    """Only what is needed is required (row 2); with ``save_only`` it may be finished later."""

    region = RegionCode(required=True)
    name = Line(required=True)
    email = EmailAddress(required=True)
    why = Paragraphs(load_default="")
    profession = Line(load_default="")
    sector = Line(load_default="")
    organisation = Line(load_default="")
    perspective = Line(load_default="")
    route = fields.Str(load_default=ROUTES[0], validate=validate.OneOf(ROUTES))
    compact_accepted = fields.Bool(load_default=False)
    save_only = fields.Bool(load_default=False)


class SubmitSavedApplication(Schema):
    """The applicant's last words on a saved application; what is left out stays as it was."""

    why = Paragraphs()
    profession = Line()
    sector = Line()
    organisation = Line()
    perspective = Line()
    compact_accepted = fields.Bool(load_default=False)


class ListApplications(Schema):
    """Of one region or of all that the caller may see; at one stage or at any."""

    region = RegionCode(load_default=None, allow_none=True)
    stage = fields.Str(load_default=None, allow_none=True, validate=validate.OneOf(STAGES))
    cursor = page_fields()["cursor"]
    limit = page_fields()["limit"]


class GetApplication(Schema):
    """One application by id."""

    id = Identifier(required=True)


class TakeUpApplication(Schema):
    """``version`` is what the caller read; left out, the newest is meant."""

    id = Identifier(required=True)
    version = Version()


class DecideApplication(TakeUpApplication):
    """The reason is for the file, the feedback for the applicant."""

    decision = fields.Str(required=True, validate=validate.OneOf(("accept", "decline")))
    reason = Paragraphs(load_default="", allow_none=True)
    feedback = Paragraphs(load_default="", allow_none=True)


class Pipeline(Schema):
    """One region's pipeline."""

    region = RegionCode(required=True)


class ShareTip(Schema):
    """A good practice in a few words."""

    region = RegionCode(required=True)
    text = Paragraphs(required=True, longest=LONGEST_TIP)


PERSONAL = ("name", "email", "profession", "organisation", "why", "perspective", "reason", "feedback")
"""What a convenor does not see: a CSG may monitor the pipeline, not read who is in it (row 2)."""


def reviewers_view(application: Application) -> dict[str, Any]:
    """All of it, for a coordinator of the region and the national team."""
    return {
        "id": application.id,
        "version": application.version,
        "region": application.region,
        "name": application.name,
        "email": application.email,
        "profession": application.profession,
        "sector": application.sector,
        "organisation": application.organisation,
        "why": application.why,
        "perspective": application.perspective,
        "route": application.route,
        "stage": application.stage,
        "submitted_at": application.submitted_at.isoformat() if application.submitted_at else None,
        "stage_since": application.stage_since.isoformat(),
        "history": [
            {"stage": step.stage, "at": step.at.isoformat(), "by": step.by, "note": step.note}
            for step in application.history
        ],
        "reviewer": application.reviewer or None,
        "reason": application.reason or None,
        "feedback": application.feedback or None,
        "member_id": application.member_id,
    }


def convenors_view(application: Application) -> dict[str, Any]:
    """Where it stands and since when, without the person; of one that nobody reads it is everybody's view."""
    whole = {**reviewers_view(application), **dict.fromkeys(PERSONAL)}
    return {**whole, "member_id": None, "history": _bare_steps(application)}


def applicants_view(application: Application) -> dict[str, Any]:
    """The applicant's own words and where they stand; who reviewed it and why stays with the region."""
    whole = reviewers_view(application)
    return {**whole, "reviewer": None, "reason": None, "member_id": None, "history": _bare_steps(application)}


def _bare_steps(application: Application) -> list[dict[str, Any]]:
    return [
        {"stage": step.stage, "at": step.at.isoformat(), "by": None, "note": None}
        for step in application.history
    ]


def tip_view(tip: Tip) -> dict[str, Any]:
    """A shared practice."""
    return {"id": tip.id, "text": tip.text, "region": tip.region, "by": tip.by, "at": tip.at.isoformat()}
