"""The resource of the Compact."""

from typing import Any

from flask import Response

from gateway.api.resource import Resource, answer, command_id
from gateway.api.shapes import compact as shapes
from gateway.clients import membership
from gateway.guards import caller, open_to

compact = Resource("compact", "/compact", "What members promise each other")


@compact.route("")
@open_to("public")
@compact.gives(200, shapes.Compact)
def current_compact() -> Response:
    """The Compact that holds today."""
    return answer(membership.current_compact(caller()))


@compact.route("", methods=["POST"])
@open_to("national_team", scope="admin")
@compact.takes(shapes.PublishCompact)
@compact.gives(201, shapes.Compact)
def publish_compact(asked: dict[str, Any]) -> Response:
    """Publish a new version; every active member is asked once and has a time of grace."""
    return answer(membership.publish_compact(caller(), command_id(), **asked), 201)


@compact.route("/history")
@open_to("public")
@compact.gives(200, shapes.CompactList)
def compact_history() -> Response:
    """All versions, the oldest first."""
    return answer(membership.compact_history(caller()))


@compact.route("/acceptance", methods=["POST"])
@open_to("member")
@compact.takes(shapes.AcceptCompact)
@compact.gives(200, shapes.Acceptance)
def accept_compact(asked: dict[str, Any]) -> Response:
    """Accept the current version."""
    return answer(membership.accept_compact(caller(), command_id(), **asked))
