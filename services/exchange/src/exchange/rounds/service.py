"""The doors of rounds: drafted, changed, published, put off or cancelled by their keepers (row 56)."""

from collections.abc import Iterable, Sequence
from typing import Any

from chassis.call import Call
from chassis.doors import PUBLIC, command, query
from chassis.identity import Caller
from chassis.versions import refuse_stale
from commons.centre import UK
from commons.places import KEEPERS, keeps, kept_by
from contracts.events import Fact
from contracts.refusals import Refused
from exchange.ballots.domain import OPEN, reminds_at, vote_of
from exchange.ballots.roll.store import RollStore
from exchange.ballots.store import PollStore
from exchange.local_finance import gives_money
from exchange.proposals.clock import Clock
from exchange.proposals.domain import AWARDED
from exchange.proposals.store import ProposalStore
from exchange.refusal import Refusal
from exchange.rounds import domain, schemas, telling
from exchange.rounds.acting import Actor, parts
from exchange.rounds.domain import Round
from exchange.rounds.phases import REPORT, VOTE
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
        unknown = _pot_unknown(call, asked)
        made = domain.draft(call.new_id(), asked["region"], terms, call.caller.subject, pot_unknown=unknown)
        return self._saved(call, made)

    @command(schemas.ChangeRound, by=KEEPERS)
    def change_round(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """While it is a draft. Refused: ``not_found``, ``stale_version``, ``round_published`` and others."""
        before = self._kept(call, asked)
        terms = schemas.terms_of(asked, asked["seed"] or before.terms.seed)
        return self._saved(call, domain.change(before, terms, pot_unknown=_pot_unknown(call, asked)))

    @command(schemas.PublishRound, by=KEEPERS)
    def publish_round(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Refused: as ``rounds.domain.publish``; ``not_found``, ``stale_version``."""
        published = domain.publish(self._kept(call, asked), call.now)
        PollStore(self.store.work).plan_opening(published.id, vote_of(published).opens_at)
        return self._saved(call, published)

    @command(schemas.PostponeRound, by=KEEPERS)
    def postpone_round(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Refused: ``not_found``, ``stale_version``, ``phase_over``, ``phase_earlier``, ``phases_wrong``."""
        before = self._kept(call, asked)
        after = domain.postpone(before, schemas.phases_of(asked["phases"]), call.now)
        proposals = ProposalStore(self.store.work)
        brought = proposals.of_round(after.id)
        clock = Clock(proposals, self.settings)
        for each in brought:
            clock.plan(each, after, call.now)  # whoever was told of the old deadline is told of the new one
        self._remind_later(call, after)
        return self._saved(call, after, telling.postponed(before, after, brought, self._electors(after)))

    @command(schemas.CancelRound, by=KEEPERS)
    def cancel_round(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Refused: ``not_found``, ``stale_version``, ``reason_required``, ``round_cancelled``,
        ``phase_over``."""
        after = domain.cancel(self._kept(call, asked), asked["reason"], call.now)
        brought = ProposalStore(self.store.work).of_round(after.id)
        return self._saved(call, after, telling.cancelled(after, brought, self._electors(after)))

    @query(schemas.OneRound, by=(PUBLIC,))
    def get_round(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """With what the caller may do in each phase, or why not; a draft for its keepers alone.

        Refused: ``not_found``.
        """
        found = self.store.get(asked["id"])
        if found is None or (not found.was_published and not keeps(call.caller, found.region)):
            raise Refused("not_found")
        return self._view(call, found)

    @query(schemas.ListRounds, by=(PUBLIC,))
    def list_rounds(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Those that were published, the one that begins last first."""
        regions = (asked["region"],) if asked["region"] else None
        page = self.store.page(regions, drafts=False, asked=asked)
        return {**page, "items": [self._view(call, each) for each in page["items"]]}

    @query(schemas.ListDrafts, by=KEEPERS)
    def list_drafts(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Without a region those of all that the caller keeps.

        Refused: ``not_your_region``, ``region_unknown``.
        """
        page = self.store.page(self._regions_kept(call.caller, asked["region"]), drafts=True, asked=asked)
        return {**page, "items": [self._view(call, each) for each in page["items"]]}

    def _regions_kept(self, caller: Caller, region: str | None) -> tuple[str, ...] | None:
        """None: every one."""
        if region is not None:
            kept_by(caller, self.settings.regions, region)
            return (region,)
        return None if keeps(caller, UK) else tuple(sorted(caller.regions_as("coordinator", "convenor")))

    def _electors(self, found: Round) -> Iterable[str]:
        """Everybody on its roll while ballots are in the box: who has voted is told to nobody."""
        poll = PollStore(self.store.work).get(found.id)
        return (
            RollStore(self.store.work).everybody(poll.id) if poll is not None and poll.state == OPEN else ()
        )

    def _remind_later(self, call: Call, found: Round) -> None:
        """A vote that was too short for a reminder may now be long enough for one."""
        polls, vote = PollStore(self.store.work), vote_of(found)
        poll, at = polls.get(found.id), reminds_at(vote, self.settings.vote_reminder_days)
        if poll is not None and poll.reminded_at is None and at is not None and call.now < at:
            polls.plan_reminder(found.id, at)

    def _kept(self, call: Call, asked: dict[str, Any]) -> Round:
        before = self.store.get(asked["id"])
        if before is None or not keeps(call.caller, before.region):
            raise Refused("not_found")
        refuse_stale(before.version, asked["version"])
        return before

    def _saved(self, call: Call, made: Round, facts: Sequence[Fact] = ()) -> dict[str, Any]:
        self.store.save(made, facts)
        return self._view(call, made)

    def _view(self, call: Call, found: Round) -> dict[str, Any]:
        mine = parts(found, self._actor(call, found), call.now)
        may = gives_money(self.settings.regions, found.region)
        return schemas.round_view(found, call.now, mine, gives_money=may)

    def _actor(self, call: Call, found: Round) -> Actor:
        """The caller beside this round; what only one phase needs is asked for while it is open."""
        caller, open_now = call.caller, {each.kind for each in found.taken_now(call.now)}
        if not caller.has("member"):
            return Actor(is_keeper=keeps(caller, found.region))
        on_roll, voted = self._standing(found, caller) if VOTE in open_now else (None, None)
        return Actor(
            is_member=True,
            region=caller.region or "",
            is_keeper=keeps(caller, found.region),
            is_awarded=REPORT in open_now and self._is_awarded(found, caller),
            on_roll=on_roll,
            voted=voted,
        )

    def _standing(self, found: Round, caller: Caller) -> tuple[bool | None, bool | None]:
        """Whether they are on the roll, None while there is none; and whether they voted."""
        if PollStore(self.store.work).get(found.id) is None:
            return None, None
        standing = RollStore(self.store.work).standing(found.id, caller.subject)
        return standing is not None, standing[0] if standing is not None else None

    def _is_awarded(self, found: Round, caller: Caller) -> bool:
        mine = ProposalStore(self.store.work).all_with(caller.subject)
        return any(
            each.round_id == found.id and each.stage == AWARDED and caller.subject in each.team
            for each in mine
        )


def _pot_unknown(call: Call, asked: dict[str, Any]) -> bool:
    """The national team alone drafts a round of which nobody knows the pot: one that was held elsewhere."""
    return asked["pot"] is None and call.caller.has("national_team")
