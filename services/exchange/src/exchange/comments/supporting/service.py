"""The doors of supporters: a member in their own name, a group by its keepers (row 56)."""

from typing import Any

from chassis.call import Call
from chassis.doors import PUBLIC, command, query
from commons.centre import UK
from commons.places import kept_by
from exchange.comments.domain import refuse_closed
from exchange.comments.supporting import domain, schemas
from exchange.comments.supporting.store import SupportStore
from exchange.proposals.domain import Proposal
from exchange.proposals.reading import readable
from exchange.refusal import Refusal
from exchange.settings import Settings


class Supporters:
    """Support is no vote: it shows that others stand behind an idea."""

    name = "exchange_supporters"
    context = "exchange"
    refusals = (Refusal,)
    store_class = SupportStore
    settings_class = Settings
    store: SupportStore
    settings: Settings

    @command(schemas.SupportProposal, by=("member",))
    def support_proposal(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Again changes nothing. Refused: ``not_found``, ``support_own``, ``proposal_comments_closed``,
        ``region_unknown``, ``not_your_region``, ``round_cancelled``."""
        proposal, group = self._standing(call, asked)
        made = domain.support(
            proposal, by=call.caller.subject, group=group, shown_name=asked["shown_name"], now=call.now
        )
        self.store.save(made)
        return schemas.support_view(self.store.get(made.id) or made)

    @command(schemas.TakeBackSupport, by=("member",))
    def take_back_support(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Again changes nothing. Refused: as ``support_proposal``, but for ``support_own``."""
        proposal, group = self._standing(call, asked)
        self.store.take_back(domain.support_id(proposal.id, call.caller.subject, group))
        return {"supporters": self.store.numbers_of([proposal.id]).get(proposal.id, 0)}

    @query(schemas.ListSupporters, by=(PUBLIC,))
    def list_supporters(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """The first first; ``is_mine`` is whether the caller supports it in their own name, ``groups`` are
        all that do, on whichever page.

        Refused: ``not_found``.
        """
        proposal, _found = readable(self.store.work, call, asked["proposal_id"])
        page = self.store.page(proposal.id, asked)
        own = self.store.get(domain.support_id(proposal.id, call.caller.subject, ""))
        codes = (*(each.code for each in self.settings.regions), UK)
        groups = self.store.several(domain.support_id(proposal.id, "", code) for code in codes)
        return {
            **page,
            "items": [schemas.support_view(each) for each in page["items"]],
            "is_mine": own is not None and not call.caller.is_visitor,
            "groups": [each.group for each in groups],
        }

    def _standing(self, call: Call, asked: dict[str, Any]) -> tuple[Proposal, str]:
        """The proposal while it is talked about, and for which group the caller speaks."""
        proposal, found = readable(self.store.work, call, asked["proposal_id"])
        refuse_closed(proposal, found, call.now)
        if asked["group"] is not None:
            kept_by(call.caller, self.settings.regions, asked["group"])
        return proposal, asked["group"] or ""
