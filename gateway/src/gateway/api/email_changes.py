"""Confirming a new e-mail address with the ticket of the link that went there."""

from typing import Any

from flask import Response

from gateway.api.resource import Resource, answer, command_id
from gateway.api.shapes import members as shapes
from gateway.clients import membership
from gateway.guards import open_to
from gateway.signin import who_has_new_address

email_changes = Resource("email-changes", "/email-changes", "New e-mail addresses that confirm themselves")


@email_changes.route("/confirmation", methods=["POST"])
@open_to("public")
@email_changes.takes(shapes.ConfirmEmail)
@email_changes.gives(200, shapes.ConfirmedAddress)
def confirm_email_change(asked: dict[str, Any]) -> Response:
    """Confirm a new address, once, with the ticket of the link.

    Refused: `ticket_invalid`, `email_change_used`, `email_change_replaced`, `email_change_expired`,
    `email_taken`.
    """
    return answer(membership.confirm_email_change(who_has_new_address(asked["ticket"]), command_id()))
