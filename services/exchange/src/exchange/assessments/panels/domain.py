"""The panel of a round, and who volunteers for it (row 56: the shortlist is made by members)."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from commons.london import noon
from exchange.assessments.criteria import Criterion, checked_criteria
from exchange.assessments.panels.conflicts import Reader
from exchange.refusal import Refusal
from exchange.rounds.domain import Round, refuse_unpublished
from exchange.rounds.phases import SHORTLIST, VOTE, Phase

MOST_WANTED = 10
"""Assessments of one proposal."""
MOST_EACH = 100
"""Proposals that one volunteer reads."""

OFFERED, WITHDRAWN, STOOD_DOWN, RECUSED = "offered", "withdrawn", "stood_down", "recused"
STATES = (OFFERED, WITHDRAWN, STOOD_DOWN, RECUSED)
"""*Recused*: declared a conflict and never volunteered, as a keeper may."""


@dataclass(frozen=True)
class Rules:
    """How a panel works. ``wanted`` assessments of each proposal, by noon of ``due_on`` (None: until the
    shortlist phase ends). ``proposers_assess``: who brings a proposal to the round may assess others.
    ``two_keepers``: who recommended does not determine."""

    criteria: tuple[Criterion, ...]
    wanted: int
    due_on: date | None = None
    proposers_assess: bool = False
    two_keepers: bool = True


@dataclass(frozen=True)
class Panel:
    """One for each round; ``id`` is the round's. ``assigned_at`` is when the first proposal was given out."""

    id: str
    version: int
    region: str
    rules: Rules
    opened_by: str
    assigned_at: datetime | None = None
    published_at: datetime | None = None

    def deadline(self, found: Round) -> datetime:
        """When assessments are due: noon of a day of the shortlist phase, which may have been put off."""
        phase = shortlisting(found)
        return noon(self.rules.due_on) if self.rules.due_on else phase.closes_at

    def ended_at(self, found: Round) -> datetime:
        """Since when nobody needs to know who assessed what: the shortlist, and where there is none the end
        of its phase, as of a round that was cancelled."""
        phase = found.phase(SHORTLIST) or found.terms.phases[-1]
        return self.published_at or phase.closes_at


@dataclass(frozen=True)
class Declared:
    """A conflict that was told of, ``by`` the assessor or a keeper; not ``undone_at`` while it stands."""

    proposal_id: str
    reason: str
    by: str
    at: datetime
    undone_because: str = ""
    undone_by: str = ""
    undone_at: datetime | None = None

    @property
    def stands(self) -> bool:
        return self.undone_at is None


@dataclass(frozen=True)
class Assessor:
    """A member of a panel. ``most`` proposals would they read; ``organisation`` as they told it, or "";
    ``reason`` why a keeper let them go."""

    round_id: str
    member_id: str
    version: int
    state: str
    most: int
    organisation: str
    shown_name: str
    offered_at: datetime
    declared: tuple[Declared, ...] = ()
    reason: str = ""

    @property
    def id(self) -> str:
        return assessor_id(self.round_id, self.member_id)

    @property
    def reader(self) -> Reader:
        declared = {each.proposal_id: each.reason for each in self.declared if each.stands}
        return Reader(self.member_id, self.organisation, declared)


def assessor_id(round_id: str, member_id: str) -> str:
    return f"{round_id}:{member_id}"


def open_panel(found: Round, rules: Rules, by: str, now: datetime) -> Panel:
    """As long as something can be decided with it: a round that was brought in may be past its shortlist.

    Refused: ``round_not_published``, ``round_cancelled``, ``phase_not_open``, ``criteria_wrong``,
    ``panel_wrong``."""
    refuse_unpublished(found)
    if found.counted_elsewhere:
        raise Refusal("phase_not_open", "Its shortlist was made elsewhere.")
    _refuse_deciding_over(found, now)
    return Panel(found.id, 1, found.region, _checked(rules, found), by)


def change_panel(before: Panel, found: Round, rules: Rules, *, is_deciding: bool) -> Panel:
    """By what is judged, and by whom, stands once proposals were given out; the rest may change.

    ``is_deciding``: something was recommended. From then on one keeper alone does not say that one is enough.

    Refused: ``panel_assigned``, ``panel_decides``, ``shortlist_published``, ``phase_not_open``,
    ``criteria_wrong``, ``panel_wrong``.
    """
    refuse_published(before)
    wanted = _checked(rules, found)
    fixed = (wanted.criteria, wanted.proposers_assess)
    if before.assigned_at is not None and fixed != (before.rules.criteria, before.rules.proposers_assess):
        raise Refusal("panel_assigned")
    if is_deciding and before.rules.two_keepers and not wanted.two_keepers:
        raise Refusal("panel_decides")
    return _after(before, rules=wanted)


def note_assigned(before: Panel, now: datetime) -> Panel:
    """Proposals were given out. The version goes up every time: of two keepers who give out at once the
    second finds what the first has done."""
    return _after(before, assigned_at=before.assigned_at or now)


def publish(before: Panel, now: datetime) -> Panel:
    """Refused: ``shortlist_published``."""
    refuse_published(before)
    return _after(before, published_at=now)


