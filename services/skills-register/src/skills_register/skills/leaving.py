"""A member moves, rests or leaves: what they say of themselves follows, as due work of its own."""

from typing import Any

from chassis.call import Call
from skills_register.skills.keeping import PERSON_CHANGED


def leave(work: Any, _settings: Any, call: Call, member_id: str) -> None:
    """All of theirs is to go; what they said of others stays, without who said it."""
    follow(work, call, member_id)


def follow(work: Any, call: Call, member_id: str) -> None:
    """To be found where they are now, or not at all."""
    work.schedule(PERSON_CHANGED, member_id, call.now)
