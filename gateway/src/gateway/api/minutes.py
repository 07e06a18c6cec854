"""The resource of minutes: drafted by the table, approved, published in editions (row 44)."""

from typing import Any

from flask import Response

from gateway.api.resource import Resource, answer, command_id, known_version, page, versioned
from gateway.api.shapes import minutes as shapes
from gateway.api.shapes.parts import Nothing
from gateway.clients.meetings import minutes as doors
from gateway.guards import caller, open_to

all_minutes = Resource("minutes", "/minutes", "Published minutes of all groups")
minutes = Resource(
    "minutes of a meeting", "/meetings/<meeting_id>/minutes", "What a meeting said and decided"
)

TABLE = ("member", "coordinator", "convenor", "national_team")
"""Seat holders are members; who sits at whose table, the service knows."""
KEEPERS = ("coordinator", "convenor", "national_team")


@all_minutes.route("")
@open_to("public")
@all_minutes.asks(shapes.ListMinutes)
@all_minutes.gives(200, shapes.MinutesPage)
def list_minutes(asked: dict[str, Any]) -> Response:
    """Published minutes, the latest meeting first; by words, those whose latest edition has all of them."""
    return page(doors.list_minutes(caller(), **asked), asked)


@all_minutes.route("/awaited")
@open_to("public")
@all_minutes.asks(shapes.AwaitedMinutes)
@all_minutes.gives(200, shapes.MinutesList)
def awaited_minutes(asked: dict[str, Any]) -> Response:
    """Meetings of a group in the last year whose minutes are not out, and how late they are."""
    return answer(doors.awaited_minutes(caller(), **asked))


@minutes.route("")
@open_to("public")
@versioned
@minutes.asks(shapes.Editions)
@minutes.gives(200, shapes.Minutes)
def get_minutes(asked: dict[str, Any], meeting_id: str) -> Response:
    """How they stand, and the words of an edition: the latest, if none is named."""
    return _whole(doors.get_minutes(caller(), meeting_id, **asked))


@minutes.route("", methods=["POST"])
@open_to(*TABLE)
@minutes.takes(Nothing)
@minutes.gives(201, shapes.MinutesState)
def start_minutes(_asked: dict[str, Any], meeting_id: str) -> Response:
    """Begin the draft, with a section for each item of the agenda."""
    made = doors.start_minutes(caller(), command_id(), meeting_id)
    return answer(made, 201, version=made["version"])


@minutes.route("/changes")
@open_to("public")
@minutes.asks(shapes.TwoEditions)
@minutes.gives(200, shapes.ComparedMinutes)
def compare_minutes(asked: dict[str, Any], meeting_id: str) -> Response:
    """What a correction changed, section by section and line by line."""
    return answer(doors.compare_minutes(caller(), meeting_id, **asked))


@minutes.route("/submission", methods=["POST"])
@open_to(*KEEPERS)
@versioned
@minutes.takes(shapes.SubmitMinutes)
@minutes.gives(200, shapes.MinutesState)
def submit_minutes(asked: dict[str, Any], meeting_id: str) -> Response:
    """Ask for approval of the words as they are; who approves is told."""
    return _done(doors.submit_minutes, meeting_id, asked)


@minutes.route("/return", methods=["POST"])
@open_to(*TABLE)
@versioned
@minutes.takes(shapes.ReturnMinutes)
@minutes.gives(200, shapes.MinutesState)
def return_minutes(asked: dict[str, Any], meeting_id: str) -> Response:
    """Give them back to the draft, with what is to be changed."""
    return _done(doors.return_minutes, meeting_id, asked)


@minutes.route("/approval", methods=["POST"])
@open_to(*TABLE)
@versioned
@minutes.takes(shapes.ApproveMinutes)
@minutes.gives(200, shapes.MinutesState)
def approve_minutes(asked: dict[str, Any], meeting_id: str) -> Response:
    """The convenor or chair alone; the national team while there is none."""
    return _done(doors.approve_minutes, meeting_id, asked)


@minutes.route("/publication", methods=["POST"])
@open_to(*KEEPERS)
@versioned
@minutes.takes(shapes.PublishMinutes)
@minutes.gives(200, shapes.MinutesState)
def publish_minutes(asked: dict[str, Any], meeting_id: str) -> Response:
    """The next edition, for everybody and for good."""
    return _done(doors.publish_minutes, meeting_id, asked)


@minutes.route("/correction", methods=["POST"])
@open_to(*KEEPERS)
@versioned
@minutes.takes(shapes.CorrectMinutes)
@minutes.gives(200, shapes.MinutesState)
def correct_minutes(asked: dict[str, Any], meeting_id: str) -> Response:
    """Begin a correction; what is published stays until it is published, too."""
    return _done(doors.correct_minutes, meeting_id, asked)


@minutes.route("/editions/<int:edition>")
@open_to("public")
@minutes.gives(200, shapes.Minutes)
def get_edition(meeting_id: str, edition: int) -> Response:
    """One edition at its own address, which never changes."""
    return _whole(doors.get_minutes(caller(), meeting_id, edition=edition))


@minutes.route("/editions/<int:edition>/annex")
@open_to(*TABLE)
@minutes.gives(200, shapes.ClosedAnnex)
def get_annex(meeting_id: str, edition: int) -> Response:
    """The whole source of an edition, for the group's table: closed parts and withheld words."""
    return answer(doors.get_annex(caller(), meeting_id, edition))


def _done(door: Any, meeting_id: str, asked: dict[str, Any]) -> Response:
    asked["version"] = known_version(asked.get("version"))
    return _whole(door(caller(), command_id(), meeting_id, **asked))


def _whole(state: dict[str, Any]) -> Response:
    return answer(state, version=state["version"] or 0)
