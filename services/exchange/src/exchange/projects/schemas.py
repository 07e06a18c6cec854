"""The shapes at the doors of projects."""

from typing import Any

from marshmallow import Schema, fields, validate

from chassis.fields import Identifier, Line, Paragraphs, RegionCode, Version
from chassis.paging import page_fields
from commons.fields import RoughDay
from exchange.projects.domain import (
    AUDIENCES,
    LEADER_KINDS,
    NOBODY,
    PLANNED,
    RESULTS,
    RUNNING,
    About,
    Contact,
    Ending,
    Project,
)

LONGEST_NAME = 100
MOST_SHOWCASES = 50


class AboutProject(Schema):
    """What is said of a project; ``date`` is when it began or begins: a day, a month or a year."""

    title = Line(required=True)
    aim = Paragraphs(load_default="")
    team = Line(load_default="")
    region = RegionCode(required=True)
    stp = Line(load_default="")
    medical_condition = Line(load_default="")
    issue = Line(required=True)
    date = RoughDay(required=True)
    site = Line(load_default="")
    funding = Line(load_default="")
    leader_kind = fields.Str(load_default="", validate=validate.OneOf(("", *LEADER_KINDS)))


class ProjectOfSomebody(AboutProject):
    """With what its lead consents to: how to reach them, and who may read that."""

    stage = fields.Str(load_default=RUNNING, validate=validate.OneOf((PLANNED, RUNNING)))
    shown_name = Line(load_default="", longest=LONGEST_NAME)
    contact = Line(load_default="")
    contact_for = fields.Str(load_default=NOBODY, validate=validate.OneOf(AUDIENCES))
    is_open = fields.Bool(load_default=True)


class AddProject(ProjectOfSomebody):
    """``is_another``: the likes of it were looked at, and it is none of them."""

    is_another = fields.Bool(load_default=False)


class OneProject(Schema):
    id = Identifier(required=True)


class OneVersion(OneProject):
    version = Version()


class ChangeProject(ProjectOfSomebody):
    """All of it, said anew; of what has ended the stage stays."""

    id = Identifier(required=True)
    version = Version()


class EndProject(OneVersion):
    result = fields.Str(required=True, validate=validate.OneOf(RESULTS))
    learned = Paragraphs(load_default="")


class Showcase(OneVersion):
    is_showcase = fields.Bool(load_default=True)


class WithdrawProject(OneVersion):
    reason = Paragraphs(load_default="")


class OfferProject(OneVersion):
    member_id = Identifier(required=True)


class AnswerOffer(OneVersion):
    accepts = fields.Bool(required=True)


class LookAlike(Schema):
    """``but``: the project itself, when its title changes."""

    title = Line(required=True)
    but = Identifier(load_default="")


class Page(Schema):
    cursor = page_fields()["cursor"]
    limit = page_fields()["limit"]


class OfRegion(Page):
    region = RegionCode(required=True)


class ListShowcases(Schema):
    limit = fields.Int(load_default=3, validate=validate.Range(1, MOST_SHOWCASES))


class Feed(Page):
    region = RegionCode(load_default=None, allow_none=True)


def about_of(asked: dict[str, Any]) -> About:
    return About(
        title=asked["title"],
        aim=asked["aim"],
        team=asked["team"],
        region=asked["region"],
        stp=asked["stp"],
        medical_condition=asked["medical_condition"],
        issue=asked["issue"],
        begins=asked["date"],
        site=asked["site"],
        funding=asked["funding"],
        leader_kind=asked["leader_kind"],
    )


def contact_of(asked: dict[str, Any]) -> Contact:
    return Contact(asked["contact"], asked["contact_for"])


def ending_of(asked: dict[str, Any]) -> Ending:
    return Ending(asked["result"], asked["learned"])


def project_view(
    project: Project, *, reader: str, is_member: bool, may_write: bool, is_stale: bool
) -> dict[str, Any]:
    """A project as ``reader`` (a member's id, or "") may see it; what its lead did not consent to is null.

    ``lead`` is an id for members alone: the directory decides what they read of it.
    """
    about, ending = project.about, project.ending
    is_lead = bool(reader) and project.lead == reader
    reads_contact = is_lead or project.contact.may_read(is_member=is_member)
    return {
        "id": project.id,
        "version": project.version,
        "title": about.title,
        "aim": about.aim,
        "team": about.team,
        "region": about.region,
        "stp": about.stp or None,
        "medical_condition": about.medical_condition or None,
        "issue": about.issue,
        "date": str(about.begins),
        "date_in_words": about.begins.in_words(),
        "site": about.site or None,
        "funding": about.funding or None,
        "leader_kind": about.leader_kind or None,
        "stage": project.stage,
        "result": ending.result if ending else None,
        "learned": ending.learned if ending else None,
        "is_archived": project.is_archived,
        "is_showcase": project.is_showcase,
        "is_stale": is_stale,
        "checked_at": project.checked_at.isoformat(),
        "changed_at": project.changed_at.isoformat(),
        "is_withdrawn": project.is_withdrawn,
        "reason": project.reason or None,
        "shown_name": project.shown_name or None,
        "contact": (project.contact.words or None) if reads_contact else None,
        "contact_for": project.contact.audience if is_lead else None,
        "has_lead": bool(project.lead),
        "lead": (project.lead or None) if is_member else None,
        "is_lead": is_lead,
        "is_in_team": bool(reader) and reader in project.people,
        "is_offered": bool(reader) and project.offer is not None and project.offer.to == reader,
        "people": len(project.people),
        "is_open": project.is_open,
        "may_write": may_write,
    }


def saved_view(project: Project) -> dict[str, Any]:
    """What a command answers, and remembers for a while: no name and no way to reach anybody."""
    return {
        "id": project.id,
        "version": project.version,
        "title": project.about.title,
        "region": project.about.region,
        "stage": project.stage,
        "is_archived": project.is_archived,
        "is_showcase": project.is_showcase,
        "is_withdrawn": project.is_withdrawn,
        "checked_at": project.checked_at.isoformat(),
    }


def alike_view(found: list[tuple[float, Project]]) -> list[dict[str, Any]]:
    """``alike`` in per cent of what both titles have."""
    return [
        {
            "id": each.id,
            "title": each.about.title,
            "region": each.about.region,
            "date": str(each.about.begins),
            "stage": each.stage,
            "alike": round(100 * likeness),
        }
        for likeness, each in found
    ]


def entry_view(project: Project) -> dict[str, Any]:
    """A project in a feed; nothing that its people may take back."""
    about = project.about
    return {
        "id": project.id,
        "title": about.title,
        "summary": about.aim,
        "region": about.region,
        "issue": about.issue,
        "stage": project.stage,
        "added_at": project.added_at.isoformat(),
        "updated_at": project.changed_at.isoformat(),
        "path": f"/projects/{project.id}",
    }


def team_view(project: Project) -> dict[str, Any]:
    """For those of the team and whoever may write: member ids; who is asked to lead it, since when."""
    asked = project.offer
    return {
        "id": project.id,
        "lead": project.lead or None,
        "joined": list(project.joined),
        "offered_to": asked.to if asked else None,
        "offered_at": asked.at.isoformat() if asked else None,
    }
