"""Projects that groups lead, for everybody: the list, and one with its steps (row 72)."""

from flask import request

from gateway.clients.exchange import led_projects as doors
from gateway.guards import caller
from gateway.portal.forms import Form
from gateway.portal.pages import Page, page, show
from gateway.portal.places import as_choices, region_names
from gateway.portal.presenting.led_projects import LedProject, led_project_of


@page("/led-projects", "public")
def led_projects() -> Page:
    """The one that began last first."""
    person = caller()
    regions = region_names(person)
    region = request.args.get("region", "")
    region = region if region in regions else ""
    found = doors.list_led_projects(person, region=region or None, cursor=request.args.get("cursor") or None)
    return show(
        "led_projects",
        projects=[led_project_of(each, regions) for each in found["items"]],
        chosen=Form(answers={"region": region}),
        kept={"region": region} if region else {},
        regions=as_choices(regions),
        keeps=any(person.has(role) for role in ("coordinator", "convenor", "national_team")),
        next=found["next"],
        later=bool(request.args.get("cursor")),
    )


@page("/led-projects/<project_id>", "public")
def led_project(project_id: str) -> Page:
    return one_led_project(project_id, Form())


def one_led_project(project_id: str, form: Form) -> Page:
    """Its page, with what its keepers can do, and a step that was refused if one was."""
    found = read_led_project(project_id)
    return show("led_project", form=form, project=found, keeps=is_kept(found))


def read_led_project(project_id: str) -> LedProject:
    person = caller()
    return led_project_of(doors.get_led_project(person, project_id), region_names(person))


def is_kept(project: LedProject) -> bool:
    """Whether the reader looks after its group."""
    return caller().acts_for(project.region, "coordinator", "convenor")
