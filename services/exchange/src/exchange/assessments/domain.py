"""One assessment: of one proposal by one volunteer, from being given out to being handed in (row 56)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from commons.naming import person_in
from exchange.assessments.criteria import Criterion, Score, checked_scores
from exchange.proposals.domain import SUBMITTED as TAKES_PART
from exchange.refusal import Refusal

ASSIGNED, ACCEPTED, SUBMITTED = "assigned", "accepted", "submitted"
CONFLICTED, RETURNED, TAKEN_BACK = "conflicted", "returned", "taken_back"
STATES = (ASSIGNED, ACCEPTED, SUBMITTED, CONFLICTED, RETURNED, TAKEN_BACK)
WAITED_FOR = (ASSIGNED, ACCEPTED)
"""Given out and not handed in yet."""
STANDING = (*WAITED_FOR, SUBMITTED)
"""It takes one of the places that a proposal has."""

OTHERS_HAVE_IT = "Others assess it now."

FOR, UNSURE, AGAINST = "for", "unsure", "against"
RECOMMENDATIONS = (FOR, UNSURE, AGAINST)


@dataclass(frozen=True)
class Opinion:
    """What an assessor writes: points with reasons, ``recommendation`` (one of ``RECOMMENDATIONS`` or ""),
    ``for_team`` that the proposal's team reads without a name, ``for_keepers`` that nobody else reads."""

    scores: tuple[Score, ...] = ()
    recommendation: str = ""
    for_team: str = ""
    for_keepers: str = ""


@dataclass(frozen=True)
class Assessment:
    """``assessor`` is a member's id, "" once it is forgotten; ``text`` the number of the text they judged;
    ``reason`` why it ended without having been handed in."""

    id: str
    version: int
    round_id: str
    proposal_id: str
    assessor: str
    state: str
    assigned_at: datetime
    opinion: Opinion = Opinion()
    text: int | None = None
    submitted_at: datetime | None = None
    reason: str = ""


def assign(assessment_id: str, round_id: str, proposal_id: str, assessor: str, now: datetime) -> Assessment:
    return Assessment(assessment_id, 1, round_id, proposal_id, assessor, ASSIGNED, now)


def accept(before: Assessment) -> Assessment:
    """The assessor says that they have no conflict. Refused: ``assessment_over``."""
    _refuse_over(before)
    return before if before.state != ASSIGNED else _after(before, state=ACCEPTED)


def save(before: Assessment, opinion: Opinion, criteria: Sequence[Criterion]) -> Assessment:
    """A draft, as incomplete as it is; nobody else reads it.

    Refused: ``assessment_over``, ``conflict_unanswered``, ``assessment_submitted``, ``scores_wrong``.
    """
    _refuse_unasked(before)
    if before.state == SUBMITTED:
        raise Refusal("assessment_submitted")
    return _after(before, opinion=_checked(opinion, criteria, whole=False))


def submit(
    before: Assessment, opinion: Opinion, criteria: Sequence[Criterion], *, text: int, now: datetime
) -> Assessment:
    """Handed in, or handed in anew; ``text`` is the number of the proposal's text.

    Refused: ``assessment_over``, ``conflict_unanswered``, ``scores_wrong``, ``assessment_incomplete``,
    ``assessment_names_somebody``.
    """
    _refuse_unasked(before)
    whole = _checked(opinion, criteria, whole=True)
    return _after(before, state=SUBMITTED, opinion=whole, text=text, submitted_at=now)


def give_back(before: Assessment, reason: str) -> Assessment:
    """The assessor cannot do it. Refused: ``assessment_over``, ``assessment_submitted``,
    ``reason_required``."""
    return _ended(before, RETURNED, reason)


def take_back(before: Assessment, reason: str) -> Assessment:
    """A keeper takes it from the assessor. Refused: as ``give_back``."""
    return _ended(before, TAKEN_BACK, reason)


def end_by_conflict(before: Assessment, reason: str) -> Assessment:
    """A conflict came out: it counts no longer, handed in or not, and its words go; that it was handed in
    stays."""
    return _after(before, state=CONFLICTED, reason=reason, opinion=Opinion(), text=None)


def give_again(before: Assessment, now: datetime) -> Assessment:
    """There is no conflict after all: it begins anew."""
    return _after(before, state=ASSIGNED, reason="", assigned_at=now)


def leave_to_others(before: Assessment) -> Assessment:
    """There is no conflict after all, but others have its places."""
    return _after(before, state=TAKEN_BACK, reason=OTHERS_HAVE_IT)


def leave(before: Assessment) -> Assessment:
    """The assessor left Q: what was handed in stays without who wrote it, what was not has no place more."""
    if before.state in WAITED_FOR:
        return _after(before, assessor="", state=RETURNED, opinion=Opinion())
    return forget(before)


def forget(before: Assessment) -> Assessment:
    """Who judged, why they could not, and what only keepers were to read, is kept no longer."""
    opinion = replace(before.opinion, for_keepers="")
    if (before.assessor, before.reason, before.opinion) == ("", "", opinion):
        return before
    return _after(before, assessor="", reason="", opinion=opinion)


def refuse_no_longer_judged(stage: str) -> None:
    """Only what takes part is judged. Refused: ``assessment_not_needed``."""
    if stage != TAKES_PART:
        raise Refusal("assessment_not_needed")


def words_for_team(opinion: Opinion) -> Iterable[tuple[str, str]]:
    """(field, text) of everything that the proposal's team will read."""
    yield from ((f"scores.{each.key}", each.reason) for each in opinion.scores)
    yield "for_team", opinion.for_team


def _checked(opinion: Opinion, criteria: Sequence[Criterion], *, whole: bool) -> Opinion:
    scores = checked_scores(criteria, opinion.scores, all_of_them=whole)
    if whole:
        missing = {}
        if not opinion.recommendation:
            missing["recommendation"] = ["Say whether you would put it on the shortlist."]
        if not opinion.for_team:
            missing["for_team"] = ["Write what its team can learn from."]
        if missing:
            raise Refusal("assessment_incomplete", "", missing)
        _refuse_names(opinion)
    return replace(opinion, scores=scores)


def _refuse_names(opinion: Opinion) -> None:
    """Feedback names no assessor, and nobody else: its readers know who is meant by a role."""
    named = {field: found for field, text in words_for_team(opinion) if (found := person_in(text))}
    if named:
        fields = {field: [f"Say the role, not the person: {words}."] for field, words in named.items()}
        raise Refusal("assessment_names_somebody", "", fields)


def _ended(before: Assessment, state: str, reason: str) -> Assessment:
    _refuse_over(before)
    if before.state == SUBMITTED:
        raise Refusal("assessment_submitted")
    if not reason:
        raise Refusal("reason_required", "Say why.", {"reason": ["Say why."]})
    return _after(before, state=state, reason=reason, opinion=Opinion())


def _refuse_unasked(before: Assessment) -> None:
    _refuse_over(before)
    if before.state == ASSIGNED:
        raise Refusal("conflict_unanswered")


def _refuse_over(before: Assessment) -> None:
    if before.state not in STANDING:
        raise Refusal("assessment_over", before.reason)


def _after(before: Assessment, **changed: Any) -> Assessment:
    return replace(before, version=before.version + 1, **changed)
