"""The doors of exchanges: propose, agree, say that it is done, confirm, dispute, decide (row 59)."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from chassis.call import Again, Call, Job
from chassis.doors import command, due, query
from chassis.versions import refuse_stale
from commons.places import KEEPERS, kept_by
from contracts.events import Fact
from contracts.refusals import Refused
from skills_register.exchanges import disputes, domain, schemas
from skills_register.exchanges.domain import GIVER, KEEPER, RECEIVER, Exchange, Party, other
from skills_register.exchanges.parties import Speaking
from skills_register.exchanges.settling import Settling
from skills_register.exchanges.store import CLOCK, FORGET, ExchangeStore
from skills_register.exchanges.telling import Telling
from skills_register.exchanges.time_outs import time_out
from skills_register.offers.answering import answerable
from skills_register.refusal import Refusal
from skills_register.settings import Settings

WARNED = (domain.PROPOSED, domain.AGREED, domain.DONE, domain.CONFIRMED)
Verb = Callable[[Exchange, str], Exchange]


class Exchanges:
    """Two who help for time. Whatever is told twice is done once."""

    name = "skills_register_exchanges"
    context = "skills_register"
    refusals = (Refusal,)
    store_class = ExchangeStore
    settings_class = Settings
    store: ExchangeStore
    settings: Settings

    @command(schemas.ProposeExchange, by=("member",))
    def propose_exchange(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """With another member, for the caller or an organisation for which they act.

        Refused: ``not_found``, ``member_not_active``, ``transfer_to_oneself``, ``minutes_wrong``,
        ``exchange_day_wrong``, ``exchange_two_hats``.
        """
        speaking = Speaking(self.store.work, call)
        own, their = speaking.own(asked["account"]), speaking.member(asked["member_id"])
        return self._proposed(call, asked["side"], own, their, asked, asked["what"])

    @command(schemas.AnswerOffer, by=("member",))
    def answer_offer(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Take up an offer or meet a request: proposes an exchange to its owner.

        Refused: as ``propose_exchange``, and ``offer_ended``.
        """
        own = Speaking(self.store.work, call).own(asked["account"])
        offer = answerable(self.store.work, call, asked["offer_id"])
        their = Party(offer.owner, offer.region, offer.by)
        what = asked["what"] or offer.title
        side = RECEIVER if offer.gives else GIVER
        return self._proposed(call, side, own, their, asked, what, offer_id=offer.id)

    @query(schemas.OneExchange, by=("member", *KEEPERS))
    def get_exchange(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """For both sides, and for keepers of either region. Refused: ``not_found``."""
        exchange = self._known(asked["id"])
        return self._view(call, exchange, Speaking(self.store.work, call).sees_as(exchange))

    @query(schemas.MyExchanges, by=("member",))
    def my_exchanges(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Each with the one next step of the caller, those first in which something happened last."""
        speaking = Speaking(self.store.work, call)
        page = self.store.of_account(
            speaking.accounts(), domain.states_of(asked["over"], asked["state"]), asked
        )
        silence = self.settings.exchange_silence
        items = [
            schemas.exchange_view(each, speaking.sees_as(each), silence=silence) for each in page["items"]
        ]
        return {**page, "items": items}

    @query(schemas.ToDecide, by=KEEPERS)
    def exchanges_to_decide(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """What waits for a region's keepers, the longest first; not the caller's own.

        Refused: ``not_your_region``, ``region_unknown``.
        """
        kept_by(call.caller, self.settings.regions, asked["region"])
        speaking = Speaking(self.store.work, call)
        page = self.store.to_decide(asked["region"], speaking.accounts(), asked)
        silence = self.settings.exchange_silence
        items = [schemas.exchange_view(each, KEEPER, silence=silence) for each in page["items"]]
        return {**page, "items": items}

    @command(schemas.AgreeExchange, by=("member",))
    def agree_exchange(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """To the other side's terms; both have an account from now on.

        Refused: ``not_found``, ``exchange_waits_for_the_other``, ``exchange_ended``, ``stale_version``.
        """

        def agree(exchange: Exchange, side: str) -> Exchange:
            after = domain.agree(exchange, side, by=call.caller.subject, now=call.now)
            if after is not exchange:
                self._settling(call).open_both(after)
            return after

        return self._act(call, asked, agree)

    @command(schemas.ChangeExchange, by=("member",))
    def change_exchange(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Other terms before it is done. Refused: ``exchange_done_already``, ``exchange_day_wrong``, ..."""
        told = {name: asked[name] for name in ("what", "minutes", "on")}
        return self._act(
            call,
            asked,
            lambda exchange, side: domain.change(
                exchange, side, **told, **self._by(call), terms=self._terms(call)
            ),
        )

    @command(schemas.CancelExchange, by=("member",))
    def cancel_exchange(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Decline it, withdraw it or call it off. Refused: ``exchange_done_already``, ``exchange_ended``."""
        return self._act(
            call,
            asked,
            lambda exchange, side: domain.cancel(exchange, side, asked["reason"], **self._by(call)),
        )

    @command(schemas.SayDone, by=("member",))
    def say_done(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """How long it took.

        Refused: ``exchange_not_agreed``, ``exchange_done_already``, ``minutes_wrong``.
        """
        terms, minutes = self._terms(call), asked["minutes"]
        return self._act(
            call,
            asked,
            lambda exchange, side: domain.say_done(exchange, side, minutes, **self._by(call), terms=terms),
        )

    @command(schemas.ConfirmExchange, by=("member",))
    def confirm_exchange(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """And settle it in the same transaction; twice changes nothing.

        Refused: ``exchange_not_done``, ``exchange_waits_for_the_other``, ``exchange_disputed``.
        Where the receiver's account has no room it stays confirmed, with a flag and the ``warning``.
        """
        return self._act(call, asked, lambda exchange, side: domain.confirm(exchange, side, **self._by(call)))

    @command(schemas.DisputeExchange, by=("member",))
    def dispute_exchange(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """With reasons.

        Refused: ``reason_required``, ``exchange_not_done``, ``exchange_confirmed_already``.
        """
        said, terms = (asked["minutes"], asked["reason"]), self._terms(call)
        return self._act(
            call,
            asked,
            lambda exchange, side: disputes.dispute(exchange, side, *said, **self._by(call), terms=terms),
        )

    @command(schemas.AnswerDispute, by=("member",))
    def answer_dispute(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Accept, which settles it, or give reasons. Refused: ``exchange_not_disputed`` and others."""
        said = (asked["accepts"], asked["reason"])
        return self._act(
            call, asked, lambda exchange, side: disputes.answer(exchange, side, *said, **self._by(call))
        )

    @command(schemas.SettleExchange, by=("member", *KEEPERS))
    def settle_exchange(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Try again what both confirmed and the account had no room for.

        Refused: ``not_found``, ``exchange_not_confirmed``, ``floor_reached`` with the rule's sentence.
        """
        before = self._known(asked["id"])
        side = Speaking(self.store.work, call).sees_as(before)
        if before.state == domain.SETTLED:
            return self._view(call, before, side)
        if before.state != domain.CONFIRMED:
            raise Refused("exchange_not_confirmed")
        refuse_stale(before.version, asked["version"])
        after = self._settling(call).settled(before)
        if after.state != domain.SETTLED:
            raise Refused("floor_reached", self._settling(call).warning(before, before.took or 0))
        return self._view(call, self._saved(call, before, after), side)

    @command(schemas.NoteMediation, by=KEEPERS)
    def note_mediation(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """For both sides to read. Refused: ``not_found``, ``exchange_not_for_keepers``."""
        return self._keep(
            call, asked, lambda exchange: disputes.note_mediation(exchange, asked["words"], **self._by(call))
        )

    @command(schemas.DecideExchange, by=KEEPERS)
    def decide_exchange(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """By a keeper of either region who is no party.

        Refused: ``not_found``, ``exchange_party_decides``, ``exchange_not_for_keepers``,
        ``reason_required``, ``minutes_wrong``, ``stale_version``.
        """
        said = (asked["minutes"], asked["reason"])
        return self._keep(call, asked, lambda exchange: disputes.decide(exchange, *said, **self._by(call)))

    @due(CLOCK)
    def when_time_runs_out_settle_or_flag_or_end_it(self, call: Call, job: Job) -> Again | None:
        """By the rules of time (settings); told to those whom it concerns."""
        before = self.store.get(job.key)
        if before is None or before.waits_until is None:
            return None
        if before.waits_until > call.now:
            return Again(before.waits_until, {})
        after = self._settling(call).settled(time_out(before, call.now, self._terms(call)))
        if after is not before:
            self.store.save_timed_out(before, after, self._news(before, after))
            self._plan_to_forget(call, after)
        return Again(after.waits_until, {}) if after.waits_until else None

    @due(FORGET)
    def when_it_is_long_over_forget_what_was_written(self, _call: Call, job: Job) -> None:
        """The words of both sides and of keepers; the ledger keeps what it was for."""
        before = self.store.get(job.key)
        if before is not None and before.is_over:
            self.store.save_timed_out(before, domain.forget_words(before), [])

    def _proposed(
        self,
        call: Call,
        side: str,
        own: Party,
        their: Party,
        asked: dict[str, Any],
        what: str,
        offer_id: str | None = None,
    ) -> dict[str, Any]:
        if own.account != their.account:
            Speaking(self.store.work, call).refuse_both(their)
        parties = {side: own, other(side): their}
        made = domain.propose(
            call.new_id(),
            by=side,
            giver=parties[GIVER],
            receiver=parties[RECEIVER],
            what=what,
            minutes=asked["minutes"],
            on=asked["on"],
            now=call.now,
            terms=self._terms(call),
            offer_id=offer_id,
            is_done=asked["is_done"],
        )
        self.store.save_new(made, Telling(self.store.work).news(None, made, made.version))
        return self._view(call, made, side)

    def _act(self, call: Call, asked: dict[str, Any], verb: Verb) -> dict[str, Any]:
        """One verb of the side for which the caller speaks; what both confirmed is settled at once."""
        before = self._known(asked["id"])
        side = Speaking(self.store.work, call).side(before)
        said = verb(before, side)
        if said is before:
            return self._view(call, before, side)
        refuse_stale(before.version, asked["version"])
        return self._view(call, self._saved(call, before, self._settling(call).settled(said)), side)

    def _keep(
        self, call: Call, asked: dict[str, Any], verb: Callable[[Exchange], Exchange]
    ) -> dict[str, Any]:
        """One verb of a keeper who is no party."""
        before = self._known(asked["id"])
        speaking = Speaking(self.store.work, call)
        if speaking.sides(before):
            raise Refused("exchange_party_decides")
        if not speaking.keeps(before):
            raise Refused("not_found")
        refuse_stale(before.version, asked["version"])
        after = self._settling(call).settled(verb(before))
        return self._view(call, self._saved(call, before, after), KEEPER)

    def _saved(self, call: Call, before: Exchange, after: Exchange) -> Exchange:
        self._plan_to_forget(call, after)
        return self.store.save(before, after, self._news(before, after))

    def _plan_to_forget(self, call: Call, after: Exchange) -> None:
        if after.is_over:
            days = timedelta(days=self.settings.exchange_words_days)
            self.store.work.schedule(FORGET, after.id, call.now + days)

    def _news(self, before: Exchange, after: Exchange) -> list[Fact]:
        return Telling(self.store.work).news(before, after, before.version + 1)

    def _view(self, call: Call, exchange: Exchange, side: str) -> dict[str, Any]:
        settling = self._settling(call)
        minutes = exchange.took or exchange.minutes
        warning = settling.warning(exchange, minutes) if exchange.state in WARNED else ""
        reversed_by = settling.reversal_of(exchange)
        return schemas.exchange_view(
            exchange,
            side,
            silence=self.settings.exchange_silence,
            warning=warning,
            reversed_by=reversed_by,
        )

    def _known(self, exchange_id: str) -> Exchange:
        found = self.store.get(exchange_id)
        if found is None:
            raise Refused("not_found")
        return found

    def _by(self, call: Call) -> dict[str, Any]:
        return {"by": call.caller.subject, "now": call.now}

    def _terms(self, call: Call) -> domain.Terms:
        return self._settling(call).terms

    def _settling(self, call: Call) -> Settling:
        return Settling(self.store.work, self.settings, call)
