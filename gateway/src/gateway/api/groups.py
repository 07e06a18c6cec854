"""The resource of groups: who looks after the commons where, and how far the pilots are."""

from typing import Any

from flask import Response

from gateway.api.resource import Resource, answer, command_id, known_version, versioned
from gateway.api.shapes import groups as shapes
from gateway.clients.stewardship import network
from gateway.guards import caller, open_to

groups = Resource("groups", "/groups", "The stewardship groups and their pilots")


@groups.route("")
@open_to("public")
@groups.asks(shapes.GroupsAsAt)
@groups.gives(200, shapes.GroupList)
def list_groups(asked: dict[str, Any]) -> Response:
    """The UK-wide group and every region, with or without a group."""
    return answer(network.list_groups(caller(), **asked))


@groups.route("", methods=["POST"])
@open_to("national_team")
@groups.takes(shapes.FormGroup)
@groups.gives(201, shapes.Group, headers={"Location": {"schema": {"type": "string"}}})
def form_group(asked: dict[str, Any]) -> Response:
    """Begin to put a region's group together."""
    made = network.form_group(caller(), command_id(), asked["region"], on=asked["on"])
    place = {"Location": f"{groups.url_prefix}/{made['region']}"}
    return answer(made, 201, version=made["version"], headers=place)


@groups.route("/<region>")
@open_to("public")
@versioned
@groups.asks(shapes.GroupsAsAt)
@groups.gives(200, shapes.Group)
def get_group(asked: dict[str, Any], region: str) -> Response:
    """One region's group with its history, or UK."""
    found = network.get_group(caller(), region, **asked)
    return answer(found, version=found["version"])


@groups.route("/<region>", methods=["PATCH"])
@open_to("coordinator", "convenor", "national_team", region_arg="region")
@versioned
@groups.takes(shapes.DescribeGroup)
@groups.gives(200, shapes.Group)
def describe_group(asked: dict[str, Any], region: str) -> Response:
    """Say what the group is for, who pays and who helps."""
    version = known_version(asked.pop("version", None))
    return _changed(network.describe_group(caller(), command_id(), region, asked, version=version))


@groups.route("/<region>/opening", methods=["POST"])
@open_to("national_team")
@versioned
@groups.takes(shapes.OpenGroup)
@groups.gives(200, shapes.Group)
def open_group(asked: dict[str, Any], region: str) -> Response:
    """The group begins its work."""
    return _changed(network.open_group(caller(), command_id(), region, **_versioned(asked)))


@groups.route("/<region>/closing", methods=["POST"])
@open_to("national_team")
@versioned
@groups.takes(shapes.CloseGroup)
@groups.gives(200, shapes.Group)
def close_group(asked: dict[str, Any], region: str) -> Response:
    """The group ends; its history stays."""
    return _changed(network.close_group(caller(), command_id(), region, **_versioned(asked)))


@groups.route("/<region>/pilot", methods=["POST"])
@open_to("national_team")
@versioned
@groups.takes(shapes.BeginPilot)
@groups.gives(200, shapes.Group)
def begin_pilot(asked: dict[str, Any], region: str) -> Response:
    """Invite the region to be a pilot; there are only so many."""
    return _changed(network.begin_pilot(caller(), command_id(), region, **_versioned(asked)))


@groups.route("/<region>/pilot/stages", methods=["POST"])
@open_to("national_team")
@versioned
@groups.takes(shapes.MovePilotOn)
@groups.gives(200, shapes.Group)
def move_pilot_on(asked: dict[str, Any], region: str) -> Response:
    """The pilot enters a later stage."""
    return _changed(network.move_pilot_on(caller(), command_id(), region, **_versioned(asked)))


@groups.route("/<region>/pilot/clocks", methods=["POST"])
@open_to("national_team")
@versioned
@groups.takes(shapes.SetPilotClock)
@groups.gives(200, shapes.Group)
def set_pilot_clock(asked: dict[str, Any], region: str) -> Response:
    """Set the convenor's term or the cycle of meetings."""
    return _changed(network.set_pilot_clock(caller(), command_id(), region, **_versioned(asked)))


@groups.route("/<region>/pilot/reports", methods=["POST"])
@open_to("national_team")
@versioned
@groups.takes(shapes.AddPilotReport)
@groups.gives(200, shapes.Group)
def add_pilot_report(asked: dict[str, Any], region: str) -> Response:
    """Name something that was published about the pilot."""
    return _changed(network.add_pilot_report(caller(), command_id(), region, **_versioned(asked)))


def _versioned(asked: dict[str, Any]) -> dict[str, Any]:
    return {**asked, "version": known_version(asked.get("version"))}


def _changed(group: dict[str, Any]) -> Response:
    return answer(group, version=group["version"])
