"""Importing members from a CSV file: upload, preview, apply, look at what was wrong."""

import base64
import csv
import hashlib
import io
from uuid import NAMESPACE_OID, uuid5

from flask import Response, make_response, request
from werkzeug.datastructures import FileStorage

from gateway.clients import membership
from gateway.guards import caller
from gateway.limits import takes_upload
from gateway.portal.forms import Form, send, sent_form
from gateway.portal.pages import Page, action, onward, page, show
from gateway.portal.places import as_choices, region_names
from gateway.portal.presenting.imports import import_of
from gateway.portal.views.exports import cell

WHO = ("coordinator", "national_team", "operator")
CHUNK = 256 * 1024
MOST_ERRORS = 10_000
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
    answer = send(form, FIELDS, lambda form: _begin(form, upload))
    return _imports(answer) if isinstance(answer, Form) else onward("import_page", import_id=answer)


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
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(["line", "field", "problem"])
    cursor, written = None, 0
    while written < MOST_ERRORS:
        found = membership.import_errors(caller(), import_id, cursor=cursor, limit=200)
        for error in found["items"]:
            writer.writerow([error.get("line"), cell(error.get("field")), cell(error["message"])])
        written += len(found["items"])
        cursor = found["next"]
        if not cursor:
            break
    answer = make_response("\ufeff" + text.getvalue())
    answer.mimetype = "text/csv"
    answer.headers["Content-Disposition"] = 'attachment; filename="import-problems.csv"'
    return answer


def _begin(form: Form, upload: FileStorage) -> str:
    """Send the file on in chunks and have it checked; the import's id.

    Each step's command id comes from the form's, so that a second submit of the same form
    meets the same import instead of beginning another.
    """
    content = upload.stream.read()
    made = membership.begin_import(
        caller(),
        _step(form, "begin"),
        upload.filename or "members.csv",
        len(content),
        region=form.answers["region"] or None,
    )
    for number, start in enumerate(range(0, len(content), CHUNK)):
        part = base64.b64encode(content[start : start + CHUNK]).decode()
        membership.add_import_chunk(caller(), _step(form, f"chunk {number}"), made["id"], number, part)
    membership.check_import(caller(), _step(form, "check"), made["id"], hashlib.sha256(content).hexdigest())
    return str(made["id"])


def _step(form: Form, step: str) -> str:
    return str(uuid5(NAMESPACE_OID, f"{form.command_id} {step}"))


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
