"""The resources of what belongs to projects: joining, measures over time, sheets of them (row 70)."""

from typing import Any

from flask import Response

from gateway import project_files
from gateway.api.projects import KEEPERS, projects
from gateway.api.resource import Resource, answer, command_id, known_version, page, versioned
from gateway.api.shapes import project_parts as shapes
from gateway.api.shapes.parts import Paging, Versioned
from gateway.clients.exchange import projects as doors
from gateway.guards import caller, open_to
from gateway.limits import takes_upload

__all__ = ["joining", "measures", "projects"]

joining = Resource("project_joining", "/project-joining", "Requests to join projects")
measures = Resource("project_measures", "/project-measures", "What projects count over time, as XmR charts")


@projects.route("/<project_id>/joining")
@open_to("member")
@projects.asks(shapes.ListJoining)
@projects.gives(200, shapes.JoinRequestPage)
def list_joining(asked: dict[str, Any], project_id: str) -> Response:
    """Who asked to join, for those who answer."""
    return page(doors.list_joining(caller(), project_id, **asked), asked)


@projects.route("/<project_id>/joining", methods=["POST"])
@open_to("member")
@projects.takes(shapes.AskToJoin)
@projects.gives(201, shapes.SavedJoinRequest)
def ask_to_join(asked: dict[str, Any], project_id: str) -> Response:
    """Ask to join; its lead is told."""
    made = doors.ask_to_join(caller(), command_id(), project_id, **asked)
    return answer(made, 201, version=made["version"])


@joining.route("/mine")
@open_to("member")
@joining.asks(Paging)
@joining.gives(200, shapes.JoinRequestPage)
def my_joining(asked: dict[str, Any]) -> Response:
    """What you asked, with the answers."""
    return page(doors.my_joining(caller(), **asked), asked)


@joining.route("/<request_id>/answer", methods=["POST"])
@open_to("member")
@versioned
@joining.takes(shapes.AnswerJoining)
@joining.gives(200, shapes.SavedJoinRequest)
def answer_joining(asked: dict[str, Any], request_id: str) -> Response:
    """Take somebody in, or not; they are told."""
    return _done(doors.answer_joining, request_id, asked)


@joining.route("/<request_id>/taking-back", methods=["POST"])
@open_to("member")
@versioned
@joining.takes(Versioned)
@joining.gives(200, shapes.SavedJoinRequest)
def take_back_joining(asked: dict[str, Any], request_id: str) -> Response:
    """Take your own back; its words go at once."""
    return _done(doors.take_back_joining, request_id, asked)


@projects.route("/<project_id>/measures")
@open_to("public")
@projects.gives(200, shapes.ProjectMeasureList)
def list_measures(project_id: str) -> Response:
    """All of a project, with limits and signals; many projects have none, and none has to."""
    return answer(doors.list_measures(caller(), project_id))


@projects.route("/<project_id>/measures", methods=["POST"])
@open_to("member")
@projects.takes(shapes.BeginMeasure)
@projects.gives(201, shapes.ProjectMeasure)
def begin_measure(asked: dict[str, Any], project_id: str) -> Response:
    """Begin to measure something."""
    made = doors.begin_measure(caller(), command_id(), project_id, **asked)
    return answer(made, 201, version=made["version"])


@measures.route("/<measure_id>", methods=["PUT"])
@open_to("member")
@versioned
@measures.takes(shapes.ChangeMeasure)
@measures.gives(200, shapes.ProjectMeasure)
def change_measure(asked: dict[str, Any], measure_id: str) -> Response:
    """Call it otherwise; the unit stays once there are points."""
    return _done(doors.change_measure, measure_id, asked)


@measures.route("/<measure_id>", methods=["DELETE"])
@open_to("member")
@versioned
@measures.gives(200, shapes.RemovedMeasure)
def remove_measure(measure_id: str) -> Response:
    """With its points."""
    return answer(doors.remove_measure(caller(), command_id(), measure_id, version=known_version()))


@measures.route("/<measure_id>/points", methods=["POST"])
@open_to("member")
@versioned
@measures.takes(shapes.PutPoints)
@measures.gives(200, shapes.ProjectMeasure)
def put_points(asked: dict[str, Any], measure_id: str) -> Response:
    """Add points, or replace those of the same days."""
    return _done(doors.put_points, measure_id, asked)


@measures.route("/<measure_id>/points/<on>", methods=["DELETE"])
@open_to("member")
@versioned
@measures.gives(200, shapes.ProjectMeasure)
def take_out_point(measure_id: str, on: str) -> Response:
    """Take the point of a day out."""
    saved = doors.take_out_point(caller(), command_id(), measure_id, on, version=known_version())
    return answer(saved, version=saved["version"])


@measures.route("/<measure_id>/baseline", methods=["PUT"])
@open_to("member")
@versioned
@measures.takes(shapes.DecideBaseline)
@measures.gives(200, shapes.ProjectMeasure)
def decide_baseline(asked: dict[str, Any], measure_id: str) -> Response:
    """Decide, with a reason, whose points make the limits."""
    return _done(doors.decide_baseline, measure_id, asked)


@measures.route("/<measure_id>/baseline", methods=["DELETE"])
@open_to("member")
@versioned
@measures.gives(200, shapes.ProjectMeasure)
def drop_baseline(measure_id: str) -> Response:
    """Let all points make the limits again."""
    saved = doors.drop_baseline(caller(), command_id(), measure_id, version=known_version())
    return answer(saved, version=saved["version"])


@projects.route("/sheets/preview", methods=["POST"])
@takes_upload
@open_to(*KEEPERS)
@projects.arguments(shapes.SheetFile, location="files")
@projects.gives(200, shapes.SheetPreview)
def preview_sheet(asked: dict[str, Any]) -> Response:
    """What each line of a CSV file would do, and what is wrong with it; nothing changes."""
    return answer(doors.preview_sheet(caller(), project_files.text_of(asked["file"].stream)))


@projects.route("/sheets", methods=["POST"])
@takes_upload
@open_to(*KEEPERS)
@projects.arguments(shapes.SheetFile, location="files")
@projects.asks(shapes.BringSheet)
@projects.gives(200, shapes.SheetBrought)
def import_sheet(asked: dict[str, Any], how: dict[str, Any]) -> Response:
    """Bring the projects of a CSV file in: all lines or none, unless wrong ones are left out.

    What was exported is found by its id, what a file brought before by region and reference: the same file
    again changes nothing.
    """
    text = project_files.text_of(asked["file"].stream)
    return answer(doors.import_sheet(caller(), command_id(), text, **how))


def _done(door: Any, each_id: str, asked: dict[str, Any]) -> Response:
    asked["version"] = known_version(asked.get("version"))
    saved = door(caller(), command_id(), each_id, **asked)
    return answer(saved, version=saved["version"])
