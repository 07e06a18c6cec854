"""The panels of appointments: declare, read, decide; the last module that adds to the resource."""

from typing import Any

from flask import Response

from gateway.api.appointments import KEEPERS, appointments
from gateway.api.resource import answer, command_id, known_version, page, versioned
from gateway.api.shapes import appointments as shapes
from gateway.clients.stewardship import appointments as doors
from gateway.guards import caller, open_to

__all__ = ["appointments"]


@appointments.route("/panels")
@open_to("member")
@appointments.asks(shapes.ListMyPanels)
@appointments.gives(200, shapes.PanelTurnPage)
def my_panels(asked: dict[str, Any]) -> Response:
    """The calls on whose panel you sit, and whether it is your turn."""
    return page(doors.my_panels(caller(), **asked), asked)


@appointments.route("/panels/candidates/<region>")
@open_to("coordinator", "convenor", "national_team")
@appointments.gives(200, shapes.CandidateList)
def panel_candidates(region: str) -> Response:
    """Members whom one might ask onto a panel, by what they do."""
    return answer(doors.panel_candidates(caller(), region))


@appointments.route("/<call_id>/panel")
@open_to("member", "national_team")
@versioned
@appointments.asks(shapes.PanelOf)
@appointments.gives(200, shapes.AppointmentPanel)
def get_panel(asked: dict[str, Any], call_id: str) -> Response:
    """The call as its panel works on it; nothing of an expression before you declared."""
    found = doors.get_panel(caller(), call_id, **asked)
    return answer(found, version=found["version"])


@appointments.route("/<call_id>/interests", methods=["POST"])
@open_to("member")
@appointments.takes(shapes.DeclareInterests)
@appointments.gives(200, shapes.AppointmentPanel)
def declare_interests(asked: dict[str, Any], call_id: str) -> Response:
    """Say that you have no interest in any applicant, or in whom and why."""
    shown = doors.declare_interests(caller(), command_id(), call_id, interests=asked["interests"])
    return answer(shown, version=shown["version"])


@appointments.route("/expressions/<expression_id>/proposal", methods=["POST"])
@open_to("member")
@appointments.takes(shapes.ProposeDecision)
@appointments.gives(200, shapes.AppointmentPanel)
def propose_decision(asked: dict[str, Any], expression_id: str) -> Response:
    """Propose what becomes of an applicant; it stands when a second panel member agrees."""
    shown = doors.propose_decision(caller(), command_id(), expression_id, **asked)
    return answer(shown, version=shown["version"])


@appointments.route("/expressions/<expression_id>/agreement", methods=["POST"])
@open_to("member")
@appointments.takes(shapes.AgreeDecision)
@appointments.gives(200, shapes.AppointmentPanel)
def agree_decision(asked: dict[str, Any], expression_id: str) -> Response:
    """Agree to what another panel member proposed."""
    shown = doors.agree_decision(caller(), command_id(), expression_id, **asked)
    return answer(shown, version=shown["version"])


@appointments.route("/<call_id>/panel/exchange", methods=["POST"])
@open_to(*KEEPERS)
@versioned
@appointments.takes(shapes.ReplacePanelMember)
@appointments.gives(200, shapes.AppointmentPanel)
def replace_panel_member(asked: dict[str, Any], call_id: str) -> Response:
    """Put another member in a panel member's place."""
    asked["version"] = known_version(asked.get("version"))
    shown = doors.replace_panel_member(caller(), command_id(), call_id, **asked)
    return answer(shown, version=shown["version"])
