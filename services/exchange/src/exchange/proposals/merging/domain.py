"""Two proposals become one when both leads consent; nobody else decides it (row 56)."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from exchange.proposals import team
from exchange.proposals.domain import MERGED, Proposal, refuse_not_lead, refuse_not_written, stepped
from exchange.proposals.team import AGREED as ON_TEAM
from exchange.proposals.team import ASKED, CoApplicant
from exchange.proposals.trail import IS_MERGED, TOOK_IN, Step
from exchange.refusal import Refusal
from exchange.rounds.domain import Round

OFFERED, AGREED, DECLINED, TAKEN_BACK, LAPSED = "offered", "agreed", "declined", "taken_back", "lapsed"
STATES = (OFFERED, AGREED, DECLINED, TAKEN_BACK, LAPSED)
"""*Lapsed*: one of the two was withdrawn, or merged with another one."""
NOBODY_TO_AGREE = "Nobody here leads the other one, so nobody can agree."


@dataclass(frozen=True)
class Merge:
    """``gone`` is to be given up for ``into``; ``by_gone`` whether its own side offered that."""

    id: str
    version: int
    round_id: str
    gone: str
    into: str
    by_gone: bool
    offered_by: str
    words: str
    state: str
    at: datetime
    decided_at: datetime | None = None

    @property
    def to_answer(self) -> str:
        """The proposal whose lead answers."""
        return self.into if self.by_gone else self.gone


def offer(
    merge_id: str, gone: Proposal, into: Proposal, found: Round, *, by: str, words: str, now: datetime
) -> Merge:
    """The lead of either offers it to the lead of the other.

    Refused: ``merge_with_itself``, ``merge_other_round``, ``not_the_lead``, ``merge_not_open``, and as
    ``refuse_not_written``.
    """
    if gone.id == into.id:
        raise Refusal("merge_with_itself")
    if gone.round_id != into.round_id:
        raise Refusal("merge_other_round")
    if by not in (gone.lead, into.lead):
        raise Refusal("not_the_lead")
    if not gone.lead or not into.lead:
        raise Refusal("merge_not_open", NOBODY_TO_AGREE)
    _refuse_not_ready(gone, into, found, now)
    return Merge(merge_id, 1, found.id, gone.id, into.id, by == gone.lead, by, words, OFFERED, now)


def answer(
    before: Merge, gone: Proposal, into: Proposal, found: Round, *, by: str, agrees: bool, now: datetime
) -> Merge:
    """Whoever leads the other one agrees or declines. Refused: ``not_the_lead``, ``merge_decided``, and to
    agree as ``refuse_not_written``."""
    _refuse_decided(before)
    refuse_not_lead(into if before.by_gone else gone, by)
    if agrees:
        _refuse_not_ready(gone, into, found, now)
    return _decided(before, AGREED if agrees else DECLINED, now)


def take_back(before: Merge, gone: Proposal, into: Proposal, by: str, now: datetime) -> Merge:
    """Whoever leads the side that offered it does so no more. Refused: ``not_the_lead``,
    ``merge_decided``."""
    _refuse_decided(before)
    refuse_not_lead(gone if before.by_gone else into, by)
    return _decided(before, TAKEN_BACK, now)


def lapse(before: Merge, now: datetime) -> Merge:
    """One of the two is given up: there is nothing to answer any more. Refused: ``merge_decided``."""
    _refuse_decided(before)
    return _decided(before, LAPSED, now)


def carry_out(gone: Proposal, into: Proposal, now: datetime) -> tuple[Proposal, Proposal]:
    """(what was given up, what stays). Its lead consented and is a co-applicant of what stays; everybody else
    of its team is asked whether they are, too."""
    lead = CoApplicant(gone.lead, ON_TEAM, now, now, gone.shown_name)
    others = tuple(
        replace(each, state=ASKED, answered_at=None, shown_name="")
        for each in gone.co_applicants
        if each.state in (ASKED, ON_TEAM)
    )
    known = _agreeing(into.co_applicants, lead, now)
    people = team.joined(known, (lead, *others), into.lead, now)
    return merge_into(gone, into, now), take_in(into, gone, people, now)


def merge_into(gone: Proposal, stays: Proposal, now: datetime) -> Proposal:
    """What is given up for another; its own words and comments stay to be read."""
    return stepped(gone, Step(IS_MERGED, now), stage=MERGED, merged_into=stays.id)


def take_in(stays: Proposal, gone: Proposal, people: Iterable[CoApplicant], now: datetime) -> Proposal:
    """The other one: it names what went into it, also what had gone into that before, and has its people."""
    sources = tuple(dict.fromkeys((*stays.merged_from, *gone.merged_from, gone.id)))
    return stepped(
        stays, Step(TOOK_IN, now, words=gone.title), merged_from=sources, co_applicants=tuple(people)
    )


def newly_asked(before: Proposal, after: Proposal) -> tuple[str, ...]:
    """Whom a merge asked to be co-applicants of what stays."""
    known = {each.member_id for each in before.co_applicants if each.state == ASKED}
    return tuple(
        each.member_id for each in after.co_applicants if each.state == ASKED and each.member_id not in known
    )


def _agreeing(people: Iterable[CoApplicant], lead: CoApplicant, now: datetime) -> tuple[CoApplicant, ...]:
    """Whoever leads what is given up and was asked here before has consented by it."""
    return tuple(
        replace(each, state=ON_TEAM, answered_at=now, shown_name=lead.shown_name)
        if each.member_id == lead.member_id and each.state == ASKED
        else each
        for each in people
    )


def _refuse_not_ready(gone: Proposal, into: Proposal, found: Round, now: datetime) -> None:
    for each in (gone, into):
        refuse_not_written(each, found, now)
        if not each.is_open:
            raise Refusal("merge_not_open")


def _refuse_decided(found: Merge) -> None:
    if found.state != OFFERED:
        raise Refusal("merge_decided")


def _decided(before: Merge, state: str, now: datetime) -> Merge:
    return replace(before, version=before.version + 1, state=state, decided_at=now)
