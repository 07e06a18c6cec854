"""The resource of the convenors' network: for current convenors and the Q team."""

from typing import Any

from flask import Response

from gateway.api.resource import Resource, answer, command_id, known_version, page, versioned
from gateway.api.shapes import convenors as shapes
from gateway.api.shapes.parts import Paging
from gateway.clients.stewardship import convenors as doors
from gateway.guards import caller, open_to

NETWORK = ("convenor", "national_team")

convenors = Resource("convenors", "/convenors", "Where convenors learn from each other")


@convenors.route("/sessions")
@open_to("member")
@convenors.asks(Paging)
@convenors.gives(200, shapes.SessionPage)
def list_sessions(asked: dict[str, Any]) -> Response:
    """Sessions, the newest first; who holds a seat sees those to which groups are invited."""
    return page(doors.list_sessions(caller(), **asked), asked)


@convenors.route("/sessions", methods=["POST"])
@open_to(*NETWORK)
@convenors.takes(shapes.PlanSession)
@convenors.gives(201, shapes.Session)
def plan_session(asked: dict[str, Any]) -> Response:
    """Plan a session; whoever is invited is told."""
    made = doors.plan_session(caller(), command_id(), **asked)
    return answer(made, 201, version=made["version"])


@convenors.route("/sessions/<session_id>/topics", methods=["POST"])
@open_to(*NETWORK)
@convenors.takes(shapes.TakeUpTopic)
@convenors.gives(200, shapes.Session)
def take_up_topic(asked: dict[str, Any], session_id: str) -> Response:
    """Put a topic on a session's list."""
    return _changed(doors.take_up_topic(caller(), command_id(), session_id, **asked))


@convenors.route("/topics")
@open_to(*NETWORK)
@convenors.asks(Paging)
@convenors.gives(200, shapes.SessionTopicPage)
def list_topics(asked: dict[str, Any]) -> Response:
    """What to talk about, the newest first."""
    return page(doors.list_topics(caller(), **asked), asked)


@convenors.route("/topics", methods=["POST"])
@open_to(*NETWORK)
@convenors.takes(shapes.ProposeTopic)
@convenors.gives(201, shapes.SessionTopic)
def propose_topic(asked: dict[str, Any]) -> Response:
    """Propose something to talk about."""
    return answer(doors.propose_topic(caller(), command_id(), **asked), 201)


@convenors.route("/training")
@open_to(*NETWORK)
@convenors.gives(200, shapes.TrainingList)
def my_training() -> Response:
    """Your own training records; nobody else reads them."""
    return answer(doors.my_training(caller()))


@convenors.route("/training", methods=["POST"])
@open_to(*NETWORK)
@convenors.takes(shapes.RecordTraining)
@convenors.gives(201, shapes.Training)
def record_training(asked: dict[str, Any]) -> Response:
    """Note something you learned elsewhere."""
    made = doors.record_training(caller(), command_id(), **asked)
    return answer(made, 201, version=made["version"])


@convenors.route("/training/bookings", methods=["POST"])
@open_to(*NETWORK)
@convenors.takes(shapes.BookTraining)
@convenors.gives(201, shapes.Training)
def book_training(asked: dict[str, Any]) -> Response:
    """Book a place in a training session; twice is once."""
    made = doors.book_training(caller(), command_id(), **asked)
    return answer(made, 201, version=made["version"])


@convenors.route("/training/<training_id>/cancellation", methods=["POST"])
@open_to(*NETWORK)
@versioned
@convenors.takes(shapes.OneTraining)
@convenors.gives(200, shapes.Training)
def cancel_training(asked: dict[str, Any], training_id: str) -> Response:
    """Give the place back."""
    return _changed(doors.cancel_training(caller(), command_id(), training_id, **_versioned(asked)))


@convenors.route("/training/<training_id>/attendance", methods=["POST"])
@open_to(*NETWORK)
@versioned
@convenors.takes(shapes.OneTraining)
@convenors.gives(200, shapes.Training)
def attend_training(asked: dict[str, Any], training_id: str) -> Response:
    """Say that you attended."""
    return _changed(doors.attend_training(caller(), command_id(), training_id, **_versioned(asked)))


@convenors.route("/notes")
@open_to(*NETWORK)
@convenors.asks(Paging)
@convenors.gives(200, shapes.ConvenorNotes)
def list_notes(asked: dict[str, Any]) -> Response:
    """Your own notes, and a page of those that others share."""
    return page(doors.list_notes(caller(), **asked), asked)


@convenors.route("/notes", methods=["POST"])
@open_to(*NETWORK)
@convenors.takes(shapes.WriteNote)
@convenors.gives(201, shapes.ConvenorNote)
def write_note(asked: dict[str, Any]) -> Response:
    """Write a note, for yourself or shared."""
    made = doors.write_note(caller(), command_id(), **asked)
    return answer(made, 201, version=made["version"])


@convenors.route("/notes/<note_id>/sharing", methods=["PUT"])
@open_to(*NETWORK)
@versioned
@convenors.takes(shapes.ShareNote)
@convenors.gives(200, shapes.ConvenorNote)
def share_note(asked: dict[str, Any], note_id: str) -> Response:
    """Give your consent to share a note, or take it back."""
    return _changed(doors.share_note(caller(), command_id(), note_id, **_versioned(asked)))


def _versioned(asked: dict[str, Any]) -> dict[str, Any]:
    return {**asked, "version": known_version(asked.get("version"))}


def _changed(made: dict[str, Any]) -> Response:
    return answer(made, version=made["version"])
