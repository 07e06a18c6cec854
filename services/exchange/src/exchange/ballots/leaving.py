"""A member leaves Q: what they prepared to vote for goes; the roll and the ballots stay as they are."""

from typing import Any

from exchange.ballots.roll.store import RollStore


def leave(work: Any, member_id: str) -> None:
    RollStore(work).drop_drafts_of(member_id)
