"""A member leaves Q: how they were called is forgotten, and what they offered is open no longer."""

from dataclasses import replace
from typing import Any

from chassis.call import Call
from skills_register.placements.releasing.domain import WAITING
from skills_register.placements.releasing.steps import Releasing
from skills_register.placements.releasing.store import ReleaseStore
from skills_register.settings import Settings


def leave_releases(work: Any, settings: Settings, call: Call, member_id: str) -> None:
    """Placements that were agreed stay: they are the two organisations'."""
    store = ReleaseStore(work)
    for each in store.all_of(member_id):
        ended = Releasing(store, settings, call).withdraw(each) if each.state in WAITING else each
        if ended.shown_name:
            store.save(replace(ended, version=ended.version + 1, shown_name=""))
