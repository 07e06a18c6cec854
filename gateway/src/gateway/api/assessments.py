"""The resources of assessments: one's own, and all of a proposal for keepers (row 56)."""

from typing import Any

from flask import Response

from gateway.api.resource import Resource, answer, command_id, known_version, page, versioned
from gateway.api.shapes import assessments as shapes
from gateway.api.shapes.parts import Versioned
from gateway.clients.exchange import assessments as doors
from gateway.guards import caller, open_to

my_assessments = Resource("my-assessments", "/assessments", "Proposals that you were given to assess")
assessments = Resource("assessments", "/proposals", "What assessors say of a proposal, and who may not")

KEEPERS = ("coordinator", "convenor", "national_team")


@my_assessments.route("/mine")
@open_to("member")
@my_assessments.asks(shapes.ListMyAssessments)
@my_assessments.gives(200, shapes.MyAssessmentPage)
def list_my_assessments(asked: dict[str, Any]) -> Response:
    """What you were given, the newest first."""
    return page(doors.list_my_assessments(caller(), **asked), asked)


@assessments.route("/<proposal_id>/assessments")
@open_to(*KEEPERS)
@assessments.gives(200, shapes.KeptAssessmentList)
def list_assessments(proposal_id: str) -> Response:
    """All of this proposal; the words of those that are handed in."""
    return answer(doors.list_assessments(caller(), proposal_id))


@assessments.route("/<proposal_id>/assessments", methods=["POST"])
@open_to(*KEEPERS)
@assessments.takes(shapes.GiveOut)
@assessments.gives(201, shapes.GivenOne)
def assign_assessor(asked: dict[str, Any], proposal_id: str) -> Response:
    """Give this proposal to one volunteer."""
    return answer(doors.assign_assessor(caller(), command_id(), proposal_id, **asked), 201)


@assessments.route("/<proposal_id>/assessments/<assessment_id>/removal", methods=["POST"])
@open_to(*KEEPERS)
@versioned
@assessments.takes(shapes.AssessmentReason)
@assessments.gives(200, shapes.AssessmentStep)
def take_back_assessment(asked: dict[str, Any], proposal_id: str, assessment_id: str) -> Response:  # noqa: ARG001
    """Take one back that is not handed in; its assessor is told."""
    asked["version"] = known_version(asked.get("version"))
    return answer(doors.take_back_assessment(caller(), command_id(), assessment_id, **asked))


@assessments.route("/<proposal_id>/conflicts", methods=["POST"])
@open_to("member")
@assessments.takes(shapes.TellConflict)
@assessments.gives(201, shapes.ConflictKept)
def declare_conflict(asked: dict[str, Any], proposal_id: str) -> Response:
    """Say that you must not judge this proposal; for keepers also that an assessor must not."""
    member = asked.pop("member_id", None)
    if member is None or member == caller().subject:
        return answer(doors.declare_conflict(caller(), command_id(), proposal_id, **asked), 201)
    return answer(doors.note_conflict(caller(), command_id(), proposal_id, member, **asked), 201)


@assessments.route("/<proposal_id>/conflicts/undoing", methods=["POST"])
@open_to("member")
@assessments.takes(shapes.TellConflict)
@assessments.gives(200, shapes.ConflictKept)
def undo_conflict(asked: dict[str, Any], proposal_id: str) -> Response:
    """Undo what you told of by mistake, or as a keeper what a keeper noted; refused once an assessment of the
    proposal is in (`conflict_stands`)."""
    member = asked.pop("member_id", None)
    if member is None or member == caller().subject:
        return answer(doors.undo_conflict(caller(), command_id(), proposal_id, **asked))
    return answer(doors.strike_conflict(caller(), command_id(), proposal_id, member, **asked))


@assessments.route("/<proposal_id>/assessments/mine")
@open_to("member")
@versioned
@assessments.gives(200, shapes.WholeAssessment)
def get_assessment(proposal_id: str) -> Response:
    """Your own: who brings it first, and what is to be judged once you said that you have no conflict."""
    found = doors.get_assessment(caller(), proposal_id)
    return answer(found, version=found["version"])


@assessments.route("/<proposal_id>/assessments/mine", methods=["PUT"])
@open_to("member")
@versioned
@assessments.takes(shapes.WriteAssessment)
@assessments.gives(200, shapes.AssessmentStep)
def save_assessment(asked: dict[str, Any], proposal_id: str) -> Response:
    """Keep a draft, as incomplete as it is; nobody else reads it."""
    version = known_version(asked.pop("version", None))
    return _step(doors.save_assessment(caller(), command_id(), proposal_id, asked, version=version))


@assessments.route("/<proposal_id>/assessments/mine/acceptance", methods=["POST"])
@open_to("member")
@versioned
@assessments.takes(Versioned)
@assessments.gives(200, shapes.AssessmentStep)
def accept_assessment(asked: dict[str, Any], proposal_id: str) -> Response:
    """Say that you have no conflict of interest."""
    version = known_version(asked.get("version"))
    return _step(doors.accept_assessment(caller(), command_id(), proposal_id, version=version))


@assessments.route("/<proposal_id>/assessments/mine/submission", methods=["POST"])
@open_to("member")
@versioned
@assessments.takes(shapes.WriteAssessment)
@assessments.gives(200, shapes.AssessmentStep)
def submit_assessment(asked: dict[str, Any], proposal_id: str) -> Response:
    """Hand it in; again until assessments end."""
    version = known_version(asked.pop("version", None))
    return _step(doors.submit_assessment(caller(), command_id(), proposal_id, asked, version=version))


@assessments.route("/<proposal_id>/assessments/mine/return", methods=["POST"])
@open_to("member")
@versioned
@assessments.takes(shapes.AssessmentReason)
@assessments.gives(200, shapes.AssessmentStep)
def return_assessment(asked: dict[str, Any], proposal_id: str) -> Response:
    """Give it back: you cannot do it, and somebody else will."""
    asked["version"] = known_version(asked.get("version"))
    return _step(doors.return_assessment(caller(), command_id(), proposal_id, **asked))


def _step(done: dict[str, Any]) -> Response:
    return answer(done, version=done["version"])
