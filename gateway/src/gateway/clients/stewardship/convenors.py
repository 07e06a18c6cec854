"""The convenors' network: sessions, topics, training, notes by consent (row 25)."""

from gateway.clients.doors import Payload, command, given, query

CONVENORS = "stewardship_convenors"


@query(CONVENORS)
def list_sessions(*, cursor: str | None = None, limit: int | None = None) -> Payload:
    """Who holds a seat sees those to which groups are invited, convenors and the Q team all."""
    return given(cursor=cursor, limit=limit)


@command(CONVENORS)
def plan_session(*, title: str, kind: str, audience: str, on: str, joining: str | None = None) -> Payload:
    return given(title=title, kind=kind, audience=audience, on=on, joining=joining)


@query(CONVENORS)
def list_topics(*, cursor: str | None = None, limit: int | None = None) -> Payload:
    return given(cursor=cursor, limit=limit)


@command(CONVENORS)
def propose_topic(*, text: str) -> Payload:
    return {"text": text}


@command(CONVENORS)
def take_up_topic(session_id: str, *, topic_id: str) -> Payload:
    return {"session_id": session_id, "topic_id": topic_id}


@query(CONVENORS)
def my_training() -> Payload:
    return {}


@command(CONVENORS)
def book_training(*, session_id: str) -> Payload:
    return {"session_id": session_id}


@command(CONVENORS)
def cancel_training(training_id: str, *, version: int | None = None) -> Payload:
    return given(id=training_id, version=version)


@command(CONVENORS)
def attend_training(training_id: str, *, version: int | None = None) -> Payload:
    return given(id=training_id, version=version)


@command(CONVENORS)
def record_training(*, title: str, on: str, provider: str) -> Payload:
    return {"title": title, "on": on, "provider": provider}


@query(CONVENORS)
def list_notes(*, cursor: str | None = None, limit: int | None = None) -> Payload:
    return given(cursor=cursor, limit=limit)


@command(CONVENORS)
def write_note(*, text: str, shared: bool) -> Payload:
    """``shared`` is consent that others read it; it can be taken back."""
    return {"text": text, "shared": shared}


@command(CONVENORS)
def share_note(note_id: str, *, shared: bool, version: int | None = None) -> Payload:
    return given(id=note_id, shared=shared, version=version)
