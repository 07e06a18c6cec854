"""The resource of barriers: what stands in the way of improvement, without blame."""

from typing import Any

from flask import Response

from gateway.api.resource import Resource, answer, command_id, known_version, page, versioned
from gateway.api.shapes import barriers as shapes
from gateway.api.shapes.parts import Paging
from gateway.clients.stewardship import barriers as doors
from gateway.guards import caller, open_to

barriers = Resource("barriers", "", "What stands in the way of improvement")


@barriers.route("/barriers")
@open_to("public")
@barriers.gives(200, shapes.BarrierThemeList)
def shared_barriers() -> Response:
    """What groups share UK-wide, by theme."""
    return answer(doors.shared_barriers(caller()))


@barriers.route("/groups/<region>/barriers")
@open_to("public")
@barriers.asks(Paging)
@barriers.gives(200, shapes.BarrierPage)
def list_barriers(asked: dict[str, Any], region: str) -> Response:
    """A region's barriers, the oldest first."""
    return page(doors.list_barriers(caller(), region, **asked), asked)


@barriers.route("/groups/<region>/barriers", methods=["POST"])
@open_to("member")
@barriers.takes(shapes.LogBarrier)
@barriers.gives(201, shapes.Barrier)
def log_barrier(asked: dict[str, Any], region: str) -> Response:
    """Log a barrier of your own region: the cause, not who."""
    made = doors.log_barrier(caller(), command_id(), region, **asked)
    return answer(made, 201, version=made["version"])


@barriers.route("/barriers/<barrier_id>")
@open_to("public")
@versioned
@barriers.gives(200, shapes.Barrier)
def get_barrier(barrier_id: str) -> Response:
    """One barrier."""
    found = doors.get_barrier(caller(), barrier_id)
    return answer(found, version=found["version"])


@barriers.route("/barriers/<barrier_id>", methods=["PATCH"])
@open_to("coordinator", "convenor", "national_team")
@versioned
@barriers.takes(shapes.ChangeBarrier)
@barriers.gives(200, shapes.Barrier)
def change_barrier(asked: dict[str, Any], barrier_id: str) -> Response:
    """Reword it, say what is done about it, or share it UK-wide."""
    version = known_version(asked.pop("version", None))
    made = doors.change_barrier(caller(), command_id(), barrier_id, asked, version=version)
    return answer(made, version=made["version"])
