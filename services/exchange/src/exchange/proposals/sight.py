"""Who reads a proposal (row 56: all that was submitted is open to members; pure)."""

from dataclasses import dataclass

from exchange.proposals.domain import GIVEN_UP, MERGED, VOTED_ON, Proposal
from exchange.proposals.team import ASKED


@dataclass(frozen=True)
class Reader:
    """Who asks: ``member_id`` is "" for a visitor; ``is_keeper`` of the proposal's round."""

    member_id: str
    is_member: bool
    is_keeper: bool


def is_read_by(proposal: Proposal, reader: Reader) -> bool:
    """Its team and those who were asked always; what is voted on everybody; what is open members.

    A draft that its team has not opened is the team's alone, its keepers do not see it either. What was
    withdrawn is its team's and, if it had been open, its keepers'; what was merged stays to be read by
    members.
    """
    if is_taking_part(proposal, reader.member_id):
        return True
    if proposal.stage in VOTED_ON:
        return True
    if not proposal.is_open:
        return False
    if reader.is_keeper:
        return True
    return reader.is_member and (proposal.stage not in GIVEN_UP or proposal.stage == MERGED)


def is_of_team(proposal: Proposal, member_id: str) -> bool:
    """Whether this member writes it; what was brought in from elsewhere may be nobody's here."""
    return bool(member_id) and member_id in proposal.team


def is_taking_part(proposal: Proposal, member_id: str) -> bool:
    """Whether this member is of the team, or asked to be."""
    if not member_id:
        return False
    asked = (each.member_id for each in proposal.co_applicants if each.state == ASKED)
    return member_id in (*proposal.team, *asked)
