"""The shapes at the doors of shortlists."""

from collections.abc import Mapping
from typing import Any

from marshmallow import Schema, fields, validate

from chassis.fields import Identifier, Paragraphs, Version
from exchange.assessments.criteria import Criterion
from exchange.assessments.domain import RECOMMENDATIONS
from exchange.assessments.panels.conflicts import Conflict
from exchange.assessments.panels.schemas import criterion_view
from exchange.assessments.results import Feedback, Result
from exchange.assessments.schemas import mean_view, per_cent
from exchange.assessments.shortlists.domain import VERDICTS, Outcome, Said
from exchange.proposals.domain import Proposal

MOST_AT_ONCE = 200
ORDERS = ("total", "spread", "ask", "entered", "title")
FALLING = ("total", "spread", "ask")
"""These begin with the highest, the others with the first."""


class OneRound(Schema):
    round_id = Identifier(required=True)


class OneProposal(Schema):
    proposal_id = Identifier(required=True)


class ListResults(OneRound):
    """``waiting`` leaves out what is determined; ``order`` as ``FALLING`` says, unless ``reverse``."""

    theme = fields.Str(load_default=None, allow_none=True)
    waiting = fields.Bool(load_default=False)
    order = fields.Str(load_default="total", validate=validate.OneOf(ORDERS))
    reverse = fields.Bool(load_default=False)


class OneVerdict(Schema):
    proposal_id = Identifier(required=True)
    verdict = fields.Str(required=True, validate=validate.OneOf(VERDICTS))
    reason = Paragraphs(load_default="")
    version = Version()


class OneDetermination(OneVerdict):
    """``exception`` says why it is decided with fewer assessments than are wanted."""

    exception = Paragraphs(load_default="")


class RecommendOutcomes(OneRound):
    items = fields.List(fields.Nested(OneVerdict), required=True, validate=validate.Length(1, MOST_AT_ONCE))


class DetermineOutcomes(OneRound):
    items = fields.List(
        fields.Nested(OneDetermination), required=True, validate=validate.Length(1, MOST_AT_ONCE)
    )


class PublishShortlist(OneRound):
    """``version`` is the panel's."""

    version = Version()


class PutOnShortlist(OneProposal):
    """``version`` is the outcome's."""

    reason = Paragraphs(load_default="")
    version = Version()


def result_view(
    proposal: Proposal, result: Result, outcome: Outcome | None, wanted: int, conflict: Conflict | None
) -> dict[str, Any]:
    """One line of the bulk view. A keeper with an interest in the proposal sees that they have one, and
    neither points nor what was said."""
    told = {
        "proposal_id": proposal.id,
        "title": proposal.title,
        "theme": proposal.theme,
        "region": proposal.region,
        "ask": proposal.ask,
        "stage": proposal.stage,
        "wanted": wanted,
        "given_out": result.given_out,
        "submitted": result.submitted,
        "conflict": {"kind": conflict.kind, "reason": conflict.reason} if conflict else None,
    }
    if conflict is not None:
        return told
    return {
        **told,
        "total": per_cent(result.total),
        "spread": per_cent(result.spread),
        "means": [{"key": key, "mean": mean_view(mean)} for key, mean in result.means.items()],
        "recommendations": {each: result.recommendations.get(each, 0) for each in RECOMMENDATIONS},
        "outcome": outcome_view(outcome) if outcome else None,
    }


def outcome_view(outcome: Outcome) -> dict[str, Any]:
    return {
        "version": outcome.version,
        "recommendation": _said_view(outcome.recommendation),
        "determination": _said_view(outcome.determination),
    }


def step_view(outcome: Outcome) -> dict[str, Any]:
    """What a command answers, and remembers: no words."""
    said = outcome.determination or outcome.recommendation
    return {
        "proposal_id": outcome.id,
        "version": outcome.version,
        "verdict": said.verdict if said else None,
        "is_determined": outcome.determination is not None,
    }


def listed_view(proposal: Proposal, outcome: Outcome | None) -> dict[str, Any]:
    """What everybody reads of what is on the shortlist, and why it is."""
    said = outcome.determination if outcome else None
    return {
        "proposal_id": proposal.id,
        "title": proposal.title,
        "aim": proposal.aim,
        "organisation": proposal.words.organisation,
        "theme": proposal.theme,
        "region": proposal.region,
        "ask": proposal.ask,
        "reason": said.reason if said else None,
    }


def feedback_view(proposal: Proposal, told: Feedback, outcome: Outcome | None) -> dict[str, Any]:
    """For a proposal's team: nothing says which assessor, or which keeper, wrote what."""
    determination = outcome.determination if outcome else None
    return {
        "proposal_id": proposal.id,
        "title": proposal.title,
        "stage": proposal.stage,
        "verdict": determination.verdict if determination else None,
        "reason": determination.reason if determination else None,
        "exception": (determination.exception or None) if determination else None,
        "assessments": told.assessments,
        "criteria": [
            {**criterion_view(each.criterion), "mean": mean_view(each.mean), "reasons": list(each.reasons)}
            for each in told.heard
        ],
        "words": list(told.words),
    }


def criteria_view(criteria: tuple[Criterion, ...]) -> list[Mapping[str, Any]]:
    return [criterion_view(each) for each in criteria]


def _said_view(said: Said | None) -> dict[str, Any] | None:
    if said is None:
        return None
    return {
        "verdict": said.verdict,
        "reason": said.reason,
        "exception": said.exception or None,
        "by": said.by,
        "at": said.at.isoformat(),
    }
