"""What matches an idea without an award: similar ideas, its region's group, the next rounds (row 58).

Skills are another context's: the answer leads to its page, and asks it nothing.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from commons.centre import UK
from commons.people.store import People
from exchange.proposals.domain import Proposal
from exchange.proposals.resembling import Resemblance, most_like, telling_words
from exchange.proposals.store import ProposalStore
from exchange.rounds.domain import Round
from exchange.rounds.store import RoundStore
from exchange.unfunded.domain import CarriedOn, Idea
from exchange.unfunded.entering import closes_at
from exchange.unfunded.store import UnfundedStore

ROUNDS_LOOKED_AT: Mapping[str, Any] = {"limit": 50}


class Matching:
    """What there is for one idea now; ``work`` reads the context's own stores."""

    def __init__(self, work: Any) -> None:
        self._work = work

    def similar(self, one: CarriedOn) -> list[tuple[Idea, str, Resemblance]]:
        """Proposals of its round and listed ideas of any, with the words they share; the likest first."""
        mine = telling_words(one.idea.title, one.idea.aim)
        proposals = ProposalStore(self._work).sharing_words(one.idea.round_id, mine, one.id)
        known = {each.id: idea_of(each) for each in proposals}
        known |= {each.id: each.idea for each in UnfundedStore(self._work).sharing_words(mine)}
        others = ((each, idea) for each, idea in known.items() if each != one.id)
        words = [(each, telling_words(idea.title, idea.aim)) for each, idea in others]
        return [(known[each], each, like) for each, like in most_like(mine, words)]

    def next_rounds(self, one: CarriedOn, now: datetime) -> list[Round]:
        """Other rounds that take entries from its region, or will; the one that ends first first."""
        page = RoundStore(self._work).page(None, drafts=False, asked=ROUNDS_LOOKED_AT)
        found = [
            each
            for each in page["items"]
            if each.id != one.idea.round_id and each.region in (UK, one.idea.region) and closes_at(each, now)
        ]
        return sorted(found, key=lambda each: (closes_at(each, now) or now, each.id))

    def has_group(self, one: CarriedOn) -> bool:
        """Whether somebody looks after its region, and could sponsor it."""
        roles = (f"coordinator:{one.idea.region}", f"convenor:{one.idea.region}")
        return bool(People(self._work).holding(*roles))


def idea_of(proposal: Proposal) -> Idea:
    return Idea(
        proposal.round_id,
        proposal.region,
        proposal.title,
        proposal.aim,
        proposal.theme,
        proposal.ask,
        proposal.stage,
        proposal.was_submitted,
    )
