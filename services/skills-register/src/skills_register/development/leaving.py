"""What goes when somebody leaves Q."""

from typing import Any

from chassis.call import Call
from skills_register.development.store import DevelopmentStore
from skills_register.settings import Settings


def leave(work: Any, _settings: Settings, _call: Call, member_id: str) -> None:
    """What they completed is gone at once."""
    DevelopmentStore(work).forget_completions_of(member_id)
