"""The resource of consultations: ask those affected, keep every view, say how it was used (row 86)."""

from typing import Any

from flask import Response

from gateway.api.resource import Resource, answer, command_id, known_version, page, versioned
from gateway.api.shapes import consultations as shapes
from gateway.api.shapes.parts import Paging
from gateway.clients.stewardship import consultations as doors
from gateway.guards import caller, open_to

consultations = Resource("consultations", "/consultations", "Questions to members, and what they changed")

ASKERS = ("member", "coordinator", "convenor", "national_team")


@consultations.route("")
@open_to("public")
@consultations.asks(shapes.ListConsultations)
@consultations.gives(200, shapes.ConsultationPage)
def list_consultations(asked: dict[str, Any]) -> Response:
    """Consultations, the newest first; those of self-organised groups for members alone."""
    return page(doors.list_consultations(caller(), **asked), asked)


@consultations.route("", methods=["POST"])
@open_to(*ASKERS)
@consultations.takes(shapes.AskQuestion)
@consultations.gives(201, shapes.Consultation)
def ask_question(asked: dict[str, Any]) -> Response:
    """Ask those affected, for your region, the centre or your self-organised group."""
    made = doors.ask_question(caller(), command_id(), asked)
    place = {"Location": f"{consultations.url_prefix}/{made['id']}"}
    return answer(made, 201, version=made["version"], headers=place)


@consultations.route("/<consultation_id>")
@open_to("public")
@versioned
@consultations.gives(200, shapes.Consultation)
def get_consultation(consultation_id: str) -> Response:
    """The question, the options, the counts and the outcome."""
    return _whole(doors.get_consultation(caller(), consultation_id))


@consultations.route("/<consultation_id>/comments")
@open_to("member")
@consultations.asks(Paging)
@consultations.gives(200, shapes.ConsultationCommentPage)
def list_comments(asked: dict[str, Any], consultation_id: str) -> Response:
    """Every comment, contrary ones too, in the order in which they came."""
    return page(doors.list_comments(caller(), consultation_id, **asked), asked)


@consultations.route("/<consultation_id>/comments", methods=["POST"])
@open_to("member")
@consultations.takes(shapes.AddComment)
@consultations.gives(201, shapes.ConsultationComment)
def add_comment(asked: dict[str, Any], consultation_id: str) -> Response:
    """Say something; those affected are asked first."""
    return _comment(doors.add_comment(caller(), command_id(), consultation_id, **asked), 201)


@consultations.route("/comments/<comment_id>", methods=["PUT"])
@open_to("member")
@versioned
@consultations.takes(shapes.ChangeComment)
@consultations.gives(200, shapes.ConsultationComment)
def change_comment(asked: dict[str, Any], comment_id: str) -> Response:
    """Say your own comment differently, until it closes; the earlier wording stays."""
    asked["version"] = known_version(asked.get("version"))
    return _comment(doors.change_comment(caller(), command_id(), comment_id, **asked))


@consultations.route("/comments/<comment_id>", methods=["DELETE"])
@open_to("member")
@consultations.gives(200, shapes.ConsultationComment)
def take_back_comment(comment_id: str) -> Response:
    """Take your own comment back, until it closes; a trace stays, its words do not."""
    return _comment(doors.take_back_comment(caller(), command_id(), comment_id))


@consultations.route("/<consultation_id>/extension", methods=["POST"])
@open_to(*ASKERS)
@versioned
@consultations.takes(shapes.ExtendConsultation)
@consultations.gives(200, shapes.Consultation)
def extend_consultation(asked: dict[str, Any], consultation_id: str) -> Response:
    """Close later than planned, with a reason."""
    asked["version"] = known_version(asked.get("version"))
    return _whole(doors.extend_consultation(caller(), command_id(), consultation_id, **asked))


@consultations.route("/<consultation_id>/outcome", methods=["POST"])
@open_to(*ASKERS)
@versioned
@consultations.takes(shapes.DecideConsultation)
@consultations.gives(200, shapes.Consultation)
def decide_consultation(asked: dict[str, Any], consultation_id: str) -> Response:
    """Say what was decided and how the input was used: changes made, points not taken, with reasons."""
    asked["version"] = known_version(asked.get("version"))
    return _whole(doors.decide_consultation(caller(), command_id(), consultation_id, **asked))


@consultations.route("/<consultation_id>/withdrawal", methods=["POST"])
@open_to(*ASKERS)
@versioned
@consultations.takes(shapes.WithdrawConsultation)
@consultations.gives(200, shapes.Consultation)
def withdraw_consultation(asked: dict[str, Any], consultation_id: str) -> Response:
    """End it without a decision, with a reason; what was said stays."""
    asked["version"] = known_version(asked.get("version"))
    return _whole(doors.withdraw_consultation(caller(), command_id(), consultation_id, **asked))


def _whole(consultation: dict[str, Any]) -> Response:
    return answer(consultation, version=consultation["version"])


def _comment(comment: dict[str, Any], status: int = 200) -> Response:
    return answer(comment, status, version=comment["version"])
