"""How voting opens: who may vote and on what is written down once, in one transaction (row 57)."""

from collections.abc import Iterable, Mapping
from typing import Any

from chassis.call import Call
from commons.centre import UK
from commons.london import in_words
from commons.people.store import People
from contracts.events import Fact
from contracts.regions import Regions
from exchange.ballots.domain import Entry, Poll, open_poll, stage_voted_on, vote_of
from exchange.ballots.roll.store import RollStore
from exchange.notices import notices
from exchange.proposals.domain import Proposal
from exchange.proposals.store import ProposalStore
from exchange.rounds.domain import Round
from exchange.tally import lot_order

UNNUMBERED = 0


def opened(work: Any, regions: Regions, found: Round, call: Call) -> Poll:
    """The paper in the order of the lot, and the roll: the active members of this moment, frozen.

    Refused: ``poll_without_projects``, ``poll_without_voters``, ``roll_frozen``.
    """
    proposals = {each.id: each for each in ProposalStore(work).of_round(found.id, stage_voted_on(found))}
    order = lot_order(found.terms.seed, proposals)
    electors = _electors(work, regions, found.region)
    size = {region: len(members) for region, members in electors.items()}
    poll = open_poll(found, [_entry(proposals[each]) for each in order], size, call.now)
    RollStore(work).freeze(found.id, electors)
    return poll


def telling(kind: str, found: Round, poll: Poll, members: Iterable[str]) -> list[Fact]:
    """That voting is open, or closes soon, in the words of one round."""
    return notices(
        kind,
        cause=found.id,
        members=members,
        about={"round": found.terms.title, "closes": in_words(vote_of(found).closes_at)},
        path=f"/rounds/{found.id}/vote",
        concerning=(poll.id, poll.version),
        region=found.region,
    )


def _electors(work: Any, regions: Regions, region: str) -> Mapping[str, list[str]]:
    """Active members by region: of the round's own, or of all."""
    people = People(work)
    codes = [*(each.code for each in regions), UK] if region == UK else [region]
    return {code: people.active_in(code) for code in codes}


def _entry(proposal: Proposal) -> Entry:
    return Entry(
        UNNUMBERED,
        proposal.id,
        proposal.title,
        proposal.theme,
        proposal.ask,
        frozenset(proposal.team),
        proposal.region,
        proposal.words.organisation,
    )
