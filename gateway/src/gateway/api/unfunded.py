"""The resource of ideas without an award: listed if their people agree, helped, carried on (row 58)."""

from typing import Any

from flask import Response

from gateway.api.resource import Resource, answer, command_id, known_version, page, versioned
from gateway.api.shapes import unfunded as shapes
from gateway.api.shapes.parts import Nothing, Paging
from gateway.clients.exchange import unfunded as doors
from gateway.guards import caller, open_to

unfunded = Resource("unfunded", "/unfunded", "Ideas without an award, by the id of their proposal")

KEEPERS = ("coordinator", "convenor", "national_team")


@unfunded.route("")
@open_to("member")
@unfunded.asks(shapes.ListUnfunded)
@unfunded.gives(200, shapes.UnfundedIdeaPage)
def list_unfunded(asked: dict[str, Any]) -> Response:
    """Those whose people agreed that members see them, the newest first."""
    return page(doors.list_unfunded(caller(), **asked), asked)


@unfunded.route("/mine")
@open_to("member")
@unfunded.asks(Paging)
@unfunded.gives(200, shapes.UnfundedIdeaPage)
def my_unfunded(asked: dict[str, Any]) -> Response:
    """Your own, and those that you help or sponsor."""
    return page(doors.my_unfunded(caller(), **asked), asked)


@unfunded.route("/counts")
@open_to("member")
@unfunded.asks(shapes.CountUnfunded)
@unfunded.gives(200, shapes.UnfundedCounts)
def count_unfunded(asked: dict[str, Any]) -> Response:
    """Of a round: submitted, awarded, how many there are to support, and how that goes."""
    return answer(doors.count_unfunded(caller(), **asked))


@unfunded.route("/<proposal_id>")
@open_to("member")
@versioned
@unfunded.gives(200, shapes.WholeUnfundedIdea)
def get_unfunded(proposal_id: str) -> Response:
    """One idea, with what matches it now: ideas like it, rounds to enter, its region's group."""
    return _whole(doors.get_unfunded(caller(), proposal_id))


@unfunded.route("/<proposal_id>/history")
@open_to("member")
@unfunded.gives(200, shapes.IdeaBeforeList)
def get_history(proposal_id: str) -> Response:
    """What a proposal carries on, the latest round first."""
    return answer(doors.get_history(caller(), proposal_id))


@unfunded.route("/<proposal_id>/listing", methods=["PUT"])
@open_to("member")
@versioned
@unfunded.takes(shapes.ListIdea)
@unfunded.gives(200, shapes.UnfundedIdea)
def list_idea(asked: dict[str, Any], proposal_id: str) -> Response:
    """Agree, as one of its people, that members see it, and say what it needs; again says it anew."""
    return _done(doors.list_idea, proposal_id, asked)


@unfunded.route("/<proposal_id>/listing", methods=["DELETE"])
@open_to("member")
@versioned
@unfunded.gives(200, shapes.UnfundedIdea)
def keep_idea_private(proposal_id: str) -> Response:
    """Keep it to its people; help that was only offered ends."""
    return _done(doors.keep_idea_private, proposal_id, {})


@unfunded.route("/<proposal_id>/help", methods=["POST"])
@open_to("member")
@unfunded.takes(shapes.OfferIdeaHelp)
@unfunded.gives(201, shapes.UnfundedIdea)
def offer_help(asked: dict[str, Any], proposal_id: str) -> Response:
    """Offer help to a listed idea; its people answer."""
    made = doors.offer_help(caller(), command_id(), proposal_id, **asked)
    return answer(made, 201, version=made["version"])


@unfunded.route("/<proposal_id>/help/<help_id>/answer", methods=["POST"])
@open_to("member")
@unfunded.takes(shapes.AnswerIdeaHelp)
@unfunded.gives(200, shapes.UnfundedIdea)
def answer_help(asked: dict[str, Any], proposal_id: str, help_id: str) -> Response:
    """Take the help or not, as one of its people."""
    return _whole(doors.answer_help(caller(), command_id(), proposal_id, help_id, **asked))


@unfunded.route("/<proposal_id>/help/<help_id>/ending", methods=["POST"])
@open_to("member")
@unfunded.takes(Nothing)
@unfunded.gives(200, shapes.UnfundedIdea)
def end_help(_asked: dict[str, Any], proposal_id: str, help_id: str) -> Response:
    """Take your offer back, or say as either side that the help has ended."""
    return _whole(doors.end_help(caller(), command_id(), proposal_id, help_id))


@unfunded.route("/<proposal_id>/sponsorship", methods=["PUT"])
@open_to(*KEEPERS)
@versioned
@unfunded.takes(shapes.SponsorIdea)
@unfunded.gives(200, shapes.UnfundedIdea)
def sponsor_idea(asked: dict[str, Any], proposal_id: str) -> Response:
    """Say, as a keeper of its region, that the group helps it on."""
    return _done(doors.sponsor_idea, proposal_id, asked)


@unfunded.route("/<proposal_id>/sponsorship", methods=["DELETE"])
@open_to(*KEEPERS)
@versioned
@unfunded.gives(200, shapes.UnfundedIdea)
def end_sponsorship(proposal_id: str) -> Response:
    """The group helps it on no more."""
    return _done(doors.end_sponsorship, proposal_id, {})


@unfunded.route("/<proposal_id>/outcome", methods=["PUT"])
@open_to("member")
@versioned
@unfunded.takes(shapes.NoteIdeaOutcome)
@unfunded.gives(200, shapes.UnfundedIdea)
def note_outcome(asked: dict[str, Any], proposal_id: str) -> Response:
    """Say what became of it, as one of its people or a keeper of its region."""
    return _done(doors.note_outcome, proposal_id, asked)


@unfunded.route("/<proposal_id>/continuation", methods=["PUT"])
@open_to("member")
@versioned
@unfunded.takes(shapes.CarryOnIdea)
@unfunded.gives(200, shapes.UnfundedIdea)
def carry_on_idea(asked: dict[str, Any], proposal_id: str) -> Response:
    """It goes on as a proposal of yours in a later round, which shows where it comes from."""
    return _done(doors.carry_on_idea, proposal_id, asked)


def _done(door: Any, proposal_id: str, asked: dict[str, Any]) -> Response:
    asked["version"] = known_version(asked.get("version"))
    return _whole(door(caller(), command_id(), proposal_id, **asked))


def _whole(idea: dict[str, Any]) -> Response:
    return answer(idea, version=idea["version"])
