"""The resource of rounds of Q Exchange: what can be done now, and who sets a round up (row 56)."""

from typing import Any

from flask import Response

from gateway.api.resource import Resource, answer, command_id, known_version, page, versioned
from gateway.api.shapes import rounds as shapes
from gateway.api.shapes.parts import Versioned
from gateway.clients.exchange import proposals
from gateway.clients.exchange import rounds as doors
from gateway.guards import caller, open_to

rounds = Resource("rounds", "/rounds", "Rounds of Q Exchange: a pot, its phases, and how members choose")

KEEPERS = ("coordinator", "convenor", "national_team")


@rounds.route("")
@open_to("public")
@rounds.asks(shapes.ListRounds)
@rounds.gives(200, shapes.RoundPage)
def list_rounds(asked: dict[str, Any]) -> Response:
    """Those that were published, the one that begins last first."""
    return page(doors.list_rounds(caller(), **asked), asked)


@rounds.route("", methods=["POST"])
@open_to(*KEEPERS)
@rounds.takes(shapes.DraftRound)
@rounds.gives(201, shapes.Round, headers={"Location": {"schema": {"type": "string"}}})
def draft_round(asked: dict[str, Any]) -> Response:
    """Set a round up; its keepers alone read it until they publish it."""
    region = asked.pop("region")
    made = doors.draft_round(caller(), command_id(), region, asked)
    place = {"Location": f"{rounds.url_prefix}/{made['id']}"}
    return answer(made, 201, version=made["version"], headers=place)


@rounds.route("/drafts")
@open_to(*KEEPERS)
@rounds.asks(shapes.ListRounds)
@rounds.gives(200, shapes.RoundPage)
def list_drafts(asked: dict[str, Any]) -> Response:
    """Those that you may publish; without a region all that you look after."""
    return page(doors.list_drafts(caller(), **asked), asked)


@rounds.route("/<round_id>")
@open_to("public")
@versioned
@rounds.gives(200, shapes.Round)
def get_round(round_id: str) -> Response:
    """One: its phases, which are open, and what you may do in each and until when, or why not."""
    found = doors.get_round(caller(), round_id)
    return answer(found, version=found["version"])


@rounds.route("/<round_id>", methods=["PUT"])
@open_to(*KEEPERS)
@versioned
@rounds.takes(shapes.ChangeRound)
@rounds.gives(200, shapes.Round)
def change_round(asked: dict[str, Any], round_id: str) -> Response:
    """The whole terms again, while it is a draft."""
    version = known_version(asked.pop("version", None))
    changed = doors.change_round(caller(), command_id(), round_id, asked, version=version)
    return answer(changed, version=changed["version"])


@rounds.route("/<round_id>/publication", methods=["POST"])
@open_to(*KEEPERS)
@versioned
@rounds.takes(Versioned)
@rounds.gives(200, shapes.Round)
def publish_round(asked: dict[str, Any], round_id: str) -> Response:
    """From now on everybody reads it, and its terms stand."""
    return _done(doors.publish_round, round_id, asked)


@rounds.route("/<round_id>/postponement", methods=["POST"])
@open_to(*KEEPERS)
@versioned
@rounds.takes(shapes.PostponeRound)
@rounds.gives(200, shapes.Round)
def postpone_round(asked: dict[str, Any], round_id: str) -> Response:
    """Later days for phases that have not ended."""
    return _done(doors.postpone_round, round_id, asked)


@rounds.route("/<round_id>/cancellation", methods=["POST"])
@open_to(*KEEPERS)
@versioned
@rounds.takes(shapes.CancelRound)
@rounds.gives(200, shapes.Round)
def cancel_round(asked: dict[str, Any], round_id: str) -> Response:
    """Stop it, with a reason that everybody reads. What was handed in stays with its people."""
    return _done(doors.cancel_round, round_id, asked)


@rounds.route("/<round_id>/numbers")
@open_to("public")
@rounds.gives(200, shapes.RoundNumbers)
def count_proposals(round_id: str) -> Response:
    """Proposals by stage, theme and region, a region's share beside its share of members."""
    return answer(proposals.count_proposals(caller(), round_id))


def _done(door: Any, round_id: str, asked: dict[str, Any]) -> Response:
    asked["version"] = known_version(asked.get("version"))
    saved = door(caller(), command_id(), round_id, **asked)
    return answer(saved, version=saved["version"])
