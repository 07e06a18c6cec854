"""Who leaves Q: how they are called is forgotten, and what they led goes to who agreed to take part."""

from typing import Any

from chassis.call import Call
from commons.people.store import People
from exchange.proposals import domain, inheriting, team, telling
from exchange.proposals.clock import Clock
from exchange.proposals.domain import GIVEN_UP, LED, Proposal
from exchange.proposals.merging.lapsing import lapse_offers
from exchange.proposals.store import ProposalStore
from exchange.proposals.team import AGREED, CoApplicant
from exchange.rounds.store import RoundStore
from exchange.settings import Settings

LEFT = "Its lead left Q."


def leave(work: Any, settings: Settings, call: Call, member_id: str) -> None:
    """They are no co-applicant any more. What they lead goes to the first who agreed to take part and leads
    none in the round; without one it is withdrawn if it is still written, and stays as it is if not."""
    store = ProposalStore(work)
    for each in store.all_with(member_id):
        if each.lead == member_id:
            _leave_lead(store, settings, call, each)
        else:
            people = team.forget(each.co_applicants, member_id)
            store.save(domain.with_co_applicants(each, people, call.now))


def _leave_lead(store: ProposalStore, settings: Settings, call: Call, before: Proposal) -> None:
    heir = _heir(store, before)
    if heir is not None:
        person = People(store.work).get(heir.member_id)
        region = person.region if person is not None else before.region
        after = inheriting.hand_to(before, heir, region, call.now)
        store.save(after, telling.inherited(after))
    else:
        after = inheriting.abandon(before, LEFT, call.now)
        if after is not before:
            store.save(after)
            lapse_offers(store.work, after, call.now)
    found = RoundStore(store.work).get(before.round_id)
    if found is not None:
        Clock(store, settings).plan(after, found, call.now)


def _heir(store: ProposalStore, proposal: Proposal) -> CoApplicant | None:
    if proposal.stage in GIVEN_UP:
        return None
    agreed = [each for each in proposal.co_applicants if each.state == AGREED]
    if proposal.stage not in LED:
        return agreed[0] if agreed else None
    return next((each for each in agreed if store.led_by(proposal.round_id, each.member_id) is None), None)
