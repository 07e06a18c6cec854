"""The resource of the caller: profile, region, address, leaving, thanks received."""

from typing import Any

from flask import Response

from gateway.api.resource import Resource, answer, command_id, required_version, versioned
from gateway.api.shapes import connections as connection_shapes
from gateway.api.shapes import members as shapes
from gateway.api.shapes.parts import Nothing
from gateway.clients import membership
from gateway.guards import caller, open_to

me = Resource("me", "/me", "The member who is asking")


@me.route("")
@open_to("member")
@versioned
@me.gives(200, shapes.OwnMember)
def my_profile() -> Response:
    """All that is held of you, and what others see of it."""
    mine = membership.my_profile(caller())
    return answer(mine, version=mine["version"])


@me.route("", methods=["PATCH"])
@open_to("member")
@versioned
@me.takes(shapes.ChangeProfile)
@me.gives(200, shapes.OwnMember)
def change_profile(asked: dict[str, Any]) -> Response:
    """Change your profile; what you leave out stays."""
    version = required_version(asked.pop("version", None))
    changed = membership.change_profile(caller(), command_id(), version, asked)
    return answer(changed, version=changed["version"])


@me.route("/region", methods=["POST"])
@open_to("member")
@versioned
@me.takes(shapes.MoveRegion)
@me.gives(200, shapes.OwnMember)
def move_region(asked: dict[str, Any]) -> Response:
    """Move your home to another region."""
    version = required_version(asked.get("version"))
    moved = membership.move_region(caller(), command_id(), version, asked["region"], from_=asked.get("from_"))
    return answer(moved, version=moved["version"])


@me.route("/email")
@open_to("member")
@me.gives(200, shapes.OwnAddress)
def my_address() -> Response:
    """Your e-mail address, and the one that is still to be confirmed."""
    return answer(membership.my_address(caller()))


@me.route("/email", methods=["POST"])
@open_to("member")
@versioned
@me.takes(shapes.ChangeEmail)
@me.gives(202, shapes.OwnAddress)
def change_email(asked: dict[str, Any]) -> Response:
    """Wish for another address: a link goes there, and your old one stays until it is confirmed.

    The answer is the same for every address; one that belongs to another member gets no mail. A
    second wish replaces the first. Refused: `too_many_attempts` after five in a day.
    """
    version = required_version(asked.get("version"))
    return answer(membership.change_email(caller(), command_id(), version, asked["email"]), 202)


@me.route("/email/withdrawal", methods=["POST"])
@open_to("member")
@me.takes(Nothing)
@me.gives(200, shapes.OwnAddress)
def withdraw_email_change(_: dict[str, Any]) -> Response:
    """Take the wish for another address back; its link stops working."""
    return answer(membership.withdraw_email_change(caller(), command_id()))


@me.route("/leave", methods=["POST"])
@open_to("member")
@versioned
@me.takes(shapes.Leave)
@me.gives(200, shapes.Left)
def leave(asked: dict[str, Any]) -> Response:
    """Leave Q today: your roles end, and nobody finds you any more."""
    version = required_version(asked.get("version"))
    return answer(membership.leave(caller(), command_id(), version, reason=asked.get("reason")))


@me.route("/recognition")
@open_to("member")
@me.gives(200, connection_shapes.RecognitionList)
def my_recognition() -> Response:
    """Thanks you received."""
    return answer(membership.my_recognition(caller()))


@me.route("/recognition/<recognition_id>", methods=["PATCH"])
@open_to("member")
@me.takes(connection_shapes.HideRecognition)
@me.gives(200, connection_shapes.Recognition)
def hide_recognition(asked: dict[str, Any], recognition_id: str) -> Response:
    """Hide thanks from others, or show them again."""
    return answer(membership.hide_recognition(caller(), command_id(), recognition_id, **asked))
