"""The resource of support: who does what for a group, and who takes over in a gap."""

from typing import Any

from flask import Response

from gateway.api.resource import Resource, answer, command_id, known_version, versioned
from gateway.api.shapes import support as shapes
from gateway.clients.stewardship import support as doors
from gateway.guards import caller, open_to

KEEPERS = ("coordinator", "convenor", "national_team")

support = Resource("support", "", "Operational support of the groups, and its gaps")


@support.route("/groups/<region>/support")
@open_to("public")
@support.asks(shapes.SupportAsAt)
@support.gives(200, shapes.SupportList)
def list_support(asked: dict[str, Any], region: str) -> Response:
    """Every support with its gaps, and who does each task."""
    return answer(doors.list_support(caller(), region, **asked))


@support.route("/groups/<region>/support", methods=["POST"])
@open_to(*KEEPERS, region_arg="region")
@support.takes(shapes.RecordSupport)
@support.gives(201, shapes.Support)
def record_support(asked: dict[str, Any], region: str) -> Response:
    """Somebody supports the group."""
    made = doors.record_support(caller(), command_id(), region, **asked)
    return answer(made, 201, version=made["version"])


@support.route("/support/<support_id>/end", methods=["POST"])
@open_to(*KEEPERS)
@versioned
@support.takes(shapes.EndSupport)
@support.gives(200, shapes.Support)
def end_support(asked: dict[str, Any], support_id: str) -> Response:
    """The support ends."""
    return _changed(doors.end_support(caller(), command_id(), support_id, **_versioned(asked)))


@support.route("/support/<support_id>/gaps", methods=["POST"])
@open_to(*KEEPERS)
@versioned
@support.takes(shapes.FlagGap)
@support.gives(200, shapes.Support)
def flag_gap(asked: dict[str, Any], support_id: str) -> Response:
    """Flag a gap: its tasks fall back to automation or the convenor."""
    return _changed(doors.flag_gap(caller(), command_id(), support_id, **_versioned(asked)))


@support.route("/support/<support_id>/gaps/<gap_id>/end", methods=["POST"])
@open_to(*KEEPERS)
@versioned
@support.takes(shapes.EndGap)
@support.gives(200, shapes.Support)
def end_gap(asked: dict[str, Any], support_id: str, gap_id: str) -> Response:
    """The tasks are done again."""
    return _changed(doors.end_gap(caller(), command_id(), support_id, gap_id, **_versioned(asked)))


def _versioned(asked: dict[str, Any]) -> dict[str, Any]:
    return {**asked, "version": known_version(asked.get("version"))}


def _changed(made: dict[str, Any]) -> Response:
    return answer(made, version=made["version"])
