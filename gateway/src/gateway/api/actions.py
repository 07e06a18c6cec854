"""The resource of actions: one register over the whole series of a group's meetings (row 45)."""

from typing import Any

from flask import Response, stream_with_context

from gateway import action_files
from gateway.api.resource import Resource, answer, command_id, known_version, page, versioned
from gateway.api.shapes import actions as shapes
from gateway.api.shapes.parts import list_of
from gateway.clients.meetings import actions as doors
from gateway.guards import caller, open_to

actions = Resource("actions", "", "What members promised in meetings, until it is done")

SIGNED_IN = ("member", "coordinator", "convenor", "national_team")
"""Who belongs to a group's table, the service knows."""
CSV = {"text/csv": {"schema": {"type": "string"}}}


@actions.route("/actions")
@open_to("public")
@actions.asks(shapes.ListActions)
@actions.gives(200, shapes.ActionPage)
def list_actions(asked: dict[str, Any]) -> Response:
    """A group's register, the next due first; for others than its table what published minutes carry."""
    return page(doors.list_actions(caller(), **asked), asked)


@actions.route("/actions/mine")
@open_to("member")
@actions.gives(200, shapes.MyActions)
def my_actions() -> Response:
    """Your own in every group, and those that somebody asks you to take over."""
    return answer(doors.my_actions(caller()))


@actions.route("/actions/export")
@open_to("public")
@actions.asks(shapes.ExportActions)
@actions.gives(200)
@actions.doc(responses={200: {"content": CSV}})
def export_actions(asked: dict[str, Any]) -> Response:
    """The register as CSV: what you may read of it."""
    pieces = action_files.register_as_csv(caller(), asked["region"])
    made = Response(stream_with_context(pieces), content_type="text/csv; charset=utf-8")
    made.headers.set("Content-Disposition", "attachment", filename=f"actions-{asked['region']}.csv")
    return made


@actions.route("/groups/<region>/possible-owners")
@open_to(*SIGNED_IN)
@actions.gives(200, list_of(shapes.PossibleOwner))
def possible_owners(region: str) -> Response:
    """The group's table, as its papers call them."""
    return answer(doors.possible_owners(caller(), region))


@actions.route("/meetings/<meeting_id>/actions")
@open_to("public")
@actions.gives(200, shapes.ActionsOfMeeting)
def actions_of_meeting(meeting_id: str) -> Response:
    """What arose in a meeting, and what was carried to it."""
    return answer(doors.actions_of_meeting(caller(), meeting_id))


@actions.route("/meetings/<meeting_id>/actions", methods=["POST"])
@open_to(*SIGNED_IN)
@actions.takes(shapes.AddAction)
@actions.gives(201, shapes.Action)
def add_action(asked: dict[str, Any], meeting_id: str) -> Response:
    """Write down what was agreed; one without an owner is refused (`action_needs_owner`)."""
    made = doors.add_action(caller(), command_id(), meeting_id, **asked)
    return answer(made, 201, version=made["version"], headers={"Location": f"/api/v1/actions/{made['id']}"})


@actions.route("/actions/<action_id>")
@open_to("public")
@versioned
@actions.gives(200, shapes.Action)
def get_action(action_id: str) -> Response:
    """One action with its history, and what you can do with it."""
    return _whole(doors.get_action(caller(), action_id))


@actions.route("/actions/<action_id>", methods=["PATCH"])
@open_to(*SIGNED_IN)
@versioned
@actions.takes(shapes.ChangeAction)
@actions.gives(200, shapes.Action)
def change_action(asked: dict[str, Any], action_id: str) -> Response:
    """Word it better, or set another day."""
    return _done(doors.change_action, action_id, asked)


@actions.route("/actions/<action_id>/completion", methods=["POST"])
@open_to(*SIGNED_IN)
@versioned
@actions.takes(shapes.FinishAction)
@actions.gives(200, shapes.Action)
def finish_action(asked: dict[str, Any], action_id: str) -> Response:
    """It is done."""
    return _done(doors.finish_action, action_id, asked)


@actions.route("/actions/<action_id>/dropping", methods=["POST"])
@open_to(*SIGNED_IN)
@versioned
@actions.takes(shapes.DropAction)
@actions.gives(200, shapes.Action)
def drop_action(asked: dict[str, Any], action_id: str) -> Response:
    """Nobody will do it, and why."""
    return _done(doors.drop_action, action_id, asked)


@actions.route("/actions/<action_id>/reopening", methods=["POST"])
@open_to(*SIGNED_IN)
@versioned
@actions.takes(shapes.ReopenAction)
@actions.gives(200, shapes.Action)
def reopen_action(asked: dict[str, Any], action_id: str) -> Response:
    """It was not done after all."""
    return _done(doors.reopen_action, action_id, asked)


@actions.route("/actions/<action_id>/day-request", methods=["POST"])
@open_to("member")
@versioned
@actions.takes(shapes.AskForDay)
@actions.gives(200, shapes.Action)
def ask_for_day(asked: dict[str, Any], action_id: str) -> Response:
    """Ask for another day for your own; the table answers by changing it."""
    return _done(doors.ask_for_day, action_id, asked)


@actions.route("/actions/<action_id>/handover", methods=["POST"])
@open_to(*SIGNED_IN)
@versioned
@actions.takes(shapes.OfferAction)
@actions.gives(200, shapes.Action)
def offer_action(asked: dict[str, Any], action_id: str) -> Response:
    """Ask somebody else to take it over."""
    return _done(doors.offer_action, action_id, asked)


@actions.route("/actions/<action_id>/handover-answer", methods=["POST"])
@open_to("member")
@versioned
@actions.takes(shapes.AnswerHandover)
@actions.gives(200, shapes.Action)
def answer_offer(asked: dict[str, Any], action_id: str) -> Response:
    """Take it over, or not."""
    return _done(doors.answer_offer, action_id, asked)


def _done(door: Any, action_id: str, asked: dict[str, Any]) -> Response:
    asked["version"] = known_version(asked.get("version"))
    return _whole(door(caller(), command_id(), action_id, **asked))


def _whole(action: dict[str, Any]) -> Response:
    return answer(action, version=action["version"])
