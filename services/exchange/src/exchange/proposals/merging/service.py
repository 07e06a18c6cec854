"""The doors of merging: offered by one lead, answered by the other (row 56)."""

from typing import Any

from chassis.call import Call
from chassis.doors import command, query
from contracts.refusals import Refused
from exchange.comments.supporting.domain import support_id
from exchange.comments.supporting.store import SupportStore
from exchange.proposals import telling
from exchange.proposals.clock import Clock
from exchange.proposals.domain import Proposal
from exchange.proposals.merging import domain, schemas
from exchange.proposals.merging.domain import Merge
from exchange.proposals.merging.lapsing import lapse_offers
from exchange.proposals.merging.store import MergeStore
from exchange.proposals.reading import readable, round_of
from exchange.proposals.store import ProposalStore
from exchange.refusal import Refusal
from exchange.settings import Settings


class Merges:
    """Nothing is merged that its lead has not agreed to."""

    name = "exchange_merges"
    context = "exchange"
    refusals = (Refusal,)
    store_class = MergeStore
    settings_class = Settings
    store: MergeStore
    settings: Settings

    @command(schemas.OfferMerge, by=("member",))
    def offer_merge(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Two of the caller's own are merged at once.

        Refused: ``not_found``, ``merge_with_itself``, ``merge_other_round``, ``not_the_lead``,
        ``merge_not_open``, ``merge_offered_already``, ``phase_not_open``, ``proposal_stage_wrong``.
        """
        gone, found = readable(self.store.work, call, asked["gone"])
        into, _found = readable(self.store.work, call, asked["into"])
        by = call.caller.subject
        made = domain.offer(call.new_id(), gone, into, found, by=by, words=asked["words"], now=call.now)
        own, other = (gone, into) if made.by_gone else (into, gone)
        if other.lead == by:
            self.store.save(made)
            return self._merged(call, made, gone, into)
        self.store.save(made, telling.merge_offered(made, own, other))
        return schemas.merge_view(made, gone, into, by)

    @command(schemas.AnswerMerge, by=("member",))
    def answer_merge(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Refused: ``not_found``, ``not_the_lead``, ``merge_decided``, and to agree ``phase_not_open``,
        ``proposal_stage_wrong``, ``merge_not_open``."""
        before, gone, into = self._asked_for(call, asked["id"])
        if asked["agrees"]:
            return self._merged(call, before, gone, into)
        found = round_of(self.store.work, before.round_id)
        by = call.caller.subject
        after = domain.answer(before, gone, into, found, by=by, agrees=False, now=call.now)
        own, other = (gone, into) if after.by_gone else (into, gone)
        self.store.save(after, telling.merge_answered(after, own, other))
        return schemas.merge_view(after, gone, into, by)

    @command(schemas.OneMerge, by=("member",))
    def take_back_merge(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Refused: ``not_found``, ``not_the_lead``, ``merge_decided``."""
        before, gone, into = self._asked_for(call, asked["id"])
        after = domain.take_back(before, gone, into, call.caller.subject, call.now)
        self.store.save(after)
        return schemas.merge_view(after, gone, into, call.caller.subject)

    @query(schemas.ListMerges, by=("member",))
    def list_merges(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """For the proposal's team, the newest first. Refused: ``not_found``, ``not_in_team``."""
        proposal, _found = readable(self.store.work, call, asked["proposal_id"])
        if call.caller.subject not in proposal.team:
            raise Refused("not_in_team")
        merges = self.store.of_proposal(proposal.id)
        known = self._proposals(*merges)
        return {
            "items": [
                schemas.merge_view(each, known[each.gone], known[each.into], call.caller.subject)
                for each in merges
                if each.gone in known and each.into in known
            ]
        }

    def _merged(self, call: Call, before: Merge, gone: Proposal, into: Proposal) -> dict[str, Any]:
        found, by = round_of(self.store.work, before.round_id), call.caller.subject
        after = domain.answer(before, gone, into, found, by=by, agrees=True, now=call.now)
        given_up, stays = domain.carry_out(gone, into, call.now)
        asked = telling.co_applicants_asked(stays, domain.newly_asked(into, stays), f"merge:{after.id}")
        own, other = (given_up, stays) if after.by_gone else (stays, given_up)
        told = telling.merge_answered(after, own, other) if own.lead != by else []
        proposals = ProposalStore(self.store.work)
        for each, facts in ((given_up, []), (stays, asked)):
            proposals.save(each, facts)
            Clock(proposals, self.settings).plan(each, found, call.now)
        self.store.save(after, told)
        lapse_offers(self.store.work, given_up, call.now)
        SupportStore(self.store.work).take_back(support_id(stays.id, given_up.lead, ""))
        return schemas.merge_view(after, given_up, stays, by)

    def _asked_for(self, call: Call, merge_id: str) -> tuple[Merge, Proposal, Proposal]:
        """An offer that concerns the caller: who takes part in either."""
        merge = self.store.get(merge_id)
        known = self._proposals(merge) if merge is not None else {}
        if merge is None or len(known) < 2:
            raise Refused("not_found")
        gone, into = known[merge.gone], known[merge.into]
        if call.caller.subject not in (*gone.team, *into.team):
            raise Refused("not_found")
        return merge, gone, into

    def _proposals(self, *merges: Merge) -> dict[str, Proposal]:
        ids = [each for merge in merges for each in (merge.gone, merge.into)]
        return ProposalStore(self.store.work).several(ids)
