"""GET /members/export: the register of a region as a file, streamed page by page."""

from typing import Any

from flask import Response, stream_with_context

from gateway import register_files
from gateway.api.members import members
from gateway.api.shapes import members as shapes
from gateway.guards import caller, open_to

__all__ = ["members"]

CSV = {"text/csv": {"schema": {"type": "string"}}}


@members.route("/export")
@open_to("coordinator", "national_team")
@members.asks(shapes.ExportMembers)
@members.gives(200, shapes.ExportRowList)
@members.doc(responses={200: {"content": CSV}})
def export_members(asked: dict[str, Any]) -> Response:
    """The members of a region as CSV or JSON.

    It comes in pieces; a file that breaks off says so by the connection ending early.
    """
    region = asked.get("region")
    pages = register_files.pages_of_members(caller(), region)
    as_csv = asked["format"] == "csv"
    pieces = register_files.members_as_csv(pages) if as_csv else register_files.members_as_json(pages)
    answer = Response(
        stream_with_context(pieces), content_type="text/csv; charset=utf-8" if as_csv else "application/json"
    )
    name = f"members-{region or 'all'}.{asked['format']}"
    answer.headers.set("Content-Disposition", "attachment", filename=name)
    return answer
