"""Who is told that days of a round moved, or that it is cancelled: its proposals' teams, and who may vote."""

from collections.abc import Iterable

from contracts.events import Fact
from exchange.notices import notices
from exchange.proposals.domain import GIVEN_UP, Proposal
from exchange.rounds.domain import Round
from exchange.rounds.phases import VOTE


def postponed(
    before: Round, after: Round, proposals: Iterable[Proposal], electors: Iterable[str]
) -> list[Fact]:
    """With the new days in words: nobody plans by a deadline that is none any more (row 56).

    ``electors``: who may vote now; they are told where the days of the vote moved.
    """
    old = {each.kind: each for each in before.terms.phases}
    moved = [each for each in after.terms.phases if each != old[each.kind]]
    if not moved:
        return []
    voters = electors if any(each.kind == VOTE for each in moved) else ()
    days = " ".join(each.in_words() for each in moved)
    return _told("round_postponed", after, {*_teams(proposals), *voters}, days=days)


def cancelled(after: Round, proposals: Iterable[Proposal], electors: Iterable[str]) -> list[Fact]:
    """With the reason; ``electors``, whether they voted or not: no vote is counted."""
    return _told("round_cancelled", after, {*_teams(proposals), *electors}, reason=after.reason)


def _teams(proposals: Iterable[Proposal]) -> set[str]:
    return {member for each in proposals if each.stage not in GIVEN_UP for member in each.team}


def _told(kind: str, found: Round, members: Iterable[str], **more: str) -> list[Fact]:
    return notices(
        kind,
        cause=f"{found.id}:{found.version}",
        members=sorted(members),
        about={"round": found.terms.title, **more},
        path=f"/rounds/{found.id}",
        concerning=(found.id, found.version),
        region=found.region,
    )