def offer(
    before: Assessor | None,
    found: Round,
    *,
    member_id: str,
    most: int,
    organisation: str | None,
    shown_name: str | None,
    now: datetime,
) -> Assessor:
    """Volunteer, again with other words, or anew after having taken it back; what is None stays as it was.

    Refused: ``phase_not_open``, ``round_cancelled``, ``assessor_stood_down``, ``assessor_most_wrong``.
    """
    refuse_assessing_over(found, now)
    if before is not None and before.state == STOOD_DOWN:
        raise Refusal("assessor_stood_down", before.reason)
    if not 0 < most <= MOST_EACH:
        sentence = f"Enter 1 to {MOST_EACH}."
        raise Refusal("assessor_most_wrong", sentence, {"most": [sentence]})
    if before is None:
        return Assessor(found.id, member_id, 1, OFFERED, most, organisation or "", shown_name or "", now)
    told = {"organisation": organisation, "shown_name": shown_name}
    changed = {name: words for name, words in told.items() if words is not None}
    return _changed(before, state=OFFERED, offered_at=now, most=most, **changed)


def withdraw(before: Assessor) -> Assessor:
    """Refused: ``assessor_not_offered``."""
    refuse_not_offered(before)
    return _changed(before, state=WITHDRAWN)


def stand_down(before: Assessor, reason: str) -> Assessor:
    """A keeper lets a volunteer go. Refused: ``assessor_not_offered``, ``reason_required``."""
    refuse_not_offered(before)
    return _changed(before, state=STOOD_DOWN, reason=_reason(reason))


def declare(
    before: Assessor | None,
    *,
    round_id: str,
    member_id: str,
    proposal_id: str,
    reason: str,
    by: str,
    now: datetime,
) -> Assessor:
    """A conflict with one proposal, by the member themself or noted by a keeper; it stands from now on.

    Refused: ``reason_required``, ``conflict_declared`` when there is one already.
    """
    told = Declared(proposal_id, _reason(reason), by, now)
    if before is None:
        return Assessor(round_id, member_id, 1, RECUSED, 0, "", "", now, (told,))
    if proposal_id in before.reader.declared:
        raise Refusal("conflict_declared")
    return _changed(before, declared=(*before.declared, told))


def undo_conflict(
    before: Assessor, proposal_id: str, reason: str, by: str, now: datetime, *, is_judged: bool
) -> Assessor:
    """It was no conflict after all, or told of the wrong proposal; both stay on record.

    What somebody told of themself they undo themself; what a keeper noted a keeper undoes, and never of
    themself. ``is_judged``: an assessment of the proposal was handed in. Then it stands: keepers read
    points as soon as they are in, and nobody's part in a decision may follow from them.

    Refused: ``conflict_unknown``, ``conflict_not_yours``, ``conflict_stands``, ``reason_required``.
    """
    told = next((each for each in before.declared if each.proposal_id == proposal_id and each.stands), None)
    if told is None:
        raise Refusal("conflict_unknown")
    told_themself, undoes_themself = told.by == before.member_id, by == before.member_id
    if told_themself != undoes_themself:
        raise Refusal("conflict_not_yours")
    if is_judged:
        raise Refusal("conflict_stands")
    undone = replace(told, undone_because=_reason(reason), undone_by=by, undone_at=now)
    return _changed(before, declared=tuple(undone if each is told else each for each in before.declared))


def refuse_not_offered(found: Assessor) -> None:
    """Refused: ``assessor_not_offered``."""
    if found.state != OFFERED:
        raise Refusal("assessor_not_offered")


def refuse_published(found: Panel) -> None:
    """Refused: ``shortlist_published``."""
    if found.published_at is not None:
        raise Refusal("shortlist_published")


def refuse_assessing_over(found: Round, now: datetime) -> None:
    """Volunteers are taken from the round's publication until assessments end.

    Refused: ``round_not_published``, ``round_cancelled``, ``phase_not_open``.
    """
    refuse_unpublished(found)
    phase = shortlisting(found)
    if now >= phase.closes_at + found.grace:
        raise Refusal("phase_not_open", f"It is too late. {phase.in_words()}")


def refuse_unless_deciding(found: Round, now: datetime) -> None:
    """Keepers decide from the first day of the shortlist until the vote begins: their decision may come
    after the last assessment, what is voted on stands still.

    Refused: ``round_not_published``, ``round_cancelled``, ``phase_not_open``.
    """
    refuse_unpublished(found)
    phase = shortlisting(found)
    if now < phase.opens_at:
        raise Refusal("phase_not_open", f"It is too early. {phase.in_words()}")
    _refuse_deciding_over(found, now)


def shortlisting(found: Round) -> Phase:
    """Refused: ``phase_not_open`` for a round that goes without."""
    phase = found.phase(SHORTLIST)
    if phase is None:
        raise Refusal("phase_not_open", "This round has no shortlist.")
    return phase


def _checked(rules: Rules, found: Round) -> Rules:
    phase = shortlisting(found)
    if not 0 < rules.wanted <= MOST_WANTED:
        sentence = f"Enter 1 to {MOST_WANTED}."
        raise Refusal("panel_wrong", sentence, {"wanted": [sentence]})
    if rules.due_on is not None and not phase.first < rules.due_on <= phase.last:
        raise Refusal("panel_wrong", phase.in_words(), {"due_on": ["Choose a day of the shortlist phase."]})
    return replace(rules, criteria=checked_criteria(rules.criteria))


def _refuse_deciding_over(found: Round, now: datetime) -> None:
    vote = found.phase(VOTE)
    if vote is not None and now >= vote.opens_at:
        raise Refusal("phase_not_open", f"It is too late. {vote.in_words()}")


def _reason(reason: str) -> str:
    if not reason:
        raise Refusal("reason_required", "Say why.", {"reason": ["Say why."]})
    return reason


def _after(before: Panel, **changed: Any) -> Panel:
    return replace(before, version=before.version + 1, **changed)


def _changed(before: Assessor, **changed: Any) -> Assessor:
    return replace(before, version=before.version + 1, **changed)
