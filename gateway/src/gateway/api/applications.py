"""The resource of applications: from the first form to the decision."""

from typing import Any

from flask import Response

from gateway.api.resource import Resource, answer, command_id, known_version, page, versioned
from gateway.api.shapes import applications as shapes
from gateway.clients import membership
from gateway.guards import caller, open_to
from gateway.limits import limiter
from gateway.parts import parts

applications = Resource("applications", "/applications", "People who ask to join")


@applications.route("", methods=["POST"])
@open_to("public")
@limiter.limit(lambda: parts().settings.application_limit)
@applications.takes(shapes.SubmitApplication)
@applications.gives(201, shapes.Application, headers={"Location": {"schema": {"type": "string"}}})
def submit_application(asked: dict[str, Any]) -> Response:
    """Apply to join a region."""
    made = membership.submit_application(caller(), command_id(), asked)
    place = {"Location": f"{applications.url_prefix}/{made['id']}"}
    return answer(made, 201, version=made["version"], headers=place)


@applications.route("")
@open_to("coordinator", "convenor", "national_team")
@applications.asks(shapes.ListApplications)
@applications.gives(200, shapes.ApplicationPage)
def list_applications(asked: dict[str, Any]) -> Response:
    """Applications to the caller's region, by stage."""
    return page(membership.list_applications(caller(), **asked), asked)


@applications.route("/<application_id>")
@open_to("coordinator", "national_team")
@versioned
@applications.gives(200, shapes.Application)
def get_application(application_id: str) -> Response:
    """One application with its history."""
    found = membership.get_application(caller(), application_id)
    return answer(found, version=found["version"])


@applications.route("/<application_id>/take-up", methods=["POST"])
@open_to("coordinator", "national_team")
@versioned
@applications.takes(shapes.TakeUpApplication)
@applications.gives(200, shapes.Application)
def take_up_application(asked: dict[str, Any], application_id: str) -> Response:
    """Take an application up for review; the caller becomes its reviewer."""
    version = known_version(asked.get("version"))
    taken = membership.take_up_application(caller(), command_id(), application_id, version=version)
    return answer(taken, version=taken["version"])


@applications.route("/<application_id>/decision", methods=["POST"])
@open_to("coordinator", "national_team")
@versioned
@applications.takes(shapes.DecideApplication)
@applications.gives(200, shapes.Application)
def decide_application(asked: dict[str, Any], application_id: str) -> Response:
    """Accept or decline; accepting again changes nothing."""
    asked["version"] = known_version(asked.get("version"))
    decided = membership.decide_application(caller(), command_id(), application_id, **asked)
    return answer(decided, version=decided["version"])
