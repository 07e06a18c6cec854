"""How a group ends, and what goes with whoever leaves."""

from typing import Any

from chassis.call import Call
from contracts.events import Fact
from skills_register.notices import notices
from skills_register.peer_support import domain
from skills_register.peer_support.domain import PeerGroup
from skills_register.peer_support.store import PeerSupportStore
from skills_register.settings import Settings


def end(store: PeerSupportStore, call: Call, group: PeerGroup) -> PeerGroup:
    """Those who learned are told; what they needed is gone at once."""
    over = domain.end(group, call.now)
    if over is not group:
        store.save(over, _told(over, [each.member_id for each in group.learners]))
        store.forget_needs_in(group.id)
    return over


def leave(work: Any, _settings: Settings, call: Call, member_id: str) -> None:
    """Somebody left Q: they are in no group, and one that they led ends, for nobody else may lead it."""
    store = PeerSupportStore(work)
    for group in store.of_member(member_id):
        if group.lead_id == member_id:
            over = end(store, call, group)
            nameless = domain.nameless(over)
            if nameless is not over:
                store.save(nameless)
        elif group.has(member_id):
            store.save(domain.leave(group, member_id))
    store.forget_needs_of(member_id)


def _told(group: PeerGroup, members: list[str]) -> list[Fact]:
    return notices(
        "peer_group_ended",
        cause=f"peers:{group.id}:ended",
        members=members,
        about={},
        path=f"/peer-support/{group.id}",
        concerning=(group.id, group.version),
        region=group.region,
    )
