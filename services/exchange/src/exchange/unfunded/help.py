"""Help that a member offers to an idea without an award (row 58; pure)."""

from dataclasses import dataclass, replace
from datetime import datetime

TIME, TEAM, FUNDER, ROOM, OTHER = "time", "team", "funder", "room", "other"
KINDS = (TIME, TEAM, FUNDER, ROOM, OTHER)
"""*Team*: who works on something like it and would join forces; *funder*: who knows where money is."""
ASKED, AGREED, DECLINED, ENDED = "asked", "agreed", "declined", "ended"
RUNNING = (ASKED, AGREED)


@dataclass(frozen=True)
class Help:
    """``shown_name`` and ``reach`` are for the idea's people; forgotten when nothing comes of it."""

    id: str
    by: str
    kind: str
    words: str
    at: datetime
    state: str = ASKED
    shown_name: str = ""
    reach: str = ""

    @property
    def is_running(self) -> bool:
        return self.state in RUNNING

    def ended(self, state: str) -> "Help":
        return replace(self, state=state, reach="")

    def forgotten(self, state: str) -> "Help":
        """Only that there was help of this kind, and what came of the offer."""
        after = self.ended(state) if self.state == ASKED else replace(self, reach="")
        return replace(after, by="", words="", shown_name="")
