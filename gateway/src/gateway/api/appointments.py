"""The resource of appointments: calls for seats, expressions of interest, offers (row 13)."""

from typing import Any

from flask import Response

from gateway.api.resource import Resource, answer, command_id, known_version, page, versioned
from gateway.api.shapes import appointments as shapes
from gateway.clients.stewardship import appointments as doors
from gateway.guards import caller, open_to

appointments = Resource("appointments", "/appointments", "Calls for seats, and who is appointed")

ARRANGERS = ("coordinator", "convenor", "national_team")
KEEPERS = ("coordinator", "national_team")


@appointments.route("")
@open_to("public")
@appointments.asks(shapes.ListAppointments)
@appointments.gives(200, shapes.AppointmentPage)
def list_calls(asked: dict[str, Any]) -> Response:
    """Calls for seats, the last to close first."""
    return page(doors.list_calls(caller(), **asked), asked)


@appointments.route("", methods=["POST"])
@open_to(*ARRANGERS)
@appointments.takes(shapes.OpenAppointment)
@appointments.gives(201, shapes.AppointmentCall, headers={"Location": {"schema": {"type": "string"}}})
def open_call(asked: dict[str, Any]) -> Response:
    """Call for a seat, with a panel to decide."""
    made = doors.open_call(caller(), command_id(), asked)
    place = {"Location": f"{appointments.url_prefix}/{made['id']}"}
    return answer(made, 201, version=made["version"], headers=place)


@appointments.route("/past")
@open_to("public")
@appointments.asks(shapes.ListPastAppointments)
@appointments.gives(200, shapes.PastAppointmentPage)
def list_past_calls(asked: dict[str, Any]) -> Response:
    """Calls from before, as sources tell them."""
    return page(doors.list_past_calls(caller(), **asked), asked)


@appointments.route("/past", methods=["POST"])
@open_to("national_team")
@appointments.takes(shapes.RecordPastAppointment)
@appointments.gives(201, shapes.PastAppointment)
def record_past_call(asked: dict[str, Any]) -> Response:
    """Record a call from before with its result."""
    return answer(doors.record_past_call(caller(), command_id(), asked), 201)


@appointments.route("/mine")
@open_to("member")
@appointments.gives(200, shapes.ExpressionList)
def my_expressions() -> Response:
    """What you asked for, and what became of it."""
    return answer(doors.my_expressions(caller()))


@appointments.route("/<call_id>")
@open_to("public")
@versioned
@appointments.gives(200, shapes.AppointmentForReader)
def get_call(call_id: str) -> Response:
    """One call, and what you have to do with it."""
    found = doors.get_call(caller(), call_id)
    return answer(found, version=found["version"])


@appointments.route("/<call_id>/expressions", methods=["POST"])
@open_to("member")
@appointments.takes(shapes.ExpressInterest)
@appointments.gives(201, shapes.ExpressionOfInterest)
def express_interest(asked: dict[str, Any], call_id: str) -> Response:
    """Ask for a seat."""
    made = doors.express_interest(caller(), command_id(), call_id, asked)
    return answer(made, 201, version=made["version"])


@appointments.route("/expressions/<expression_id>/withdrawal", methods=["POST"])
@open_to("member")
@versioned
@appointments.takes(shapes.WithdrawExpression)
@appointments.gives(200, shapes.ExpressionOfInterest)
def withdraw_expression(asked: dict[str, Any], expression_id: str) -> Response:
    """Take your wish back before it is decided."""
    version = known_version(asked.get("version"))
    taken = doors.withdraw_expression(caller(), command_id(), expression_id, version=version)
    return answer(taken, version=taken["version"])


@appointments.route("/expressions/<expression_id>/answer", methods=["POST"])
@open_to("member")
@versioned
@appointments.takes(shapes.AnswerOffer)
@appointments.gives(200, shapes.ExpressionOfInterest)
def answer_offer(asked: dict[str, Any], expression_id: str) -> Response:
    """Take the seat you are offered, or leave it."""
    asked["version"] = known_version(asked.get("version"))
    answered = doors.answer_offer(caller(), command_id(), expression_id, **asked)
    return answer(answered, version=answered["version"])


@appointments.route("/<call_id>/end", methods=["POST"])
@open_to("member", "national_team")
@versioned
@appointments.takes(shapes.EndAppointment)
@appointments.gives(200, shapes.AppointmentCall)
def end_call(asked: dict[str, Any], call_id: str) -> Response:
    """End a call with places left: by the panel's chair, or who looks after the group."""
    version = known_version(asked.get("version"))
    ended = doors.end_call(caller(), command_id(), call_id, version=version)
    return answer(ended, version=ended["version"])


@appointments.route("/<call_id>/cancellation", methods=["POST"])
@open_to(*KEEPERS)
@versioned
@appointments.takes(shapes.CancelAppointment)
@appointments.gives(200, shapes.AppointmentCall)
def cancel_call(asked: dict[str, Any], call_id: str) -> Response:
    """Call it off before anything is decided."""
    version = known_version(asked.get("version"))
    off = doors.cancel_call(caller(), command_id(), call_id, reason=asked["reason"], version=version)
    return answer(off, version=off["version"])
