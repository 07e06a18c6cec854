"""A round of Q Exchange: a pot, what may be asked of it, its phases, and how members vote (row 56)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from exchange.ballots.forms import Form, refuse_wrong_form
from exchange.refusal import Refusal
from exchange.rounds.phases import VOTE, Phase, open_phases, phases_of, refuse_unless_open
from exchange.tally import RULES

DRAFT, PUBLISHED, CANCELLED = "draft", "published", "cancelled"
STATES = (DRAFT, PUBLISHED, CANCELLED)

MOST_POT = 10_000_000_00
"""Pence: ten million pounds. More than that was typed by mistake."""
MOST_THEMES = 12
MOST_GRACE = 24 * 60


@dataclass(frozen=True)
class Limits:
    """Pence: what the pot holds, and the least and the most that one proposal asks for.

    0 is what nobody knows any more: only of a round that was held elsewhere (row 56, golden figures).
    """

    pot: int
    least_ask: int
    most_ask: int

    @property
    def is_known(self) -> bool:
        return self.pot > 0


@dataclass(frozen=True)
class Terms:
    """What is published of a round before anybody acts in it.

    ``rule`` decides, ``shown`` are further rules by which the same ballots are tallied for everybody to
    see. ``grace`` is how many minutes after noon something is still taken. ``seed`` makes the lot that
    settles ties. ``themes`` may be empty.
    """

    title: str
    purpose: str
    limits: Limits
    themes: tuple[str, ...]
    phases: tuple[Phase, ...]
    form: Form
    rule: str
    shown: tuple[str, ...]
    grace: int
    seed: str


@dataclass(frozen=True)
class TakenOver:
    """That it was held or begun elsewhere: ``source`` says where in a sentence.

    ``counted_elsewhere``: its votes were cast and counted there, so there are no ballots here.
    """

    source: str
    at: datetime
    counted_elsewhere: bool


@dataclass(frozen=True)
class Round:
    """``region`` is a region's code, or ``UK``; ``reason`` why it was cancelled."""

    id: str
    version: int
    region: str
    terms: Terms
    state: str
    made_by: str
    published_at: datetime | None = None
    reason: str = ""
    taken_over: TakenOver | None = None

    @property
    def counted_elsewhere(self) -> bool:
        return self.taken_over is not None and self.taken_over.counted_elsewhere

    @property
    def was_published(self) -> bool:
        """A draft that was given up never was: it stays its keepers'."""
        return self.published_at is not None

    @property
    def grace(self) -> timedelta:
        return timedelta(minutes=self.terms.grace)

    def phase(self, kind: str) -> Phase | None:
        return next((each for each in self.terms.phases if each.kind == kind), None)

    def open_now(self, now: datetime) -> tuple[Phase, ...]:
        """Its phases that are open; none of a draft or of one that was cancelled."""
        return open_phases(self.terms.phases, now) if self.state == PUBLISHED else ()

    def taken_now(self, now: datetime) -> tuple[Phase, ...]:
        """Those in which something is still taken, the grace included."""
        return open_phases(self.terms.phases, now, self.grace) if self.state == PUBLISHED else ()

    def next_phase(self, now: datetime) -> Phase | None:
        """The one that begins next."""
        coming = (each for each in self.terms.phases if each.opens_at > now)
        return min(coming, key=lambda each: each.opens_at, default=None) if self.state == PUBLISHED else None


def draft(round_id: str, region: str, terms: Terms, by: str, *, pot_unknown: bool = False) -> Round:
    """Refused: as ``checked``."""
    return Round(round_id, 1, region, checked(terms, pot_unknown=pot_unknown), DRAFT, by)


def change(before: Round, terms: Terms, *, pot_unknown: bool = False) -> Round:
    """Other terms, while it is a draft. Refused: ``round_published``, and as ``checked``."""
    if before.state != DRAFT:
        raise Refusal("round_published")
    return _after(before, terms=checked(terms, pot_unknown=pot_unknown))


def publish(before: Round, now: datetime) -> Round:
    """From now on it stands.

    Refused: ``round_published``, ``round_cancelled``, ``round_too_late``, ``pot_wrong``.
    """
    _refuse_not_draft(before)
    if before.terms.phases[0].closes_at <= now:
        raise Refusal("round_too_late")
    _refuse_unknown_pot(before)
    return _after(before, state=PUBLISHED, published_at=now)


def take_over(before: Round, source: str, now: datetime) -> Round:
    """It was held or begun elsewhere; what of it is still to come goes on here as in any other round.

    Refused: ``round_published``, ``round_cancelled``, ``round_not_begun``, ``source_required``,
    ``pot_wrong`` for an unknown pot of which something is still to be awarded.
    """
    _refuse_not_draft(before)
    if not source:
        raise Refusal("source_required", "", {"source": ["Say where the round was held."]})
    if before.terms.phases[0].closes_at > now:
        raise Refusal("round_not_begun")
    vote = before.phase(VOTE)
    is_counted = vote is not None and vote.closes_at + before.grace <= now
    if not is_counted:
        _refuse_unknown_pot(before)
    return _after(before, state=PUBLISHED, published_at=now, taken_over=TakenOver(source, now, is_counted))


