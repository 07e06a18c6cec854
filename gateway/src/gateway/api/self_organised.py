"""The resource of members' own groups: live at once, light rules (row 87)."""

from typing import Any

from flask import Response

from gateway.api.resource import Resource, answer, command_id, known_version, page, versioned
from gateway.api.shapes import self_organised as shapes
from gateway.clients.stewardship import self_organised as doors
from gateway.guards import caller, open_to

own_groups = Resource(
    "self-organised groups", "/self-organised-groups", "Groups that members form themselves"
)


@own_groups.route("")
@open_to("public")
@own_groups.asks(shapes.ListOwnGroups)
@own_groups.gives(200, shapes.SelfOrganisedGroupPage)
def list_groups(asked: dict[str, Any]) -> Response:
    """Groups, the newest first; visitors see purpose and regions alone."""
    return page(doors.list_groups(caller(), **asked), asked)


@own_groups.route("", methods=["POST"])
@open_to("member")
@own_groups.takes(shapes.StartOwnGroup)
@own_groups.gives(201, shapes.SelfOrganisedGroup)
def start_group(asked: dict[str, Any]) -> Response:
    """Start a group; nobody has to approve it."""
    made = doors.start_group(caller(), command_id(), asked)
    place = {"Location": f"{own_groups.url_prefix}/{made['id']}"}
    return answer(made, 201, version=made["version"], headers=place)


@own_groups.route("/mine")
@open_to("member")
@own_groups.gives(200, shapes.SelfOrganisedGroupList)
def my_groups() -> Response:
    """The groups that you belong to."""
    return answer(doors.my_groups(caller()))


@own_groups.route("/<group_id>")
@open_to("public")
@versioned
@own_groups.gives(200, shapes.SelfOrganisedGroup)
def get_group(group_id: str) -> Response:
    """One group; for members with its people, its contact and its news."""
    return _whole(doors.get_group(caller(), group_id))


@own_groups.route("/<group_id>", methods=["PUT"])
@open_to("member")
@versioned
@own_groups.takes(shapes.ChangeOwnGroup)
@own_groups.gives(200, shapes.SelfOrganisedGroup)
def change_group(asked: dict[str, Any], group_id: str) -> Response:
    """Other words, regions or end date, by its contact."""
    asked["version"] = known_version(asked.get("version"))
    return _whole(doors.change_group(caller(), command_id(), group_id, **asked))


@own_groups.route("/<group_id>/membership", methods=["PUT"])
@open_to("member")
@own_groups.takes(shapes.JoinOwnGroup)
@own_groups.gives(200, shapes.SelfOrganisedGroup)
def join_group(asked: dict[str, Any], group_id: str) -> Response:
    """Join it; twice is once."""
    return _whole(doors.join_group(caller(), command_id(), group_id, **asked))


@own_groups.route("/<group_id>/membership", methods=["DELETE"])
@open_to("member")
@own_groups.gives(200, shapes.SelfOrganisedGroup)
def leave_group(group_id: str) -> Response:
    """Leave it."""
    return _whole(doors.leave_group(caller(), command_id(), group_id))


@own_groups.route("/<group_id>/news", methods=["POST"])
@open_to("member")
@own_groups.takes(shapes.TellGroupNews)
@own_groups.gives(201, shapes.SelfOrganisedGroup)
def tell_news(asked: dict[str, Any], group_id: str) -> Response:
    """Say what the group did; a dormant one wakes."""
    told = doors.tell_news(caller(), command_id(), group_id, **asked)
    return answer(told, 201, version=told["version"])


@own_groups.route("/<group_id>/contact", methods=["PUT"])
@open_to("member")
@own_groups.takes(shapes.TakeGroupContact)
@own_groups.gives(200, shapes.SelfOrganisedGroup)
def take_contact(asked: dict[str, Any], group_id: str) -> Response:
    """Become the contact of a group that has none; the contact changes their own words."""
    return _whole(doors.take_contact(caller(), command_id(), group_id, **asked))


@own_groups.route("/<group_id>/contact", methods=["DELETE"])
@open_to("member")
@own_groups.gives(200, shapes.SelfOrganisedGroup)
def step_down(group_id: str) -> Response:
    """As its contact, ask for a successor."""
    return _whole(doors.step_down(caller(), command_id(), group_id))


@own_groups.route("/<group_id>/ending", methods=["POST"])
@open_to("member")
@own_groups.takes(shapes.EndOwnGroup)
@own_groups.gives(200, shapes.SelfOrganisedGroup)
def end_group(asked: dict[str, Any], group_id: str) -> Response:
    """End it with a short note of what came of it."""
    return _whole(doors.end_group(caller(), command_id(), group_id, **asked))


def _whole(group: dict[str, Any]) -> Response:
    """Visitors get no version: nothing they see of it is theirs to change."""
    return answer(group, version=group.get("version"), tagged=True)
