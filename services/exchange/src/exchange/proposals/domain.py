"""A proposal: an idea, a draft in versions, what was submitted, and what became of it (row 56).

Many ideas may be one member's; of proposals each member leads one in a round. It is the same object from the
idea to the award, so that its comments and its texts stay with it.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from commons.centre import UK
from exchange.proposals.team import AGREED, CoApplicant
from exchange.proposals.trail import (
    DEVELOPED,
    OPENED,
    REINSTATED,
    WAS_SUBMITTED,
    WAS_WITHDRAWN,
    Step,
    last_withdrawn,
)  # fmt: skip
from exchange.proposals.words import Words, refuse_incomplete, refuse_unknown_theme
from exchange.refusal import Refusal
from exchange.rounds.domain import Round, refuse_unless
from exchange.rounds.phases import IDEA as IDEAS_TAKEN
from exchange.rounds.phases import PROPOSAL as PROPOSALS_TAKEN
from exchange.rounds.phases import VOTE

IDEA, DRAFT, SUBMITTED = "idea", "draft", "submitted"
SHORTLISTED, NOT_SHORTLISTED = "shortlisted", "not_shortlisted"
AWARDED, NOT_AWARDED = "awarded", "not_awarded"
WITHDRAWN, MERGED = "withdrawn", "merged"
STAGES = (
    IDEA, DRAFT, SUBMITTED, SHORTLISTED, NOT_SHORTLISTED, AWARDED, NOT_AWARDED, WITHDRAWN, MERGED,
)  # fmt: skip

WRITTEN = (IDEA, DRAFT, SUBMITTED)
"""Its text still changes."""
HANDED_IN = (SUBMITTED, SHORTLISTED, NOT_SHORTLISTED, AWARDED, NOT_AWARDED)
"""What was submitted in time, whatever became of it: the "188 proposals" of row 56."""
LED = (DRAFT, *HANDED_IN)
"""Of these a member leads one in a round."""
VOTED_ON = (SHORTLISTED, AWARDED, NOT_AWARDED)
"""Visitors read these, too: row 57 makes results public."""
GIVEN_UP = (WITHDRAWN, MERGED)

MOVES = {
    SUBMITTED: (SHORTLISTED, NOT_SHORTLISTED, AWARDED, NOT_AWARDED),
    SHORTLISTED: (AWARDED, NOT_AWARDED),
    NOT_SHORTLISTED: (SHORTLISTED,),
    NOT_AWARDED: (AWARDED,),
}
"""What may become of one without its lead: a round without a shortlist votes on what was submitted, one
that was not shortlisted may be put on after all while the shortlist is made, and money may come back."""

MOST_REASONS = 20
"""Comments that one change of the text names as its reason."""


@dataclass(frozen=True)
class Text:
    """One version of the words: which member wrote it, and because of which comments."""

    proposal_id: str
    number: int
    words: Words
    by: str
    at: datetime
    because_of: tuple[str, ...] = ()


@dataclass(frozen=True)
class Brought:
    """That it was written elsewhere: ``source`` is its round's, ``reference`` what it is called there.

    ``award`` is whole pence, None where nobody knows.
    """

    reference: str
    source: str
    award: int | None = None


@dataclass(frozen=True)
class Proposal:
    """``lead`` is "" where it was brought in and nobody here leads it. ``region`` is its lead's home;
    ``is_open`` whether members read it (an idea, a draft that was opened, and all that was submitted);
    ``reason`` why it was withdrawn; ``text`` the number of its newest text; ``trail`` what happened to it
    besides its texts, the first first.

    ``co_applicants`` holds everybody who was asked; ``team`` those who agreed, with the lead.
    """

    id: str
    version: int
    round_id: str
    region: str
    lead: str
    shown_name: str
    stage: str
    words: Words
    text: int
    is_open: bool
    made_at: datetime
    changed_at: datetime
    co_applicants: tuple[CoApplicant, ...] = ()
    submitted_at: datetime | None = None
    merged_into: str | None = None
    merged_from: tuple[str, ...] = ()
    reason: str = ""
    trail: tuple[Step, ...] = ()
    brought: Brought | None = None

    @property
    def title(self) -> str:
        return self.words.title

    @property
    def aim(self) -> str:
        return self.words.aim

    @property
    def theme(self) -> str:
        return self.words.theme

    @property
    def ask(self) -> int:
        """Pence; 0 while nobody knows."""
        return self.words.ask or 0

    @property
    def team(self) -> tuple[str, ...]:
        """The lead and every co-applicant who agreed: none of them votes for it or assesses it."""
        people = (self.lead, *(each.member_id for each in self.co_applicants if each.state == AGREED))
        return tuple(each for each in people if each)

    @property
    def was_submitted(self) -> bool:
        return self.submitted_at is not None or self.brought is not None


def enter_idea(
    proposal_id: str, found: Round, words: Words, *, by: str, shown_name: str, region: str, now: datetime
) -> Proposal:
    """Refused: ``phase_not_open``, ``round_not_published``, ``round_cancelled``, ``round_of_other_region``,
    ``theme_unknown``."""
    refuse_unless(found, IDEAS_TAKEN, now)
    return _entered(proposal_id, found, words, IDEA, by, shown_name, region, now, is_open=True)


def draft_proposal(
    proposal_id: str, found: Round, words: Words, *, by: str, shown_name: str, region: str, now: datetime
) -> Proposal:
    """A draft without an idea before it; its team alone reads it until they open it. Refused: as
    ``enter_idea``."""
    refuse_unless(found, PROPOSALS_TAKEN, now)
    return _entered(proposal_id, found, words, DRAFT, by, shown_name, region, now, is_open=False)


def develop(idea: Proposal, found: Round, by: str, now: datetime) -> Proposal:
    """Its lead makes a proposal of an idea; members read on. Refused: ``phase_not_open``,
    ``not_the_lead``, ``proposal_stage_wrong``."""
    refuse_unless(found, PROPOSALS_TAKEN, now)
    refuse_not_lead(idea, by)
    _refuse_stage(idea, IDEA)
    return stepped(idea, Step(DEVELOPED, now, by), stage=DRAFT)


def open_draft(draft: Proposal, found: Round, by: str, now: datetime) -> Proposal:
    """Members read it and comment from now on; there is no way back, people have read it. Again changes
    nothing. Refused: ``phase_not_open``, ``not_the_lead``, ``proposal_stage_wrong``."""
    refuse_unless(found, PROPOSALS_TAKEN, now)
    refuse_not_lead(draft, by)
    _refuse_stage(draft, *WRITTEN)
    return draft if draft.is_open else stepped(draft, Step(OPENED, now, by), is_open=True)


def change(
    before: Proposal, found: Round, words: Words, *, by: str, shown_name: str | None, now: datetime
) -> Proposal:
    """Another text, by anybody of the team; the same object when nothing differs. What was submitted stays
    complete. ``shown_name`` is the lead's, None leaves it.

    Refused: ``phase_not_open``, ``not_in_team``, ``proposal_stage_wrong``, ``theme_unknown``,
    ``proposal_incomplete``, ``ask_wrong``.
    """
    refuse_not_written(before, found, now)
    refuse_not_in_team(before, by)
    refuse_unknown_theme(found, words)
    if before.stage == SUBMITTED:
        refuse_incomplete(found, words)
    name = shown_name if shown_name is not None and by == before.lead else before.shown_name
    if (words, name) == (before.words, before.shown_name):
        return before
    text = before.text + 1 if words != before.words else before.text
    return after_change(before, now, words=words, text=text, shown_name=name)


def text_of(proposal: Proposal, by: str, because_of: Iterable[str] = ()) -> Text:
    """Its newest text as a version of its own. Refused: ``comments_too_many``."""
    reasons = tuple(dict.fromkeys(because_of))
    if len(reasons) > MOST_REASONS:
        raise Refusal("comments_too_many", "", {"because_of": [f"Name {MOST_REASONS} at most."]})
    return Text(proposal.id, proposal.text, proposal.words, by, proposal.changed_at, reasons)


def submit(draft: Proposal, found: Round, by: str, now: datetime) -> Proposal:
    """It takes part; its text changes until the deadline. Who was asked and has not answered may still do so.

    Refused: ``phase_not_open``, ``not_the_lead``, ``proposal_stage_wrong``, ``proposal_incomplete``,
    ``ask_wrong``, ``theme_unknown``.
    """
    refuse_unless(found, PROPOSALS_TAKEN, now)
    refuse_not_lead(draft, by)
    _refuse_stage(draft, DRAFT)
    refuse_incomplete(found, draft.words)
    return stepped(draft, Step(WAS_SUBMITTED, now, by), stage=SUBMITTED, submitted_at=now, is_open=True)


def withdraw(before: Proposal, found: Round, by: str, reason: str, now: datetime) -> Proposal:
    """Until the vote begins; then what is voted on stands still.

    Refused: ``not_the_lead``, ``proposal_stage_wrong``, ``proposal_voted_on``.
    """
    refuse_not_lead(before, by)
    _refuse_stage(before, *WRITTEN, SHORTLISTED, NOT_SHORTLISTED)
    vote = found.phase(VOTE)
    if before.stage in (SUBMITTED, SHORTLISTED) and vote is not None and vote.opens_at <= now:
        raise Refusal("proposal_voted_on")
    step = Step(WAS_WITHDRAWN, now, by, before.stage, reason)
    return stepped(before, step, stage=WITHDRAWN, reason=reason)


def reinstate(before: Proposal, found: Round, by: str, now: datetime) -> Proposal:
    """It was withdrawn by mistake: it is what it was, while its text may still change.

    Refused: ``not_the_lead``, ``proposal_stage_wrong``, ``phase_not_open``, ``round_cancelled``.
    """
    refuse_not_lead(before, by)
    _refuse_stage(before, WITHDRAWN)
    step = last_withdrawn(before.trail)
    if step is None:
        raise Refusal("proposal_stage_wrong")
    refuse_not_written(replace(before, stage=step.stage), found, now)
    return stepped(before, Step(REINSTATED, now, by), stage=step.stage, reason="")


def move(before: Proposal, stage: str, now: datetime) -> Proposal:
    """What the shortlist or the awards made of it; again changes nothing. Refused:
    ``proposal_stage_wrong``."""
    if before.stage == stage:
        return before
    if stage not in MOVES.get(before.stage, ()):
        raise Refusal("proposal_stage_wrong")
    return stepped(before, Step(stage, now), stage=stage)


def with_co_applicants(before: Proposal, people: Iterable[CoApplicant], now: datetime) -> Proposal:
    """The same with these people; the same object when nothing differs."""
    changed = tuple(people)
    return before if changed == before.co_applicants else after_change(before, now, co_applicants=changed)


def refuse_not_written(before: Proposal, found: Round, now: datetime) -> None:
    """An idea changes while ideas or proposals are taken, a proposal while proposals are.

    Refused: ``proposal_stage_wrong``, ``phase_not_open``, ``round_not_published``, ``round_cancelled``.
    """
    _refuse_stage(before, *WRITTEN)
    ideas = found.phase(IDEAS_TAKEN)
    is_ideas_time = ideas is not None and ideas.is_open(now, found.grace)
    refuse_unless(found, IDEAS_TAKEN if before.stage == IDEA and is_ideas_time else PROPOSALS_TAKEN, now)


def refuse_not_lead(proposal: Proposal, by: str) -> None:
    """Refused: ``not_the_lead``."""
    if proposal.lead != by:
        raise Refusal("not_the_lead")


def refuse_not_in_team(proposal: Proposal, by: str) -> None:
    """Refused: ``not_in_team``."""
    if by not in proposal.team:
        raise Refusal("not_in_team")


def refuse_too_many_ideas(entered: int, most: int) -> None:
    """Refused: ``ideas_too_many`` for who has entered that many in this round."""
    if entered >= most:
        raise Refusal("ideas_too_many", f"In one round a member enters {most} ideas at most.")


def after_change(before: Proposal, now: datetime, **changed: Any) -> Proposal:
    """The next version."""
    return replace(before, version=before.version + 1, changed_at=now, **changed)


def stepped(before: Proposal, step: Step, **changed: Any) -> Proposal:
    """The next version, with a step of its trail."""
    return after_change(before, step.at, trail=(*before.trail, step), **changed)


def _entered(
    proposal_id: str,
    found: Round,
    words: Words,
    stage: str,
    by: str,
    shown_name: str,
    region: str,
    now: datetime,
    *,
    is_open: bool,
) -> Proposal:
    if found.region not in (UK, region):
        raise Refusal("round_of_other_region")
    refuse_unknown_theme(found, words)
    return Proposal(
        proposal_id,
        1,
        found.id,
        region,
        by,
        shown_name,
        stage,
        words,
        1,
        is_open,
        made_at=now,
        changed_at=now,
    )


def _refuse_stage(proposal: Proposal, *stages: str) -> None:
    if proposal.stage not in stages:
        raise Refusal("proposal_stage_wrong")
