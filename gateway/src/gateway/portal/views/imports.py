"""Importing members from a CSV file: upload, preview, apply, look at what was wrong."""

from typing import IO, Any

from flask import Response, request, stream_with_context

from contracts.refusals import Refused
from gateway import register_files
from gateway.clients import membership
from gateway.guards import caller
from gateway.limits import takes_upload
from gateway.portal.forms import Form, send, sent_form
from gateway.portal.pages import Page, action, onward, page, show
from gateway.portal.places import as_choices, region_names
from gateway.portal.presenting.imports import import_of
from gateway.uploads import import_members

WHO = ("coordinator", "national_team", "operator")
FIELDS = ("file", "region")


@page("/imports", *WHO)
def imports() -> Page:
    return _imports(Form())


@action("/imports", *WHO)
@takes_upload
def upload_import() -> Page:
    form = sent_form("region")
    upload = request.files.get("file")
    if upload is None or not upload.filename:
        return _imports(form.wrong("file", "Choose a CSV file"))
    file, name = upload.stream, upload.filename
    answer = send(
        form,
        FIELDS,
        # The form's command id: a second submit meets the same import instead of beginning another.
        lambda form: _import_file(form, file, name),
    )
    return _imports(answer) if isinstance(answer, Form) else onward("import_page", import_id=answer["id"])


@page("/imports/<import_id>", *WHO)
def import_page(import_id: str) -> Page:
    return _import(import_id, Form())


@action("/imports/<import_id>/apply", *WHO)
def apply_import(import_id: str) -> Page:
    skip = request.form.get("skip_wrong") == "yes"
    answer = send(
        sent_form(),
        (),
        lambda form: membership.apply_import(caller(), form.command_id, import_id, skip_wrong=skip or None),
    )
    return (
        _import(import_id, answer) if isinstance(answer, Form) else onward("import_page", import_id=import_id)
    )


@action("/imports/<import_id>/cancel", *WHO)
def cancel_import(import_id: str) -> Page:
    answer = send(
        sent_form(), (), lambda form: membership.cancel_import(caller(), form.command_id, import_id)
    )
    if isinstance(answer, Form):
        return _import(import_id, answer)
    return onward("import_page", "cancelled", import_id=import_id)


@page("/imports/<import_id>/errors.csv", *WHO)
def import_errors(import_id: str) -> Response:
    """All the row errors, for a spreadsheet."""
    lines = register_files.problems_as_csv(caller(), import_id)
    answer = Response(stream_with_context(lines), mimetype="text/csv")
    answer.headers["Content-Disposition"] = 'attachment; filename="import-problems.csv"'
    return answer


def _import_file(form: Form, file: IO[bytes], name: str) -> Any:
    """Send the file on; what the door says of its name or size stands beside the field it was chosen in."""
    try:
        return import_members(caller(), form.command_id, file, name, form.answers["region"] or None)
    except Refused as no:
        fields = {
            "file" if field in ("file_name", "size") else field: no.fields[field] for field in no.fields
        }
        raise Refused(no.code, no.message, fields) from None


def _imports(form: Form) -> Page:
    found = membership.list_imports(caller(), cursor=request.args.get("cursor") or None)
    names, person = region_names(caller()), caller()
    if not (person.has("national_team") or person.has("operator")):
        mine = person.regions_as("coordinator")
        names = {code: name for code, name in names.items() if code in mine}
        if len(names) == 1 and not form.answers.get("region"):
            form = Form(
                {**form.answers, "region": next(iter(names))},
                form.errors,
                form.message,
                form.command_id,
                form.status,
            )
    return show(
        "imports",
        form=form,
        imports=[import_of(each) for each in found["items"]],
        next=found["next"],
        regions=as_choices(names),
        everywhere=person.has("national_team") or person.has("operator"),
    )


def _import(import_id: str, form: Form) -> Page:
    return show("import", form=form, upload=import_of(membership.get_import(caller(), import_id)))
