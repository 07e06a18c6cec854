"""The resource of agendas: proposed by the table, ordered and published by who leads it (row 42)."""

from typing import Any

from flask import Response

from gateway.agenda_papers import paper_file, send_paper
from gateway.api.resource import Resource, answer, command_id, known_version, versioned
from gateway.api.shapes import agendas as shapes
from gateway.api.shapes.parts import Nothing
from gateway.clients.meetings import agendas as doors
from gateway.downloads import DESCRIBED
from gateway.guards import caller, open_to
from gateway.limits import takes_upload

agendas = Resource("agendas", "/meetings", "Agendas of meetings, and the papers to them")

TABLE = ("member", "coordinator", "convenor", "national_team")
"""Seat holders are members; who is at the table, the service knows."""


@agendas.route("/<meeting_id>/agenda")
@open_to("public")
@versioned
@agendas.gives(200, shapes.Agenda)
def get_agenda(meeting_id: str) -> Response:
    """The agenda of a meeting; before it is published only for the group's table."""
    return _whole(doors.get_agenda(caller(), meeting_id))


@agendas.route("/<meeting_id>/agenda/publication", methods=["POST"])
@open_to(*TABLE)
@agendas.takes(shapes.PublishAgenda)
@agendas.gives(200, shapes.Agenda)
def publish_agenda(asked: dict[str, Any], meeting_id: str) -> Response:
    """Let everybody read it; the group's table is told."""
    return _whole(doors.publish_agenda(caller(), command_id(), meeting_id, **asked))


@agendas.route("/<meeting_id>/agenda/order", methods=["PUT"])
@open_to(*TABLE)
@versioned
@agendas.takes(shapes.OrderItems)
@agendas.gives(200, shapes.Agenda)
def order_items(asked: dict[str, Any], meeting_id: str) -> Response:
    """Put the items in order."""
    version = _read_version(asked)
    return _whole(doors.order_items(caller(), command_id(), meeting_id, asked["item_ids"], version=version))


@agendas.route("/<meeting_id>/agenda/items", methods=["POST"])
@open_to(*TABLE)
@agendas.takes(shapes.ProposeItem)
@agendas.gives(201, shapes.Agenda)
def propose_item(asked: dict[str, Any], meeting_id: str) -> Response:
    """Put something on the agenda; it is the last of its items."""
    return _whole(doors.propose_item(caller(), command_id(), meeting_id, **asked), 201)


@agendas.route("/<meeting_id>/agenda/items/<item_id>", methods=["PATCH"])
@open_to(*TABLE)
@versioned
@agendas.takes(shapes.ChangeItem)
@agendas.gives(200, shapes.Agenda)
def change_item(asked: dict[str, Any], meeting_id: str, item_id: str) -> Response:
    """Reword an item or give it other minutes; one that was sent back returns to the agenda."""
    asked["version"] = _read_version(asked)
    return _whole(doors.change_item(caller(), command_id(), meeting_id, item_id, **asked))


@agendas.route("/<meeting_id>/agenda/items/<item_id>", methods=["DELETE"])
@open_to(*TABLE)
@agendas.gives(200, shapes.Agenda)
def withdraw_item(meeting_id: str, item_id: str) -> Response:
    """Take your own proposal back; nothing of it is kept."""
    return _whole(doors.withdraw_item(caller(), command_id(), meeting_id, item_id))


@agendas.route("/<meeting_id>/agenda/items/<item_id>/support", methods=["PUT"])
@open_to(*TABLE)
@agendas.takes(Nothing)
@agendas.gives(200, shapes.Agenda)
def support_item(_: dict[str, Any], meeting_id: str, item_id: str) -> Response:
    """Say that it matters to you too."""
    return _whole(doors.support_item(caller(), command_id(), meeting_id, item_id))


@agendas.route("/<meeting_id>/agenda/items/<item_id>/support", methods=["DELETE"])
@open_to(*TABLE)
@agendas.gives(200, shapes.Agenda)
def unsupport_item(meeting_id: str, item_id: str) -> Response:
    """Take that back."""
    return _whole(doors.support_item(caller(), command_id(), meeting_id, item_id, supports=False))


@agendas.route("/<meeting_id>/agenda/items/<item_id>/parking", methods=["POST"])
@open_to(*TABLE)
@agendas.takes(shapes.SetAsideItem)
@agendas.gives(200, shapes.Agenda)
def park_item(asked: dict[str, Any], meeting_id: str, item_id: str) -> Response:
    """Keep it for the next meeting, where it comes back by itself; its proposer is told."""
    return _whole(doors.park_item(caller(), command_id(), meeting_id, item_id, **asked))


@agendas.route("/<meeting_id>/agenda/items/<item_id>/return", methods=["POST"])
@open_to(*TABLE)
@agendas.takes(shapes.SetAsideItem)
@agendas.gives(200, shapes.Agenda)
def send_back_item(asked: dict[str, Any], meeting_id: str, item_id: str) -> Response:
    """Give it back to its proposer, who may change it; they are told why."""
    return _whole(doors.send_back_item(caller(), command_id(), meeting_id, item_id, **asked))


@agendas.route("/<meeting_id>/agenda/items/<item_id>/papers", methods=["POST"])
@takes_upload
@open_to(*TABLE)
@agendas.arguments(shapes.PaperFile, location="files")
@agendas.gives(201, shapes.Paper)
def add_paper(asked: dict[str, Any], meeting_id: str, item_id: str) -> Response:
    """Put a paper to an item; a file that is not what its name says is refused."""
    file = asked["file"]
    made = send_paper(caller(), command_id(), meeting_id, item_id, file.stream, file.filename or "")
    place = f"{agendas.url_prefix}/{meeting_id}/agenda/items/{item_id}/papers/{made['id']}"
    return answer(made, 201, headers={"Location": place})


@agendas.route("/<meeting_id>/agenda/items/<item_id>/papers/<paper_id>")
@open_to("public")
@agendas.gives(200)
@agendas.doc(responses={200: {"content": DESCRIBED}})
def download_paper(meeting_id: str, item_id: str, paper_id: str) -> Response:
    """The file, as a download with its real type."""
    return paper_file(caller(), meeting_id, item_id, paper_id)


@agendas.route("/<meeting_id>/agenda/items/<item_id>/papers/<paper_id>", methods=["DELETE"])
@open_to(*TABLE)
@agendas.gives(200, shapes.Paper)
def remove_paper(meeting_id: str, item_id: str, paper_id: str) -> Response:
    """Take a paper away and forget its file."""
    return answer(doors.remove_paper(caller(), command_id(), meeting_id, item_id, paper_id))


def _whole(agenda: dict[str, Any], status: int = 200) -> Response:
    return answer(agenda, status, version=agenda["version"])


def _read_version(asked: dict[str, Any]) -> int | None:
    """The version one read; an agenda that nobody has touched has none."""
    return known_version(asked.get("version")) or None
