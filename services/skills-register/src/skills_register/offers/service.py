"""The doors of offers and requests, and of the campaigns that ask for them (row 59)."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from chassis.call import Again, Call, Job
from chassis.doors import PUBLIC, command, due, query
from chassis.versions import refuse_stale
from commons.london import day_of
from commons.places import KEEPERS, keeps, kept_by
from contracts.refusals import Refused
from skills_register.exchanges.parties import Speaking
from skills_register.exchanges.store import ExchangeStore
from skills_register.offers import domain, schemas, telling
from skills_register.offers.clock import CLOCK, plan, strike
from skills_register.offers.domain import OFFER, REQUEST, WITHDRAWN, Campaign, Offer, Words
from skills_register.offers.matching import Match, best_first, match
from skills_register.offers.owners import organisations_of
from skills_register.offers.store import OfferStore
from skills_register.refusal import Refusal
from skills_register.settings import Settings
from skills_register.vocabulary.store import WordStore


class Offers:
    """What members and organisations can do for each other, and what they need."""

    name = "skills_register_offers"
    context = "skills_register"
    refusals = (Refusal,)
    store_class = OfferStore
    settings_class = Settings
    store: OfferStore
    settings: Settings

    @command(schemas.PublishOffer, by=("member",))
    def publish_offer(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """An offer or a request; owners of what it fits are told.

        Refused: ``minutes_wrong``, ``offer_until_wrong``, ``offer_place_wanted``, ``campaign_over``,
        ``skill_unknown``, ``offers_too_many``, ``member_not_active``, and ``not_found`` for a campaign or
        an account that is none.
        """
        own = Speaking(self.store.work, call).own(asked["account"])
        domain.refuse_too_many(self.store.count_open(own.account), self.settings.offer_most_open)
        if asked["campaign_id"] is not None:
            domain.refuse_over(self._campaign(asked["campaign_id"]), day_of(call.now))
        made = domain.publish(
            call.new_id(),
            kind=asked["kind"],
            owner=own.account,
            by=own.member,
            region=own.region,
            words=self._words(asked),
            until=asked["until"] or day_of(call.now) + timedelta(days=self.settings.offer_days),
            now=call.now,
            most_days=self.settings.offer_longest_days,
            campaign_id=asked["campaign_id"],
        )
        fitting = [each for each in self._matches(call, made) if self._is_for_its_owner(made, each.offer)]
        told = fitting[: self.settings.offer_matches_told]
        self.store.save(made, telling.matched(self.store.work, made, told))
        plan(self.store.work, self.settings, made)
        return schemas.saved_view(made, call.now)

    @command(schemas.ChangeOffer, by=("member",))
    def change_offer(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """All of its words anew; what expired is open again. Refused: ``offer_ended`` and as to publish."""
        words, most = self._words(asked), self.settings.offer_longest_days
        return self._act(
            call,
            asked,
            lambda offer: domain.change(
                offer, words, asked["until"] or offer.until, call.caller.subject, call.now, most
            ),
        )

    @command(schemas.ActOnOffer, by=("member",))
    def renew_offer(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Open for the usual time from today on, in one step. Refused: ``not_found``, ``offer_ended``."""
        days = self.settings.offer_days
        return self._act(call, asked, lambda offer: domain.renew(offer, call.caller.subject, call.now, days))

    @command(schemas.ActOnOffer, by=("member",))
    def withdraw_offer(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Refused: ``not_found``, ``offer_ended``."""
        return self._act(call, asked, lambda offer: domain.withdraw(offer, call.now))

    @command(schemas.ActOnOffer, by=("member",))
    def fulfil_offer(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """It was taken up, or met. Refused: ``not_found``, ``offer_ended``."""
        return self._act(call, asked, lambda offer: domain.fulfil(offer, call.now))

    @query(schemas.OneOffer, by=(PUBLIC,))
    def get_offer(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """For whom it is visible to; its owner also sees what came of it.

        Refused: ``not_found``, ``offer_withdrawn`` for all but its owner.
        """
        offer, is_own = self._readable(call, asked["id"])
        (seen,) = self._views(call, [offer], is_own=is_own)
        came = {"exchanges": ExchangeStore(self.store.work).states_of_offer(offer.id)} if is_own else {}
        return seen | came

    @query(schemas.ListOffers, by=(PUBLIC,))
    def list_offers(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Open ones that the caller may see, the newest first."""
        skill = asked["skill"]
        page = self.store.page(
            asked,
            visible_in=call.caller.region,
            is_member=call.caller.has("member"),
            kind=asked["kind"],
            region=asked["region"],
            campaign_id=asked["campaign_id"],
            skill=skill.strip().lower() if skill else None,
            online=asked["online"],
        )
        return {**page, "items": self._views(call, page["items"])}

    @query(schemas.MyOffers, by=("member",))
    def my_offers(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """The caller's own and those of organisations for which they act, whatever became of them."""
        page = self.store.of_owners(Speaking(self.store.work, call).accounts(), asked)
        return {**page, "items": self._views(call, page["items"], is_own=True)}

    @query(schemas.FindMatches, by=("member",))
    def find_matches(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """For an offer the requests that it fits, for a request the offers; the best first, with reasons.

        Refused: ``not_found``.
        """
        offer, _is_own = self._readable(call, asked["id"])
        found = self._matches(call, offer)[: asked["limit"]]
        views = self._views(call, [each.offer for each in found])
        return {"items": [schemas.match_view(each, seen) for each, seen in zip(found, views, strict=True)]}

    @command(schemas.StartCampaign, by=KEEPERS)
    def start_campaign(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """In a region, or everywhere.

        Refused: ``not_your_region``, ``region_unknown``, ``campaign_time_wrong``.
        """
        kept_by(call.caller, self.settings.regions, asked["region"])
        most = self.settings.campaign_longest_days
        made = domain.start_campaign(
            call.new_id(), by=call.caller.subject, now=call.now, most_days=most, **asked
        )
        self.store.save_campaign(made)
        return self._campaign_view(call, made)

    @command(schemas.EndCampaign, by=KEEPERS)
    def end_campaign(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Before its last day; what was offered for it stays. Refused: ``not_found``, ``stale_version``."""
        before = self._campaign(asked["id"])
        if not keeps(call.caller, before.region):
            raise Refused("not_found")
        refuse_stale(before.version, asked["version"])
        after = domain.end_campaign(before, call.now)
        if after is not before:
            self.store.save_campaign(after)
        return self._campaign_view(call, after)

    @query(schemas.OneCampaign, by=(PUBLIC,))
    def get_campaign(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """With how much was offered and requested for it. Refused: ``not_found``."""
        return self._campaign_view(call, self._campaign(asked["id"]))

    @query(schemas.ListCampaigns, by=(PUBLIC,))
    def list_campaigns(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Those that have not ended, in a region (and everywhere), which ends first first."""
        today = day_of(call.now)
        page = self.store.campaigns_from(today, asked["region"], asked)
        return {**page, "items": [schemas.campaign_view(each, today) for each in page["items"]]}

    @due(CLOCK)
    def when_its_time_comes_remind_or_end_it(self, call: Call, job: Job) -> Again | None:
        """A notice to its owner some days before the end, then the end; deleted long after."""
        return strike(self.store, self.settings, call, job.key)

    def _act(self, call: Call, asked: dict[str, Any], verb: Callable[[Offer], Offer]) -> dict[str, Any]:
        """One verb of its owner; saved unless nothing changed."""
        before, is_own = self._readable(call, asked["id"])
        if not is_own:
            raise Refused("not_found")
        after = verb(before)
        if after is not before:
            refuse_stale(before.version, asked["version"])
            self.store.save(after)
            plan(self.store.work, self.settings, after)
        return schemas.saved_view(after, call.now)

    def _readable(self, call: Call, offer_id: str) -> tuple[Offer, bool]:
        found = self.store.get(offer_id)
        if found is None:
            raise Refused("not_found")
        is_own = not call.caller.is_visitor and found.owner in Speaking(self.store.work, call).accounts()
        is_member = call.caller.has("member")
        if not is_own and not found.is_visible_in(call.caller.region, is_member):
            raise Refused("not_found")
        if not is_own and found.state == WITHDRAWN:
            raise Refused("offer_withdrawn")
        return found, is_own

    def _words(self, asked: dict[str, Any]) -> Words:
        """What its owner wrote. Refused: ``skill_unknown``."""
        words = schemas.words_from(asked)
        known = WordStore(self.store.work).vocabulary(self.settings.words) if words.skills else None
        if known is not None and any(known.get(code) is None for code in words.skills):
            raise Refused("skill_unknown", fields={"skills": ["Choose skills from the list."]})
        return words

    def _views(self, call: Call, offers: list[Offer], *, is_own: bool = False) -> list[dict[str, Any]]:
        """As they are shown, with the names of the organisations among their owners."""
        names = organisations_of(self.store.work, offers)
        return [
            schemas.offer_view(each, call.now, is_own=is_own, organisation=names.get(each.owner))
            for each in offers
        ]

    def _matches(self, call: Call, offer: Offer) -> list[Match]:
        """Open ones of the other kind that the caller may see."""
        others = self.store.like(offer, REQUEST if offer.kind == OFFER else OFFER)
        found = [
            match(offer, each)
            for each in others
            if each.is_open(call.now) and each.is_visible_in(call.caller.region, call.caller.has("member"))
        ]
        return best_first([each for each in found if each is not None])

    def _is_for_its_owner(self, made: Offer, other: Offer) -> bool:
        """Whether the owner of the other one may see this new one."""
        return made.is_visible_in(other.region, True)

    def _campaign(self, campaign_id: str) -> Campaign:
        found = self.store.campaign(campaign_id)
        if found is None:
            raise Refused("not_found")
        return found

    def _campaign_view(self, call: Call, campaign: Campaign) -> dict[str, Any]:
        return schemas.campaign_view(campaign, day_of(call.now), self.store.tally(campaign.id))
