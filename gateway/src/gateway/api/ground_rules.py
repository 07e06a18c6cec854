"""The resource of ground rules: proposed, commented on, then adopted or not."""

from typing import Any

from flask import Response

from gateway.api.resource import Resource, answer, command_id, known_version, page, versioned
from gateway.api.shapes import documents as document_shapes
from gateway.api.shapes import documents_sent
from gateway.api.shapes import ground_rules as shapes
from gateway.api.shapes.parts import Paging
from gateway.clients.stewardship import documents as doors
from gateway.guards import caller, open_to

ground_rules = Resource(
    "ground rules", "", "Rules for shared spaces, which bind only after members commented"
)


@ground_rules.route("/groups/<region>/ground-rules")
@open_to("public")
@ground_rules.asks(shapes.GroundRulesAsked)
@ground_rules.gives(200, shapes.GroundRulePage)
def list_ground_rules(asked: dict[str, Any], region: str) -> Response:
    """Proposals in a region, the newest first; the rules in force are its document ground_rules."""
    return page(doors.list_ground_rules(caller(), region, **asked), asked)


@ground_rules.route("/groups/<region>/ground-rules", methods=["POST"])
@open_to("member")
@ground_rules.takes(shapes.ProposeGroundRule)
@ground_rules.gives(201, shapes.GroundRule, headers={"Location": {"schema": {"type": "string"}}})
def propose_ground_rule(asked: dict[str, Any], region: str) -> Response:
    """Propose a rule, or that one in force be changed or retired."""
    made = doors.propose_ground_rule(caller(), command_id(), region, asked)
    place = {"Location": f"/api/v1/ground-rules/{made['id']}"}
    return answer(made, 201, version=made["version"], headers=place)


@ground_rules.route("/ground-rules/<proposal_id>")
@open_to("public")
@versioned
@ground_rules.gives(200, shapes.GroundRule)
def get_ground_rule(proposal_id: str) -> Response:
    """One proposal with its stage and decision."""
    found = doors.get_ground_rule(caller(), proposal_id)
    return answer(found, version=found["version"])


@ground_rules.route("/ground-rules/<proposal_id>/comments")
@open_to("public")
@ground_rules.asks(Paging)
@ground_rules.gives(200, document_shapes.DocumentCommentPage)
def list_ground_rule_comments(asked: dict[str, Any], proposal_id: str) -> Response:
    """Every comment that was made, the oldest first."""
    return page(doors.list_ground_rule_comments(caller(), proposal_id, **asked), asked)


@ground_rules.route("/ground-rules/<proposal_id>/comments", methods=["POST"])
@open_to("member")
@ground_rules.takes(shapes.CommentOnGroundRule)
@ground_rules.gives(201, document_shapes.DocumentComment)
def comment_on_ground_rule(asked: dict[str, Any], proposal_id: str) -> Response:
    """Comment while the comment period runs."""
    return answer(doors.comment_on_ground_rule(caller(), command_id(), proposal_id, asked), 201)


@ground_rules.route("/ground-rules/<proposal_id>/decision", methods=["POST"])
@open_to("coordinator", "convenor", "national_team")
@versioned
@ground_rules.takes(shapes.DecideGroundRule)
@ground_rules.gives(200, shapes.GroundRule)
def decide_ground_rule(asked: dict[str, Any], proposal_id: str) -> Response:
    """Adopt or decline at a named meeting, after the comment period."""
    version = known_version(asked.pop("version", None))
    decided = doors.decide_ground_rule(caller(), command_id(), proposal_id, asked, version=version)
    return answer(decided, version=decided["version"])


@ground_rules.route("/ground-rules/<proposal_id>/withdrawal", methods=["POST"])
@open_to("member")
@versioned
@ground_rules.takes(shapes.WithdrawGroundRule)
@ground_rules.gives(200, shapes.GroundRule)
def withdraw_ground_rule(asked: dict[str, Any], proposal_id: str) -> Response:
    """Take one's own proposal back."""
    version = known_version(asked.get("version"))
    taken = doors.withdraw_ground_rule(caller(), command_id(), proposal_id, version=version)
    return answer(taken, version=taken["version"])


@ground_rules.route("/ground-rules/<proposal_id>/shown-name", methods=["PUT"])
@open_to("member")
@ground_rules.takes(documents_sent.ShowName)
@ground_rules.gives(200, shapes.GroundRule)
def show_name_beside_proposal(asked: dict[str, Any], proposal_id: str) -> Response:
    """Show another name beside one's own proposal, or none."""
    shown = doors.show_name_beside_proposal(caller(), command_id(), proposal_id, **asked)
    return answer(shown, version=shown["version"])
