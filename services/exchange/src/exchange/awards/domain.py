"""An award: proposed by a keeper of the round, approved by two people, paid and reported on (row 57).

To skip a project is a decision like an award, of nothing and with a reason. Whoever has a part in the
project, or said that they have an interest in it, decides nothing about it: ``award_own_project``,
``award_recused``.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from exchange.awards.terms import Terms, checked
from exchange.refusal import Refusal

PROPOSED, AWARDED, SKIPPED, DROPPED, ENDED = "proposed", "awarded", "skipped", "dropped", "ended"
STATES = (PROPOSED, AWARDED, SKIPPED, DROPPED, ENDED)
PUBLIC = (AWARDED, SKIPPED, ENDED)
STANDING = (PROPOSED, AWARDED)
"""A proposal has one of these at most; one that was skipped may get an award when money is left."""
FULL, PART, SKIP = "full", "part", "skip"
AFTER_ALL = "It got an award after all."
NEEDED = 2
"""So many different people approve."""


@dataclass(frozen=True)
class Project:
    """The proposal as it stood: ``ask`` in pence, ``applicants`` its lead and who applies with them."""

    proposal_id: str
    title: str
    region: str
    ask: int
    applicants: tuple[str, ...]
    won: bool = True
    """Whether the vote funds it, by the round's own rule."""


@dataclass(frozen=True)
class Approval:
    by: str
    at: datetime


@dataclass(frozen=True)
class Ending:
    """Why an award that was made is to end; ``by`` wants it, another keeper ends it."""

    by: str
    reason: str
    at: datetime


@dataclass(frozen=True)
class Returned:
    """Pence that came back from the project on a day."""

    amount: int
    on: date
    by: str
    reference: str = ""


@dataclass(frozen=True)
class Correction:
    """That something noted was a mistake: ``part`` is ``payment``, ``condition`` or ``report``."""

    part: str
    number: int
    reason: str
    by: str
    at: datetime


@dataclass(frozen=True)
class Award:
    """``edition`` counts the terms: an approval is for those that were read. ``group`` keeps the round."""

    id: str
    version: int
    round_id: str
    group: str
    project: Project
    terms: Terms
    state: str
    proposed_by: str
    proposed_at: datetime
    edition: int = 1
    approvals: tuple[Approval, ...] = ()
    recused: tuple[str, ...] = ()
    decided_at: datetime | None = None
    ending: Ending | None = None
    ended_at: datetime | None = None
    money_back: tuple[Returned, ...] = ()
    corrections: tuple[Correction, ...] = ()

    @property
    def kind(self) -> str:
        if not self.terms.amount:
            return SKIP
        return FULL if self.terms.amount == self.project.ask else PART

    @property
    def unpaid(self) -> int:
        """Pence that are still to be paid, or were not when it ended."""
        return self.terms.amount - self.terms.paid

    @property
    def returned(self) -> int:
        """Pence that were paid and came back."""
        return sum(each.amount for each in self.money_back)


def propose(
    award_id: str, round_id: str, group: str, project: Project, terms: Terms, by: str, now: datetime
) -> Award:
    """Refused: ``award_own_project``, ``award_out_of_order``, and as ``terms.checked``."""
    made = Award(award_id, 1, round_id, group, project, _terms_for(project, terms), PROPOSED, by, now)
    refuse_interested(made, by)
    return made


def change(before: Award, terms: Terms, by: str) -> Award:
    """Other terms: who approved what stood there before approves anew. Refused: as ``propose``, and
    ``award_decided``."""
    refuse_interested(before, by)
    _refuse_decided(before)
    wanted = _terms_for(before.project, terms)
    return changed(before, terms=wanted, edition=before.edition + 1, approvals=())


def approve(before: Award, edition: int, by: str, now: datetime) -> Award:
    """The second of two people makes it an award, or a skipped project. The pot is asked by the caller.

    Refused: ``award_own_project``, ``award_recused``, ``award_decided``, ``award_changed``,
    ``award_approved_already``.
    """
    refuse_interested(before, by)
    _refuse_decided(before)
    if edition != before.edition:
        raise Refusal("award_changed")
    if any(each.by == by for each in before.approvals):
        raise Refusal("award_approved_already")
    approvals = (*before.approvals, Approval(by, now))
    if len(approvals) < NEEDED:
        return changed(before, approvals=approvals)
    state = AWARDED if before.terms.amount else SKIPPED
    return changed(before, approvals=approvals, state=state, decided_at=now)


def with_team(before: Award, team: tuple[str, ...]) -> Award:
    """Who joined the project since it was proposed has a part in it, too."""
    applicants = tuple(dict.fromkeys((*before.project.applicants, *team)))
    return replace(before, project=replace(before.project, applicants=applicants))


def recuse(before: Award, by: str) -> Award:
    """Who has an interest takes no part; their approval counts no more. Refused: ``award_decided``."""
    _refuse_decided(before)
    if by in before.recused:
        return before
    approvals = tuple(each for each in before.approvals if each.by != by)
    return changed(before, recused=(*before.recused, by), approvals=approvals)


def drop(before: Award, by: str) -> Award:
    """It is proposed no more. Refused: ``award_own_project``, ``award_decided``."""
    refuse_interested(before, by)
    _refuse_decided(before)
    return changed(before, state=DROPPED)


def give_up(before: Award, by: str, reason: str, now: datetime) -> Award:
    """Its applicants want the rest no more. Refused: ``award_not_made``, ``award_not_yours``."""
    refuse_unmade(before)
    if by not in before.project.applicants:
        raise Refusal("award_not_yours")
    return changed(before, state=ENDED, ending=Ending(by, reason, now), ended_at=now)


