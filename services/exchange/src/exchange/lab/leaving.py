"""What goes when somebody leaves Q."""

from typing import Any

from chassis.call import Call
from exchange.lab.store import LabStore
from exchange.settings import Settings


def leave(work: Any, _settings: Settings, _call: Call, member_id: str) -> None:
    """They are signed up for nothing any more."""
    LabStore(work).forget(member_id)
