"""Papers of an agenda between a browser and meetings: up in pieces, down as an attachment (row 42)."""

from functools import partial
from typing import IO, Any

from flask import Response

from chassis.identity import Caller
from gateway.clients.meetings import agendas
from gateway.downloads import attachment
from gateway.uploads import send_in_pieces


def send_paper(
    caller: Caller, command_id: str, meeting_id: str, item_id: str, file: IO[bytes], name: str
) -> Any:
    """Put this file to an item; answers the paper."""
    return send_in_pieces(
        command_id,
        file,
        begin=lambda step, size: agendas.begin_paper(caller, step, meeting_id, item_id, name, size),
        add=partial(agendas.add_paper_part, caller),
        finish=partial(agendas.finish_paper, caller),
    )


def paper_file(caller: Caller, meeting_id: str, item_id: str, paper_id: str) -> Response:
    """The file itself."""
    paper = agendas.get_paper(caller, meeting_id, item_id, paper_id)
    return attachment(paper, partial(agendas.get_paper_part, caller, meeting_id, item_id, paper_id))
