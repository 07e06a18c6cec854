"""The resource of feedback after events, and of certificates for those who came (rows 52 and 53)."""

from typing import Any

from flask import Response

from gateway import certificate_files
from gateway.api.resource import Resource, answer, command_id, known_version
from gateway.api.shapes import feedback as shapes
from gateway.clients.meetings import feedback as doors
from gateway.guards import caller, open_to
from gateway.own_certificate import own_certificate

ORGANISERS = ("member", "coordinator", "convenor", "national_team")
"""Hosts are members; who organises an event, the service knows."""
PDF: Any = {"content": {"application/pdf": {"schema": {"type": "string", "format": "binary"}}}}

feedback = Resource("feedback", "/events", "What events were like, by those who came")
certificates = Resource("certificates", "/certificates", "Certificates of attendance, to be checked")


@feedback.route("/<event_id>/feedback")
@open_to("public")
@feedback.gives(200, shapes.EventFeedback)
def get_feedback(event_id: str) -> Response:
    """Counts with their base once the question is closed, what was recorded of it, and lessons."""
    return answer(doors.get_feedback(caller(), event_id), tagged=True)


@feedback.route("/<event_id>/feedback", methods=["POST"])
@open_to("member")
@feedback.takes(shapes.GiveFeedback)
@feedback.gives(201, shapes.FeedbackTaken)
def give_feedback(asked: dict[str, Any], event_id: str) -> Response:
    """Answer, once, if you were checked in. A repetition is refused: nobody knows which answer is yours."""
    return answer(doors.give_feedback(caller(), command_id(), event_id, **asked), 201)


@feedback.route("/<event_id>/feedback/summary", methods=["PUT"])
@open_to(*ORGANISERS)
@feedback.takes(shapes.RecordFeedbackSummary)
@feedback.gives(200, shapes.EventFeedback)
def record_feedback_summary(asked: dict[str, Any], event_id: str) -> Response:
    """Record what a source says of the feedback; an unknown base stays null."""
    asked["version"] = known_version(asked.get("version"))
    return answer(doors.record_feedback_summary(caller(), command_id(), event_id, **asked))


@feedback.route("/<event_id>/lessons", methods=["POST"])
@open_to(*ORGANISERS)
@feedback.takes(shapes.NoteLesson)
@feedback.gives(201, shapes.EventFeedback)
def note_lesson(asked: dict[str, Any], event_id: str) -> Response:
    """Write down what everybody may learn from it."""
    return answer(doors.note_lesson(caller(), command_id(), event_id, **asked), 201)


@feedback.route("/<event_id>/certificate")
@open_to("member")
@feedback.gives(200, None)
@feedback.doc(responses={200: {**PDF, "description": "OK"}})
def get_certificate(event_id: str) -> Response:
    """Your own certificate as a PDF page, if you were checked in."""
    return certificate_files.answer(own_certificate(event_id))


@certificates.route("/<code>")
@open_to("public")
@certificates.gives(200, shapes.CheckedCertificate)
def check_certificate(code: str) -> Response:
    """Whether a certificate with this code is one of ours, and for which event; never for whom."""
    return answer(doors.check_certificate(caller(), certificate_files.plain_code(code)))
