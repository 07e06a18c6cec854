"""Meetings as test cycles: plan, do, study, act (row 48)."""

from gateway.clients.doors import Payload, command, given, query

REVIEWS = "meetings_reviews"


@query(REVIEWS)
def get_review(meeting_id: str) -> Payload:
    """A meeting's cycle; ``carried`` is what the one before decided."""
    return {"meeting": meeting_id}


@query(REVIEWS)
def region_reviews(region: str) -> Payload:
    """A group's chain of cycles, and those over the group itself."""
    return {"region": region}


@query(REVIEWS)
def get_series(cycle_id: str) -> Payload:
    """One cycle over the group itself."""
    return {"id": cycle_id}


@command(REVIEWS)
def plan_cycle(meeting_id: str, *, aim: str, prediction: str, version: int | None = None) -> Payload:
    """Before the meeting begins; a first plan may come later and is marked."""
    return given(meeting=meeting_id, aim=aim, prediction=prediction, version=version)


@command(REVIEWS)
def plan_series(region: str, *, title: str, since: str, until: str, aim: str, prediction: str) -> Payload:
    """The group itself as one cycle."""
    return {
        "region": region,
        "title": title,
        "since": since,
        "until": until,
        "aim": aim,
        "prediction": prediction,
    }


@command(REVIEWS)
def study_cycle(
    cycle_id: str, *, done: str, match: str, learned: str | None = None, version: int | None = None
) -> Payload:
    """A meeting's cycle by the meeting's id, or the group's own; ``match`` compares with the prediction."""
    return given(id=cycle_id, done=done, match=match, learned=learned, version=version)


@command(REVIEWS)
def close_cycle(cycle_id: str, *, kind: str, text: str, version: int | None = None) -> Payload:
    """``kind`` is adopt, adapt or abandon."""
    return given(id=cycle_id, kind=kind, text=text, version=version)
