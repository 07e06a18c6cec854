"""The resource of QI capacity: how many people of a body are trained, as it says itself (row 66)."""

from typing import Any

from flask import Response

from gateway.api.resource import Resource, answer, command_id, known_version, page, versioned
from gateway.api.shapes import capacity as shapes
from gateway.clients.skills_register import capacity as doors
from gateway.guards import caller, open_to

capacity = Resource("capacity", "/capacity", "How many people of a body are trained in improving quality")

KEEPERS = ("coordinator", "convenor", "national_team")


@capacity.route("")
@open_to("public")
@capacity.asks(shapes.ListCapacity)
@capacity.gives(200, shapes.CapacityPage)
def list_capacity(asked: dict[str, Any]) -> Response:
    """The latest of each body of a region, by name and in no rank, and their sum."""
    return page(doors.list_capacity(caller(), **asked), asked)


@capacity.route("", methods=["POST"])
@open_to(*KEEPERS)
@capacity.takes(shapes.ReportCapacity)
@capacity.gives(201, shapes.CapacityTrend)
def report_capacity(asked: dict[str, Any]) -> Response:
    """What a body of your region reports of a day; a figure that is left out is unknown."""
    region = asked.pop("region")
    made = doors.report_capacity(caller(), command_id(), region, **asked)
    place = f"/api/v1/capacity/{made['id']}"
    return answer(made, 201, version=made["version"], headers={"Location": place})


@capacity.route("/<body_id>")
@open_to("public")
@versioned
@capacity.gives(200, shapes.CapacityTrend)
def get_capacity(body_id: str) -> Response:
    """A body with its trend over snapshots."""
    found = doors.get_capacity(caller(), body_id)
    return answer(found, version=found["version"])


@capacity.route("/<body_id>/corrections", methods=["POST"])
@open_to(*KEEPERS)
@versioned
@capacity.takes(shapes.CorrectCapacity)
@capacity.gives(200, shapes.CapacityTrend)
def correct_capacity(asked: dict[str, Any], body_id: str) -> Response:
    """Replace a report; the earlier stays to be read, with your note."""
    asked["version"] = known_version(asked.get("version"))
    corrected = doors.correct_capacity(caller(), command_id(), body_id, **asked)
    return answer(corrected, version=corrected["version"])
