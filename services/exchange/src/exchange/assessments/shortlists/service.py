"""The doors of shortlists: keepers see all results, recommend, determine and publish; teams read (row 56)."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from chassis.call import Call
from chassis.doors import PUBLIC, command, query
from chassis.versions import refuse_stale
from commons.places import KEEPERS, keeps
from contracts.refusals import CODES, Refused
from exchange.assessments.domain import SUBMITTED as ASSESSED
from exchange.assessments.domain import Assessment, take_back
from exchange.assessments.forgetting import plan_forgetting
from exchange.assessments.panels import domain as panels
from exchange.assessments.panels.conflicts import Conflict, Teams, refuse_conflict
from exchange.assessments.panels.domain import Panel, refuse_published, refuse_unless_deciding
from exchange.assessments.panels.reading import (
    handed_in,
    kept_proposal,
    kept_round,
    panel_of,
    reader_of,
    round_of,
    teams_of,
)
from exchange.assessments.panels.store import PanelStore
from exchange.assessments.reminding import REMIND
from exchange.assessments.results import Result, feedback_of, in_order, result_of
from exchange.assessments.shortlists import domain, schemas
from exchange.assessments.shortlists.domain import ON, Outcome, Said
from exchange.assessments.shortlists.store import OutcomeStore
from exchange.assessments.store import AssessmentStore
from exchange.assessments.telling import Telling
from exchange.assessments.vacating import vacate
from exchange.proposals.domain import HANDED_IN, SUBMITTED, VOTED_ON, Proposal, move
from exchange.proposals.store import ProposalStore
from exchange.refusal import Refusal
from exchange.rounds.domain import Round
from exchange.settings import Settings

NOT_NEEDED = "The shortlist was published."


class Shortlists:
    """What becomes of everything that was submitted to a round."""

    name = "exchange_shortlists"
    context = "exchange"
    refusals = (Refusal,)
    store_class = OutcomeStore
    settings_class = Settings
    store: OutcomeStore
    settings: Settings

    @query(schemas.ListResults, by=KEEPERS)
    def list_results(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Everything that was submitted, in one list: totals, how far assessors differ, what they would do,
        what was recommended and determined. What the keeper has an interest in comes without.

        Refused: ``not_found``.
        """
        found, panel = self._kept(call, asked["round_id"])
        proposals = {
            each.id: each
            for each in ProposalStore(self.store.work).of_round(found.id, *HANDED_IN)
            if asked["theme"] in (None, each.theme)
        }
        outcomes = self.store.of_round(found.id)
        teams, reader = teams_of(self.store.work, panel), self._reader(call, found)
        conflicts = {each: teams.interest(reader, each) for each in proposals}
        items = [
            schemas.result_view(
                proposals[each.proposal_id],
                each,
                outcomes.get(each.proposal_id),
                panel.rules.wanted,
                conflicts[each.proposal_id],
            )
            for each in _ordered(self._results(panel, proposals), proposals, conflicts, asked)
            if not (asked["waiting"] and _is_determined(outcomes.get(each.proposal_id)))
        ]
        return {"items": items, "criteria": schemas.criteria_view(panel.rules.criteria)}

    @command(schemas.RecommendOutcomes, by=KEEPERS)
    def recommend_outcomes(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """A keeper recommends, for many proposals at once; all of them or none.

        Refused: ``not_found``, ``phase_not_open``, ``shortlist_published``, ``assessment_conflict`` (403),
        ``assessment_not_needed``, ``reason_required``, ``determined_already``, ``stale_version``.
        """

        def recommend(before: Outcome | None, proposal: Proposal, said: Said, _done: int) -> Outcome:
            return domain.recommend(before, said, proposal_id=proposal.id, round_id=proposal.round_id)

        return self._decide(call, asked, recommend)

    @command(schemas.DetermineOutcomes, by=KEEPERS)
    def determine_outcomes(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Another keeper decides, for many proposals at once; all of them or none. Their teams read the
        reasons when the shortlist is published.

        Refused: as ``recommend_outcomes``, and ``recommendation_required``, ``determined_by_same_keeper``
        (403), ``assessments_missing``, ``assessment_names_somebody``.
        """
        rules = panel_of(self.store.work, asked["round_id"]).rules

        def determine(before: Outcome | None, _proposal: Proposal, said: Said, done: int) -> Outcome:
            two, wanted = rules.two_keepers, rules.wanted
            return domain.determine(before, said, submitted=done, wanted=wanted, two_keepers=two)

        return self._decide(call, asked, determine)

    @command(schemas.PublishShortlist, by=KEEPERS)
    def publish_shortlist(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Everybody sees it, and every team reads what was said of its proposal.

        Refused: ``not_found``, ``stale_version``, ``phase_not_open``, ``shortlist_published``,
        ``determinations_missing``.
        """
        work = self.store.work
        found, before = self._kept(call, asked["round_id"])
        refuse_stale(before.version, asked["version"])
        refuse_unless_deciding(found, call.now)
        after = panels.publish(before, call.now)
        proposals = ProposalStore(work).of_round(found.id, SUBMITTED)
        verdicts = domain.verdicts_of((each.id for each in proposals), self.store.of_round(found.id))
        for each in proposals:
            ProposalStore(work).save(move(each, verdicts[each.id], call.now))
        given = AssessmentStore(work).of_round(found.id)
        told = self._assessed_or_decided(proposals, given)
        telling = Telling(work, found, after, call.now)
        PanelStore(work).save(after, telling.decided(*told))
        vacate(work, given, lambda each: take_back(each, NOT_NEEDED))
        work.unschedule(REMIND, found.id)
        plan_forgetting(work, self.settings, found, after)
        return self._published(found, after)

    @command(schemas.PutOnShortlist, by=KEEPERS)
    def put_on_shortlist(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """After the publication, until the vote begins: something is put on it after all, nothing is taken
        off.

        Refused: ``not_found``, ``stale_version``, ``shortlist_not_published``, ``phase_not_open``,
        ``assessment_conflict`` (403), ``reason_required``, ``assessment_names_somebody``,
        ``determined_by_same_keeper`` (403), ``shortlisted_already``, ``proposal_stage_wrong``.
        """
        work = self.store.work
        proposal, found = kept_proposal(work, call, asked["proposal_id"])
        panel = panel_of(work, found.id)
        _refuse_unpublished(panel)
        refuse_unless_deciding(found, call.now)
        refuse_conflict(teams_of(work, panel).interest(self._reader(call, found), proposal.id))
        before = self.store.get(proposal.id)
        if before is None:
            raise Refused("not_found")
        refuse_stale(before.version, asked["version"])
        said = Said(ON, asked["reason"], call.caller.subject, call.now)
        after = domain.put_on(before, said, two_keepers=panel.rules.two_keepers)
        self.store.save(after)
        facts = Telling(work, found, panel, call.now).decided(proposal)
        ProposalStore(work).save(move(proposal, ON, call.now), facts)
        return schemas.step_view(after)

    @query(schemas.OneRound, by=(PUBLIC,))
    def get_shortlist(self, _call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """What is voted on and why, of how many that were considered; what is not on it is its team's own.
        Refused: ``not_found``, ``shortlist_not_published``."""
        found = round_of(self.store.work, asked["round_id"])
        panel = panel_of(self.store.work, found.id)
        _refuse_unpublished(panel)
        return self._published(found, panel)

    @query(schemas.OneProposal, by=("member",))
    def get_feedback(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """For a proposal's team, and the keepers of its round: what was decided and why, and what assessors
        said; no assessor is named. Refused: ``not_found``, ``shortlist_not_published``."""
        work = self.store.work
        proposal = handed_in(work, asked["proposal_id"])
        found = round_of(work, proposal.round_id)
        if call.caller.subject not in proposal.team and not keeps(call.caller, found.region):
            raise Refused("not_found")
        panel = panel_of(work, found.id)
        _refuse_unpublished(panel)
        given = AssessmentStore(work).of_proposal(proposal.id)
        told = feedback_of(proposal.id, panel.rules.criteria, given)
        return schemas.feedback_view(proposal, told, self.store.get(proposal.id))

    def _decide(
        self,
        call: Call,
        asked: dict[str, Any],
        step: Callable[[Outcome | None, Proposal, Said, int], Outcome],
    ) -> dict[str, Any]:
        """One step for each of the proposals named, in one transaction."""
        work = self.store.work
        found, panel = self._kept(call, asked["round_id"])
        refuse_published(panel)
        refuse_unless_deciding(found, call.now)
        items = {each["proposal_id"]: each for each in asked["items"]}
        proposals = ProposalStore(work).several(items)
        outcomes, teams = self.store.several(items), teams_of(work, panel)
        done = {each.proposal_id: each.submitted for each in self._results(panel, proposals)}
        made = []
        for proposal_id, item in items.items():
            proposal = proposals.get(proposal_id)
            if proposal is None or proposal.round_id != found.id:
                raise Refused("not_found")
            before = outcomes.get(proposal_id)
            exception = item.get("exception", "")
            said = Said(item["verdict"], item["reason"], call.caller.subject, call.now, exception)
            with _naming(proposal, of=len(items)):
                self._refuse_undecidable(call, found, teams, proposal)
                refuse_stale(before.version if before else 0, item["version"])
                made.append(step(before, proposal, said, done[proposal_id]))
        for each in made:
            self.store.save(each)
        return {"items": [schemas.step_view(each) for each in made]}

    def _refuse_undecidable(self, call: Call, found: Round, teams: Teams, proposal: Proposal) -> None:
        refuse_conflict(teams.interest(self._reader(call, found), proposal.id))
        if proposal.stage != SUBMITTED:
            raise Refusal("assessment_not_needed", "It does not wait to be decided.")

    def _results(self, panel: Panel, proposals: Mapping[str, Proposal]) -> list[Result]:
        by_proposal: dict[str, list[Assessment]] = {each: [] for each in proposals}
        for each in AssessmentStore(self.store.work).of_round(panel.id):
            if each.proposal_id in by_proposal:
                by_proposal[each.proposal_id].append(each)
        return [result_of(each, panel.rules.criteria, given) for each, given in by_proposal.items()]

    def _assessed_or_decided(self, proposals: list[Proposal], given: list[Assessment]) -> list[Proposal]:
        """Whose team is told: everything that was decided, and what was assessed and given up since."""
        assessed = {each.proposal_id for each in given if each.state == ASSESSED}
        others = assessed - {each.id for each in proposals}
        return [*proposals, *ProposalStore(self.store.work).several(others).values()]

    def _published(self, found: Round, panel: Panel) -> dict[str, Any]:
        listed = ProposalStore(self.store.work).of_round(found.id, *VOTED_ON)
        outcomes = self.store.of_round(found.id)
        return {
            "round_id": found.id,
            "version": panel.version,
            "published_at": panel.published_at.isoformat() if panel.published_at else None,
            "criteria": schemas.criteria_view(panel.rules.criteria),
            "considered": sum(_is_determined(each) for each in outcomes.values()),
            "items": [schemas.listed_view(each, outcomes.get(each.id)) for each in listed],
        }

    def _kept(self, call: Call, round_id: str) -> tuple[Round, Panel]:
        found = kept_round(self.store.work, call, round_id)
        return found, panel_of(self.store.work, found.id)

    def _reader(self, call: Call, found: Round) -> Any:
        return reader_of(self.store.work, found.id, call.caller.subject)


def _ordered(
    results: Iterable[Result],
    proposals: Mapping[str, Proposal],
    conflicts: Mapping[str, Conflict | None],
    asked: Mapping[str, Any],
) -> list[Result]:
    """The place of a proposal tells a keeper with an interest in it no more than its line does."""

    def seen(result: Result, figure: Any) -> Any:
        return figure if conflicts[result.proposal_id] is None else None

    figures: dict[str, Callable[[Result], Any]] = {
        "total": lambda each: seen(each, each.total),
        "spread": lambda each: seen(each, each.spread),
        "ask": lambda each: proposals[each.proposal_id].ask,
        "entered": lambda each: each.proposal_id,
        "title": lambda each: proposals[each.proposal_id].title.casefold(),
    }
    order = asked["order"]
    return in_order(results, figures[order], is_falling=(order in schemas.FALLING) != asked["reverse"])


@contextmanager
def _naming(proposal: Proposal, *, of: int) -> Iterator[None]:
    """Of several, a refusal says which one it is about."""
    try:
        yield
    except (Refusal, Refused) as no:
        if of == 1:
            raise
        said = no.message or CODES[no.code].sentence
        fields = {name: [f"{proposal.title}: {each}" for each in texts] for name, texts in no.fields.items()}
        raise Refusal(no.code, f"{proposal.title}: {said}", fields) from None


def _is_determined(outcome: Outcome | None) -> bool:
    return outcome is not None and outcome.determination is not None


def _refuse_unpublished(panel: Panel) -> None:
    if panel.published_at is None:
        raise Refusal("shortlist_not_published")
