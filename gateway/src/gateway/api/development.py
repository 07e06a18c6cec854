"""The resource of development: where members can learn something new (row 88)."""

from typing import Any

from flask import Response

from gateway.api.resource import Resource, answer, command_id, known_version, page, versioned
from gateway.api.shapes import development as shapes
from gateway.clients.skills_register import development as doors
from gateway.guards import caller, open_to

development = Resource("development", "/development", "Where members can learn something new")

KEEPERS = ("coordinator", "convenor", "national_team")


@development.route("")
@open_to("public")
@development.asks(shapes.ListDevelopment)
@development.gives(200, shapes.OpportunityPage)
def list_development(asked: dict[str, Any]) -> Response:
    """What there is to learn, the earliest first."""
    return page(doors.list_development(caller(), **asked), asked)


@development.route("", methods=["POST"])
@open_to(*KEEPERS)
@development.takes(shapes.OpportunitySent)
@development.gives(201, shapes.Opportunity)
def add_development(asked: dict[str, Any]) -> Response:
    """List an opportunity of a region that you keep, or of the whole UK."""
    made = doors.add_development(caller(), command_id(), asked.pop("region"), **asked)
    place = {"Location": f"{development.url_prefix}/{made['id']}"}
    return answer(made, 201, version=made["version"], headers=place)


@development.route("/mine")
@open_to("member")
@development.asks(shapes.MyDevelopment)
@development.gives(200, shapes.CompletionPage)
def my_development(asked: dict[str, Any]) -> Response:
    """What you completed, with the skills that you may add; nobody else sees it."""
    return page(doors.my_development(caller(), **asked), asked)


@development.route("/<opportunity_id>")
@open_to("public")
@versioned
@development.gives(200, shapes.OpportunityRead)
def get_development(opportunity_id: str) -> Response:
    """One opportunity, also when it was withdrawn."""
    return _whole(doors.get_development(caller(), opportunity_id))


@development.route("/<opportunity_id>", methods=["PUT"])
@open_to(*KEEPERS)
@versioned
@development.takes(shapes.ChangeOpportunity)
@development.gives(200, shapes.Opportunity)
def change_development(asked: dict[str, Any], opportunity_id: str) -> Response:
    """Say it anew."""
    asked["version"] = known_version(asked.get("version"))
    return _whole(doors.change_development(caller(), command_id(), opportunity_id, **asked))


@development.route("/<opportunity_id>/withdrawal", methods=["POST"])
@open_to(*KEEPERS)
@development.gives(200, shapes.Opportunity)
def withdraw_development(opportunity_id: str) -> Response:
    """It does not take place, and is listed no more."""
    return _whole(doors.withdraw_development(caller(), command_id(), opportunity_id))


@development.route("/<opportunity_id>/completion", methods=["POST"])
@open_to("member")
@development.takes(shapes.Complete)
@development.gives(200, shapes.Completion)
def complete_development(asked: dict[str, Any], opportunity_id: str) -> Response:
    """You completed it; the answer offers the skills that you may add to your own."""
    return answer(doors.complete_development(caller(), command_id(), opportunity_id, **asked))


@development.route("/<opportunity_id>/completion", methods=["DELETE"])
@open_to("member")
@development.gives(200, shapes.CompletionForgotten)
def forget_completion(opportunity_id: str) -> Response:
    """You did not; it is forgotten at once."""
    return answer(doors.forget_completion(caller(), command_id(), opportunity_id))


def _whole(found: dict[str, Any]) -> Response:
    return answer(found, version=found["version"])
