"""Meetings as test cycles, and the group itself as one (row 48)."""

from typing import Any

from flask import Response

from gateway.api.resource import Resource, answer, command_id, known_version, versioned
from gateway.api.shapes import reviews as shapes
from gateway.clients.meetings import reviews as doors
from gateway.guards import caller, open_to

reviews = Resource("reviews", "", "Meetings as test cycles: plan, do, study, act")

WRITERS = ("member", "coordinator", "convenor", "national_team")
"""A group's chair is a member with a seat; who may write, the service knows."""


@reviews.route("/meetings/<meeting_id>/review")
@open_to("public")
@versioned
@reviews.gives(200, shapes.Review)
def get_review(meeting_id: str) -> Response:
    """A meeting's cycle, with what the cycle before decided."""
    return _whole(doors.get_review(caller(), meeting_id))


@reviews.route("/meetings/<meeting_id>/review", methods=["PUT"])
@open_to(*WRITERS)
@versioned
@reviews.takes(shapes.PlanCycle)
@reviews.gives(200, shapes.Review)
def plan_cycle(asked: dict[str, Any], meeting_id: str) -> Response:
    """Plan it; from the meeting's beginning on the plan stands (`prediction_fixed`)."""
    asked["version"] = known_version(asked.get("version"))
    return _whole(doors.plan_cycle(caller(), command_id(), meeting_id, **asked))


@reviews.route("/reviews/<cycle_id>/study", methods=["PUT"])
@open_to(*WRITERS)
@versioned
@reviews.takes(shapes.StudyCycle)
@reviews.gives(200, shapes.Cycle)
def study_cycle(asked: dict[str, Any], cycle_id: str) -> Response:
    """Compare what happened with the prediction; a meeting's cycle has the meeting's id."""
    asked["version"] = known_version(asked.get("version"))
    return _cycle(doors.study_cycle(caller(), command_id(), cycle_id, **asked))


@reviews.route("/reviews/<cycle_id>/act", methods=["PUT"])
@open_to(*WRITERS)
@versioned
@reviews.takes(shapes.CloseCycle)
@reviews.gives(200, shapes.Cycle)
def close_cycle(asked: dict[str, Any], cycle_id: str) -> Response:
    """Say what the group does next; this closes the cycle."""
    asked["version"] = known_version(asked.get("version"))
    return _cycle(doors.close_cycle(caller(), command_id(), cycle_id, **asked))


@reviews.route("/reviews/<cycle_id>")
@open_to("public")
@versioned
@reviews.gives(200, shapes.SeriesReview)
def get_series(cycle_id: str) -> Response:
    """One cycle over the group itself."""
    return _whole(doors.get_series(caller(), cycle_id))


@reviews.route("/regions/<code>/reviews")
@open_to("public")
@reviews.gives(200, shapes.RegionReviews)
def region_reviews(code: str) -> Response:
    """A group's chain of cycles, the newest first."""
    return answer(doors.region_reviews(caller(), code), tagged=True)


@reviews.route("/regions/<code>/reviews", methods=["POST"])
@open_to(*WRITERS)
@reviews.takes(shapes.PlanSeries)
@reviews.gives(201, shapes.SeriesReview)
def plan_series(asked: dict[str, Any], code: str) -> Response:
    """Treat the group itself as one cycle, over a year or another stretch of time."""
    made = doors.plan_series(caller(), command_id(), code, **asked)
    place = {"Location": f"/api/v1/reviews/{made['id']}"}
    return answer(made, 201, version=made["version"], headers=place)


def _cycle(found: dict[str, Any]) -> Response:
    """The cycle alone, whether it is a meeting's or the group's own."""
    return _whole({name: found[name] for name in shapes.Cycle().fields})


def _whole(found: dict[str, Any]) -> Response:
    return answer(found, version=found["version"], tagged=True)
