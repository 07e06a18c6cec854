"""Whether everybody could contribute, and what people need to take part (row 47)."""

from gateway.clients.doors import Payload, command, query

PULSES = "meetings_pulses"


@query(PULSES)
def get_pulse(meeting_id: str) -> Payload:
    return {"meeting": meeting_id}


@command(PULSES)
def answer_pulse(meeting_id: str, could: bool, sentence: str = "") -> Payload:
    """Once; the answer is kept without member and time."""
    return {"meeting": meeting_id, "could": could, "sentence": sentence}


@command(PULSES)
def note_round(meeting_id: str, item_id: str, is_on: bool) -> Payload:
    """Whether an item of the agenda is gone through in a round."""
    return {"meeting": meeting_id, "item": item_id, "is_on": is_on}


@query(PULSES)
def get_needs(meeting_id: str) -> Payload:
    """The caller's own, and for keepers those of everybody at the meeting."""
    return {"meeting": meeting_id}


@command(PULSES)
def say_need(meeting_id: str, text: str) -> Payload:
    """Empty takes it back."""
    return {"meeting": meeting_id, "text": text}
