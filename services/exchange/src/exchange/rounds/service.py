"""The doors of rounds: drafted, changed, published, put off or cancelled by their keepers (row 56)."""

from typing import Any

from chassis.call import Call
from chassis.doors import PUBLIC, command, query
from chassis.versions import refuse_stale
from commons.places import KEEPERS, keeps, kept_by
from contracts.refusals import Refused
from exchange.ballots.domain import vote_of
from exchange.ballots.store import PollStore
from exchange.refusal import Refusal
from exchange.rounds import domain, schemas
from exchange.rounds.domain import DRAFT, Round
from exchange.rounds.store import RoundStore
from exchange.settings import Settings


class Rounds:
    """A round belongs to a region, or to the whole community: then the national team keeps it."""

    name = "exchange_rounds"
    context = "exchange"
    refusals = (Refusal,)
    store_class = RoundStore
    settings_class = Settings
    store: RoundStore
    settings: Settings

    @command(schemas.DraftRound, by=KEEPERS)
    def draft_round(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Refused: ``not_your_region``, ``region_unknown``, and what ``rounds.domain.checked`` refuses."""
        kept_by(call.caller, self.settings.regions, asked["region"])
        terms = schemas.terms_of(asked, asked["seed"] or call.new_id())
        made = domain.draft(call.new_id(), asked["region"], terms, call.caller.subject)
        return self._saved(call, made)

    @command(schemas.ChangeRound, by=KEEPERS)
    def change_round(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """While it is a draft. Refused: ``not_found``, ``stale_version``, ``round_published`` and others."""
        before = self._kept(call, asked)
        terms = schemas.terms_of(asked, asked["seed"] or before.terms.seed)
        return self._saved(call, domain.change(before, terms))

    @command(schemas.PublishRound, by=KEEPERS)
    def publish_round(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Refused: ``not_found``, ``stale_version``, ``round_published``, ``round_too_late``."""
        published = domain.publish(self._kept(call, asked), call.now)
        PollStore(self.store.work).plan_opening(published.id, vote_of(published).opens_at)
        return self._saved(call, published)

    @command(schemas.PostponeRound, by=KEEPERS)
    def postpone_round(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Refused: ``not_found``, ``stale_version``, ``phase_over``, ``phase_earlier``, ``phases_wrong``."""
        before = self._kept(call, asked)
        return self._saved(call, domain.postpone(before, schemas.phases_of(asked["phases"]), call.now))

    @command(schemas.CancelRound, by=KEEPERS)
    def cancel_round(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Refused: ``not_found``, ``stale_version``, ``reason_required``, ``round_cancelled``."""
        before = self._kept(call, asked)
        return self._saved(call, domain.cancel(before, asked["reason"]))

    @query(schemas.OneRound, by=(PUBLIC,))
    def get_round(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """A draft for its keepers alone. Refused: ``not_found``."""
        found = self.store.get(asked["id"])
        if found is None or (found.state == DRAFT and not keeps(call.caller, found.region)):
            raise Refused("not_found")
        return schemas.round_view(found, call.now)

    @query(schemas.ListRounds, by=(PUBLIC,))
    def list_rounds(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Those that were published, the one that begins last first."""
        page = self.store.page(asked["region"], drafts=False, asked=asked)
        return {**page, "items": [schemas.round_view(each, call.now) for each in page["items"]]}

    @query(schemas.ListDrafts, by=KEEPERS)
    def list_drafts(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Refused: ``not_your_region``, ``region_unknown``."""
        kept_by(call.caller, self.settings.regions, asked["region"])
        page = self.store.page(asked["region"], drafts=True, asked=asked)
        return {**page, "items": [schemas.round_view(each, call.now) for each in page["items"]]}

    def _kept(self, call: Call, asked: dict[str, Any]) -> Round:
        before = self.store.get(asked["id"])
        if before is None or not keeps(call.caller, before.region):
            raise Refused("not_found")
        refuse_stale(before.version, asked["version"])
        return before

    def _saved(self, call: Call, made: Round) -> dict[str, Any]:
        self.store.save(made)
        return schemas.round_view(made, call.now)
