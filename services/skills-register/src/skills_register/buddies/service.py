"""The doors of buddying: ask for a buddy, offer to be one, agree, look at how it goes, end it (row 64)."""

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import Any

from chassis.call import Again, Call, Job
from chassis.doors import command, due, query
from chassis.fields import Nothing
from commons.london import day_of, noon, noon_after
from commons.people.store import People
from commons.places import KEEPERS, keeps, kept_by, refuse_unknown
from contracts.refusals import Refused
from skills_register.buddies import domain, ending, schemas, telling
from skills_register.buddies.domain import ENDED, PROPOSED, RUNNING, Offer, Pair, Wish
from skills_register.buddies.ending import CHECK, FORGET, LAPSE
from skills_register.buddies.store import BuddyStore
from skills_register.refusal import Refusal
from skills_register.settings import Settings


class Buddies:
    """Experienced people beside those who learn. Nothing of a pair is told to managers or keepers.

    A command's answer is remembered for a while, so it holds no words, no names and no way to be reached.
    """

    name = "skills_register_buddies"
    context = "skills_register"
    refusals = (Refusal,)
    store_class = BuddyStore
    settings_class = Settings
    store: BuddyStore
    settings: Settings

    @command(schemas.Ask, by=("member",))
    def ask_for_buddy(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """One wish at a time. Refused: ``buddy_asked_already``."""
        wish = Wish(
            id=call.new_id(),
            version=1,
            member_id=call.caller.subject,
            region=self._home(call),
            asked_at=call.now,
            **asked,
        )
        self.store.save_wish(wish)
        return schemas.asked_view(wish)

    @command(Nothing, by=("member",))
    def withdraw_wish(self, call: Call, _asked: dict[str, Any]) -> dict[str, Any]:
        """The own wish goes at once, and a pair that was only proposed for it. Refused: ``not_found``."""
        wish = self.store.wish_of(call.caller.subject)
        if wish is None:
            raise Refused("not_found")
        if wish.pair_id:
            ending.drop(self.store, self._pair(wish.pair_id), call.caller.subject)
        self.store.forget_wish(wish.id)
        return {"id": wish.id}

    @command(schemas.OfferBuddying, by=("member",))
    def offer_buddying(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Offer to be a buddy, or change what one offers; ``most`` is the setting's at most."""
        limit = self.settings.buddy_limit
        most = min(asked.pop("most") or limit, limit)
        known = self.store.offer(call.caller.subject)
        offer = Offer(
            id=call.caller.subject,
            version=known.version + 1 if known else 1,
            region=self._home(call),
            most=most,
            offered_at=known.offered_at if known else call.now,
            pairs=known.pairs if known else 0,
            **asked,
        )
        self.store.save_offer(offer)
        return schemas.offered_view(offer, limit)

    @command(Nothing, by=("member",))
    def withdraw_offer(self, call: Call, _asked: dict[str, Any]) -> dict[str, Any]:
        """No new pairs; those that run go on. Refused: ``not_found``."""
        offer = self._offer(call.caller.subject)
        for pair in self.store.pairs_of(offer.id):
            if pair.state == PROPOSED and pair.buddy.member_id == offer.id:
                ending.fall_through(self.store, pair, offer.id)
        closed = domain.close(offer)
        self.store.save_offer(closed)
        return schemas.offered_view(closed, self.settings.buddy_limit)

    @query(schemas.ListBuddies, by=("member", *KEEPERS))
    def list_buddies(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Who offers to be a buddy in a region and has room, in the region's order.

        Without those with whom it did not come about before, for the caller's own wish or the one that a
        keeper names. Refused: ``region_unknown``, ``not_found``.
        """
        region = asked["region"] or self._home(call)
        refuse_unknown(self.settings.regions, region)
        limit, unfit = self.settings.buddy_limit, self._unfit(call, asked["wish_id"])
        offers = [each for each in self.store.open_in(region) if each.has_room(limit)]
        offers = [each for each in offers if each.id not in unfit]
        active = self._active_among(each.id for each in offers)
        first = self.settings.buddy_first_in(region)
        shown = domain.offers_in_order((each for each in offers if each.id in active), first)
        return {"items": [schemas.offer_view(each, limit) for each in shown]}

    @query(schemas.KeptRegion, by=KEEPERS)
    def list_wishes(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Who asks for a buddy in a region, in the region's order. Refused: ``not_your_region``."""
        kept_by(call.caller, self.settings.regions, asked["region"])
        wishes = self.store.wishes_in(asked["region"])
        active = self._active_among(each.member_id for each in wishes)
        first = self.settings.buddy_first_in(asked["region"])
        shown = domain.wishes_in_order((each for each in wishes if each.member_id in active), first)
        return {"items": [schemas.wish_view(each) for each in shown]}

    @query(Nothing, by=("member",))
    def my_buddying(self, call: Call, _asked: dict[str, Any]) -> dict[str, Any]:
        """The own wish, the own offer, and the pairs that the caller is in."""
        own = call.caller.subject
        wish, offer = self.store.wish_of(own), self.store.offer(own)
        return {
            "wish": {**schemas.wish_view(wish), "reach": wish.reach} if wish else None,
            "offer": self._own_offer(offer) if offer else None,
            "pairs": [self._view(call, pair) for pair in self.store.pairs_of(own)],
        }

    @command(schemas.Propose, by=("member", *KEEPERS))
    def propose_pair(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """The asker chooses from the list, or a keeper of the asker's region proposes it; both then agree.

        Refused: ``not_found``, ``buddy_of_oneself``, ``buddy_full``, ``buddy_proposed_already``,
        ``buddy_not_agreed``, ``buddy_not_offered``, ``buddy_paired_already``.
        """
        wish = self._wish(call, asked["wish_id"])
        offer = self._offer(asked["buddy_id"])
        for member_id in (wish.member_id, offer.id):
            self._active(member_id)
        domain.refuse_paired(self.store.pairs_of(wish.member_id), wish.member_id, offer.id)
        by, limit = call.caller.subject, self.settings.buddy_limit
        pair, taken = domain.propose(call.new_id(), wish, offer, by, limit, call.now)
        lapses = noon_after(call.now, self.settings.buddy_answer_days)
        self.store.save_wish(taken)
        self.store.save_pair(pair, telling.proposed(pair, day_of(lapses)))
        self.store.work.schedule(LAPSE, pair.id, lapses)
        return {"id": pair.id, "state": pair.state, "answer_by": lapses.isoformat()}

    @command(schemas.AnswerPair, by=("member",))
    def answer_pair(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Agree, or not: a pair that is not agreed to is forgotten at once, without a reason.

        Refused: ``not_found``, ``buddy_full``, ``buddy_ended``, ``buddy_paired_already``.
        """
        pair = self._mine(call, asked["id"])
        if not asked["agrees"]:
            if pair.state != PROPOSED:
                raise Refused("buddy_agreed_already")
            ending.fall_through(self.store, pair, call.caller.subject)
            return {"id": pair.id, "state": ENDED}
        if pair.state == PROPOSED:
            # Each of two may have asked the other: the second of these pairs does not begin beside the first.
            domain.refuse_paired(self.store.pairs_of(call.caller.subject), *pair.people)
        offer = self._offer(pair.buddy.member_id)
        first = day_of(call.now) + timedelta(days=self.settings.buddy_check_days)
        limit = self.settings.buddy_limit
        agreed, counted = domain.agree(pair, offer, call.caller.subject, limit, call.now, first)
        if agreed is not pair:
            self.store.save_pair(agreed, telling.paired(agreed) if agreed.state == RUNNING else ())
        if counted is not offer:
            self.store.save_offer(counted)
            self._begun(agreed, first)
        return schemas.step_view(agreed, call.caller.subject)

    @command(schemas.PlanCheck, by=("member",))
    def plan_check(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Choose when both are reminded. Refused: ``day_past``, ``buddy_not_running``, ``buddy_ended``."""
        pair = domain.plan_check(self._mine(call, asked["id"]), asked["on"], day_of(call.now))
        self.store.save_pair(pair)
        self.store.work.schedule(CHECK, pair.id, noon(asked["on"]))
        return schemas.step_view(pair, call.caller.subject)

    @command(schemas.OnePair, by=("member",))
    def note_check(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """We looked at how it goes today. Refused: ``buddy_not_running``, ``buddy_ended``."""
        return self._changed(call, asked, lambda pair: domain.note_check(pair, day_of(call.now)))

    @command(schemas.OnePair, by=("member",))
    def end_pair(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Either ends it at any time, without a reason. Refused: ``buddy_not_running``, ``not_found``."""
        pair, own = self._mine(call, asked["id"]), call.caller.subject
        return schemas.step_view(ending.end(self.store, self.settings, call, pair, own), own)

    @query(schemas.KeptRegion, by=KEEPERS)
    def count_pairs(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """How many pairs run, by the month they are paired since: all that keepers learn of pairs.

        Refused: ``not_your_region``.
        """
        kept_by(call.caller, self.settings.regions, asked["region"])
        return {"items": domain.counts_by_month(self.store.running_by_month(asked["region"]))}

    @due(CHECK)
    def remind_of_check(self, call: Call, job: Job) -> Again | None:
        """Remind both quietly, and plan the next one."""
        pair = self.store.pair(job.key)
        if pair is None or pair.state != RUNNING or pair.next_check is None:
            return None
        self.store.work.publish(telling.check(pair, pair.next_check))
        onward = day_of(call.now) + timedelta(days=self.settings.buddy_check_days)
        self.store.save_pair(domain.plan_check(pair, onward, day_of(call.now)))
        return Again(noon(onward), {})

    @due(LAPSE)
    def drop_unanswered(self, _call: Call, job: Job) -> None:
        """A proposal that nobody answered is forgotten, and the wish waits again."""
        pair = self.store.pair(job.key)
        if pair is not None and pair.state == PROPOSED:
            silent = pair.buddy if pair.buddy.agreed_at is None else pair.learner
            ending.fall_through(self.store, pair, silent.member_id)

    @due(FORGET)
    def forget_pair(self, _call: Call, job: Job) -> None:
        """Some time after its end nothing of a pair is left."""
        self.store.forget_pair(job.key)

    def _begun(self, pair: Pair, first: date) -> None:
        self.store.forget_wish(pair.wish_id)
        self.store.work.schedule(CHECK, pair.id, noon(first))

    def _changed(self, call: Call, asked: dict[str, Any], verb: Callable[[Pair], Pair]) -> dict[str, Any]:
        before = self._mine(call, asked["id"])
        after = verb(before)
        if after is not before:
            self.store.save_pair(after)
        return schemas.step_view(after, call.caller.subject)

    def _view(self, call: Call, pair: Pair) -> dict[str, Any]:
        own = call.caller.subject
        other = pair.other_of(own).member_id
        return schemas.pair_view(pair, own, other in self._gone([other]))

    def _own_offer(self, offer: Offer) -> dict[str, Any]:
        view = schemas.offer_view(offer, self.settings.buddy_limit)
        return {**view, "reach": offer.reach, "most": offer.most, "pairs": offer.pairs, "open": offer.is_open}

    def _unfit(self, call: Call, wish_id: str | None) -> set[str]:
        """Who cannot become the buddy of this wish, or of the caller."""
        if wish_id is None:
            own = self.store.wish_of(call.caller.subject)
            return {call.caller.subject, *(own.not_with if own else ())}
        wish = self._wish(call, wish_id)
        return {wish.member_id, *wish.not_with}

    def _wish(self, call: Call, wish_id: str | None) -> Wish:
        own = self.store.wish_of(call.caller.subject)
        found = own if wish_id is None else self.store.wish(wish_id)
        if found is None or (found != own and not keeps(call.caller, found.region)):
            raise Refused("not_found")
        return found

    def _offer(self, member_id: str) -> Offer:
        found = self.store.offer(member_id)
        if found is None:
            raise Refused("not_found")
        return found

    def _pair(self, pair_id: str) -> Pair:
        found = self.store.pair(pair_id)
        if found is None:
            raise Refused("not_found")
        return found

    def _mine(self, call: Call, pair_id: str) -> Pair:
        found = self._pair(pair_id)
        if call.caller.subject not in found.people:
            raise Refused("not_found")
        return found

    def _active(self, member_id: str) -> None:
        if not self._active_among([member_id]):
            raise Refused("not_found")

    def _active_among(self, member_ids: Iterable[str]) -> set[str]:
        """Those who can be paired now: neither gone nor resting."""
        known = People(self.store.work).several(member_ids)
        return {member_id for member_id, person in known.items() if person.is_active}

    def _home(self, call: Call) -> str:
        person = People(self.store.work).get(call.caller.subject)
        if person is None:
            raise Refused("not_found")
        return person.region

    def _gone(self, member_ids: list[str]) -> set[str]:
        return People(self.store.work).gone(member_ids)
