"""The resource of decisions: their method, objections and review, searched over all groups (row 45)."""

from typing import Any

from flask import Response

from gateway.api.resource import Resource, answer, command_id, known_version, page, versioned
from gateway.api.shapes import decisions as shapes
from gateway.clients.meetings import decisions as doors
from gateway.guards import caller, open_to

decisions = Resource("decisions", "", "What groups decided, and when they look at it again")

SIGNED_IN = ("member", "coordinator", "convenor", "national_team")
"""Who belongs to a group's table, the service knows."""


@decisions.route("/decisions")
@open_to("public")
@decisions.asks(shapes.ListDecisions)
@decisions.gives(200, shapes.DecisionPage)
def list_decisions(asked: dict[str, Any]) -> Response:
    """The newest first; of other groups than yours those that published minutes carry."""
    return page(doors.list_decisions(caller(), **asked), asked)


@decisions.route("/meetings/<meeting_id>/decisions")
@open_to("public")
@decisions.gives(200, shapes.DecisionList)
def decisions_of_meeting(meeting_id: str) -> Response:
    """What was decided in a meeting."""
    return answer(doors.decisions_of_meeting(caller(), meeting_id))


@decisions.route("/meetings/<meeting_id>/voters")
@open_to(*SIGNED_IN)
@decisions.gives(200, shapes.Voters)
def voters_of_meeting(meeting_id: str) -> Response:
    """Who held a seat that day, whether they were present, and how many make a quorum."""
    return answer(doors.voters_of_meeting(caller(), meeting_id))


@decisions.route("/meetings/<meeting_id>/decisions", methods=["POST"])
@open_to(*SIGNED_IN)
@decisions.takes(shapes.RecordDecision)
@decisions.gives(201, shapes.Decision)
def record_decision(asked: dict[str, Any], meeting_id: str) -> Response:
    """Write down what was decided; a majority below the quorum is refused (`decision_without_quorum`)."""
    made = doors.record_decision(caller(), command_id(), meeting_id, **asked)
    place = {"Location": f"/api/v1/decisions/{made['id']}"}
    return answer(made, 201, version=made["version"], headers=place)


@decisions.route("/decisions/<decision_id>")
@open_to("public")
@versioned
@decisions.gives(200, shapes.Decision)
def get_decision(decision_id: str) -> Response:
    """One decision at its lasting address."""
    return _whole(doors.get_decision(caller(), decision_id))


@decisions.route("/decisions/<decision_id>", methods=["PATCH"])
@open_to(*SIGNED_IN)
@versioned
@decisions.takes(shapes.ChangeDecision)
@decisions.gives(200, shapes.Decision)
def change_decision(asked: dict[str, Any], decision_id: str) -> Response:
    """Correct what is written down, until minutes carry it."""
    version = known_version(asked.pop("version", None))
    return _whole(doors.change_decision(caller(), command_id(), decision_id, asked, version=version))


@decisions.route("/decisions/<decision_id>/reviews", methods=["POST"])
@open_to(*SIGNED_IN)
@versioned
@decisions.takes(shapes.ReviewDecision)
@decisions.gives(200, shapes.Decision)
def review_decision(asked: dict[str, Any], decision_id: str) -> Response:
    """Say what came of looking at it again."""
    asked["version"] = known_version(asked.get("version"))
    return _whole(doors.review_decision(caller(), command_id(), decision_id, **asked))


def _whole(decision: dict[str, Any]) -> Response:
    return answer(decision, version=decision["version"])
