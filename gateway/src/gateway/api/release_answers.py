"""A line manager's answer, with the ticket of the link in our mail; they sign in nowhere (row 61)."""

from typing import Any

from flask import Response

from gateway.api.resource import Resource, answer, command_id
from gateway.api.shapes import releases as shapes
from gateway.clients.skills_register import placements as doors
from gateway.guards import open_to
from gateway.signin import who_is_line_manager

release_answers = Resource(
    "release-answers", "/release-answers", "What line managers are asked by a link, and answer once"
)


@release_answers.route("")
@open_to("public")
@release_answers.asks(shapes.WithTicket)
@release_answers.gives(200, shapes.ReleaseAsk)
def get_release_ask(asked: dict[str, Any]) -> Response:
    """What your link asks for, and how it stands. Refused: `ticket_invalid`."""
    return answer(doors.get_release_ask(who_is_line_manager(asked["ticket"])))


@release_answers.route("", methods=["POST"])
@open_to("public")
@release_answers.takes(shapes.AnswerRelease)
@release_answers.gives(200, shapes.ReleaseAsk)
def answer_release(asked: dict[str, Any]) -> Response:
    """Release somebody for some days, or not, once.

    Refused: `ticket_invalid`, `release_answered`, `release_link_replaced`, `release_link_expired`,
    `release_over`, `days_beyond_request`, `reason_required`.
    """
    manager = who_is_line_manager(asked.pop("ticket"))
    return answer(doors.answer_release(manager, command_id(), **asked))


@release_answers.route("/fresh-link", methods=["POST"])
@open_to("public")
@release_answers.takes(shapes.WithTicket)
@release_answers.gives(202, shapes.ReleaseAsk)
def send_fresh_link(asked: dict[str, Any]) -> Response:
    """Have a fresh link sent to the same address, in place of one that ran out.

    Refused: `ticket_invalid`, `release_link_works`, `line_manager_forgotten`, `too_many_attempts`.
    """
    return answer(doors.send_fresh_link(who_is_line_manager(asked["ticket"]), command_id()), 202)
