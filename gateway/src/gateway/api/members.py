"""The resource of members: the directory, roles, Connectors, thanks."""

from typing import Any

from flask import Response

from gateway.api.resource import Resource, answer, command_id, page, required_version, versioned
from gateway.api.shapes import connections as connection_shapes
from gateway.api.shapes import members as shapes
from gateway.clients import membership
from gateway.guards import caller, open_to

members = Resource("members", "/members", "Who belongs, as far as they show themselves")


@members.route("")
@open_to("public")
@members.asks(shapes.SearchMembers)
@members.gives(200, shapes.MemberPage)
def search_members(asked: dict[str, Any]) -> Response:
    """Search the directory.

    Visitors find only members who show their name to everybody.
    """
    return page(membership.search_members(caller(), **asked), asked)


@members.route("/<member_id>")
@open_to("public")
@versioned
@members.gives(200, shapes.Member)
def get_member(member_id: str) -> Response:
    """One member, as the caller may see them.

    Who may move the member gets the `version`, and an ETag to move them with.
    """
    found = membership.get_member(caller(), member_id)
    return answer(found, version=found.get("version"), tagged=True)


@members.route("/<member_id>/region", methods=["POST"])
@open_to("coordinator", "national_team")
@versioned
@members.takes(shapes.MoveRegion)
@members.gives(200, shapes.MovedMember)
def move_member(asked: dict[str, Any], member_id: str) -> Response:
    """Move a member's home to another region; the history is kept."""
    moved = membership.move_region(
        caller(),
        command_id(),
        required_version(asked.get("version")),
        asked["region"],
        from_=asked.get("from_"),
        member_id=member_id,
    )
    return answer(moved, version=moved["version"])


@members.route("/<member_id>/roles", methods=["POST"])
@open_to("national_team", "operator", scope="admin")
@members.takes(shapes.ChangeRole)
@members.gives(200, shapes.MemberRoles)
def grant_role(asked: dict[str, Any], member_id: str) -> Response:
    """Give a member a role."""
    return answer(membership.grant_role(caller(), command_id(), member_id, **asked))


@members.route("/<member_id>/roles", methods=["DELETE"])
@open_to("national_team", "operator", scope="admin")
@members.asks(shapes.ChangeRole)
@members.gives(200, shapes.MemberRoles)
def end_role(asked: dict[str, Any], member_id: str) -> Response:
    """End a member's role; role and region stand in the query."""
    return answer(membership.end_role(caller(), command_id(), member_id, **asked))


@members.route("/<member_id>/connector", methods=["PUT"])
@open_to("convenor", "coordinator", "national_team")
@members.takes(connection_shapes.AppointConnector)
@members.gives(200, connection_shapes.Connector)
def appoint_connector(asked: dict[str, Any], member_id: str) -> Response:
    """Make a member a Connector, or change for what."""
    return answer(membership.appoint_connector(caller(), command_id(), member_id, **asked))


@members.route("/<member_id>/connector", methods=["DELETE"])
@open_to("convenor", "coordinator", "national_team")
@members.gives(200, connection_shapes.Connector)
def end_connector(member_id: str) -> Response:
    """The member is a Connector no longer."""
    return answer(membership.end_connector(caller(), command_id(), member_id))


@members.route("/<member_id>/recognition")
@open_to("member")
@members.gives(200, connection_shapes.RecognitionList)
def member_recognition(member_id: str) -> Response:
    """Thanks a member received, as far as they show them."""
    return answer(membership.member_recognition(caller(), member_id))


@members.route("/<member_id>/recognition", methods=["POST"])
@open_to("member")
@members.takes(connection_shapes.ThankMember)
@members.gives(201, connection_shapes.Recognition)
def thank_member(asked: dict[str, Any], member_id: str) -> Response:
    """Thank a member for something that can be seen."""
    return answer(membership.thank_member(caller(), command_id(), member_id, **asked), 201)
