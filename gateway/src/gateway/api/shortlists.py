"""The resources of shortlists: keepers decide, everybody reads it, teams are told why (row 56)."""

from typing import Any

from flask import Response

from gateway.api.resource import Resource, answer, command_id, known_version, versioned
from gateway.api.shapes import shortlists as shapes
from gateway.clients.exchange import assessments as doors
from gateway.exchange_results import results_as_csv
from gateway.guards import caller, open_to

shortlists = Resource("shortlists", "/rounds", "What members will vote on, and why")
proposal_feedback = Resource("proposal-feedback", "/proposals", "What a proposal's team is told")

KEEPERS = ("coordinator", "convenor", "national_team")
CSV = {"text/csv": {"schema": {"type": "string"}}}


@shortlists.route("/<round_id>/shortlist")
@open_to("public")
@versioned
@shortlists.gives(200, shapes.Shortlist)
def get_shortlist(round_id: str) -> Response:
    """What is voted on, and why it is, once it is published."""
    found = doors.get_shortlist(caller(), round_id)
    return answer(found, version=found["version"])


@shortlists.route("/<round_id>/shortlist/results")
@open_to(*KEEPERS)
@shortlists.asks(shapes.ListResults)
@shortlists.gives(200, shapes.AssessmentResults)
def list_results(asked: dict[str, Any], round_id: str) -> Response:
    """Everything that was submitted, in one list, with what assessors make of it."""
    return answer(doors.list_results(caller(), round_id, **asked))


@shortlists.route("/<round_id>/shortlist/results.csv")
@open_to(*KEEPERS)
@shortlists.asks(shapes.ListResults)
@shortlists.gives(200, None)
@shortlists.doc(responses={200: {"content": CSV, "description": "OK"}})
def results_file(asked: dict[str, Any], round_id: str) -> Response:
    """The same as a spreadsheet."""
    return results_as_csv(doors.list_results(caller(), round_id, **asked), round_id)


@shortlists.route("/<round_id>/shortlist/recommendations", methods=["POST"])
@open_to(*KEEPERS)
@shortlists.takes(shapes.RecommendOutcomes)
@shortlists.gives(200, shapes.OutcomeSteps)
def recommend_outcomes(asked: dict[str, Any], round_id: str) -> Response:
    """Recommend for many at once; all of them or none."""
    return answer(doors.recommend_outcomes(caller(), command_id(), round_id, **asked))


@shortlists.route("/<round_id>/shortlist/determinations", methods=["POST"])
@open_to(*KEEPERS)
@shortlists.takes(shapes.DetermineOutcomes)
@shortlists.gives(200, shapes.OutcomeSteps)
def determine_outcomes(asked: dict[str, Any], round_id: str) -> Response:
    """Decide what somebody else recommended; all of them or none."""
    return answer(doors.determine_outcomes(caller(), command_id(), round_id, **asked))


@shortlists.route("/<round_id>/shortlist/publication", methods=["POST"])
@open_to(*KEEPERS)
@versioned
@shortlists.takes(shapes.PublishShortlist)
@shortlists.gives(200, shapes.Shortlist)
def publish_shortlist(asked: dict[str, Any], round_id: str) -> Response:
    """Show it to everybody; every team reads what was said of its proposal."""
    version = known_version(asked.get("version"))
    made = doors.publish_shortlist(caller(), command_id(), round_id, version=version)
    return answer(made, version=made["version"])


@shortlists.route("/<round_id>/shortlist/additions", methods=["POST"])
@open_to(*KEEPERS)
@shortlists.takes(shapes.PutOnShortlist)
@shortlists.gives(200, shapes.OutcomeStep)
def put_on_shortlist(asked: dict[str, Any], round_id: str) -> Response:  # noqa: ARG001 - part of the address
    """Put something on it after all, until the vote begins; nothing is taken off."""
    return answer(doors.put_on_shortlist(caller(), command_id(), **asked))


@proposal_feedback.route("/<proposal_id>/feedback")
@open_to("member")
@proposal_feedback.gives(200, shapes.ProposalFeedback)
def get_feedback(proposal_id: str) -> Response:
    """For the proposal's team: what was decided and why, and what assessors said, without names."""
    return answer(doors.get_feedback(caller(), proposal_id))
