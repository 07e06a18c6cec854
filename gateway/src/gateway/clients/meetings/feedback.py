"""What those who came say of an event, and their certificates (rows 52 and 53)."""

from gateway.clients.doors import Payload, command, given, query

FEEDBACK = "meetings_feedback"
CERTIFICATES = "meetings_certificates"


@query(FEEDBACK)
def get_feedback(event_id: str) -> Payload:
    """Counts once the question is closed, what was recorded, lessons, and whether the caller may answer."""
    return {"event_id": event_id}


@command(FEEDBACK)
def give_feedback(
    event_id: str, *, expectation: str, learning: int, met_somebody: bool, take_back: str | None = None
) -> Payload:
    """Nothing of it is kept beside the caller but that they answered."""
    return given(
        event_id=event_id,
        expectation=expectation,
        learning=learning,
        met_somebody=met_somebody,
        take_back=take_back,
    )


@command(FEEDBACK)
def record_feedback_summary(
    event_id: str,
    *,
    words: str,
    base: int | None = None,
    source: str | None = None,
    version: int | None = None,
) -> Payload:
    """``base`` None: the source does not say how many answered."""
    return given(event_id=event_id, words=words, base=base, source=source, version=version)


@command(FEEDBACK)
def note_lesson(event_id: str, *, text: str) -> Payload:
    return {"event_id": event_id, "text": text}


@command(CERTIFICATES)
def issue_certificate(event_id: str) -> Payload:
    """The caller's own; the same one each time."""
    return {"event_id": event_id}


@query(CERTIFICATES)
def check_certificate(code: str) -> Payload:
    return {"code": code}
