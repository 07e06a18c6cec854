"""A member as stewardship knows one: where they belong and which roles they hold, no name."""

from dataclasses import dataclass
from datetime import date

ACTIVE, LEFT = "active", "left"


@dataclass(frozen=True)
class Person:
    """A copy of a member's state; ``version`` is membership's, an older one is never kept.

    ``roles`` are strings as in an envelope: ``convenor:WOE``, ``national_team``.
    """

    id: str
    version: int
    region: str
    status: str
    joined: date
    roles: tuple[str, ...] = ()

    @property
    def is_active(self) -> bool:
        """Only an active member holds a seat, votes or stands (rows 12 and 14)."""
        return self.status == ACTIVE
