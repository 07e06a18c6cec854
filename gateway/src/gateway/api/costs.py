"""The resource of costs: about what a group costs in a year."""

from typing import Any

from flask import Response

from gateway.api.resource import Resource, answer, command_id, known_version, versioned
from gateway.api.shapes import costs as shapes
from gateway.clients.stewardship import costs as doors
from gateway.guards import caller, open_to

costs = Resource("costs", "", "What the groups cost")


@costs.route("/costs")
@open_to("public")
@costs.gives(200, shapes.CostList)
def list_costs() -> Response:
    """The newest year of each region, by name; no ranking."""
    return answer(doors.list_costs(caller()))


@costs.route("/groups/<region>/costs")
@open_to("public")
@costs.gives(200, shapes.CostList)
def group_costs(region: str) -> Response:
    """Every year of a region, the newest first."""
    return answer(doors.list_costs(caller(), region=region))


@costs.route("/groups/<region>/costs", methods=["POST"])
@open_to("coordinator", "national_team", region_arg="region")
@versioned
@costs.takes(shapes.RecordCost)
@costs.gives(200, shapes.Cost)
def record_cost(asked: dict[str, Any], region: str) -> Response:
    """Record a year, or correct it with the version you read."""
    asked["version"] = known_version(asked.get("version"))
    made = doors.record_cost(caller(), command_id(), region, **asked)
    return answer(made, version=made["version"])
