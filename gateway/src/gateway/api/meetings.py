"""The resource of meetings: when and where groups meet, and how their cycles stand (rows 41, 43 and 50)."""

from typing import Any

from flask import Response

from gateway.api.resource import Resource, answer, command_id, known_version, page, versioned
from gateway.api.shapes import meetings as shapes
from gateway.clients.meetings import calendar as doors
from gateway.guards import caller, open_to

meetings = Resource("meetings", "", "When and where groups meet, and how their cycles stand")

PLANNERS = ("member", "coordinator", "convenor", "national_team")
"""A group's chair is a member with a seat; who plans for which group, the service knows."""


@meetings.route("/meetings")
@open_to("public")
@meetings.asks(shapes.ListMeetings)
@meetings.gives(200, shapes.MeetingPage)
def list_meetings(asked: dict[str, Any]) -> Response:
    """Meetings from today on, the next first; or of the past, the newest first."""
    return page(doors.list_meetings(caller(), **asked), asked)


@meetings.route("/meetings", methods=["POST"])
@open_to(*PLANNERS)
@meetings.takes(shapes.PlanMeeting)
@meetings.gives(201, shapes.Meeting)
def plan_meeting(asked: dict[str, Any]) -> Response:
    """Plan a meeting of a group that you keep, or record one of the past; a venue is booked with it."""
    made = doors.plan_meeting(caller(), command_id(), asked.pop("region"), asked)
    place = {"Location": f"{meetings.url_prefix}/meetings/{made['id']}"}
    return answer(made, 201, version=made["version"], headers=place)


@meetings.route("/meetings/<meeting_id>")
@open_to("public")
@versioned
@meetings.gives(200, shapes.Meeting)
def get_meeting(meeting_id: str) -> Response:
    """One meeting, with the ones before and after it and its number in the cycle."""
    return _whole(doors.get_meeting(caller(), meeting_id))


@meetings.route("/meetings/<meeting_id>", methods=["PATCH"])
@open_to(*PLANNERS)
@versioned
@meetings.takes(shapes.ChangeMeeting)
@meetings.gives(200, shapes.Meeting)
def change_meeting(asked: dict[str, Any], meeting_id: str) -> Response:
    """Move it or correct what is said of it; whoever was told of it is told of a move."""
    version = known_version(asked.pop("version", None))
    return _whole(doors.change_meeting(caller(), command_id(), meeting_id, asked, version=version))


@meetings.route("/meetings/<meeting_id>/publication", methods=["POST"])
@open_to(*PLANNERS)
@versioned
@meetings.takes(shapes.PublishMeeting)
@meetings.gives(200, shapes.Meeting)
def publish_meeting(asked: dict[str, Any], meeting_id: str) -> Response:
    """Show it to everybody; one that is open needs a public link first (`public_link_needed`)."""
    return _done(doors.publish_meeting, meeting_id, asked)


@meetings.route("/meetings/<meeting_id>/holding", methods=["POST"])
@open_to(*PLANNERS)
@versioned
@meetings.takes(shapes.HoldMeeting)
@meetings.gives(200, shapes.Meeting)
def hold_meeting(asked: dict[str, Any], meeting_id: str) -> Response:
    """Say that it took place."""
    return _done(doors.hold_meeting, meeting_id, asked)


@meetings.route("/meetings/<meeting_id>/cancellation", methods=["POST"])
@open_to(*PLANNERS)
@versioned
@meetings.takes(shapes.CancelMeeting)
@meetings.gives(200, shapes.Meeting)
def cancel_meeting(asked: dict[str, Any], meeting_id: str) -> Response:
    """Cancel it and say why; its room is free again."""
    return _done(doors.cancel_meeting, meeting_id, asked)


@meetings.route("/regions/<code>/meeting-cycle")
@open_to("public")
@versioned
@meetings.asks(shapes.AboutACycle)
@meetings.gives(200, shapes.MeetingCycle)
def meeting_cycle(asked: dict[str, Any], code: str) -> Response:
    """How a group's cycle stands: held, planned and missing; `UK` for the UK-wide group."""
    return _whole(doors.meeting_cycle(caller(), code, **asked))


@meetings.route("/regions/<code>/meeting-cycle", methods=["PUT"])
@open_to(*PLANNERS)
@versioned
@meetings.takes(shapes.SetCycle)
@meetings.gives(200, shapes.MeetingCycle)
def set_cycle(asked: dict[str, Any], code: str) -> Response:
    """Record from when to when a group's cycle goes."""
    asked["version"] = known_version(asked.get("version"))
    return _whole(doors.set_cycle(caller(), command_id(), code, **asked))


def _done(door: Any, meeting_id: str, asked: dict[str, Any]) -> Response:
    asked["version"] = known_version(asked.get("version"))
    return _whole(door(caller(), command_id(), meeting_id, **asked))


def _whole(found: dict[str, Any]) -> Response:
    return answer(found, version=found["version"])
