"""What keepers do with projects: bring a spreadsheet, look after what is perhaps out of date (row 70)."""

from collections.abc import Callable
from typing import Any

from flask import request

from contracts.refusals import Refused
from gateway import project_files
from gateway.clients.exchange import projects as doors
from gateway.guards import caller
from gateway.limits import takes_upload
from gateway.portal.forms import Form, send, sent_form
from gateway.portal.pages import Page, action, page, show
from gateway.portal.places import as_choices, kept_regions, region_names
from gateway.portal.presenting.project_sheets import preview_of
from gateway.portal.presenting.projects import UK, region_choices
from gateway.portal.views.projects import shown_to

WHO = ("coordinator", "convenor", "national_team")
FIELDS = ("file",)
DOORS_NAMES = {"text": "file"}
"""What a door calls a field -> what the form calls it."""


@page("/projects/import", *WHO)
def import_projects_form() -> Page:
    return _choose(Form())


@action("/projects/import", *WHO)
@takes_upload
def preview_projects() -> Page:
    """What each line of the file would do; nothing changes yet."""
    form = sent_form()
    upload = request.files.get("file")
    if upload is None or not upload.filename:
        return _choose(form.wrong("file", "Choose a CSV file"))
    file = upload.stream
    answer = send(form, FIELDS, _named_as_here(lambda _: project_files.text_of(file)))
    return _choose(answer) if isinstance(answer, Form) else _preview(form, answer)


@action("/projects/import/apply", *WHO)
@takes_upload
def import_projects() -> Page:
    """The lines that were looked at, which came back with the form."""
    form = sent_form("skip_wrong")
    text = project_files.plain_ends(request.form.get("text", ""))
    skip = form.answers["skip_wrong"] == "yes"
    answer = send(
        form,
        FIELDS,
        _named_as_here(lambda form: doors.import_sheet(caller(), form.command_id, text, skip_wrong=skip)),
    )
    if isinstance(answer, Form):
        return _preview(answer, text)
    names = region_choices(region_names(caller()))
    return show("project_imported", brought=preview_of({**answer, "items": []}, names))


@page("/projects/stale", *WHO)
def stale_projects() -> Page:
    """A region's projects of which nobody has said for long that they are still true."""
    person = caller()
    names = region_names(person)
    mine = kept_regions(person, names)
    if person.has("national_team"):
        mine = region_choices(names)
    region = request.args.get("region", "")
    region = region if region in mine else next(iter(mine), UK)
    cursor = request.args.get("cursor") or None
    found = doors.list_stale(person, region, cursor=cursor)
    return show(
        "projects_stale",
        region=region,
        name=region_choices(names)[region],
        regions=as_choices(mine),
        chosen=Form(answers={"region": region}),
        projects=shown_to(found["items"], region_choices(names)),
        next=found["next"],
        later=bool(cursor),
    )


def _choose(form: Form) -> Page:
    return show("project_import", form=form)


def _preview(form: Form, text: str) -> Page:
    """The preview; a file that cannot be read at all leads back to where it is chosen."""
    found = send(Form(), FIELDS, _named_as_here(lambda _: doors.preview_sheet(caller(), text)))
    if isinstance(found, Form):
        return _choose(found)
    names = region_choices(region_names(caller()))
    return show("project_import_preview", form=form, preview=preview_of(found, names), text=text)


def _named_as_here(knock: Callable[[Form], Any]) -> Callable[[Form], Any]:
    """The same knock; a refusal's fields are called as in this form."""

    def knocked(form: Form) -> Any:
        try:
            return knock(form)
        except Refused as no:
            fields = {DOORS_NAMES.get(name, name): said for name, said in no.fields.items()}
            raise Refused(no.code, no.message, fields) from no

    return knocked
