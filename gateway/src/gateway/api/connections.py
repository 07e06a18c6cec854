"""The resources of connections between two members: proposed by one, confirmed by the other."""

from typing import Any

from flask import Response

from gateway.api.me import me
from gateway.api.resource import Resource, answer, command_id
from gateway.api.shapes import connections as shapes
from gateway.clients import membership
from gateway.guards import caller, open_to

connections = Resource("connections", "/connections", "Members who know each other through Q")


@me.route("/connections")
@open_to("member")
@me.gives(200, shapes.ConnectionList)
def my_connections() -> Response:
    """Your connections, and those that wait for an answer."""
    return answer(membership.my_connections(caller()))


@me.route("/connections", methods=["POST"])
@open_to("member")
@me.takes(shapes.ProposeConnection)
@me.gives(201, shapes.Connection)
def propose_connection(asked: dict[str, Any]) -> Response:
    """Say that you and another member met; it counts once they confirm it."""
    return answer(membership.propose_connection(caller(), command_id(), **asked), 201)


@connections.route("/<connection_id>/confirmation", methods=["POST"])
@open_to("member")
@connections.takes(shapes.AnswerConnection)
@connections.gives(200, shapes.Connection)
def answer_connection(asked: dict[str, Any], connection_id: str) -> Response:
    """Confirm or decline what the other member said."""
    answering = membership.confirm_connection if asked["confirmed"] else membership.decline_connection
    return answer(answering(caller(), command_id(), connection_id))
