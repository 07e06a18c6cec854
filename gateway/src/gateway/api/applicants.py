"""An applicant's own application: seen, sent and taken back with the ticket of the link in our mail."""

from typing import Any

from flask import Response, request

from chassis.identity import Caller
from gateway.api.applications import applications
from gateway.api.resource import APPLICANT_TICKET, answer, command_id, for_applicants, versioned
from gateway.api.shapes import applications as shapes
from gateway.api.shapes.parts import Nothing
from gateway.clients import membership
from gateway.guards import open_to
from gateway.signin import send_applicant_link, who_is_applicant

__all__ = ["applications"]

ASKED = "If there is an application with this address, a link to it is on its way."


@applications.route("/status")
@open_to("public")
@for_applicants
@versioned
@applications.asks(shapes.ReadStatus)
@applications.gives(200, shapes.Application)
def application_status(asked: dict[str, Any]) -> Response:
    """Your own application: how it stands, and what we told you.

    Refused: `ticket_invalid` (forged, or none was sent), `ticket_expired`.
    """
    found = membership.application_status(_applicant(asked.get("ticket", "")))
    return answer(found, version=found["version"])


@applications.route("/status/link", methods=["POST"])
@open_to("public")
@applications.takes(shapes.AskForApplicationLink)
@applications.gives(202, shapes.ApplicationLinkAsked)
def ask_for_link(asked: dict[str, Any]) -> Response:
    """Have a new link to your application sent. The answer is the same for every address."""
    send_applicant_link(asked["email"])
    return answer({"message": ASKED}, 202)


@applications.route("/status/submission", methods=["POST"])
@open_to("public")
@for_applicants
@applications.takes(shapes.SubmitSavedApplication)
@applications.gives(200, shapes.Application)
def submit_saved_application(asked: dict[str, Any]) -> Response:
    """Send the application that you saved, with these answers."""
    sent = membership.submit_saved_application(_applicant(), command_id(), asked)
    return answer(sent, version=sent["version"])


@applications.route("/status/withdrawal", methods=["POST"])
@open_to("public")
@for_applicants
@applications.takes(Nothing)
@applications.gives(200, shapes.Application)
def withdraw_application(_: dict[str, Any]) -> Response:
    """Take your application back; you may apply again whenever you like."""
    taken = membership.withdraw_application(_applicant(), command_id())
    return answer(taken, version=taken["version"])


def _applicant(in_query: str = "") -> Caller:
    """Whom the ticket speaks for; with a change it stands in the header alone, so no link can cause one."""
    return who_is_applicant(request.headers.get(APPLICANT_TICKET) or in_query)
