"""The shapes at the doors of Q Lab."""

from typing import Any

from marshmallow import Schema, fields, validate

from chassis.fields import Identifier, Line, Paragraphs, RegionCode, Version
from chassis.paging import page_fields
from exchange.lab.domain import STAGES, LabProject


class LaunchProject(Schema):
    title = Line(required=True)
    challenge = Paragraphs(load_default="")
    partner = Line(load_default="")


class OneProject(Schema):
    id = Identifier(required=True)


class ActOnProject(OneProject):
    version = Version()


class ChangeProject(LaunchProject):
    """All of it again."""

    id = Identifier(required=True)
    version = Version()


class MoveProject(ActOnProject):
    stage = fields.Str(required=True, validate=validate.OneOf(STAGES))


class Promote(OneProject):
    region = RegionCode(required=True)


class LinkOutput(ActOnProject):
    """Something of the learning library."""

    item_id = Identifier(required=True)


class Page(Schema):
    cursor = page_fields()["cursor"]
    limit = page_fields()["limit"]


class ListProjects(Page):
    """With a region: those that it promotes."""

    promoted_by = RegionCode(load_default=None, allow_none=True)


def project_view(project: LabProject, signed_up: int, is_mine: bool) -> dict[str, Any]:
    """``signed_up`` is how many members did; who they are is told to nobody."""
    return {
        "id": project.id,
        "version": project.version,
        "number": project.number,
        "title": project.title,
        "challenge": project.challenge,
        "partner": project.partner or None,
        "stage": project.stage,
        "stages": [{"stage": each.stage, "at": each.at.isoformat()} for each in project.stages],
        "promoted_by": list(project.promoted_by),
        "outputs": [{"item_id": each.item_id, "title": each.title} for each in project.outputs],
        "signed_up": signed_up,
        "is_signed_up": is_mine,
    }
