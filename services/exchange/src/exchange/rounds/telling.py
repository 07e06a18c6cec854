"""Who is told that a round's days moved, or that it is cancelled: everybody who brings something to it."""

from collections.abc import Iterable

from contracts.events import Fact
from exchange.notices import notices
from exchange.proposals.domain import GIVEN_UP, Proposal
from exchange.rounds.domain import Round


def postponed(before: Round, after: Round, proposals: Iterable[Proposal]) -> list[Fact]:
    """The teams, with the new days in words: nobody plans by a deadline that is none any more (row 56)."""
    old = {each.kind: each for each in before.terms.phases}
    days = " ".join(each.in_words() for each in after.terms.phases if each != old[each.kind])
    return _told("round_postponed", after, proposals, days=days) if days else []


def cancelled(after: Round, proposals: Iterable[Proposal]) -> list[Fact]:
    """The teams, with the reason."""
    return _told("round_cancelled", after, proposals, reason=after.reason)


def _told(kind: str, found: Round, proposals: Iterable[Proposal], **more: str) -> list[Fact]:
    teams = {member for each in proposals if each.stage not in GIVEN_UP for member in each.team}
    return notices(
        kind,
        cause=f"{found.id}:{found.version}",
        members=sorted(teams),
        about={"round": found.terms.title, **more},
        path=f"/rounds/{found.id}",
        concerning=(found.id, found.version),
        region=found.region,
    )