def end(before: Award, by: str, reason: str, now: datetime) -> Award:
    """One keeper says why, another one ends it; what was paid stays paid.

    Refused: ``award_own_project``, ``award_not_made``, ``award_approved_already``, ``reason_required``.
    """
    refuse_interested(before, by)
    refuse_unmade(before)
    if before.ending is None:
        if not reason:
            raise Refusal("reason_required", "Say why.", {"reason": ["Say why."]})
        return changed(before, ending=Ending(by, reason, now))
    if before.ending.by == by:
        raise Refusal("award_approved_already", "Somebody else has to agree that it ends.")
    return changed(before, state=ENDED, ended_at=now)


def overtake(before: Award, now: datetime) -> Award:
    """A project that was skipped got an award after all: that it was skipped is history."""
    return changed(before, state=ENDED, ending=Ending("", AFTER_ALL, now), ended_at=now)


def keep(before: Award, by: str) -> Award:
    """It does not end, though a keeper wanted it to. Refused: ``award_own_project``, ``award_not_made``."""
    refuse_interested(before, by)
    refuse_unmade(before)
    return before if before.ending is None else changed(before, ending=None)


def meet(before: Award, number: int, by: str, now: datetime) -> Award:
    """A condition is met; met already: unchanged. Refused: ``award_own_project``, ``award_not_made``,
    ``award_part_unknown``."""
    refuse_interested(before, by)
    refuse_unmade(before)
    condition = numbered(before.terms.conditions, number)
    if condition.met_at is not None:
        return before
    return with_part(before, "conditions", number, replace(condition, met_at=now, met_by=by))


def pay(before: Award, number: int, on: date, reference: str, by: str) -> Award:
    """An instalment was paid on a day.

    Refused: ``award_own_project``, ``award_not_made``, ``award_part_unknown``, ``instalment_paid``,
    ``instalment_waits`` with what for.
    """
    refuse_interested(before, by)
    refuse_unmade(before)
    instalment = numbered(before.terms.instalments, number)
    if instalment.paid_on is not None:
        raise Refusal("instalment_paid")
    waits = before.terms.waits_for(instalment)
    if waits:
        raise Refusal("instalment_waits", f"It waits for {'; '.join(waits)}.")
    return with_part(
        before, "instalments", number, replace(instalment, paid_on=on, paid_by=by, reference=reference)
    )


def hand_in(before: Award, number: int, text: str, spent: int | None, by: str, now: datetime) -> Award:
    """The project tells what became of it, early or late: the day is a reminder, not a deadline. It may after
    its award has ended, too: what was learnt stays worth telling.

    Handed in again, it says it anew. Refused: ``award_not_yours``, ``award_not_made``,
    ``award_part_unknown``, ``report_skipped``, ``report_spent_wrong``.
    """
    if by not in before.project.applicants:
        raise Refusal("award_not_yours")
    if before.state != ENDED:
        refuse_unmade(before)
    report = numbered(before.terms.reports, number)
    if report.skipped:
        raise Refusal("report_skipped")
    if spent is not None and not 0 <= spent <= before.terms.amount:
        raise Refusal("report_spent_wrong", "", {"spent": ["Enter how much of the award is spent."]})
    told = replace(report, text=text, spent=spent, handed_in_at=now, handed_in_by=by)
    return with_part(before, "reports", number, told)


def skip_report(before: Award, number: int, reason: str, by: str) -> Award:
    """A keeper says why it is asked for no more. Refused: ``award_own_project``, ``award_not_made``,
    ``award_part_unknown``, ``reason_required``, ``report_handed_in``."""
    refuse_interested(before, by)
    refuse_unmade(before)
    report = numbered(before.terms.reports, number)
    if not reason:
        raise Refusal("reason_required", "Say why.", {"reason": ["Say why."]})
    if report.handed_in_at is not None:
        raise Refusal("report_handed_in")
    return with_part(before, "reports", number, replace(report, skipped=reason, skipped_by=by))


def reminded(before: Award, numbers: Collection[int]) -> Award:
    """Once more for each of these reports."""
    reports = tuple(
        replace(each, told=each.told + 1) if number in numbers else each
        for number, each in enumerate(before.terms.reports, 1)
    )
    return changed(before, terms=replace(before.terms, reports=reports))


def refuse_unmade(award: Award) -> None:
    """Refused: ``award_not_made``."""
    if award.state != AWARDED:
        raise Refusal("award_not_made")


def _terms_for(project: Project, terms: Terms) -> Terms:
    if terms.amount and not project.won and not terms.reason:
        raise Refusal("award_out_of_order", "", {"reason": ["Say why, as the vote did not fund it."]})
    return checked(terms, project.ask)


def refuse_interested(award: Award, by: str) -> None:
    if by in award.project.applicants:
        raise Refusal("award_own_project")
    if by in award.recused:
        raise Refusal("award_recused")


def _refuse_decided(award: Award) -> None:
    if award.state != PROPOSED:
        raise Refusal("award_decided")


def numbered(parts: tuple[Any, ...], number: int) -> Any:
    if not 1 <= number <= len(parts):
        raise Refusal("award_part_unknown")
    return parts[number - 1]


def with_part(before: Award, name: str, number: int, part: Any) -> Award:
    """The award with one of its parts another one; ``name`` is that of the list."""
    parts = list(getattr(before.terms, name))
    parts[number - 1] = part
    told: dict[str, Any] = {name: tuple(parts)}
    return changed(before, terms=replace(before.terms, **told))


def changed(before: Award, **told: Any) -> Award:
    return replace(before, version=before.version + 1, **told)
