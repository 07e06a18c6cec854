"""The resource of imports: upload, preview, apply."""

from typing import Any

from flask import Response, stream_with_context

from gateway import register_files
from gateway.api.resource import Resource, answer, command_id, page
from gateway.api.shapes import imports as shapes
from gateway.api.shapes.parts import Nothing, Paging
from gateway.clients import membership
from gateway.guards import caller, open_to
from gateway.limits import takes_upload
from gateway.uploads import import_members

WHO = ("coordinator", "national_team", "operator")

imports = Resource("imports", "/imports", "Members from CSV files: preview, errors by line, apply")


@imports.route("/members", methods=["POST"])
@takes_upload
@open_to(*WHO)
@imports.arguments(shapes.ImportFile, location="files")
@imports.asks(shapes.ImportRegion)
@imports.gives(202, shapes.Import)
def import_file(asked: dict[str, Any], region: dict[str, Any]) -> Response:
    """Upload a file of members; it is checked, and nothing changes yet."""
    file = asked["file"]
    made = import_members(
        caller(), command_id(), file.stream, file.filename or "members.csv", region.get("region")
    )
    return answer(made, 202, headers={"Location": f"{imports.url_prefix}/{made['id']}"})


@imports.route("/members")
@open_to(*WHO)
@imports.asks(Paging)
@imports.gives(200, shapes.ImportPage)
def list_imports(asked: dict[str, Any]) -> Response:
    """Imports of members, the newest first."""
    return page(membership.list_imports(caller(), **asked), asked)


@imports.route("/<import_id>")
@open_to(*WHO)
@imports.gives(200, shapes.Import)
def get_import(import_id: str) -> Response:
    """How far an import is, and what it would change."""
    return answer(membership.get_import(caller(), import_id))


@imports.route("/<import_id>/errors")
@open_to(*WHO)
@imports.asks(shapes.ErrorFormat)
@imports.gives(200, shapes.RowErrorPage)
@imports.doc(responses={200: {"content": {"text/csv": {"schema": {"type": "string"}}}}})
def import_errors(asked: dict[str, Any], import_id: str) -> Response:
    """What is wrong, by line: as pages of JSON, or whole as CSV."""
    as_csv = asked.pop("format") == "csv"
    if not as_csv:
        return page(membership.import_errors(caller(), import_id, **asked), asked)
    lines = register_files.problems_as_csv(caller(), import_id)
    answer = Response(stream_with_context(lines), content_type="text/csv; charset=utf-8")
    answer.headers.set("Content-Disposition", "attachment", filename=f"errors-{import_id}.csv")
    return answer


@imports.route("/<import_id>/apply", methods=["POST"])
@open_to(*WHO)
@imports.takes(shapes.ApplyImport)
@imports.gives(202, shapes.Import)
def apply_import(asked: dict[str, Any], import_id: str) -> Response:
    """Apply what was previewed; it goes on in the background."""
    return answer(membership.apply_import(caller(), command_id(), import_id, **asked), 202)


@imports.route("/<import_id>/cancel", methods=["POST"])
@open_to(*WHO)
@imports.takes(Nothing)
@imports.gives(200, shapes.Import)
def cancel_import(_: dict[str, Any], import_id: str) -> Response:
    """Give an import up."""
    return answer(membership.cancel_import(caller(), command_id(), import_id))
