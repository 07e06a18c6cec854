"""Who is told what of a proposal: those who take part in it."""

from collections.abc import Iterable

from commons.london import day_in_words
from contracts.events import Fact
from exchange.notices import notices
from exchange.proposals.domain import Proposal
from exchange.proposals.merging.domain import AGREED, LAPSED, Merge
from exchange.rounds.domain import Round
from exchange.rounds.phases import PROPOSAL

OUTCOMES = {
    AGREED: "merged",
    LAPSED: "not merged, because the other one was withdrawn or merged elsewhere",
}


def co_applicants_asked(proposal: Proposal, members: Iterable[str], cause: str) -> list[Fact]:
    """They agree or decline; one who is asked again, having gone, is told again."""
    return _told("co_applicant_asked", proposal, members, f"{cause}:{proposal.version}")


def co_applicant_answered(proposal: Proposal, *, agrees: bool) -> list[Fact]:
    """Its lead."""
    answer = "yes" if agrees else "no"
    return _told(
        "co_applicant_answered", proposal, [proposal.lead], f"answer:{proposal.version}", answer=answer
    )


def co_applicant_left(proposal: Proposal) -> list[Fact]:
    """Somebody went by themselves: its lead."""
    answer = "they no longer take part"
    return _told(
        "co_applicant_answered", proposal, [proposal.lead], f"left:{proposal.version}", answer=answer
    )


def co_applicant_dropped(proposal: Proposal, member_id: str) -> list[Fact]:
    """The lead took them off: they may not read the proposal any more, so it leads to their own."""
    cause = f"dropped:{proposal.version}"
    return _told("co_applicant_dropped", proposal, [member_id], cause, path="/my-proposals")


def inherited(proposal: Proposal) -> list[Fact]:
    """Its lead left Q: whoever leads it now."""
    return _told("proposal_inherited", proposal, [proposal.lead], f"lead:{proposal.version}")


def given_up(proposal: Proposal, by: str) -> list[Fact]:
    """Everybody else of its team."""
    others = [each for each in proposal.team if each != by]
    return _told("proposal_withdrawn", proposal, others, f"withdrawn:{proposal.version}")


def deadline_near(proposal: Proposal, found: Round) -> list[Fact]:
    """Its team: it is still a draft, and this is the last day."""
    phase = found.phase(PROPOSAL)
    if phase is None:
        return []
    until = f"noon on {day_in_words(phase.last)}"
    cause = f"deadline:{phase.last.isoformat()}"
    return _told("proposal_deadline", proposal, proposal.team, cause, until=until)


def merge_offered(merge: Merge, own: Proposal, other: Proposal) -> list[Fact]:
    """The lead of the other one."""
    return _told("merge_offered", other, [other.lead], f"merge:{merge.id}", other=own.title)


def merge_answered(merge: Merge, own: Proposal, other: Proposal) -> list[Fact]:
    """The side that offered it; ``own`` is theirs."""
    outcome = OUTCOMES.get(merge.state, "not merged")
    return _told("merge_answered", own, [own.lead], f"merge:{merge.id}", other=other.title, outcome=outcome)


def path_of(proposal: Proposal) -> str:
    """Its page in the portal."""
    return f"/proposals/{proposal.id}"


def _told(
    kind: str, proposal: Proposal, members: Iterable[str], cause: str, path: str = "", **more: str
) -> list[Fact]:
    return notices(
        kind,
        cause=f"proposal:{proposal.id}:{cause}",
        members=members,
        about={"title": proposal.title, **more},
        path=path or path_of(proposal),
        concerning=(proposal.id, proposal.version),
        region=proposal.region,
    )
