"""What happened to a proposal besides its texts: a trace that nothing takes back (row 56; pure)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

DEVELOPED, OPENED, WAS_SUBMITTED = "developed", "opened", "submitted"
WAS_WITHDRAWN, REINSTATED, ABANDONED = "withdrawn", "reinstated", "abandoned"
IS_MERGED, TOOK_IN, HANDED_ON = "merged", "took_in", "handed_on"
BECAME = ("shortlisted", "not_shortlisted", "awarded", "not_awarded")
"""What the shortlist and the awards made of it, in the words of its stages."""
STEPS = (
    DEVELOPED, OPENED, WAS_SUBMITTED, WAS_WITHDRAWN, REINSTATED, ABANDONED, IS_MERGED, TOOK_IN, HANDED_ON,
    *BECAME,
)  # fmt: skip
"""*Abandoned*: its lead left Q; *took in*: another one was given up for it; *handed on*: another leads it."""


@dataclass(frozen=True)
class Step:
    """``by`` is "" for what the round did; ``stage`` the one before it was withdrawn; ``words`` the reason,
    or the title of what was taken in."""

    what: str
    at: datetime
    by: str = ""
    stage: str = ""
    words: str = ""


def last_withdrawn(trail: Iterable[Step]) -> Step | None:
    """The newest withdrawal, when nothing happened since."""
    steps = tuple(trail)
    return steps[-1] if steps and steps[-1].what == WAS_WITHDRAWN else None
