"""A comment on a proposal: a remark or a question, the answers, and whether keepers hid it (row 56)."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from exchange.proposals.domain import NOT_SHORTLISTED, SHORTLISTED, WRITTEN, Proposal, refuse_not_in_team
from exchange.refusal import Refusal
from exchange.rounds.domain import Round, refuse_unpublished
from exchange.rounds.phases import PROPOSAL, VOTE

SHOWN, HIDDEN, TAKEN_BACK = "shown", "hidden", "taken_back"
STATES = (SHOWN, HIDDEN, TAKEN_BACK)
MOST_ANSWERS = 20


@dataclass(frozen=True)
class Answer:
    """What somebody of the team answered; ``shown_name`` is how they are called here, if they wish."""

    text: str
    by: str
    at: datetime
    shown_name: str = ""


@dataclass(frozen=True)
class Comment:
    """``reason`` says why keepers hid it, ``settled_at`` since when it is hidden or taken back.

    One that was taken back, or that has been hidden long enough, has no words any more.
    """

    id: str
    version: int
    proposal_id: str
    round_id: str
    by: str
    shown_name: str
    is_question: bool
    text: str
    at: datetime
    state: str = SHOWN
    answers: tuple[Answer, ...] = ()
    reason: str = ""
    settled_at: datetime | None = None

    @property
    def is_answered(self) -> bool:
        return bool(self.answers)


def comment(
    comment_id: str,
    proposal: Proposal,
    found: Round,
    *,
    text: str,
    is_question: bool,
    by: str,
    shown_name: str,
    now: datetime,
) -> Comment:
    """Any member who reads the proposal, not only its own round's; its team, who answers, asks itself
    nothing. Refused: ``proposal_comments_closed``, ``round_cancelled``, ``round_not_published``."""
    refuse_closed(proposal, found, now)
    asks = is_question and by not in proposal.team
    return Comment(comment_id, 1, proposal.id, proposal.round_id, by, shown_name, asks, text, now)


def answer(before: Comment, proposal: Proposal, found: Round, told: Answer) -> Comment:
    """Somebody of the team answers.

    Refused: ``not_in_team``, ``proposal_comments_closed``, ``comment_not_shown``,
    ``comment_answered_enough``, ``round_cancelled``, ``round_not_published``.
    """
    refuse_closed(proposal, found, told.at)
    refuse_not_in_team(proposal, told.by)
    _refuse_not_shown(before)
    if len(before.answers) >= MOST_ANSWERS:
        raise Refusal("comment_answered_enough")
    return _after(before, answers=(*before.answers, told))


def take_back(before: Comment, by: str, now: datetime) -> Comment:
    """Its author's words are gone at once; that there was one stays, with what was answered. Again changes
    nothing. Refused: ``not_the_author``."""
    if before.by != by:
        raise Refusal("not_the_author")
    if before.state == TAKEN_BACK:
        return before
    return _after(before, state=TAKEN_BACK, text="", shown_name="", reason="", settled_at=now)


def hide(before: Comment, reason: str, now: datetime) -> Comment:
    """Keepers take it out of sight and say why; its author is told. Refused: ``reason_required``,
    ``comment_not_shown``."""
    if not reason:
        raise Refusal("reason_required", "Say why.", {"reason": ["Say why."]})
    _refuse_not_shown(before)
    return _after(before, state=HIDDEN, reason=reason, settled_at=now)


def show(before: Comment) -> Comment:
    """Keepers were wrong. Refused: ``comment_not_hidden``, also when its words are gone."""
    if before.state != HIDDEN or not before.text:
        raise Refusal("comment_not_hidden")
    return _after(before, state=SHOWN, reason="", settled_at=None)


def refuse_own(proposal: Proposal, by: str) -> None:
    """What is said about a proposal is not hidden by its own team, who may be the round's keepers, too.

    Refused: ``comment_on_own``.
    """
    if by in proposal.team:
        raise Refusal("comment_on_own")


def forget_words(before: Comment) -> Comment:
    """It has been hidden long enough: nobody contested that any more."""
    if before.state != HIDDEN or not before.text:
        return before
    return _after(before, text="", shown_name="")


def forget_names(before: Comment, member_id: str) -> Comment:
    """This member left Q: how they were called is shown no more, beside the comment and its answers."""
    answers = tuple(replace(each, shown_name="") if each.by == member_id else each for each in before.answers)
    name = "" if before.by == member_id else before.shown_name
    if (name, answers) == (before.shown_name, before.answers):
        return before
    return _after(before, shown_name=name, answers=answers)


def refuse_closed(proposal: Proposal, found: Round, now: datetime) -> None:
    """Comments, answers and support are taken until the vote ends.

    What assessors read is what there was at the proposals' deadline (``evidence_until``). Refused:
    ``proposal_comments_closed``, ``round_cancelled``, ``round_not_published``.
    """
    refuse_unpublished(found)
    vote = found.phase(VOTE)
    is_over = vote is not None and now >= vote.closes_at + found.grace
    if is_over or proposal.stage not in (*WRITTEN, SHORTLISTED, NOT_SHORTLISTED):
        raise Refusal("proposal_comments_closed")


def evidence_until(found: Round, now: datetime) -> datetime:
    """What happened before the end of the proposals' grace counts for assessors; every round has that
    phase, and of one that had not all until ``now`` would."""
    phase = found.phase(PROPOSAL)
    return phase.closes_at + found.grace if phase is not None else now


def _refuse_not_shown(found: Comment) -> None:
    if found.state != SHOWN:
        raise Refusal("comment_not_shown")


def _after(before: Comment, **changed: Any) -> Comment:
    return replace(before, version=before.version + 1, **changed)
