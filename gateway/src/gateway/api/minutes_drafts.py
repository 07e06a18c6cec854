"""The draft of minutes, for the group's table: typed by several people at once (row 44)."""

from typing import Any

from flask import Response

from gateway.api.minutes import TABLE, minutes
from gateway.api.resource import answer, command_id, known_version, versioned
from gateway.api.shapes import minutes as shapes
from gateway.api.shapes.parts import Nothing
from gateway.clients.meetings import minutes as doors
from gateway.guards import caller, open_to

__all__ = ["minutes"]


@minutes.route("/draft")
@open_to(*TABLE)
@minutes.gives(200, shapes.DraftMinutes)
def get_draft(meeting_id: str) -> Response:
    """The whole draft, and words that collided and wait."""
    return answer(doors.get_draft(caller(), meeting_id), tagged=True)


@minutes.route("/sections", methods=["POST"])
@open_to(*TABLE)
@minutes.takes(shapes.AddMinutesSection)
@minutes.gives(201, shapes.SectionDone)
def add_section(asked: dict[str, Any], meeting_id: str) -> Response:
    """One more section, at the end."""
    made = doors.add_section(caller(), command_id(), meeting_id, **asked)
    place = {"Location": f"/api/v1/meetings/{meeting_id}/minutes/sections/{made['section']}"}
    return answer(made, 201, version=made["version"], headers=place)


@minutes.route("/agenda-sections", methods=["POST"])
@open_to(*TABLE)
@minutes.takes(Nothing)
@minutes.gives(200, shapes.SectionsAdded)
def add_agenda_sections(_asked: dict[str, Any], meeting_id: str) -> Response:
    """A section for each item of the agenda that has none yet."""
    return answer(doors.add_agenda_sections(caller(), command_id(), meeting_id))


@minutes.route("/sections/<section_id>")
@open_to(*TABLE)
@versioned
@minutes.gives(200, shapes.SectionWithHistory)
def get_section(meeting_id: str, section_id: str) -> Response:
    """One section with everything that anybody wrote in it."""
    found = doors.get_section(caller(), meeting_id, section_id)
    return answer(found, version=found["version"])


@minutes.route("/sections/<section_id>", methods=["PUT"])
@open_to(*TABLE)
@minutes.takes(shapes.SaveMinutesSection)
@minutes.gives(200, shapes.SectionSaved)
def save_section(asked: dict[str, Any], meeting_id: str, section_id: str) -> Response:
    """Save its text; what somebody saved meanwhile is merged with it, line by line, and nothing is lost."""
    saved = doors.save_section(caller(), command_id(), meeting_id, section_id, **asked)
    return answer(saved, version=saved["version"])


@minutes.route("/sections/<section_id>/description", methods=["PUT"])
@open_to(*TABLE)
@versioned
@minutes.takes(shapes.DescribeMinutesSection)
@minutes.gives(200, shapes.SectionDone)
def describe_section(asked: dict[str, Any], meeting_id: str, section_id: str) -> Response:
    """Another heading, or the other part."""
    asked["version"] = known_version(asked.get("version"))
    done = doors.describe_section(caller(), command_id(), meeting_id, section_id, **asked)
    return answer(done, version=done["version"])


@minutes.route("/sections/<section_id>/place", methods=["PUT"])
@open_to(*TABLE)
@minutes.takes(shapes.MoveMinutesSection)
@minutes.gives(200, shapes.SectionDone)
def move_section(asked: dict[str, Any], meeting_id: str, section_id: str) -> Response:
    """One place up or down; the first and the last stay where they are."""
    done = doors.move_section(caller(), command_id(), meeting_id, section_id, **asked)
    return answer(done, version=done["version"])


@minutes.route("/sections/<section_id>", methods=["DELETE"])
@open_to(*TABLE)
@versioned
@minutes.gives(200, shapes.SectionDone)
def remove_section(meeting_id: str, section_id: str) -> Response:
    """Take it out of the draft; its history stays."""
    done = doors.remove_section(caller(), command_id(), meeting_id, section_id, version=known_version())
    return answer(done)


@minutes.route("/sections/<section_id>/collisions/<words_id>")
@open_to(*TABLE)
@minutes.gives(200, shapes.MinutesCollision)
def get_collision(meeting_id: str, section_id: str, words_id: str) -> Response:
    """Words that collided beside the section as it is now, and both merged."""
    return answer(doors.get_collision(caller(), meeting_id, section_id, words_id))


@minutes.route("/sections/<section_id>/collisions/<words_id>", methods=["DELETE"])
@open_to(*TABLE)
@minutes.gives(200, shapes.SectionDone)
def settle_words(meeting_id: str, section_id: str, words_id: str) -> Response:
    """Leave the section as it is; the words stay in its history."""
    return answer(doors.settle_words(caller(), command_id(), meeting_id, section_id, words_id))
