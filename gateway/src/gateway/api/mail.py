"""The resource of mail, for operators: what was sent, what failed. No addresses, no text."""

from typing import Any

from flask import Response

from gateway.api.resource import Resource, answer, command_id, page
from gateway.api.shapes import mail as shapes
from gateway.api.shapes.parts import Nothing
from gateway.clients import notifications
from gateway.guards import caller, open_to

mail = Resource("mail", "/mail", "Mail and its fate")


@mail.route("")
@open_to("operator", scope="admin")
@mail.asks(shapes.ListMail)
@mail.gives(200, shapes.MailPage)
def list_mail(asked: dict[str, Any]) -> Response:
    """Mail by state, the newest first."""
    return page(notifications.list_mail(caller(), **asked), asked)


@mail.route("/<mail_id>/send-again", methods=["POST"])
@open_to("operator", scope="admin")
@mail.takes(Nothing)
@mail.gives(200, shapes.Mail)
def send_again(_: dict[str, Any], mail_id: str) -> Response:
    """Put one piece of mail back into the queue."""
    return answer(notifications.send_again(caller(), command_id(), mail_id))
