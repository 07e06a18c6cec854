"""The resource of matters: raised, acknowledged, answered, in the sight of both sides (row 24)."""

from typing import Any

from flask import Response

from gateway.api.resource import Resource, answer, command_id, known_version, page, versioned
from gateway.api.shapes import matters as shapes
from gateway.clients.stewardship import matters as doors
from gateway.guards import caller, open_to

matters = Resource("matters", "/matters", "What regions ask the centre, and the centre the regions")

SPEAKERS = ("member", "coordinator", "convenor", "national_team")
"""Seat holders are members; who speaks for a group, the service knows."""


@matters.route("")
@open_to("public")
@matters.asks(shapes.ListMatters)
@matters.gives(200, shapes.MatterPage)
def list_matters(asked: dict[str, Any]) -> Response:
    """Matters of all regions, the newest first."""
    return page(doors.list_matters(caller(), **asked), asked)


@matters.route("", methods=["POST"])
@open_to(*SPEAKERS)
@matters.takes(shapes.RaiseMatter)
@matters.gives(201, shapes.Matter)
def raise_matter(asked: dict[str, Any]) -> Response:
    """Raise a matter for your group; one that looks like another is held up (`matter_looks_alike`)."""
    made = doors.raise_matter(caller(), command_id(), **asked)
    place = {"Location": f"{matters.url_prefix}/{made['id']}"}
    return answer(made, 201, version=made["version"], headers=place)


@matters.route("/traffic")
@open_to("public")
@matters.gives(200, shapes.MatterTraffic)
def matter_traffic() -> Response:
    """Escalations and cascades, counted both ways."""
    return answer(doors.matter_traffic(caller()))


@matters.route("/similar")
@open_to(*SPEAKERS)
@matters.asks(shapes.LikeThis)
@matters.gives(200, shapes.MatterInShortList)
def similar_matters(asked: dict[str, Any]) -> Response:
    """Matters under way whose titles look like this one; join one instead of raising it again."""
    return answer(doors.similar_matters(caller(), **asked))


@matters.route("/proposals")
@open_to("member")
@matters.asks(shapes.ListProposals)
@matters.gives(200, shapes.MatterProposalPage)
def list_proposals(asked: dict[str, Any]) -> Response:
    """What members proposed to your region's group, or your own proposals."""
    listing = doors.list_proposals if asked.get("region") else doors.my_proposals
    return page(listing(caller(), **asked), asked)


@matters.route("/proposals", methods=["POST"])
@open_to("member")
@matters.takes(shapes.ProposeMatter)
@matters.gives(201, shapes.MatterProposal)
def propose_matter(asked: dict[str, Any]) -> Response:
    """Propose a matter to the group of your region."""
    return answer(doors.propose_matter(caller(), command_id(), **asked), 201)


@matters.route("/proposals/<proposal_id>/decision", methods=["POST"])
@open_to(*SPEAKERS)
@versioned
@matters.takes(shapes.DecideProposal)
@matters.gives(200, shapes.MatterProposal)
def decide_proposal(asked: dict[str, Any], proposal_id: str) -> Response:
    """Raise it, join a matter with it, or turn it down with a reason."""
    asked["version"] = known_version(asked.get("version"))
    return answer(doors.decide_proposal(caller(), command_id(), proposal_id, **asked))


@matters.route("/proposals/<proposal_id>", methods=["DELETE"])
@open_to("member")
@matters.gives(200, shapes.MatterProposal)
def take_back_proposal(proposal_id: str) -> Response:
    """Take your own proposal back, while nobody has answered it."""
    return answer(doors.take_back_proposal(caller(), command_id(), proposal_id))


@matters.route("/<matter_id>")
@open_to("public")
@versioned
@matters.gives(200, shapes.Matter)
def get_matter(matter_id: str) -> Response:
    """One matter with its history, and what you can do with it."""
    return _whole(doors.get_matter(caller(), matter_id))


@matters.route("/<matter_id>/joining", methods=["POST"])
@open_to(*SPEAKERS)
@versioned
@matters.takes(shapes.JoinMatter)
@matters.gives(200, shapes.Matter)
def join_matter(asked: dict[str, Any], matter_id: str) -> Response:
    """Stand behind another region's matter; each region counts once."""
    return _done(doors.join_matter, matter_id, asked)


@matters.route("/<matter_id>/acknowledgement", methods=["POST"])
@open_to(*SPEAKERS)
@versioned
@matters.takes(shapes.AcknowledgeMatter)
@matters.gives(200, shapes.Matter)
def acknowledge_matter(asked: dict[str, Any], matter_id: str) -> Response:
    """Say that it arrived."""
    return _done(doors.acknowledge_matter, matter_id, asked)


@matters.route("/<matter_id>/answer", methods=["POST"])
@open_to(*SPEAKERS)
@versioned
@matters.takes(shapes.AnswerMatter)
@matters.gives(200, shapes.Matter)
def answer_matter(asked: dict[str, Any], matter_id: str) -> Response:
    """Answer with reasons; whoever raised it is told."""
    return _done(doors.answer_matter, matter_id, asked)


@matters.route("/<matter_id>/local-notes", methods=["POST"])
@open_to(*SPEAKERS)
@versioned
@matters.takes(shapes.PassOnMatter)
@matters.gives(200, shapes.Matter)
def pass_on_matter(asked: dict[str, Any], matter_id: str) -> Response:
    """Pass the centre's matter on in your region, with what it means there."""
    return _done(doors.pass_on_matter, matter_id, asked)


@matters.route("/<matter_id>/withdrawal", methods=["POST"])
@open_to(*SPEAKERS)
@versioned
@matters.takes(shapes.WithdrawMatter)
@matters.gives(200, shapes.Matter)
def withdraw_matter(asked: dict[str, Any], matter_id: str) -> Response:
    """Take it back with a reason; while other regions stand behind it, it stays theirs."""
    return _done(doors.withdraw_matter, matter_id, asked)


@matters.route("/<matter_id>/closing", methods=["POST"])
@open_to(*SPEAKERS)
@versioned
@matters.takes(shapes.CloseMatter)
@matters.gives(200, shapes.Matter)
def close_matter(asked: dict[str, Any], matter_id: str) -> Response:
    """End an answered matter, with what came of it."""
    return _done(doors.close_matter, matter_id, asked)


def _done(door: Any, matter_id: str, asked: dict[str, Any]) -> Response:
    asked["version"] = known_version(asked.get("version"))
    group = asked.pop("group")
    return _whole(door(caller(), command_id(), matter_id, group, **asked))


def _whole(matter: dict[str, Any]) -> Response:
    return answer(matter, version=matter["version"])
