"""For the national team: take a round over that was held elsewhere, bring its proposals in (row 56)."""

from typing import Any

from flask import request

from contracts.refusals import Refused
from gateway import project_files
from gateway.clients.exchange import brought_in as doors
from gateway.clients.exchange import rounds
from gateway.guards import caller
from gateway.limits import takes_upload
from gateway.portal import brought_in_sheets
from gateway.portal.forms import Form, send, sent_form, version_of
from gateway.portal.pages import Page, action, onward, page, show
from gateway.portal.whole_numbers import whole
from gateway.portal.wording import plain

FIELDS = ("file",)


@page("/rounds/<round_id>/taking-over", "national_team")
def take_over_round_form(round_id: str) -> Page:
    return _taking_over(round_id, Form())


@action("/rounds/<round_id>/taking-over", "national_team")
def take_over_round(round_id: str) -> Page:
    form = sent_form("source", "version").lacking({"source": "Say where the round was held"})
    answer = send(
        form,
        ("source",),
        lambda form: doors.take_over_round(
            caller(), form.command_id, round_id, form.answers["source"], version=version_of(form)
        ),
    )
    if isinstance(answer, Form):
        return _taking_over(round_id, answer)
    return onward("bring_in_form", "round-taken-over", round_id=round_id)


@page("/rounds/<round_id>/brought-in", "national_team")
def bring_in_form(round_id: str) -> Page:
    return _choose(round_id, Form())


@action("/rounds/<round_id>/brought-in", "national_team")
@takes_upload
def preview_brought_in(round_id: str) -> Page:
    """What each row would do; nothing changes yet."""
    form = sent_form()
    upload = request.files.get("file")
    if upload is None or not upload.filename:
        return _choose(round_id, form.wrong("file", "Choose a CSV file"))
    file = upload.stream
    answer = send(form, FIELDS, lambda _: _named_as_here(lambda: project_files.text_of(file)))
    return _choose(round_id, answer) if isinstance(answer, Form) else _preview(round_id, form, answer)


@action("/rounds/<round_id>/brought-in/apply", "national_team")
@takes_upload
def bring_in_proposals(round_id: str) -> Page:
    """The rows that were looked at, which came back with the form."""
    text = project_files.plain_ends(request.form.get("text", ""))
    form = sent_form("more_follows")
    more = form.answers["more_follows"] == "yes"
    answer = send(
        form,
        FIELDS,
        lambda form: doors.bring_in_proposals(
            caller(), form.command_id, round_id, brought_in_sheets.rows_of(text), more_follows=more
        ),
    )
    if isinstance(answer, Form):
        return _preview(round_id, answer, text)
    return onward("bring_in_form", "proposals-brought-in", round_id=round_id)


def _taking_over(round_id: str, form: Form) -> Page:
    return show("round_taking_over", form=form, round=rounds.get_round(caller(), round_id))


def _choose(round_id: str, form: Form) -> Page:
    found = rounds.get_round(caller(), round_id)
    if found["taken_over"] is None:
        raise Refused("round_not_taken_over")
    return show("round_bring_in", form=form, round=found, columns=brought_in_sheets.COLUMNS)


def _preview(round_id: str, form: Form, text: str) -> Page:
    """The preview; a file that cannot be read at all leads back to where it is chosen."""

    def look() -> Any:
        return doors.preview_brought_in(caller(), round_id, brought_in_sheets.rows_of(text))

    found = send(Form(), FIELDS, lambda _: _named_as_here(look))
    if isinstance(found, Form):
        return _choose(round_id, found)
    return show(
        "round_bring_in_preview",
        form=form,
        round=rounds.get_round(caller(), round_id),
        preview=found,
        text=text,
    )


def _named_as_here(knock: Any) -> Any:
    """The same knock; a refusal's fields are called as in this form, rows by their numbers."""
    try:
        return knock()
    except Refused as no:
        fields: dict[str, list[str]] = {}
        for name, said in no.fields.items():
            fields.setdefault("file", []).extend(_with_row(name, each) for each in said)
        raise Refused(no.code, no.message, fields) from no


def _with_row(name: str, said: str) -> str:
    parts = name.split(".")
    row = whole(parts[1]) if parts[0] == "rows" and len(parts) > 1 else None
    if row is None:
        return said
    return f"Row {row + 1}{', ' + parts[2] if len(parts) > 2 else ''}: {plain(said)}"
