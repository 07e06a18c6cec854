"""What goes when somebody leaves Q."""

from typing import Any

from chassis.call import Call
from exchange.settings import Settings
from exchange.stories.domain import DECLINED, SUBMITTED, forget_teller
from exchange.stories.store import StoryStore


def leave(work: Any, _settings: Settings, _call: Call, member_id: str) -> None:
    """What was published stays without who told it; what was not goes."""
    store = StoryStore(work)
    for story in store.all_by(member_id):
        if story.state in (SUBMITTED, DECLINED):
            store.delete(story.id)
        else:
            store.save(forget_teller(story))
