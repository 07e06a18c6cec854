"""The resource of Q Lab projects: launched by the centre, promoted by groups, signed up for (row 77)."""

from typing import Any

from flask import Response

from gateway.api.resource import Resource, answer, command_id, known_version, page, versioned
from gateway.api.shapes import lab as shapes
from gateway.api.shapes.parts import Nothing, Paging, Versioned
from gateway.clients.exchange import lab as doors
from gateway.guards import caller, open_to

lab_projects = Resource("lab-projects", "/lab-projects", "Challenges that Q Lab works on with a partner")

KEEPERS = ("coordinator", "convenor", "national_team")


@lab_projects.route("")
@open_to("public")
@lab_projects.asks(shapes.ListLabProjects)
@lab_projects.gives(200, shapes.LabProjectPage)
def list_lab_projects(asked: dict[str, Any]) -> Response:
    """The newest first; with a region those that its group promotes."""
    return page(doors.list_lab_projects(caller(), **asked), asked)


@lab_projects.route("", methods=["POST"])
@open_to("national_team")
@lab_projects.takes(shapes.LaunchLabProject)
@lab_projects.gives(201, shapes.LabProject)
def launch_lab_project(asked: dict[str, Any]) -> Response:
    """The next of the Lab's projects; it gets its number."""
    made = doors.launch_lab_project(caller(), command_id(), asked.pop("title"), **asked)
    return answer(
        made, 201, version=made["version"], headers={"Location": f"/api/v1/lab-projects/{made['id']}"}
    )


@lab_projects.route("/mine")
@open_to("member")
@lab_projects.asks(Paging)
@lab_projects.gives(200, shapes.LabSignUpPage)
def my_sign_ups(asked: dict[str, Any]) -> Response:
    """What you signed up for."""
    return page(doors.my_sign_ups(caller(), **asked), asked)


@lab_projects.route("/<project_id>")
@open_to("public")
@versioned
@lab_projects.gives(200, shapes.LabProject)
def get_lab_project(project_id: str) -> Response:
    """One, with its stages, who promotes it, what came of it, and how many signed up."""
    return _whole(doors.get_lab_project(caller(), project_id))


@lab_projects.route("/<project_id>", methods=["PUT"])
@open_to("national_team")
@versioned
@lab_projects.takes(shapes.ChangeLabProject)
@lab_projects.gives(200, shapes.LabProject)
def change_lab_project(asked: dict[str, Any], project_id: str) -> Response:
    """What it is about; all of it again."""
    version, title = known_version(asked.pop("version", None)), asked.pop("title")
    return _whole(
        doors.change_lab_project(caller(), command_id(), project_id, title, **asked, version=version)
    )


@lab_projects.route("/<project_id>/stages", methods=["POST"])
@open_to("national_team")
@versioned
@lab_projects.takes(shapes.MoveLabProject)
@lab_projects.gives(200, shapes.LabProject)
def move_lab_project(asked: dict[str, Any], project_id: str) -> Response:
    """On to a later stage; who signed up is told."""
    return _changed(doors.move_lab_project, asked, project_id, asked["stage"])


@lab_projects.route("/<project_id>/outputs", methods=["POST"])
@open_to("national_team")
@versioned
@lab_projects.takes(shapes.LinkLabOutput)
@lab_projects.gives(200, shapes.LabProject)
def link_output(asked: dict[str, Any], project_id: str) -> Response:
    """What came of it: something that is published in the learning library."""
    return _changed(doors.link_output, asked, project_id, asked["item_id"])


@lab_projects.route("/<project_id>/outputs/<item_id>", methods=["DELETE"])
@open_to("national_team")
@versioned
@lab_projects.takes(Versioned)
@lab_projects.gives(200, shapes.LabProject)
def unlink_output(asked: dict[str, Any], project_id: str, item_id: str) -> Response:
    """It stays in the library."""
    return _changed(doors.unlink_output, asked, project_id, item_id)


@lab_projects.route("/<project_id>/promotions/<region>", methods=["PUT"])
@open_to(*KEEPERS)
@lab_projects.takes(Nothing)
@lab_projects.gives(200, shapes.LabProject)
def promote_lab_project(_asked: dict[str, Any], project_id: str, region: str) -> Response:
    """Your region's group promotes it; does so already: unchanged."""
    return _whole(doors.promote_lab_project(caller(), command_id(), project_id, region))


@lab_projects.route("/<project_id>/promotions/<region>", methods=["DELETE"])
@open_to(*KEEPERS)
@lab_projects.takes(Nothing)
@lab_projects.gives(200, shapes.LabProject)
def stop_promoting(_asked: dict[str, Any], project_id: str, region: str) -> Response:
    """Does not promote it: unchanged."""
    return _whole(doors.stop_promoting(caller(), command_id(), project_id, region))


@lab_projects.route("/<project_id>/sign-up", methods=["PUT"])
@open_to("member")
@lab_projects.takes(Nothing)
@lab_projects.gives(200, shapes.LabSignedUp)
def sign_up(_asked: dict[str, Any], project_id: str) -> Response:
    """You take part. Nobody is told who did."""
    return answer(doors.sign_up(caller(), command_id(), project_id))


@lab_projects.route("/<project_id>/sign-up", methods=["DELETE"])
@open_to("member")
@lab_projects.takes(Nothing)
@lab_projects.gives(200, shapes.LabSignedUp)
def take_back_sign_up(_asked: dict[str, Any], project_id: str) -> Response:
    """At any time."""
    return answer(doors.take_back_sign_up(caller(), command_id(), project_id))


def _changed(door: Any, asked: dict[str, Any], project_id: str, named: str) -> Response:
    """By a step on the version that was read."""
    version = known_version(asked.get("version"))
    return _whole(door(caller(), command_id(), project_id, named, version=version))


def _whole(project: dict[str, Any]) -> Response:
    return answer(project, version=project["version"])
