"""The doors of comments: said by members, answered by the team, hidden by keepers with a reason (row 56)."""

from datetime import timedelta
from typing import Any

from chassis.call import Again, Call, Job
from chassis.doors import PUBLIC, command, due, query
from commons.places import KEEPERS, keeps
from contracts.refusals import Refused
from exchange.comments import domain, schemas, telling
from exchange.comments.domain import Answer, Comment
from exchange.comments.engagement import changed_texts
from exchange.comments.evidence import engagement_of
from exchange.comments.store import CommentStore
from exchange.proposals.domain import Proposal
from exchange.proposals.reading import heir_of, line_of, readable, round_of
from exchange.proposals.store import ProposalStore
from exchange.refusal import Refusal
from exchange.rounds.domain import Round
from exchange.settings import Settings

HIDDEN_LONG = "hidden_comment"


class Comments:
    """Whoever may read a proposal reads what is said about it; members say something."""

    name = "exchange_comments"
    context = "exchange"
    refusals = (Refusal,)
    store_class = CommentStore
    settings_class = Settings
    store: CommentStore
    settings: Settings

    @command(schemas.AddComment, by=("member",))
    def add_comment(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Refused: ``not_found``, ``proposal_comments_closed``, ``round_cancelled``."""
        proposal, found = readable(self.store.work, call, asked["proposal_id"])
        made = domain.comment(
            call.new_id(),
            proposal,
            found,
            text=asked["text"],
            is_question=asked["is_question"],
            by=call.caller.subject,
            shown_name=asked["shown_name"],
            now=call.now,
        )
        self.store.save(made, telling.question_asked(made, proposal) if made.is_question else [])
        return schemas.noted_view(made)

    @command(schemas.AnswerComment, by=("member",))
    def answer_comment(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Of what was merged into another one the other one's team answers.

        Refused: ``not_found``, ``not_in_team``, ``proposal_comments_closed``, ``comment_not_shown``,
        ``comment_answered_enough``, ``round_cancelled``.
        """
        before, proposal, found = self._asked_for(call, asked["id"])
        told = Answer(asked["text"], call.caller.subject, call.now, asked["shown_name"])
        heir = heir_of(ProposalStore(self.store.work), proposal)
        after = domain.answer(before, heir, found, told)
        self.store.save(after, telling.answered(after, proposal))
        return schemas.noted_view(after)

    @command(schemas.OneComment, by=("member",))
    def take_back_comment(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Its words are gone at once. Refused: ``not_found``, ``not_the_author``."""
        before = self.store.get(asked["id"])
        if before is None:
            raise Refused("not_found")
        after = domain.take_back(before, call.caller.subject, call.now)
        if after is not before:
            self.store.save(after)
            self.store.work.unschedule(HIDDEN_LONG, after.id)
        return schemas.noted_view(after)

    @command(schemas.HideComment, by=KEEPERS)
    def hide_comment(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """By the round's keepers who have no part in the proposal. Refused: ``not_found``,
        ``comment_on_own``, ``reason_required``, ``comment_not_shown``."""
        before, proposal = self._kept(call, asked["id"])
        after = domain.hide(before, asked["reason"], call.now)
        self.store.save(after, telling.hidden(after, proposal))
        kept = timedelta(days=self.settings.comment_hidden_days)
        self.store.work.schedule(HIDDEN_LONG, after.id, call.now + kept)
        return schemas.noted_view(after)

    @command(schemas.OneComment, by=KEEPERS)
    def show_comment(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """By the same, while its words are kept. Refused: ``not_found``, ``comment_on_own``,
        ``comment_not_hidden``."""
        before, _proposal = self._kept(call, asked["id"])
        after = domain.show(before)
        self.store.save(after)
        self.store.work.unschedule(HIDDEN_LONG, after.id)
        return schemas.noted_view(after)

    @query(schemas.ListComments, by=(PUBLIC,))
    def list_comments(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """On one proposal, the first first; all of them, or those asked for. Refused: ``not_found``."""
        proposal, found = readable(self.store.work, call, asked["proposal_id"])
        page = self.store.page(proposal.id, asked, unanswered=asked["unanswered"])
        return {**page, "items": self._views(call, page["items"], proposal, found)}

    @query(schemas.ListHidden, by=KEEPERS)
    def list_hidden(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """What the keepers of a round hid in it. Refused: ``not_found``."""
        found = round_of(self.store.work, asked["round_id"])
        if not keeps(call.caller, found.region):
            raise Refused("not_found")
        page = self.store.hidden_in(found.id, asked)
        known = ProposalStore(self.store.work).several(each.proposal_id for each in page["items"])
        titles = {each.id: each.title for each in known.values()}
        return {
            **page,
            "items": [schemas.hidden_view(each, titles.get(each.proposal_id, "")) for each in page["items"]],
        }

    @query(schemas.OneProposal, by=(PUBLIC,))
    def get_engagement(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """How the team dealt with what others said, as assessors read it: until the proposals' deadline,
        with what was merged into it. Refused: ``not_found``."""
        proposal, found = readable(self.store.work, call, asked["proposal_id"])
        return schemas.engagement_view(engagement_of(self.store.work, proposal, found, call.now))

    @due(HIDDEN_LONG)
    def forget_hidden(self, _call: Call, job: Job) -> Again | None:
        """What keepers hid, and nobody contested, has no words any more."""
        before = self.store.get(job.key)
        if before is not None:
            after = domain.forget_words(before)
            if after is not before:
                self.store.save(after)
        return None

    def _asked_for(self, call: Call, comment_id: str) -> tuple[Comment, Proposal, Round]:
        comment = self.store.get(comment_id)
        if comment is None:
            raise Refused("not_found")
        proposal, found = readable(self.store.work, call, comment.proposal_id)
        return comment, proposal, found

    def _kept(self, call: Call, comment_id: str) -> tuple[Comment, Proposal]:
        comment, proposal, found = self._asked_for(call, comment_id)
        if not keeps(call.caller, found.region):
            raise Refused("not_found")
        for each in line_of(ProposalStore(self.store.work), proposal):
            domain.refuse_own(each, call.caller.subject)
        return comment, proposal

    def _views(
        self, call: Call, comments: list[Comment], proposal: Proposal, found: Round
    ) -> list[dict[str, Any]]:
        """What was merged into another changes that one's text: its versions are looked at, too."""
        places = [each.id for each in line_of(ProposalStore(self.store.work), proposal)]
        changed = changed_texts(ProposalStore(self.store.work).texts_of(*places))
        is_keeper = keeps(call.caller, found.region)
        return [
            schemas.comment_view(each, call.caller.subject, changed, is_keeper=is_keeper) for each in comments
        ]
