"""A release request: an organisation asks its neighbours for somebody's help (row 61)."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from commons.london import day_of
from skills_register.placements.days import LONGEST, refuse_wrong, refuse_wrong_period
from skills_register.refusal import Refusal

OPEN, MET, CLOSED = "open", "met", "closed"
STATES = (OPEN, MET, CLOSED)
MOST_SKILLS = 10


@dataclass(frozen=True)
class ReleaseRequest:
    """``half_days`` are asked for between two days, both included; ``agreed`` are those in placements."""

    id: str
    version: int
    concordat_id: str
    organisation_id: str
    region: str
    need: str
    skills: tuple[str, ...]
    half_days: int
    starts_on: date
    ends_on: date
    where: str
    asked_by: str
    asked_at: datetime
    state: str = OPEN
    agreed: int = 0
    closed_why: str = ""


def ask(request: ReleaseRequest) -> ReleaseRequest:
    """The request, if one can ask like this. Refused: ``half_days_wrong``, ``days_wrong``,
    ``days_beyond_period``, ``skills_wanted``."""
    refuse_wrong(request.half_days)
    if request.starts_on < day_of(request.asked_at):
        raise Refusal("days_wrong", fields={"starts_on": ["Give today or a day to come."]})
    if request.starts_on - day_of(request.asked_at) > LONGEST:
        raise Refusal("days_wrong", fields={"starts_on": ["Give a day within five years."]})
    refuse_wrong_period(request.starts_on, request.ends_on, request.half_days)
    if not request.skills:
        raise Refusal("skills_wanted", fields={"skills": ["Name at least one skill."]})
    return request


def refuse_closed(request: ReleaseRequest) -> None:
    """Refused: ``release_request_closed``."""
    if request.state != OPEN:
        raise Refusal("release_request_closed")


def place(request: ReleaseRequest, half_days: int) -> ReleaseRequest:
    """So many half days more of it are in a placement; it is met when none is left to find. Fewer than
    none when a placement is cancelled: they are to be found again.

    Refused: ``release_request_closed``.
    """
    refuse_closed(request)
    agreed = request.agreed + half_days
    state = MET if agreed >= request.half_days else OPEN
    return replace(request, version=request.version + 1, agreed=agreed, state=state)


def close(request: ReleaseRequest, why: str) -> ReleaseRequest:
    """Nobody more is looked for. Refused: ``release_request_closed``, ``reason_required``."""
    refuse_closed(request)
    if not why:
        raise Refusal("reason_required", fields={"reason": ["Say why it is closed."]})
    return replace(request, version=request.version + 1, state=CLOSED, closed_why=why)


def forget_words(request: ReleaseRequest) -> ReleaseRequest:
    """What was needed and why it was closed, in somebody's own words; the same object if there is nothing."""
    if not request.need and not request.closed_why:
        return request
    return replace(request, version=request.version + 1, need="", closed_why="")
