"""The resource of peer groups: service users train and back other users (row 89)."""

from typing import Any

from flask import Response

from gateway.api.resource import Resource, answer, command_id, known_version, page, versioned
from gateway.api.shapes import peer_support as shapes
from gateway.clients.skills_register import peer_support as doors
from gateway.guards import caller, open_to

peer_groups = Resource("peer groups", "/peer-groups", "Groups that service users lead for other users")


@peer_groups.route("")
@open_to("public")
@peer_groups.asks(shapes.ListPeerGroups)
@peer_groups.gives(200, shapes.PeerGroupPage)
def list_peer_groups(asked: dict[str, Any]) -> Response:
    """Groups, the newest first; those that ended, too."""
    return page(doors.list_groups(caller(), **asked), asked)


@peer_groups.route("", methods=["POST"])
@open_to("member")
@peer_groups.takes(shapes.StartPeerGroup)
@peer_groups.gives(201, shapes.PeerGroupChanged)
def start_peer_group(asked: dict[str, Any]) -> Response:
    """Start one and lead it, as somebody who uses services (else `lead_is_service_user`)."""
    made = doors.start_group(caller(), command_id(), **asked)
    place = {"Location": f"{peer_groups.url_prefix}/{made['id']}"}
    return answer(made, 201, version=made["version"], headers=place)


@peer_groups.route("/mine")
@open_to("member")
@peer_groups.gives(200, shapes.PeerGroupList)
def my_peer_groups() -> Response:
    """Those that you lead or learn in."""
    return answer(doors.my_groups(caller()))


@peer_groups.route("/<group_id>")
@open_to("public")
@versioned
@peer_groups.gives(200, shapes.PeerGroup)
def get_peer_group(group_id: str) -> Response:
    """One group, and what you have to do with it."""
    found = doors.get_group(caller(), group_id)
    return answer(found, version=found["version"])


@peer_groups.route("/<group_id>", methods=["PUT"])
@open_to("member")
@versioned
@peer_groups.takes(shapes.ChangePeerGroup)
@peer_groups.gives(200, shapes.PeerGroupChanged)
def change_peer_group(asked: dict[str, Any], group_id: str) -> Response:
    """Say anew what it is, as its lead."""
    asked["version"] = known_version(asked.get("version"))
    return _done(doors.change_group(caller(), command_id(), group_id, **asked))


@peer_groups.route("/<group_id>/ending", methods=["POST"])
@open_to("member")
@peer_groups.gives(200, shapes.PeerGroupChanged)
def end_peer_group(group_id: str) -> Response:
    """End it, as its lead; who learned there is told and forgotten."""
    return _done(doors.end_group(caller(), command_id(), group_id))


@peer_groups.route("/<group_id>/membership", methods=["PUT"])
@open_to("member")
@peer_groups.takes(shapes.JoinPeerGroup)
@peer_groups.gives(200, shapes.PeerGroupChanged)
def join_peer_group(asked: dict[str, Any], group_id: str) -> Response:
    """Learn there; twice is once, with the newer name."""
    return _done(doors.join_group(caller(), command_id(), group_id, **asked))


@peer_groups.route("/<group_id>/membership", methods=["DELETE"])
@open_to("member")
@peer_groups.gives(200, shapes.PeerGroupChanged)
def leave_peer_group(group_id: str) -> Response:
    """Go at any time; you are forgotten there at once."""
    return _done(doors.leave_group(caller(), command_id(), group_id))


@peer_groups.route("/<group_id>/membership/needs", methods=["PUT"])
@open_to("member")
@peer_groups.takes(shapes.SayPeerNeeds)
@peer_groups.gives(200, shapes.PeerGroupChanged)
def say_peer_needs(asked: dict[str, Any], group_id: str) -> Response:
    """Say what you need to take part, for the lead alone, or take it back."""
    return _done(doors.say_needs(caller(), command_id(), group_id, **asked))


@peer_groups.route("/<group_id>/learners")
@open_to("member")
@peer_groups.gives(200, shapes.PeerLearners)
def list_peer_learners(group_id: str) -> Response:
    """Who learns there and what each needs: for its lead alone."""
    return answer(doors.list_learners(caller(), group_id))


@peer_groups.route("/<group_id>/next-lead", methods=["PUT"])
@open_to("member")
@peer_groups.takes(shapes.AskPeerLead)
@peer_groups.gives(200, shapes.PeerGroupChanged)
def ask_peer_lead(asked: dict[str, Any], group_id: str) -> Response:
    """Ask a learner to lead it, as its lead, or take that back."""
    return _done(doors.hand_over(caller(), command_id(), group_id, **asked))


@peer_groups.route("/<group_id>/lead", methods=["POST"])
@open_to("member")
@peer_groups.takes(shapes.TakeOverPeerGroup)
@peer_groups.gives(200, shapes.PeerGroupChanged)
def take_over_peer_group(asked: dict[str, Any], group_id: str) -> Response:
    """Lead it from now on, as you were asked to."""
    return _done(doors.take_over(caller(), command_id(), group_id, **asked))


def _done(group: dict[str, Any]) -> Response:
    return answer(group, version=group["version"])
