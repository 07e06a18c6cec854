"""The doors of ideas without an award: what else there is, who helps, and what became of them (row 58)."""

from collections import Counter
from datetime import timedelta
from typing import Any

from chassis.call import Again, Call, Job
from chassis.doors import command, due, query
from chassis.versions import refuse_stale
from commons.places import KEEPERS, keeps, refuse_unknown
from contracts.events import Fact
from contracts.refusals import Refused
from exchange.awards.deciding import OPENING
from exchange.proposals.domain import AWARDED, GIVEN_UP, HANDED_IN
from exchange.proposals.store import ProposalStore
from exchange.refusal import Refusal
from exchange.rounds.store import RoundStore
from exchange.settings import Settings
from exchange.unfunded import domain, schemas
from exchange.unfunded.domain import UNANSWERED, CarriedOn, Following, Wish
from exchange.unfunded.entering import is_later
from exchange.unfunded.help import AGREED, Help
from exchange.unfunded.matching import Matching
from exchange.unfunded.opening import WORDS, forget_later, open_ideas
from exchange.unfunded.store import UnfundedStore
from exchange.unfunded.telling import Telling

MOST_STEPS = 20
"""Rounds that one idea's history goes back."""


class Unfunded:
    """Until its people agree, an idea is seen by nobody else here; its proposal is where it always was."""

    name = "exchange_unfunded"
    context = "exchange"
    refusals = (Refusal,)
    store_class = UnfundedStore
    settings_class = Settings
    store: UnfundedStore
    settings: Settings

    @command(schemas.ListIdea, by=("member",))
    def list_idea(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """One of its people agrees that members see it. Refused: ``not_found``, ``stale_version``."""
        before = self._own(call, asked)
        wish = Wish(asked["wanted"], asked["shown_name"], asked["reach"])
        after = domain.put_on_list(before, wish, call.caller.subject)
        facts = [] if before.is_listed else Telling(self.store.work).listed(after)
        return self._saved(call, after, facts)

    @command(schemas.KnownIdea, by=("member",))
    def keep_idea_private(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """It is not listed, or no more. Refused: ``not_found``, ``stale_version``."""
        return self._saved(call, domain.keep_private(self._own(call, asked), call.caller.subject))

    @command(schemas.OfferHelp, by=("member",))
    def offer_help(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Refused: ``not_found``, and what ``unfunded.domain.offer`` refuses."""
        before = self._seen(call, asked)
        offered = Help(
            call.new_id(),
            call.caller.subject,
            asked["kind"],
            asked["words"],
            call.now,
            shown_name=asked["shown_name"],
            reach=asked["reach"],
        )
        after = domain.offer(before, offered)
        return self._saved(call, after, Telling(self.store.work).offered(after, offered))

    @command(schemas.AnswerHelp, by=("member",))
    def answer_help(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """By its people. Refused: ``not_found``, ``help_unknown``, ``help_answered``."""
        before, help_id = self._own(call, asked), asked["help_id"]
        after = domain.answer(before, help_id, asked["agrees"], call.caller.subject)
        return self._saved(call, after, Telling(self.store.work).answered(after, after.help_of(help_id)))

    @command(schemas.OneHelp, by=("member",))
    def end_help(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Taken back by who offered it, or said to have ended by either side; the other one is told.

        Refused: ``not_found``, ``help_unknown``, ``help_not_yours``, ``help_answered``.
        """
        before, by, help_id = self._known(call, asked), call.caller.subject, asked["help_id"]
        after = domain.end_help(before, help_id, by)
        return self._saved(call, after, Telling(self.store.work).ended(after, before.help_of(help_id), by))

    @command(schemas.SponsorIdea, by=KEEPERS)
    def sponsor_idea(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """The group of its region helps it on. Refused: ``not_found``, ``stale_version``,
        ``not_your_region``, and what ``unfunded.domain.sponsor`` refuses."""
        before = self._kept(call, asked)
        after = domain.sponsor(before, call.caller.subject, asked["words"], call.now)
        return self._saved(call, after, Telling(self.store.work).sponsored(after))

    @command(schemas.KnownIdea, by=KEEPERS)
    def end_sponsorship(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Refused: ``not_found``, ``stale_version``, ``not_your_region``, ``unfunded_not_sponsored``."""
        return self._saved(call, domain.end_sponsorship(self._kept(call, asked)))

    @command(schemas.NoteOutcome, by=("member",))
    def note_outcome(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """By its people, or by a keeper of its region while it is listed. Refused: ``not_found``,
        ``stale_version``, ``unfunded_not_yours``, ``unfunded_carried_on``."""
        before, by = self._seen(call, asked), call.caller.subject
        if by not in before.team and not keeps(call.caller, before.idea.region):
            raise Refused("unfunded_not_yours")
        after = domain.note_outcome(before, asked["kind"], asked["words"], by, call.now)
        return self._over(call, after)

    @command(schemas.CarryOn, by=("member",))
    def carry_on_idea(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """It goes on as another proposal of its people in a later round, which shows where it comes from.

        Refused: ``not_found``, ``stale_version``, and what ``unfunded.domain.carry_on`` refuses.
        """
        before = self._own(call, asked)
        following = self._following(asked["next_id"], before)
        return self._over(call, domain.carry_on(before, following, call.caller.subject, call.now))

    @query(schemas.OneIdea, by=("member",))
    def get_unfunded(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """With ``options``: what matches it now. For its people and who helps it, and once listed members.

        Refused: ``not_found``.
        """
        one, matching = self._seen(call, asked), Matching(self.store.work)
        options = schemas.options_view(
            matching.similar(one), matching.next_rounds(one, call.now), matching.has_group(one), call.now
        )
        return {**schemas.idea_view(one, call.caller), "options": options}

    @query(schemas.ListIdeas, by=("member",))
    def list_unfunded(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Those whose people agreed, the newest first. Refused: ``region_unknown``."""
        if asked["region"] is not None:
            refuse_unknown(self.settings.regions, asked["region"])
        page = self.store.listed(asked, region=asked["region"], round_id=asked["round_id"])
        return {**page, "items": [schemas.idea_view(each, call.caller) for each in page["items"]]}

    @query(schemas.Page, by=("member",))
    def my_unfunded(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """The caller's own, and those that they help or sponsor; the newest first."""
        page = self.store.page_of(call.caller.subject, asked)
        return {**page, "items": [schemas.idea_view(each, call.caller) for each in page["items"]]}

    @query(schemas.OneIdea, by=("member",))
    def get_history(self, _call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """What a proposal carries on, the latest round first: its people said so."""
        found: list[CarriedOn] = []
        now = [asked["id"]]
        while now and len(found) < MOST_STEPS:
            before = [one for each in now for one in self.store.carried_on_by(each)]
            new = [each for each in before if each not in found]
            found += new
            now = [each.id for each in new]
        return {"items": [schemas.history_view(each) for each in found[:MOST_STEPS]]}

    @query(schemas.CountIdeas, by=("member",))
    def count_unfunded(self, _call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Of a round: what was submitted, what got an award, how many there are to support and how it goes.

        Refused: ``not_found``, ``region_unknown``.
        """
        round_id, region = asked["round_id"], asked["region"]
        if region is not None:
            refuse_unknown(self.settings.regions, region)
        if RoundStore(self.store.work).get(round_id) is None:
            raise Refused("not_found")
        ours = [one for one in self.store.of_round(round_id) if region in (None, one.idea.region)]
        return {**self._submitted(round_id, region), **_progress(ours)}

    @due(OPENING)
    def when_awards_are_announced_open_ideas(self, call: Call, job: Job) -> Again | None:
        return open_ideas(self.store, self.settings, call, job)

    @due(WORDS)
    def when_it_is_long_over_forget_words(self, call: Call, job: Job) -> Again | None:
        one = self.store.get(job.key)
        if one is None or one.outcome is None:
            return None
        at = one.outcome.at + timedelta(days=self.settings.unfunded_words_days)
        if at > call.now:
            return Again(at, {})
        self.store.save(domain.forget_words(one))
        return None

    def _submitted(self, round_id: str, region: str | None) -> dict[str, int]:
        tally = ProposalStore(self.store.work).tally(round_id)
        ours = [each for each in tally if region in (None, each["region"])]
        submitted = sum(each["number"] for each in ours if each["stage"] in HANDED_IN)
        awarded = sum(each["number"] for each in ours if each["stage"] == AWARDED)
        return {"submitted": submitted, "awarded": awarded, "to_support": submitted - awarded}

    def _following(self, next_id: str, before: CarriedOn) -> Following:
        found = ProposalStore(self.store.work).get(next_id)
        if found is None:
            return Following(next_id, (), is_later=False)
        rounds = RoundStore(self.store.work)
        then, now = rounds.get(before.idea.round_id), rounds.get(found.round_id)
        later = then is not None and now is not None and is_later(now, then)
        return Following(found.id, found.team, is_later=later, is_given_up=found.stage in GIVEN_UP)

    def _known(self, call: Call, asked: dict[str, Any]) -> CarriedOn:
        """Also one that is not listed any more, for who has a part in it."""
        one = self.store.get(asked["id"])
        by = call.caller.subject
        if one is None or by not in (*one.team, *(each.by for each in one.help)):
            raise Refused("not_found")
        return one

    def _seen(self, call: Call, asked: dict[str, Any]) -> CarriedOn:
        one = self.store.get(asked["id"])
        if one is None or not self._may_see(call, one):
            raise Refused("not_found")
        refuse_stale(one.version, asked.get("version"))
        return one

    def _own(self, call: Call, asked: dict[str, Any]) -> CarriedOn:
        one = self.store.get(asked["id"])
        if one is None or call.caller.subject not in one.team:
            raise Refused("not_found")
        refuse_stale(one.version, asked.get("version"))
        return one

    def _kept(self, call: Call, asked: dict[str, Any]) -> CarriedOn:
        one = self._seen(call, asked)
        if not keeps(call.caller, one.idea.region):
            raise Refused("not_your_region")
        return one

    def _may_see(self, call: Call, one: CarriedOn) -> bool:
        return one.is_listed or one.has_part(call.caller.subject)

    def _over(self, call: Call, after: CarriedOn) -> dict[str, Any]:
        forget_later(self.store, self.settings, after, call.now)
        return self._saved(call, after, Telling(self.store.work).over(after))

    def _saved(self, call: Call, after: CarriedOn, facts: list[Fact] | None = None) -> dict[str, Any]:
        self.store.save(after, facts or ())
        return schemas.idea_view(after, call.caller)


def _progress(ideas: list[CarriedOn]) -> dict[str, Any]:
    outcomes = Counter(each.outcome.kind for each in ideas if each.outcome is not None)
    return {
        "opened": len(ideas),
        "unanswered": sum(each.choice == UNANSWERED for each in ideas),
        "listed": sum(each.is_listed for each in ideas),
        "helped": sum(any(one.state == AGREED for one in each.help) for each in ideas),
        "sponsored": sum(each.sponsor is not None for each in ideas),
        "outcomes": dict(sorted(outcomes.items())),
    }
