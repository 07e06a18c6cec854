"""A member of Q names another member as a carer: for expenses, nobody is one otherwise (003 L632)."""

from dataclasses import dataclass
from datetime import datetime

from meetings.refusal import Refusal


@dataclass(frozen=True)
class Naming:
    """``by`` says that ``carer_id`` is a carer; it holds until it is taken back."""

    carer_id: str
    by: str
    at: datetime

    @property
    def id(self) -> str:
        """One for each pair."""
        return f"{self.carer_id}:{self.by}"


def name_carer(carer_id: str, by: str, now: datetime) -> Naming:
    """Refused: ``carer_is_you``."""
    if carer_id == by:
        raise Refusal("carer_is_you")
    return Naming(carer_id, by, now)
