"""Who applies together: co-applicants of a proposal, and the merging of two (row 56)."""

from typing import Any

from flask import Response

from gateway.api.proposals import proposals
from gateway.api.resource import answer, command_id, known_version, versioned
from gateway.api.shapes import proposals as shapes
from gateway.clients.exchange import merges as merge_doors
from gateway.clients.exchange import proposals as doors
from gateway.guards import caller, open_to

__all__ = ["proposals"]


@proposals.route("/<proposal_id>/co-applicants", methods=["POST"])
@open_to("member")
@versioned
@proposals.takes(shapes.AskCoApplicant)
@proposals.gives(201, shapes.Proposal)
def ask_co_applicant(asked: dict[str, Any], proposal_id: str) -> Response:
    """Ask a member to apply together with you; they agree or decline."""
    version = known_version(asked.get("version"))
    made = doors.ask_co_applicant(caller(), command_id(), proposal_id, asked["member_id"], version=version)
    return answer(made, 201, version=made["version"])


@proposals.route("/<proposal_id>/co-applicants/answer", methods=["POST"])
@open_to("member")
@proposals.takes(shapes.AnswerAsCoApplicant)
@proposals.gives(200, shapes.Proposal)
def answer_as_co_applicant(asked: dict[str, Any], proposal_id: str) -> Response:
    """You were asked: agree or decline."""
    found = doors.answer_as_co_applicant(caller(), command_id(), proposal_id, **asked)
    return answer(found, version=found["version"])


@proposals.route("/<proposal_id>/co-applicants/<member_id>", methods=["DELETE"])
@open_to("member")
@versioned
@proposals.gives(200, shapes.Proposal)
def drop_co_applicant(proposal_id: str, member_id: str) -> Response:
    """Leave the team yourself, or take somebody off as its lead."""
    found = doors.drop_co_applicant(
        caller(), command_id(), proposal_id, member_id, version=known_version(None)
    )
    return answer(found, version=found["version"])


@proposals.route("/<proposal_id>/merges")
@open_to("member")
@proposals.gives(200, shapes.ProposalMergeList)
def list_merges(proposal_id: str) -> Response:
    """Offers to merge it, on either side, the newest first; for its team."""
    return answer(merge_doors.list_merges(caller(), proposal_id))


@proposals.route("/<proposal_id>/merges", methods=["POST"])
@open_to("member")
@proposals.takes(shapes.OfferMerge)
@proposals.gives(201, shapes.ProposalMerge)
def offer_merge(asked: dict[str, Any], proposal_id: str) -> Response:
    """Offer the lead of another one to make one of both; nothing happens before they agree."""
    other = asked["other"]
    gone, into = (proposal_id, other) if asked["gives_up"] else (other, proposal_id)
    made = merge_doors.offer_merge(caller(), command_id(), gone, into, words=asked.get("words"))
    return answer(made, 201, version=made["version"])


@proposals.route("/merges/<merge_id>/answer", methods=["POST"])
@open_to("member")
@proposals.takes(shapes.AnswerMerge)
@proposals.gives(200, shapes.ProposalMerge)
def answer_merge(asked: dict[str, Any], merge_id: str) -> Response:
    """Agree, and the two are one; or decline."""
    found = merge_doors.answer_merge(caller(), command_id(), merge_id, **asked)
    return answer(found, version=found["version"])


@proposals.route("/merges/<merge_id>", methods=["DELETE"])
@open_to("member")
@proposals.gives(200, shapes.ProposalMerge)
def take_back_merge(merge_id: str) -> Response:
    """You offer it no more."""
    found = merge_doors.take_back_merge(caller(), command_id(), merge_id)
    return answer(found, version=found["version"])
