"""Opting out, and leaving Q: at once, and whoever would sit alone is told. Moving: dealt from elsewhere."""

from dataclasses import replace
from typing import Any

from chassis.call import Call
from contracts.events import Fact
from skills_register.coffees import domain
from skills_register.coffees.domain import Group
from skills_register.coffees.store import CoffeeStore
from skills_register.notices import notices
from skills_register.settings import Settings

PATH = "/coffees"


def leave(work: Any, _settings: Settings, _call: Call, member_id: str) -> None:
    """Nothing of theirs is left; two who remain of a trio are a pair."""
    store = CoffeeStore(work)
    group = store.group_of(member_id)
    if group is not None:
        left = domain.without(group, member_id)
        if len(left.people) > 1:
            store.save_group(left)
        else:
            store.forget_group(group.id)
            work.publish(_called_off(left))
    store.forget_guest(member_id)


def follow(work: Any, member_id: str, region: str) -> None:
    """They may have moved: who names no place is dealt by the region where they are now."""
    store = CoffeeStore(work)
    guest = store.guest(member_id)
    if guest is not None and guest.region != region:
        store.save_guest(replace(guest, version=guest.version + 1, region=region))


def _called_off(left: Group) -> list[Fact]:
    return notices(
        "coffee_off",
        cause=f"coffees:{left.id}:off",
        members=left.people,
        about={},
        path=PATH,
        concerning=(left.id, left.version),
    )
