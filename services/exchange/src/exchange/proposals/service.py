"""The doors of proposals: ideas, drafts in versions, what is submitted, and who takes part (row 56)."""

from typing import Any

from chassis.call import Again, Call, Job
from chassis.doors import PUBLIC, command, due, query
from chassis.versions import refuse_stale
from commons.people.store import People
from contracts.events import Fact
from contracts.refusals import Refused
from exchange.comments.store import CommentStore
from exchange.comments.supporting.domain import support_id
from exchange.comments.supporting.store import SupportStore
from exchange.proposals import difference, domain, schemas, team, telling
from exchange.proposals.clock import DEADLINE, UNSENT, Clock
from exchange.proposals.domain import HANDED_IN, Proposal
from exchange.proposals.merging.lapsing import lapse_offers
from exchange.proposals.reading import readable, reader_of, round_of
from exchange.proposals.resembling import most_like, telling_words
from exchange.proposals.sight import is_of_team
from exchange.proposals.store import ProposalStore
from exchange.proposals.viewing import Viewing
from exchange.refusal import Refusal
from exchange.rounds.domain import Round
from exchange.settings import Settings


class Proposals:
    """Many ideas may be one member's; of proposals each leads one in a round."""

    name = "exchange_proposals"
    context = "exchange"
    refusals = (Refusal,)
    store_class = ProposalStore
    settings_class = Settings
    store: ProposalStore
    settings: Settings

    @command(schemas.EnterProposal, by=("member",))
    def enter_idea(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """The answer's ``similar`` warns of what is like it; nothing is refused for that.

        Refused: ``not_found``, ``phase_not_open``, ``round_of_other_region``, ``theme_unknown``,
        ``ideas_too_many``, and what a round that is no more or not yet open refuses.
        """
        return self._entered(call, asked, domain.enter_idea)

    @command(schemas.EnterProposal, by=("member",))
    def draft_proposal(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Without an idea before it; the team's own until it is opened or submitted. Refused: as
        ``enter_idea``, and ``proposal_led_already``."""
        return self._entered(call, asked, domain.draft_proposal)

    @command(schemas.ActOnProposal, by=("member",))
    def develop_idea(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Its lead makes a proposal of an idea. Refused: ``not_found``, ``stale_version``, ``not_the_lead``,
        ``phase_not_open``, ``proposal_stage_wrong``, ``proposal_led_already``."""
        before, found = self._asked_for(call, asked)
        return self._saved(call, found, domain.develop(before, found, call.caller.subject, call.now))

    @command(schemas.ActOnProposal, by=("member",))
    def open_draft(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Members read the draft and comment on it from now on. Refused: ``not_found``, ``stale_version``,
        ``not_the_lead``, ``phase_not_open``, ``proposal_stage_wrong``."""
        before, found = self._asked_for(call, asked)
        after = domain.open_draft(before, found, call.caller.subject, call.now)
        return self._saved(call, found, after, before)

    @command(schemas.ChangeProposal, by=("member",))
    def change_proposal(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Another text, and because of which comments.

        Refused: ``not_found``, ``stale_version``, ``not_in_team``, ``phase_not_open``,
        ``proposal_stage_wrong``, ``theme_unknown``, ``comment_unknown``, ``proposal_unchanged``,
        ``proposal_incomplete``, ``ask_wrong``.
        """
        before, found = self._asked_for(call, asked)
        by, words = call.caller.subject, schemas.words_of(asked)
        after = domain.change(before, found, words, by=by, shown_name=asked["shown_name"], now=call.now)
        self._refuse_unknown_comments(before, asked["because_of"])
        if asked["because_of"] and after.text == before.text:
            raise Refusal("proposal_unchanged", "", {"because_of": ["Change the text, or name no comment."]})
        text = domain.text_of(after, by, asked["because_of"]) if after.text != before.text else None
        return {**self._saved(call, found, after, before, text=text), "similar": self._similar(after)}

    @command(schemas.ActOnProposal, by=("member",))
    def submit_proposal(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Refused: ``not_found``, ``stale_version``, ``not_the_lead``, ``phase_not_open``,
        ``proposal_stage_wrong``, ``proposal_incomplete``, ``ask_wrong``, ``theme_unknown``."""
        before, found = self._asked_for(call, asked)
        return self._saved(call, found, domain.submit(before, found, call.caller.subject, call.now))

    @command(schemas.WithdrawProposal, by=("member",))
    def withdraw_proposal(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Refused: ``not_found``, ``stale_version``, ``not_the_lead``, ``proposal_stage_wrong``,
        ``proposal_voted_on``."""
        before, found = self._asked_for(call, asked)
        by = call.caller.subject
        after = domain.withdraw(before, found, by, asked["reason"], call.now)
        return self._saved(call, found, after, facts=telling.given_up(after, by))

    @command(schemas.ActOnProposal, by=("member",))
    def reinstate_proposal(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """It was withdrawn by mistake, and its phase is still open. Refused: ``not_found``,
        ``stale_version``, ``not_the_lead``, ``proposal_stage_wrong``, ``phase_not_open``,
        ``proposal_led_already``."""
        before, found = self._asked_for(call, asked)
        return self._saved(call, found, domain.reinstate(before, found, call.caller.subject, call.now))

    @command(schemas.NamedCoApplicant, by=("member",))
    def ask_co_applicant(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Refused: ``not_found``, ``stale_version``, ``not_the_lead``, ``co_applicant_unknown``,
        ``co_applicant_is_lead``, ``co_applicant_twice``, ``co_applicant_declined``,
        ``co_applicants_too_many``, ``phase_not_open``, ``proposal_stage_wrong``."""
        before, found = self._asked_for(call, asked)
        domain.refuse_not_lead(before, call.caller.subject)
        domain.refuse_not_written(before, found, call.now)
        member = People(self.store.work).get(asked["member_id"])
        if member is None or not member.is_active:
            raise Refused("co_applicant_unknown", fields={"member_id": ["Choose an active member."]})
        most = self.settings.proposal_most_co_applicants
        people = team.ask(before.co_applicants, before.lead, member.id, most, call.now)
        after = domain.with_co_applicants(before, people, call.now)
        facts = telling.co_applicants_asked(after, [member.id], "asked")
        return self._saved(call, found, after, facts=facts)

    @command(schemas.AnswerAsCoApplicant, by=("member",))
    def answer_as_co_applicant(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Whoever was asked agrees, while proposals are taken, or declines, at any time.

        Refused: ``not_found``, ``co_applicant_not_asked``, ``phase_not_open``, ``proposal_stage_wrong``.
        """
        before, found = self._asked_for(call, asked)
        if asked["agrees"]:
            domain.refuse_not_written(before, found, call.now)
        people = team.answer(
            before.co_applicants,
            call.caller.subject,
            agrees=asked["agrees"],
            shown_name=asked["shown_name"],
            now=call.now,
        )
        after = domain.with_co_applicants(before, people, call.now)
        if asked["agrees"]:
            # Nobody supports a proposal of their own.
            SupportStore(self.store.work).take_back(support_id(before.id, call.caller.subject, ""))
        facts = telling.co_applicant_answered(after, agrees=asked["agrees"])
        return self._saved(call, found, after, facts=facts)

    @command(schemas.NamedCoApplicant, by=("member",))
    def drop_co_applicant(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """The lead takes somebody off, or a co-applicant goes; the other one is told. After the deadline the
        team stays as it is.

        Refused: ``not_found``, ``stale_version``, ``not_the_lead``, ``co_applicant_not_asked``,
        ``phase_not_open``, ``proposal_stage_wrong``.
        """
        before, found = self._asked_for(call, asked)
        who, by = asked["member_id"], call.caller.subject
        if who != by:
            domain.refuse_not_lead(before, by)
        domain.refuse_not_written(before, found, call.now)
        people = team.leave(before.co_applicants, who, call.now)
        after = domain.with_co_applicants(before, people, call.now)
        is_left = who == by
        facts = telling.co_applicant_left(after) if is_left else telling.co_applicant_dropped(after, who)
        return self._saved(call, found, after, facts=facts)

    @query(schemas.OneProposal, by=(PUBLIC,))
    def get_proposal(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """With ``comments``, ``supporters`` and what waits as numbers, ``may`` (what the caller may do now),
        and for its team ``remaining`` (what lacks before it is submitted) and ``similar``.

        Refused: ``not_found`` for what the caller may not read, too.
        """
        proposal, _found = readable(self.store.work, call, asked["id"])
        view = self._views(call, [proposal])[0]
        is_own = is_of_team(proposal, call.caller.subject)
        return {**view, "similar": self._similar(proposal) if is_own else []}

    @query(schemas.ListProposals, by=(PUBLIC,))
    def list_proposals(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """The newest first; visitors read those that are voted on. Refused: ``not_found``."""
        found = round_of(self.store.work, asked["round_id"])
        reader = reader_of(call.caller, found)
        wanted = (asked["stage"],) if asked["stage"] else schemas.LISTED
        stages = [each for each in wanted if reader.is_member or each in domain.VOTED_ON]
        narrowed = {name: asked[name] for name in ("theme", "region", "text")}
        page = self.store.page(found.id, asked, stages, **narrowed)
        return {**page, "items": self._views(call, page["items"])}

    @query(schemas.MyProposals, by=("member",))
    def my_proposals(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Those that the caller leads, takes part in or is asked to (``my_part``), changed last first."""
        page = self.store.with_person(call.caller.subject, asked)
        return {**page, "items": self._views(call, page["items"])}

    @query(schemas.FindSimilar, by=("member",))
    def find_similar(self, _call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """What of the round shares telling words with a title and an aim, before it is entered.

        Refused: ``not_found``.
        """
        found = round_of(self.store.work, asked["round_id"])
        return {"items": self._alike(found.id, asked["title"], asked["aim"], asked["but"])}

    @query(schemas.CountProposals, by=(PUBLIC,))
    def count_proposals(self, _call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Handed in by region and theme with shares, a region's beside its share of members (C24), and
        everything by stage. Refused: ``not_found``."""
        found = round_of(self.store.work, asked["round_id"])
        members = self.store.members_by_region(each.code for each in self.settings.regions)
        return schemas.counts_view(self.store.tally(found.id), HANDED_IN, members)

    @query(schemas.ListVersions, by=(PUBLIC,))
    def list_versions(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Its texts, the newest first, each with what differs from the one before. Refused: ``not_found``."""
        proposal, _found = readable(self.store.work, call, asked["id"])
        page = self.store.page_of_texts(proposal.id, asked)
        return {**page, "items": [self._text_view(each) for each in page["items"]]}

    @query(schemas.GetVersion, by=(PUBLIC,))
    def get_version(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Refused: ``not_found``."""
        proposal, _found = readable(self.store.work, call, asked["id"])
        text = self.store.text(proposal.id, asked["number"])
        if text is None:
            raise Refused("not_found")
        return self._text_view(text)

    @query(schemas.CompareVersions, by=(PUBLIC,))
    def compare_versions(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """What differs between two texts, word by word, and the comments that are named as reasons.

        Refused: ``not_found``.
        """
        proposal, _found = readable(self.store.work, call, asked["id"])
        texts = {each.number: each for each in self.store.texts_of(proposal.id)}
        number = asked["number"]
        against = asked["against"] if asked["against"] is not None else number - 1
        if number not in texts or (against and against not in texts) or against >= number:
            raise Refused("not_found")
        before, after = texts.get(against), texts[number]
        since = [texts[each] for each in sorted(texts) if against < each <= number]
        reasons = dict.fromkeys(reason for each in since for reason in each.because_of)
        changes = difference.between(before.words if before else None, after.words)
        return schemas.comparison_view(before, after, reasons, changes)

    @due(DEADLINE)
    def tell_of_deadline(self, call: Call, job: Job) -> Again | None:
        """Row 56: days before the deadline the team of a draft is told that it is not submitted."""
        return Clock(self.store, self.settings).tell_of_deadline(call, job)

    @due(UNSENT)
    def delete_unsent(self, call: Call, job: Job) -> Again | None:
        """What was never submitted is not kept for ever."""
        return Clock(self.store, self.settings).delete_unsent(call, job)

    def _entered(self, call: Call, asked: dict[str, Any], enter: Any) -> dict[str, Any]:
        found = round_of(self.store.work, asked["round_id"])
        by = call.caller.subject
        entered = self.store.entered_by(found.id, by)
        domain.refuse_too_many_ideas(entered, self.settings.proposal_most_ideas)
        made = enter(
            call.new_id(),
            found,
            schemas.words_of(asked),
            by=by,
            shown_name=asked["shown_name"],
            region=call.caller.region or "",
            now=call.now,
        )
        view = self._saved(call, found, made, text=domain.text_of(made, by))
        return {**view, "similar": self._similar(made)}

    def _asked_for(self, call: Call, asked: dict[str, Any]) -> tuple[Proposal, Round]:
        proposal, found = readable(self.store.work, call, asked["id"])
        refuse_stale(proposal.version, asked.get("version"))
        return proposal, found

    def _saved(
        self,
        call: Call,
        found: Round,
        after: Proposal,
        before: Proposal | None = None,
        *,
        facts: list[Fact] | None = None,
        text: domain.Text | None = None,
    ) -> dict[str, Any]:
        if after is not before:
            self.store.save(after, facts or [], text)
            Clock(self.store, self.settings).plan(after, found, call.now)
            lapse_offers(self.store.work, after, call.now)
        return self._views(call, [after])[0]

    def _views(self, call: Call, proposals: list[Proposal]) -> list[dict[str, Any]]:
        return Viewing(self.store).views(call, proposals)

    def _similar(self, proposal: Proposal) -> list[dict[str, Any]]:
        return self._alike(proposal.round_id, proposal.title, proposal.aim, proposal.id)

    def _alike(self, round_id: str, title: str, aim: str, but: str | None) -> list[dict[str, Any]]:
        mine = telling_words(title, aim)
        known = {each.id: each for each in self.store.sharing_words(round_id, mine, but)}
        others = ((each.id, telling_words(each.title, each.aim)) for each in known.values())
        return [schemas.similar_view(known[each], like) for each, like in most_like(mine, others)]

    def _text_view(self, text: domain.Text) -> dict[str, Any]:
        before = self.store.text(text.proposal_id, text.number - 1)
        return schemas.text_view(text, before)

    def _refuse_unknown_comments(self, proposal: Proposal, ids: list[str]) -> None:
        """What was merged into it brought its comments along."""
        known = CommentStore(self.store.work).several(ids)
        places = (proposal.id, *proposal.merged_from)
        if any(each not in known or known[each].proposal_id not in places for each in ids):
            raise Refusal("comment_unknown", "", {"because_of": ["Choose comments on this proposal."]})