def postpone(before: Round, phases: Sequence[Phase], now: datetime) -> Round:
    """Later days for what has not ended yet; nobody who relied on a deadline has less time.

    Refused: ``round_not_published``, ``phase_over``, ``phase_earlier``, ``phases_wrong``.
    """
    refuse_unpublished(before)
    wanted = phases_of(list(phases), before.grace)
    old = {each.kind: each for each in before.terms.phases}
    if [each.kind for each in wanted] != [each.kind for each in before.terms.phases]:
        raise Refusal("phases_wrong", "", {"phases": ["The phases stay; only their days move."]})
    for each in wanted:
        known = old[each.kind]
        if each == known:
            continue
        if known.closes_at <= now:
            raise Refusal("phase_over")
        began = known.opens_at <= now
        if each.last < known.last or (began and each.first != known.first) or each.first < known.first:
            raise Refusal("phase_earlier")
    return _after(before, terms=replace(before.terms, phases=wanted))


def cancel(before: Round, reason: str, now: datetime) -> Round:
    """What was handed in stays with its people.

    Refused: ``reason_required``, ``round_cancelled``, ``phase_over`` where nothing is left to cancel.
    """
    _refuse_cancelled(before)
    if before.state == PUBLISHED and all(
        each.closes_at + before.grace <= now for each in before.terms.phases
    ):
        raise Refusal("phase_over", "Every phase of this round has ended: there is nothing left to cancel.")
    if not reason:
        raise Refusal("reason_required", "Say why.", {"reason": ["Say why."]})
    return _after(before, state=CANCELLED, reason=reason)


def refuse_unless(found: Round, kind: str, now: datetime) -> None:
    """Whether something may be done in this phase now, the grace included.

    Refused: ``round_not_published``, ``round_cancelled``, ``phase_not_open`` with why and when.
    """
    refuse_unpublished(found)
    refuse_unless_open(found.terms.phases, kind, now, found.grace)


def refuse_unpublished(found: Round) -> None:
    """Refused: ``round_cancelled``, ``round_not_published``."""
    _refuse_cancelled(found)
    if found.state != PUBLISHED:
        raise Refusal("round_not_published")


def refuse_wrong_ask(limits: Limits, ask: int) -> None:
    """Refused: ``ask_wrong`` with the round's own limits."""
    if not limits.least_ask <= ask <= limits.most_ask:
        least, most = pounds(limits.least_ask), pounds(limits.most_ask)
        sentence = f"In this round a proposal asks for {least} to {most}."
        raise Refusal("ask_wrong", sentence, {"ask": [sentence]})


def checked(terms: Terms, *, pot_unknown: bool = False) -> Terms:
    """The terms with their phases in order; ``pot_unknown``: 0 stands for what nobody knows.

    Refused: ``pot_wrong``, ``themes_wrong``, ``rule_unknown``, ``grace_wrong``, ``phases_wrong``,
    ``ballot_form_wrong``.
    """
    if not (pot_unknown and not terms.limits.is_known):
        _refuse_wrong_pot(terms.limits)
    if len(set(terms.themes)) < len(terms.themes) or len(terms.themes) > MOST_THEMES:
        raise Refusal("themes_wrong")
    if any(rule not in RULES for rule in (terms.rule, *terms.shown)):
        raise Refusal("rule_unknown")
    if not 0 <= terms.grace <= MOST_GRACE:
        raise Refusal("grace_wrong")
    refuse_wrong_form(terms.form, terms.themes)
    shown = tuple(dict.fromkeys(each for each in terms.shown if each != terms.rule))
    phases = phases_of(list(terms.phases), timedelta(minutes=terms.grace))
    return replace(terms, phases=phases, shown=shown)


def pounds(pence: int) -> str:
    """``£30,000`` or ``£12.50``."""
    whole, rest = divmod(pence, 100)
    return f"£{whole:,}.{rest:02d}" if rest else f"£{whole:,}"


def _after(before: Round, **changed: Any) -> Round:
    return replace(before, version=before.version + 1, **changed)


def _refuse_wrong_pot(limits: Limits) -> None:
    if not 0 < limits.pot <= MOST_POT:
        raise Refusal("pot_wrong", "", {"pot": [f"A pot holds at most {pounds(MOST_POT)}."]})
    if not 0 < limits.least_ask <= limits.most_ask <= limits.pot:
        raise Refusal(
            "pot_wrong", "", {"most_ask": ["The least is below the most, the most within the pot."]}
        )


def _refuse_unknown_pot(found: Round) -> None:
    if not found.terms.limits.is_known:
        raise Refusal("pot_wrong", "", {"pot": ["Say how much the pot holds."]})


def _refuse_not_draft(found: Round) -> None:
    _refuse_cancelled(found)
    if found.state == PUBLISHED:
        raise Refusal("round_published")


def _refuse_cancelled(found: Round) -> None:
    if found.state == CANCELLED:
        raise Refusal("round_cancelled")
