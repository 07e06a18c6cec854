"""The resource of a round's panel: by what is judged, who volunteers, what is given to whom (row 56)."""

from typing import Any

from flask import Response

from gateway.api.resource import Resource, answer, command_id, known_version, versioned
from gateway.api.shapes import assessments as shapes
from gateway.api.shapes.parts import Nothing
from gateway.clients.exchange import assessments as doors
from gateway.guards import caller, open_to

panels = Resource("panels", "/rounds", "Who assesses the proposals of a round, and by which criteria")

KEEPERS = ("coordinator", "convenor", "national_team")


@panels.route("/<round_id>/panel")
@open_to("public")
@versioned
@panels.gives(200, shapes.RoundPanel)
def get_panel(round_id: str) -> Response:
    """By what is judged; ``own`` is what you offered and declared yourself."""
    found = doors.get_panel(caller(), round_id)
    return answer(found, version=found["version"])


@panels.route("/<round_id>/panel", methods=["POST"])
@open_to(*KEEPERS)
@panels.takes(shapes.PanelRules)
@panels.gives(201, shapes.RoundPanel)
def open_panel(asked: dict[str, Any], round_id: str) -> Response:
    """The one panel of this round."""
    asked.pop("version", None)
    made = doors.open_panel(caller(), command_id(), round_id, asked)
    return answer(made, 201, version=made["version"])


@panels.route("/<round_id>/panel", methods=["PUT"])
@open_to(*KEEPERS)
@versioned
@panels.takes(shapes.PanelRules)
@panels.gives(200, shapes.RoundPanel)
def change_panel(asked: dict[str, Any], round_id: str) -> Response:
    """All rules again; criteria stand once proposals were given out."""
    version = known_version(asked.pop("version", None))
    changed = doors.change_panel(caller(), command_id(), round_id, asked, version=version)
    return answer(changed, version=changed["version"])


@panels.route("/<round_id>/panel/offer", methods=["PUT"])
@open_to("member")
@panels.takes(shapes.OfferToAssess)
@panels.gives(200, shapes.AssessorsOffer)
def offer_to_assess(asked: dict[str, Any], round_id: str) -> Response:
    """Volunteer, or change what you offered. What is left out stays as you told it before."""
    return answer(doors.offer_to_assess(caller(), command_id(), round_id, **asked))


@panels.route("/<round_id>/panel/offer/withdrawal", methods=["POST"])
@open_to("member")
@panels.takes(shapes.AssessorsReason)
@panels.gives(200, shapes.AssessorsOffer)
def withdraw_offer(asked: dict[str, Any], round_id: str) -> Response:
    """Take it back: what you handed in stays, the rest goes to others."""
    return answer(doors.withdraw_offer(caller(), command_id(), round_id, **asked))


@panels.route("/<round_id>/panel/assessors")
@open_to(*KEEPERS)
@panels.gives(200, shapes.PanelAssessorList)
def list_assessors(round_id: str) -> Response:
    """Who volunteered, what they have, and with which proposals they have a conflict, and why."""
    return answer(doors.list_assessors(caller(), round_id))


@panels.route("/<round_id>/panel/assessors/<member_id>/dismissal", methods=["POST"])
@open_to(*KEEPERS)
@panels.takes(shapes.AssessorsReason)
@panels.gives(200, shapes.AssessorsOffer)
def stand_down_assessor(asked: dict[str, Any], round_id: str, member_id: str) -> Response:
    """Let a volunteer go, for a reason that they read; what they handed in stays."""
    return answer(doors.stand_down_assessor(caller(), command_id(), round_id, member_id, **asked))


@panels.route("/<round_id>/panel/assignments", methods=["POST"])
@open_to(*KEEPERS)
@panels.takes(Nothing)
@panels.gives(200, shapes.GivenOut)
def assign_assessors(_asked: dict[str, Any], round_id: str) -> Response:
    """Give every proposal the assessors that it lacks: none in conflict, loads as even as they can be."""
    return answer(doors.assign_assessors(caller(), command_id(), round_id))
