"""What was written elsewhere comes in as it was published there; what nobody knows stays unknown (row 56)."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from exchange.proposals.domain import (
    AWARDED,
    NOT_AWARDED,
    NOT_SHORTLISTED,
    SHORTLISTED,
    SUBMITTED,
    Brought,
    Proposal,
)
from exchange.proposals.words import Words
from exchange.refusal import Refusal
from exchange.rounds.domain import Round, pounds, refuse_unpublished

OUTCOMES = (SUBMITTED, SHORTLISTED, NOT_SHORTLISTED, AWARDED, NOT_AWARDED)
"""``submitted`` also where nobody knows what became of it."""
BEFORE_THE_VOTE = (SUBMITTED, SHORTLISTED, NOT_SHORTLISTED)
"""What can be known of a proposal that is still to be voted on here."""
NEW, CHANGED, SAME = "new", "changed", "same"
FIRST_TEXT = 1


@dataclass(frozen=True)
class Row:
    """A proposal as it was published; ``ask`` and ``award`` are whole pence, None where nobody knows.

    ``lead`` is a member's id or ""; ``shown_name`` who led it, a person or an organisation.
    """

    reference: str
    title: str
    aim: str
    region: str
    theme: str
    ask: int | None
    lead: str
    shown_name: str
    outcome: str
    award: int | None


@dataclass(frozen=True)
class Problem:
    """What is wrong with a row: ``row`` counts from 1."""

    row: int
    reference: str
    field: str
    code: str
    message: str


@dataclass(frozen=True)
class Known:
    """What rows are compared with: proposals of the round by reference, and what the desk knows of members.

    ``leading``: members who lead one of the round under another reference, or none.
    """

    before: Mapping[str, Proposal]
    is_region: Callable[[str], bool]
    members: frozenset[str]
    leading: Mapping[str, str]
    awarded_before: int


def refuse_closed(found: Round, is_on_paper: bool) -> None:
    """Refused: ``round_not_published``, ``round_cancelled``, ``round_not_taken_over``,
    ``brought_in_too_late``."""
    refuse_unpublished(found)
    if found.taken_over is None:
        raise Refusal("round_not_taken_over")
    if is_on_paper:
        raise Refusal("brought_in_too_late")


def problems_of(found: Round, rows: Iterable[Row], known: Known) -> list[Problem]:
    """Everything that is wrong, row by row."""
    seen: set[str] = set()
    led: dict[str, str] = dict(known.leading)
    wrong: list[Problem] = []
    for number, row in enumerate(rows, 1):
        told = [*_twice(row, seen), *_places(found, row, known), *_lead(row, known, led), *_money(found, row)]
        told += _standing(found, row, known)
        wrong += [Problem(number, row.reference, field, code, said) for field, code, said in told]
        seen.add(row.reference)
    return wrong


def refuse_over_pot(found: Round, rows: Iterable[Row], known: Known) -> None:
    """Only what is known is counted. Refused: ``award_over_pot``."""
    limits = found.terms.limits
    awarded = known.awarded_before + sum(row.award or 0 for row in rows)
    if limits.is_known and awarded > limits.pot:
        said = f"The pot holds {pounds(limits.pot)}, the awards come to {pounds(awarded)}."
        raise Refusal("award_over_pot", said)


def bring_in(
    found: Round, row: Row, before: Proposal | None, proposal_id: str, now: datetime
) -> tuple[str, Proposal]:
    """What it does, and the proposal after it; the same row again changes nothing."""
    words, brought = _words(row, before), Brought(row.reference, _source(found), row.award)
    if before is None:
        return NEW, Proposal(
            proposal_id,
            1,
            found.id,
            row.region,
            row.lead,
            row.shown_name,
            row.outcome,
            words,
            FIRST_TEXT,
            is_open=True,
            made_at=now,
            changed_at=now,
            brought=brought,
        )
    after = replace(
        before,
        region=row.region,
        lead=row.lead,
        shown_name=row.shown_name,
        stage=row.outcome,
        words=words,
        brought=brought,
    )
    if after == before:
        return SAME, before
    text = before.text + 1 if words != before.words else before.text
    return CHANGED, replace(after, version=before.version + 1, text=text, changed_at=now)


Told = list[tuple[str, str, str]]


def _twice(row: Row, seen: set[str]) -> Told:
    if row.reference in seen:
        return [("reference", "reference_twice", "This reference stands in an earlier row.")]
    return []


def _places(found: Round, row: Row, known: Known) -> Told:
    wrong: Told = []
    if not known.is_region(row.region):
        wrong.append(("region", "region_unknown", "Choose a region from the list."))
    if row.theme and row.theme not in found.terms.themes:
        wrong.append(("theme", "theme_unknown", "Choose a theme of this round."))
    return wrong


def _lead(row: Row, known: Known, led: dict[str, str]) -> Told:
    """Row 56: each member leads one; ``led`` grows with the rows."""
    if not row.lead:
        return []
    if row.lead not in known.members:
        return [("lead", "lead_unknown", "There is no such member.")]
    if led.setdefault(row.lead, row.reference) != row.reference:
        return [("lead", "proposal_led_already", "This member leads another proposal of the round.")]
    return []


def _money(found: Round, row: Row) -> Told:
    wrong: Told = []
    limits = found.terms.limits
    if row.ask is None and not found.counted_elsewhere:
        wrong.append(("ask", "ask_wrong", "Say how much it asks for: it is still to be voted on."))
    if row.ask is not None and limits.is_known and not limits.least_ask <= row.ask <= limits.most_ask:
        said = f"In this round a proposal asks for {pounds(limits.least_ask)} to {pounds(limits.most_ask)}."
        wrong.append(("ask", "ask_wrong", said))
    if row.award is not None and row.outcome != AWARDED:
        wrong.append(("award", "award_wrong", "Only what was awarded has an award."))
    if row.award is not None and row.ask is not None and row.award > row.ask:
        wrong.append(("award", "award_wrong", "An award is no more than was asked for."))
    return wrong


def _standing(found: Round, row: Row, known: Known) -> Told:
    """What goes on here is changed where it is, by its people and its keepers."""
    if found.counted_elsewhere:
        return []
    if row.outcome not in BEFORE_THE_VOTE:
        return [("outcome", "outcome_too_early", "The vote of this round is still to come.")]
    if found.terms.themes and not row.theme:
        return [("theme", "theme_unknown", "Choose a theme of this round: it is still to be voted on.")]
    before = known.before.get(row.reference)
    if before is not None and bring_in(found, row, before, before.id, before.changed_at)[0] == CHANGED:
        said = "It was brought in with other words. It goes on here, so it is changed on its own page."
        return [("reference", "brought_in_differs", said)]
    return []


def _words(row: Row, before: Proposal | None) -> Words:
    """Of one that is known only what the row tells is written anew."""
    known = before.words if before is not None else Words("", "")
    return replace(known, title=row.title, aim=row.aim, theme=row.theme, ask=row.ask)


def _source(found: Round) -> str:
    return found.taken_over.source if found.taken_over is not None else ""
