"""The resource of projects that stewardship groups lead (row 72)."""

from typing import Any

from flask import Response

from gateway.api.resource import Resource, answer, command_id, known_version, page, versioned
from gateway.api.shapes import led_projects as shapes
from gateway.api.shapes.parts import Versioned
from gateway.clients.exchange import led_projects as doors
from gateway.guards import caller, open_to

led_projects = Resource(
    "led-projects", "/led-projects", "Projects that groups lead: a topic, a framework, its steps, sponsors"
)

KEEPERS = ("coordinator", "convenor", "national_team")


@led_projects.route("")
@open_to("public")
@led_projects.asks(shapes.ListLedProjects)
@led_projects.gives(200, shapes.LedProjectPage)
def list_led_projects(asked: dict[str, Any]) -> Response:
    """The one that began last first."""
    return page(doors.list_led_projects(caller(), **asked), asked)


@led_projects.route("", methods=["POST"])
@open_to(*KEEPERS)
@led_projects.takes(shapes.StartLedProject)
@led_projects.gives(201, shapes.LedProject)
def start_led_project(asked: dict[str, Any]) -> Response:
    """For a group that you look after."""
    region = asked.pop("region")
    made = doors.start_led_project(caller(), command_id(), region, asked)
    place = {"Location": f"/api/v1/led-projects/{made['id']}"}
    return answer(made, 201, version=made["version"], headers=place)


@led_projects.route("/<project_id>")
@open_to("public")
@versioned
@led_projects.gives(200, shapes.LedProject)
def get_led_project(project_id: str) -> Response:
    """One with what was considered, the steps taken and to come, and the areas without a sponsor."""
    found = doors.get_led_project(caller(), project_id)
    return answer(found, version=found["version"])


@led_projects.route("/<project_id>", methods=["PUT"])
@open_to(*KEEPERS)
@versioned
@led_projects.takes(shapes.ChangeLedProject)
@led_projects.gives(200, shapes.LedProject)
def change_led_project(asked: dict[str, Any], project_id: str) -> Response:
    """Say all of it anew."""
    version = known_version(asked.pop("version", None))
    saved = doors.change_led_project(caller(), command_id(), project_id, asked, version=version)
    return answer(saved, version=saved["version"])


@led_projects.route("/<project_id>/topics", methods=["POST"])
@open_to(*KEEPERS)
@versioned
@led_projects.takes(shapes.ConsiderTopic)
@led_projects.gives(200, shapes.LedProject)
def consider_topic(asked: dict[str, Any], project_id: str) -> Response:
    """One more on the list to choose from."""
    return _done(doors.consider_topic, project_id, asked)


@led_projects.route("/<project_id>/topic", methods=["PUT"])
@open_to(*KEEPERS)
@versioned
@led_projects.takes(shapes.ChooseTopic)
@led_projects.gives(200, shapes.LedProject)
def choose_topic(asked: dict[str, Any], project_id: str) -> Response:
    """One of the list, with the reason; the others stay on record."""
    return _done(doors.choose_topic, project_id, asked)


@led_projects.route("/<project_id>/frameworks", methods=["POST"])
@open_to(*KEEPERS)
@versioned
@led_projects.takes(shapes.ConsiderFramework)
@led_projects.gives(200, shapes.LedProject)
def consider_framework(asked: dict[str, Any], project_id: str) -> Response:
    """One that may be worked by; entered again it is replaced."""
    return _done(doors.consider_framework, project_id, asked)


@led_projects.route("/<project_id>/framework", methods=["PUT"])
@open_to(*KEEPERS)
@versioned
@led_projects.takes(shapes.ChooseFramework)
@led_projects.gives(200, shapes.LedProject)
def choose_framework(asked: dict[str, Any], project_id: str) -> Response:
    """One that was considered; it stays once the first step was taken."""
    return _done(doors.choose_framework, project_id, asked)


@led_projects.route("/<project_id>/steps", methods=["POST"])
@open_to(*KEEPERS)
@versioned
@led_projects.takes(shapes.TakeStep)
@led_projects.gives(200, shapes.LedProject)
def take_step(asked: dict[str, Any], project_id: str) -> Response:
    """The next step; they are taken in their order."""
    return _done(doors.take_step, project_id, asked)


@led_projects.route("/<project_id>/steps/undoing", methods=["POST"])
@open_to(*KEEPERS)
@versioned
@led_projects.takes(shapes.UndoStep)
@led_projects.gives(200, shapes.LedProject)
def undo_step(asked: dict[str, Any], project_id: str) -> Response:
    """The last step was entered by mistake."""
    return _done(doors.undo_step, project_id, asked)


@led_projects.route("/<project_id>/sponsors", methods=["POST"])
@open_to(*KEEPERS)
@versioned
@led_projects.takes(shapes.AddSponsor)
@led_projects.gives(200, shapes.LedProject)
def add_sponsor(asked: dict[str, Any], project_id: str) -> Response:
    """Each area has one."""
    return _done(doors.add_sponsor, project_id, asked)


@led_projects.route("/<project_id>/sponsors/ending", methods=["POST"])
@open_to(*KEEPERS)
@versioned
@led_projects.takes(shapes.EndSponsor)
@led_projects.gives(200, shapes.LedProject)
def end_sponsor(asked: dict[str, Any], project_id: str) -> Response:
    """The area wants another one."""
    return _done(doors.end_sponsor, project_id, asked)


@led_projects.route("/<project_id>/outputs", methods=["POST"])
@open_to(*KEEPERS)
@versioned
@led_projects.takes(shapes.AddOutput)
@led_projects.gives(200, shapes.LedProject)
def add_output(asked: dict[str, Any], project_id: str) -> Response:
    """What came of it: an event, a regional tool, priorities for a board."""
    return _done(doors.add_output, project_id, asked)


@led_projects.route("/<project_id>/outputs/<output_id>", methods=["DELETE"])
@open_to(*KEEPERS)
@versioned
@led_projects.takes(Versioned)
@led_projects.gives(200, shapes.LedProject)
def remove_output(asked: dict[str, Any], project_id: str, output_id: str) -> Response:
    """It was wrong, or is gone; not there: unchanged."""
    return _done(doors.remove_output, project_id, {**asked, "output_id": output_id})


@led_projects.route("/<project_id>/ending", methods=["POST"])
@open_to(*KEEPERS)
@versioned
@led_projects.takes(shapes.EndLedProject)
@led_projects.gives(200, shapes.LedProject)
def end_led_project(asked: dict[str, Any], project_id: str) -> Response:
    """With what became of it; it stays to be read."""
    return _done(doors.end_led_project, project_id, asked)


def _done(door: Any, project_id: str, asked: dict[str, Any]) -> Response:
    asked["version"] = known_version(asked.get("version"))
    saved = door(caller(), command_id(), project_id, **asked)
    return answer(saved, version=saved["version"])
