"""Who was there, whether they could contribute, and how they let themselves be called (rows 46, 47, 81)."""

from typing import Any

from flask import Response

from gateway.api.resource import Resource, answer, command_id, known_version, versioned
from gateway.api.shapes import attendance as shapes
from gateway.clients.meetings import attendance as doors
from gateway.clients.meetings import introductions, pulses
from gateway.guards import caller, open_to

attendance = Resource("attendance", "", "Presence per seat, pooled figures, and the pulse after a meeting")

KEEPERS = ("coordinator", "convenor", "national_team")


@attendance.route("/meetings/<meeting_id>/attendance")
@open_to("public")
@versioned
@attendance.gives(200, shapes.Attendance)
def get_attendance(meeting_id: str) -> Response:
    """One meeting's figures; its seats one by one for the group's table."""
    return _whole(doors.get_attendance(caller(), meeting_id))


@attendance.route("/meetings/<meeting_id>/attendance", methods=["PUT"])
@open_to(*KEEPERS)
@versioned
@attendance.takes(shapes.MarkAttendance)
@attendance.gives(200, shapes.Attendance)
def mark_attendance(asked: dict[str, Any], meeting_id: str) -> Response:
    """Record who was there; a later change leaves a trace."""
    presences = {each["seat"]: each["presence"] for each in asked["marks"]}
    version = known_version(asked.get("version"))
    reason = asked.get("reason")
    return _whole(
        doors.mark_attendance(caller(), command_id(), meeting_id, presences, reason=reason, version=version)
    )


@attendance.route("/meetings/<meeting_id>/attendance/apology", methods=["PUT"])
@open_to("member")
@attendance.takes(shapes.Apology)
@attendance.gives(200, shapes.ApologySent)
def send_apology(asked: dict[str, Any], meeting_id: str) -> Response:
    """Say that you cannot come, before the meeting begins."""
    return answer(doors.send_apology(caller(), command_id(), meeting_id, **asked))


@attendance.route("/meetings/<meeting_id>/attendance/apology", methods=["DELETE"])
@open_to("member")
@attendance.gives(200, shapes.ApologySent)
def take_back_apology(meeting_id: str) -> Response:
    """Say that you can come after all."""
    return answer(doors.take_back_apology(caller(), command_id(), meeting_id))


@attendance.route("/regions/<code>/attendance")
@open_to("public")
@attendance.asks(shapes.AttendanceDays)
@attendance.gives(200, shapes.RegionAttendance)
def region_attendance(asked: dict[str, Any], code: str) -> Response:
    """A group's meetings one by one and pooled over seat-meetings; never compared with other groups."""
    return answer(doors.region_attendance(caller(), code, **asked), tagged=True)


@attendance.route("/regions/<code>/attendance/published", methods=["POST"])
@open_to(*KEEPERS)
@attendance.takes(shapes.NotePublishedAttendance)
@attendance.gives(201, shapes.PublishedAttendance)
def note_published_attendance(asked: dict[str, Any], code: str) -> Response:
    """Keep what was published of past meetings, apart from what is recorded here."""
    return answer(doors.note_published_attendance(caller(), command_id(), code, **asked), 201)


@attendance.route("/attendance/published/<range_id>", methods=["DELETE"])
@open_to(*KEEPERS)
@attendance.gives(200, shapes.PublishedAttendance)
def remove_published_attendance(range_id: str) -> Response:
    """Take away one that was noted wrongly."""
    return answer(doors.remove_published_attendance(caller(), command_id(), range_id))


@attendance.route("/me/attendance")
@open_to("member")
@attendance.gives(200, shapes.OwnAttendanceList)
def my_attendance() -> Response:
    """Your own record, the newest first."""
    return answer(doors.my_attendance(caller()))


@attendance.route("/me/introduction")
@open_to("member")
@versioned
@attendance.gives(200, shapes.Introduction)
def get_introduction() -> Response:
    """How your groups' papers may call you."""
    return _introduction()


@attendance.route("/me/introduction", methods=["PUT"])
@open_to("member")
@versioned
@attendance.takes(shapes.Introduce)
@attendance.gives(200, shapes.Introduction)
def introduce_myself(asked: dict[str, Any]) -> Response:
    """Write or change it."""
    version = known_version(asked.get("version"))
    name, is_public = asked["name"], asked["is_public"]
    introductions.introduce_myself(caller(), command_id(), name, is_public, version=version)
    return _introduction()


@attendance.route("/me/introduction", methods=["DELETE"])
@open_to("member")
@attendance.gives(200, shapes.Introduction)
def take_back_introduction() -> Response:
    """Take it back: papers show your seat from now on."""
    introductions.take_back_introduction(caller(), command_id())
    return _introduction()


@attendance.route("/meetings/<meeting_id>/pulse")
@open_to("public")
@attendance.gives(200, shapes.Pulse)
def get_pulse(meeting_id: str) -> Response:
    """Whether those who were there could contribute, once it has closed and five have answered."""
    return answer(pulses.get_pulse(caller(), meeting_id), tagged=True)


@attendance.route("/meetings/<meeting_id>/pulse", methods=["POST"])
@open_to("member")
@attendance.takes(shapes.AnswerPulse)
@attendance.gives(200, shapes.PulseAccepted)
def answer_pulse(asked: dict[str, Any], meeting_id: str) -> Response:
    """Answer once; sent again, it is refused (`pulse_answered`), and the first one is kept."""
    return answer(pulses.answer_pulse(caller(), command_id(), meeting_id, **asked))


@attendance.route("/meetings/<meeting_id>/rounds/<item_id>", methods=["PUT"])
@open_to("member", *KEEPERS)
@attendance.takes(shapes.NoteRound)
@attendance.gives(200, shapes.SpeakingRounds)
def note_round(asked: dict[str, Any], meeting_id: str, item_id: str) -> Response:
    """Note whether everybody is asked in turn at this item."""
    return answer(pulses.note_round(caller(), command_id(), meeting_id, item_id, asked["is_on"]))


@attendance.route("/meetings/<meeting_id>/needs")
@open_to("member", *KEEPERS)
@attendance.gives(200, shapes.Needs)
def get_needs(meeting_id: str) -> Response:
    """What you need to take part; for keepers, what everybody needs."""
    return answer(pulses.get_needs(caller(), meeting_id))


@attendance.route("/meetings/<meeting_id>/needs", methods=["PUT"])
@open_to("member")
@attendance.takes(shapes.SayNeed)
@attendance.gives(200, shapes.NeedKept)
def say_need(asked: dict[str, Any], meeting_id: str) -> Response:
    """Tell those who keep the group's papers what you need; it is erased 30 days after the meeting."""
    return answer(pulses.say_need(caller(), command_id(), meeting_id, asked.get("text", "")))


def _whole(found: dict[str, Any]) -> Response:
    return answer(found, version=found["version"], tagged=True)


def _introduction() -> Response:
    found = introductions.get_introduction(caller())
    return answer(found, version=found["version"], tagged=True)
