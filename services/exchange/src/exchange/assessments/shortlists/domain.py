"""What becomes of a proposal after it was assessed: recommended by one keeper, determined by another."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from commons.naming import person_in
from exchange.refusal import Refusal

ON, OFF = "shortlisted", "not_shortlisted"
VERDICTS = (ON, OFF)


@dataclass(frozen=True)
class Said:
    """``exception`` says why it was decided with fewer assessments than the panel wants, else ""."""

    verdict: str
    reason: str
    by: str
    at: datetime
    exception: str = ""


@dataclass(frozen=True)
class Outcome:
    """Of one proposal, ``id`` is the proposal's; ``earlier`` what was said before and counts no longer."""

    id: str
    version: int
    round_id: str
    recommendation: Said | None = None
    determination: Said | None = None
    earlier: tuple[Said, ...] = ()


def recommend(before: Outcome | None, said: Said, *, proposal_id: str, round_id: str) -> Outcome:
    """The keeper who decides may take the words over, so they name nobody, either.

    Refused: ``reason_required``, ``assessment_names_somebody``, ``determined_already``."""
    _refuse_no_reason(said)
    _refuse_names(said)
    found = before or Outcome(proposal_id, 0, round_id)
    if found.determination is not None:
        raise Refusal("determined_already")
    return replace(found, version=found.version + 1, recommendation=said)


def determine(
    before: Outcome | None, said: Said, *, submitted: int, wanted: int, two_keepers: bool
) -> Outcome:
    """The decision, or another one before it is published; the team reads its reason.

    Refused: ``reason_required``, ``assessment_names_somebody``,
    ``recommendation_required``, ``determined_by_same_keeper`` (403), ``assessments_missing`` with fewer
    assessments than are wanted and no reason for the exception.
    """
    _refuse_no_reason(said)
    _refuse_names(said)
    if before is None or before.recommendation is None:
        raise Refusal("recommendation_required")
    if two_keepers and before.recommendation.by == said.by:
        raise Refusal("determined_by_same_keeper")
    if submitted < wanted and not said.exception:
        sentence = f"{submitted} of {wanted} assessments are in. Say why it is decided without the others."
        raise Refusal("assessments_missing", sentence, {"exception": [sentence]})
    earlier = (*before.earlier, before.determination) if before.determination else before.earlier
    kept = said if submitted < wanted else replace(said, exception="")
    return replace(before, version=before.version + 1, determination=kept, earlier=earlier)


def put_on(before: Outcome, said: Said, *, two_keepers: bool) -> Outcome:
    """After the shortlist was published something is put on it after all; nothing is taken off.

    Refused: ``reason_required``, ``assessment_names_somebody``, ``determined_by_same_keeper`` (403),
    ``shortlisted_already``.
    """
    _refuse_no_reason(said)
    _refuse_names(said)
    if two_keepers and before.recommendation is not None and before.recommendation.by == said.by:
        raise Refusal("determined_by_same_keeper")
    if before.determination is None or before.determination.verdict == ON:
        raise Refusal("shortlisted_already")
    earlier = (*before.earlier, before.determination)
    return replace(before, version=before.version + 1, determination=said, earlier=earlier)


def without(before: Outcome, member_id: str) -> Outcome:
    """What somebody said who turned out to have a conflict counts no longer, nor what was determined on it;
    the same object where they said nothing."""
    said = [each for each in (before.recommendation, before.determination) if each is not None]
    if all(each.by != member_id for each in said):
        return before
    kept = before.recommendation
    if kept is not None and kept.by == member_id:
        kept = None
    earlier = (*before.earlier, *(each for each in said if each is not kept))
    return replace(
        before, version=before.version + 1, recommendation=kept, determination=None, earlier=earlier
    )


def verdicts_of(proposal_ids: Iterable[str], outcomes: Mapping[str, Outcome]) -> dict[str, str]:
    """What was determined of everything that takes part, by proposal.

    Refused: ``determinations_missing``, with how many.
    """
    wanted = list(proposal_ids)
    found = {
        each: known.determination.verdict
        for each in wanted
        if (known := outcomes.get(each)) is not None and known.determination is not None
    }
    missing = len(wanted) - len(found)
    if missing:
        number = "One proposal waits" if missing == 1 else f"{missing} proposals wait"
        raise Refusal("determinations_missing", f"{number} to be determined.")
    return found


def _refuse_no_reason(said: Said) -> None:
    if not said.reason:
        raise Refusal("reason_required", "Say why.", {"reason": ["Say why."]})


def _refuse_names(said: Said) -> None:
    """The team reads both."""
    told = {"reason": said.reason, "exception": said.exception}
    named = {field: found for field, text in told.items() if (found := person_in(text))}
    if named:
        fields = {field: [f"Say the role, not the person: {words}."] for field, words in named.items()}
        raise Refusal("assessment_names_somebody", "", fields)
