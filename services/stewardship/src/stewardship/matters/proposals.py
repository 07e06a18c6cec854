"""A member's proposal to the group of their region: taken up as a matter, or turned down with a reason."""

from dataclasses import dataclass, replace
from datetime import datetime

from stewardship.refusal import Refusal

WAITING, TAKEN_UP, JOINED, TURNED_DOWN, TAKEN_BACK = (
    "waiting",
    "taken_up",
    "joined",
    "turned_down",
    "taken_back",
)
STATES = (WAITING, TAKEN_UP, JOINED, TURNED_DOWN, TAKEN_BACK)


@dataclass(frozen=True)
class Proposal:
    """What one member would like their region to raise; only they and the group see it."""

    id: str
    version: int
    region: str
    member_id: str
    title: str
    text: str
    proposed_at: datetime
    state: str = WAITING
    reason: str = ""
    matter_id: str | None = None
    decided_at: datetime | None = None


def propose(
    proposal_id: str, *, region: str, member_id: str, title: str, text: str, now: datetime
) -> Proposal:
    return Proposal(proposal_id, 1, region, member_id, title, text, now)


def take_up(proposal: Proposal, matter_id: str, joined: bool, words: str, now: datetime) -> Proposal:
    """It became a matter of its own, or joined one of another region's. Refused: ``proposal_decided``."""
    _refuse_decided(proposal)
    state = JOINED if joined else TAKEN_UP
    return _decided(proposal, state, words, now, matter_id)


def with_matter(proposal: Proposal, matter_id: str) -> Proposal:
    """The matter that it became, in the same step."""
    return replace(proposal, matter_id=matter_id)


def turn_down(proposal: Proposal, reason: str, now: datetime) -> Proposal:
    """Not taken up, and why. Refused: ``reason_required``, ``proposal_decided``."""
    _refuse_decided(proposal)
    if not reason:
        said = "Say why the group does not take this up."
        raise Refusal("reason_required", said, {"reason": [said]})
    return _decided(proposal, TURNED_DOWN, reason, now, None)


def take_back(proposal: Proposal, now: datetime) -> Proposal:
    """The member thinks again; twice is once. Refused: ``proposal_decided``."""
    if proposal.state == TAKEN_BACK:
        return proposal
    _refuse_decided(proposal)
    return _decided(proposal, TAKEN_BACK, "", now, None)


def _refuse_decided(proposal: Proposal) -> None:
    if proposal.state != WAITING:
        raise Refusal("proposal_decided")


def _decided(proposal: Proposal, state: str, reason: str, now: datetime, matter_id: str | None) -> Proposal:
    return replace(
        proposal,
        version=proposal.version + 1,
        state=state,
        reason=reason,
        decided_at=now,
        matter_id=matter_id,
    )
