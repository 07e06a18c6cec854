"""The resource of release requests: a signatory asks for help, members consent (row 61)."""

from typing import Any

from flask import Response

from gateway import line_manager_asking
from gateway.api.resource import Resource, answer, command_id, known_version, page, versioned
from gateway.api.shapes import releases as shapes
from gateway.api.shapes.parts import Nothing
from gateway.clients.skills_register import placements as doors
from gateway.guards import caller, open_to

release_requests = Resource("release-requests", "", "Help next door: who asks, and who would come")

READERS = ("member", "national_team")


@release_requests.route("/release-requests")
@open_to(*READERS)
@release_requests.asks(shapes.ListRequests)
@release_requests.gives(200, shapes.RequestPage)
def list_release_requests(asked: dict[str, Any]) -> Response:
    """The newest first; no person is in them."""
    return page(doors.list_requests(caller(), **asked), asked)


@release_requests.route("/release-requests", methods=["POST"])
@open_to("member")
@release_requests.takes(shapes.RequestRelease)
@release_requests.gives(201, shapes.ReleaseRequest)
def request_release(asked: dict[str, Any]) -> Response:
    """Ask for somebody's help; only signatories of the concordat do (`signatory_required`)."""
    made = doors.request_release(caller(), command_id(), **asked)
    headers = {"Location": f"/api/v1/release-requests/{made['id']}"}
    return answer(made, 201, version=made["version"], headers=headers)


@release_requests.route("/release-requests/<request_id>")
@open_to(*READERS)
@versioned
@release_requests.gives(200, shapes.ReleaseRequest)
def get_release_request(request_id: str) -> Response:
    """One, with those of its releases that you may see."""
    found = doors.get_request(caller(), request_id)
    return answer(found, version=found["version"])


@release_requests.route("/release-requests/<request_id>/helpers")
@open_to("member")
@release_requests.gives(200, shapes.Helpers)
def find_helpers(request_id: str) -> Response:
    """Members whose skills fit, with the reasons, for who acts for the organisation that asks."""
    return answer(doors.find_helpers(caller(), request_id))


@release_requests.route("/release-requests/<request_id>/invitations", methods=["POST"])
@open_to("member")
@release_requests.takes(shapes.InviteMember)
@release_requests.gives(200, shapes.ReleaseRequest)
def invite_member(asked: dict[str, Any], request_id: str) -> Response:
    """Ask a member whether they would help."""
    return answer(doors.invite_member(caller(), command_id(), request_id, **asked))


@release_requests.route("/release-requests/<request_id>/consent", methods=["POST"])
@open_to("member")
@release_requests.takes(shapes.Consent)
@release_requests.gives(200, shapes.Release)
def consent_to_release(asked: dict[str, Any], request_id: str) -> Response:
    """Say that you would help; nobody is lent who did not."""
    return answer(doors.consent_to_release(caller(), command_id(), request_id, **asked))


@release_requests.route("/release-requests/<request_id>/closing", methods=["POST"])
@open_to("member")
@versioned
@release_requests.takes(shapes.CloseRequest)
@release_requests.gives(200, shapes.ReleaseRequest)
def close_release_request(asked: dict[str, Any], request_id: str) -> Response:
    """Look for nobody more; who offered and was not taken is told."""
    version = known_version(asked.get("version"))
    reason = asked.get("reason", "")
    closed = doors.close_request(caller(), command_id(), request_id, reason=reason, version=version)
    return answer(closed, version=closed["version"])


@release_requests.route("/releases")
@open_to("member")
@release_requests.asks(shapes.ListReleases)
@release_requests.gives(200, shapes.ReleasePage)
def list_releases(asked: dict[str, Any]) -> Response:
    """Your own, or those of people whom an organisation employs that you act for."""
    place = {name: asked[name] for name in ("cursor", "limit") if name in asked}
    if "organisation_id" in asked:
        return page(doors.list_lent_releases(caller(), asked["organisation_id"], **place), asked)
    return page(doors.my_releases(caller(), **place), asked)


@release_requests.route("/releases/<release_id>")
@open_to(*READERS)
@release_requests.gives(200, shapes.Release)
def get_release(release_id: str) -> Response:
    """For the member, both organisations and the keepers."""
    return answer(doors.get_release(caller(), release_id))


@release_requests.route("/releases/<release_id>/withdrawal", methods=["POST"])
@open_to("member")
@release_requests.takes(Nothing)
@release_requests.gives(200, shapes.Release)
def withdraw_consent(_: dict[str, Any], release_id: str) -> Response:
    """You would rather not, or no longer."""
    return answer(doors.withdraw_consent(caller(), command_id(), release_id))


@release_requests.route("/releases/<release_id>/line-manager", methods=["POST"])
@open_to("member")
@release_requests.takes(shapes.AskLineManager)
@release_requests.gives(200, shapes.Release)
def ask_line_manager(asked: dict[str, Any], release_id: str) -> Response:
    """Have the line manager asked by a mail with a link; a later one takes an earlier one's place."""
    return answer(line_manager_asking.ask(caller(), command_id(), release_id, **asked))
