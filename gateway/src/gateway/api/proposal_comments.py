"""What is said about a proposal, what was answered and changed, and who supports it (row 56)."""

from typing import Any

from flask import Response

from gateway.api.proposal_teams import proposals
from gateway.api.proposals import round_proposals
from gateway.api.resource import answer, command_id, page
from gateway.api.shapes import comments as shapes
from gateway.api.shapes.parts import Paging
from gateway.clients.exchange import comments as doors
from gateway.clients.exchange import supporters as support_doors
from gateway.guards import caller, open_to

__all__ = ["proposals", "round_proposals"]

KEEPERS = ("coordinator", "convenor", "national_team")


@proposals.route("/<proposal_id>/comments")
@open_to("public")
@proposals.asks(shapes.ListProposalComments)
@proposals.gives(200, shapes.ProposalCommentPage)
def list_comments(asked: dict[str, Any], proposal_id: str) -> Response:
    """Comments and questions with what was answered, the first first."""
    return page(doors.list_comments(caller(), proposal_id, **asked), asked)


@proposals.route("/<proposal_id>/comments", methods=["POST"])
@open_to("member")
@proposals.takes(shapes.AddProposalComment)
@proposals.gives(201, shapes.NotedComment)
def add_comment(asked: dict[str, Any], proposal_id: str) -> Response:
    """Say something about it, or ask its team."""
    return _noted(doors.add_comment(caller(), command_id(), proposal_id, **asked), 201)


@proposals.route("/comments/<comment_id>/answers", methods=["POST"])
@open_to("member")
@proposals.takes(shapes.AnswerProposalComment)
@proposals.gives(201, shapes.NotedComment)
def answer_comment(asked: dict[str, Any], comment_id: str) -> Response:
    """Answer it, as one of its team."""
    return _noted(doors.answer_comment(caller(), command_id(), comment_id, **asked), 201)


@proposals.route("/comments/<comment_id>", methods=["DELETE"])
@open_to("member")
@proposals.gives(200, shapes.NotedComment)
def take_back_comment(comment_id: str) -> Response:
    """Take your own back: its words are gone at once."""
    return _noted(doors.take_back_comment(caller(), command_id(), comment_id))


@proposals.route("/comments/<comment_id>/hiding", methods=["POST"])
@open_to(*KEEPERS)
@proposals.takes(shapes.HideProposalComment)
@proposals.gives(200, shapes.NotedComment)
def hide_comment(asked: dict[str, Any], comment_id: str) -> Response:
    """Take it out of sight, with a reason that its author is told; for the round's keepers."""
    return _noted(doors.hide_comment(caller(), command_id(), comment_id, **asked))


@proposals.route("/comments/<comment_id>/hiding", methods=["DELETE"])
@open_to(*KEEPERS)
@proposals.gives(200, shapes.NotedComment)
def show_comment(comment_id: str) -> Response:
    """Show it again, while its words are kept."""
    return _noted(doors.show_comment(caller(), command_id(), comment_id))


@round_proposals.route("/<round_id>/hidden-comments")
@open_to(*KEEPERS)
@round_proposals.asks(Paging)
@round_proposals.gives(200, shapes.HiddenProposalCommentPage)
def list_hidden_comments(asked: dict[str, Any], round_id: str) -> Response:
    """What keepers hid in a round, the newest first."""
    return page(doors.list_hidden(caller(), round_id, **asked), asked)


@proposals.route("/<proposal_id>/engagement")
@open_to("public")
@proposals.gives(200, shapes.ProposalEngagement)
def get_engagement(proposal_id: str) -> Response:
    """How its team dealt with what others said, until the proposals' deadline."""
    return answer(doors.get_engagement(caller(), proposal_id))


@proposals.route("/<proposal_id>/supporters")
@open_to("public")
@proposals.asks(Paging)
@proposals.gives(200, shapes.ProposalSupporterPage)
def list_supporters(asked: dict[str, Any], proposal_id: str) -> Response:
    """Members and groups that support it, the first first."""
    return page(support_doors.list_supporters(caller(), proposal_id, **asked), asked)


@proposals.route("/<proposal_id>/supporters", methods=["POST"])
@open_to("member")
@proposals.takes(shapes.SupportProposal)
@proposals.gives(201, shapes.ProposalSupporter)
def support_proposal(asked: dict[str, Any], proposal_id: str) -> Response:
    """Support it, or say that your group does; it is no vote."""
    return answer(support_doors.support_proposal(caller(), command_id(), proposal_id, **asked), 201)


@proposals.route("/<proposal_id>/supporters", methods=["DELETE"])
@open_to("member")
@proposals.asks(shapes.TakeBackSupport)
@proposals.gives(200, shapes.SupportTaken)
def take_back_support(asked: dict[str, Any], proposal_id: str) -> Response:
    """Support it no more."""
    return answer(support_doors.take_back_support(caller(), command_id(), proposal_id, **asked))


def _noted(comment: dict[str, Any], status: int = 200) -> Response:
    return answer(comment, status, version=comment["version"])
