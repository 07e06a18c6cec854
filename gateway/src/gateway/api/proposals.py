"""The resources of ideas and proposals of Q Exchange: of a round, and one with its versions (row 56)."""

from typing import Any

from flask import Response

from gateway.api.resource import Resource, answer, command_id, known_version, page, versioned
from gateway.api.shapes import proposals as shapes
from gateway.api.shapes.parts import Paging
from gateway.clients.exchange import proposals as doors
from gateway.guards import caller, open_to

round_proposals = Resource("round proposals", "/rounds", "What is proposed in a round of Q Exchange")
proposals = Resource("proposals", "/proposals", "One idea or proposal, from the first word to the award")


@round_proposals.route("/<round_id>/proposals")
@open_to("public")
@round_proposals.asks(shapes.ListProposals)
@round_proposals.gives(200, shapes.ProposalPage)
def list_proposals(asked: dict[str, Any], round_id: str) -> Response:
    """Those that you may read, the newest first; visitors read what is voted on."""
    return page(doors.list_proposals(caller(), round_id, **asked), asked)


@round_proposals.route("/<round_id>/proposals", methods=["POST"])
@open_to("member")
@round_proposals.takes(shapes.EnterProposal)
@round_proposals.gives(201, shapes.ComparedProposal)
def enter_proposal(asked: dict[str, Any], round_id: str) -> Response:
    """Enter an idea or begin a draft; `similar` warns of what is like it."""
    enter = doors.enter_idea if asked.pop("kind") == "idea" else doors.draft_proposal
    name = asked.pop("shown_name", None)
    made = enter(caller(), command_id(), round_id, asked, shown_name=name)
    place = {"Location": f"{proposals.url_prefix}/{made['id']}"}
    return answer(made, 201, version=made["version"], headers=place)


@round_proposals.route("/<round_id>/proposals/similar")
@open_to("member")
@round_proposals.asks(shapes.FindSimilar)
@round_proposals.gives(200, shapes.SimilarProposalList)
def find_similar(asked: dict[str, Any], round_id: str) -> Response:
    """What is like a title and an aim, with the words that say so, before it is entered."""
    return answer(doors.find_similar(caller(), round_id, **asked))


@proposals.route("/mine")
@open_to("member")
@proposals.asks(Paging)
@proposals.gives(200, shapes.ProposalPage)
def my_proposals(asked: dict[str, Any]) -> Response:
    """Those that you lead, take part in or are asked to, changed last first; `may` is what you can do."""
    return page(doors.my_proposals(caller(), **asked), asked)


@proposals.route("/<proposal_id>")
@open_to("public")
@versioned
@proposals.gives(200, shapes.ComparedProposal)
def get_proposal(proposal_id: str) -> Response:
    """One, if you may read it."""
    return _whole(doors.get_proposal(caller(), proposal_id))


@proposals.route("/<proposal_id>", methods=["PUT"])
@open_to("member")
@versioned
@proposals.takes(shapes.ChangeProposal)
@proposals.gives(200, shapes.ComparedProposal)
def change_proposal(asked: dict[str, Any], proposal_id: str) -> Response:
    """Write it anew, and say because of which comments."""
    more: dict[str, Any] = {name: asked.pop(name) for name in ("because_of", "shown_name") if name in asked}
    more["version"] = known_version(asked.pop("version", None))
    return _whole(doors.change_proposal(caller(), command_id(), proposal_id, asked, **more))


@proposals.route("/<proposal_id>/development", methods=["POST"])
@open_to("member")
@versioned
@proposals.takes(shapes.ActOnProposal)
@proposals.gives(200, shapes.Proposal)
def develop_idea(asked: dict[str, Any], proposal_id: str) -> Response:
    """Make a proposal of your idea: members read on."""
    return _step(doors.develop_idea, proposal_id, asked)


@proposals.route("/<proposal_id>/opening", methods=["POST"])
@open_to("member")
@versioned
@proposals.takes(shapes.ActOnProposal)
@proposals.gives(200, shapes.Proposal)
def open_draft(asked: dict[str, Any], proposal_id: str) -> Response:
    """Let members read your draft and comment on it; there is no way back."""
    return _step(doors.open_draft, proposal_id, asked)


@proposals.route("/<proposal_id>/submission", methods=["POST"])
@open_to("member")
@versioned
@proposals.takes(shapes.ActOnProposal)
@proposals.gives(200, shapes.Proposal)
def submit_proposal(asked: dict[str, Any], proposal_id: str) -> Response:
    """It takes part; its text may still change until the deadline."""
    return _step(doors.submit_proposal, proposal_id, asked)


@proposals.route("/<proposal_id>/withdrawal", methods=["POST"])
@open_to("member")
@versioned
@proposals.takes(shapes.WithdrawProposal)
@proposals.gives(200, shapes.Proposal)
def withdraw_proposal(asked: dict[str, Any], proposal_id: str) -> Response:
    """It takes part no more; its trace stays."""
    return _step(doors.withdraw_proposal, proposal_id, asked)


@proposals.route("/<proposal_id>/withdrawal", methods=["DELETE"])
@open_to("member")
@versioned
@proposals.gives(200, shapes.Proposal)
def reinstate_proposal(proposal_id: str) -> Response:
    """It was withdrawn by mistake, and its phase is still open."""
    return _step(doors.reinstate_proposal, proposal_id, {})


@proposals.route("/<proposal_id>/versions")
@open_to("public")
@proposals.asks(Paging)
@proposals.gives(200, shapes.ProposalVersionPage)
def list_versions(asked: dict[str, Any], proposal_id: str) -> Response:
    """Its texts, the newest first, each with what differs from the one before."""
    return page(doors.list_versions(caller(), proposal_id, **asked), asked)


@proposals.route("/<proposal_id>/versions/<int:number>")
@open_to("public")
@proposals.gives(200, shapes.ProposalVersion)
def get_version(proposal_id: str, number: int) -> Response:
    """One of its texts."""
    return answer(doors.get_version(caller(), proposal_id, number))


@proposals.route("/<proposal_id>/versions/<int:number>/changes")
@open_to("public")
@proposals.asks(shapes.CompareVersions)
@proposals.gives(200, shapes.ProposalComparison)
def compare_versions(asked: dict[str, Any], proposal_id: str, number: int) -> Response:
    """What differs from an earlier text, word by word, and because of which comments."""
    return answer(doors.compare_versions(caller(), proposal_id, number, **asked))


def _whole(proposal: dict[str, Any]) -> Response:
    return answer(proposal, version=proposal["version"])


def _step(door: Any, proposal_id: str, asked: dict[str, Any]) -> Response:
    asked["version"] = known_version(asked.get("version"))
    return _whole(door(caller(), command_id(), proposal_id, **asked))
