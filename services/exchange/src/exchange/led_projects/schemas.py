"""The shapes at the doors of the projects that groups lead."""

from typing import Any

from marshmallow import Schema, fields, validate

from chassis.fields import Day, Identifier, Line, Paragraphs, RegionCode, Version
from chassis.paging import page_fields
from exchange.led_projects.domain import MOST_STEPS, OUTPUTS, Framework, LedProject, Terms

MOST_NAMED = 20
OUR_PAGE = validate.Regexp(r"(/[A-Za-z0-9_.~-]+)+\Z", error="Give the path of one of our own pages.")


def _lines() -> fields.List[str]:
    return fields.List(Line(required=True), load_default=list, validate=validate.Length(0, MOST_NAMED))


class StartProject(Schema):
    """``areas`` each want a sponsor; ``support`` are bodies, ``site`` a place."""

    region = RegionCode(required=True)
    title = Line(required=True)
    about = Paragraphs(load_default="")
    site = Line(load_default="")
    areas = _lines()
    sectors = _lines()
    support = _lines()
    led_by = Line(load_default="")
    funded_by = Line(load_default="")


class OneProject(Schema):
    id = Identifier(required=True)


class ActOnProject(OneProject):
    version = Version()


class ChangeProject(StartProject):
    """All of it again; the region stays."""

    id = Identifier(required=True)
    version = Version()
    region = RegionCode(load_default=None, allow_none=True)


class ConsiderTopic(ActOnProject):
    topic = Line(required=True)
    reason = Paragraphs(load_default="")


class ChooseTopic(ConsiderTopic):
    """One of those that were considered."""


class ConsiderFramework(ActOnProject):
    """With the names of its steps in order, or only their ``number`` where nobody named them."""

    framework = Line(required=True)
    number = fields.Int(load_default=0, strict=True, validate=validate.Range(0, MOST_STEPS))
    steps = fields.List(Line(required=True), load_default=list, validate=validate.Length(0, MOST_STEPS))


class ChooseFramework(ActOnProject):
    framework = Line(required=True)


class TakeStep(ActOnProject):
    """On which day; left out, today."""

    number = fields.Int(required=True, strict=True)
    on = Day(load_default=None, allow_none=True, format="iso")
    note = Paragraphs(load_default="")


class EndSponsor(ActOnProject):
    area = Line(required=True)


class AddSponsor(EndSponsor):
    """A body or a role, no person's name."""

    body = Line(required=True)


class AddOutput(ActOnProject):
    kind = fields.Str(required=True, validate=validate.OneOf(OUTPUTS))
    title = Line(required=True)
    path = fields.Str(load_default=None, allow_none=True, validate=OUR_PAGE)


class RemoveOutput(ActOnProject):
    output_id = Identifier(required=True)


class EndProject(ActOnProject):
    ending = Paragraphs(load_default="")


class ListProjects(Schema):
    region = RegionCode(load_default=None, allow_none=True)
    cursor = page_fields()["cursor"]
    limit = page_fields()["limit"]


def terms_of(asked: dict[str, Any]) -> Terms:
    """Each area, sector and body once."""
    lists: dict[str, Any] = {
        name: tuple(dict.fromkeys(asked[name])) for name in ("areas", "sectors", "support")
    }
    plain = {name: asked[name] for name in ("title", "about", "site", "led_by", "funded_by")}
    return Terms(**plain, **lists)


def framework_of(asked: dict[str, Any]) -> Framework:
    unnamed = (f"Step {number}" for number in range(1, asked["number"] + 1))
    return Framework(asked["framework"], tuple(asked["steps"] or unnamed))


def project_view(project: LedProject) -> dict[str, Any]:
    """With what was considered, the steps taken and to come, and the areas without a sponsor."""
    terms = project.terms
    return {
        "id": project.id,
        "version": project.version,
        "region": project.region,
        "title": terms.title,
        "about": terms.about,
        "site": terms.site or None,
        "sectors": list(terms.sectors),
        "support": list(terms.support),
        "led_by": terms.led_by or None,
        "funded_by": terms.funded_by or None,
        "topic": project.topic or None,
        "topics_considered": [{"name": each.name, "reason": each.reason} for each in project.topics],
        "framework": project.framework or None,
        "frameworks_considered": [
            {"name": each.name, "steps": list(each.steps)} for each in project.frameworks
        ],
        "steps": _steps(project),
        "next_step": project.next_step,
        "areas": list(terms.areas),
        "sponsors": [{"area": each.area, "body": each.body} for each in project.sponsors],
        "areas_without_sponsor": list(project.unsponsored),
        "outputs": [
            {"id": each.id, "kind": each.kind, "title": each.title, "path": each.path or None}
            for each in project.outputs
        ],
        "state": project.state,
        "started_at": project.started_at.isoformat(),
        "ended_at": project.ended_at.isoformat() if project.ended_at else None,
        "ending": project.ending or None,
    }


def _steps(project: LedProject) -> list[dict[str, Any]]:
    """Every step of the framework; a day where it was taken."""
    taken = {each.number: each for each in project.steps}
    names = project.chosen.steps if project.chosen else ()
    return [
        {
            "number": number,
            "name": name,
            "on": taken[number].on.isoformat() if number in taken else None,
            "note": taken[number].note if number in taken else "",
        }
        for number, name in enumerate(names, start=1)
    ]
