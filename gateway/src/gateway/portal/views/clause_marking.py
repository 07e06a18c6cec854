"""For those who act for a group: say how a clause of a document is kept, and what shows it."""

from collections.abc import Callable, Mapping
from typing import Any

from flask import request

from contracts.refusals import Refused
from gateway.clients.stewardship import documents as doors
from gateway.guards import caller
from gateway.portal.forms import Form, date_names, send, sent_form, version_of
from gateway.portal.pages import Page, action, page, show
from gateway.portal.presenting.documents import STATES, path_of
from gateway.portal.rough_dates import rough_date_of
from gateway.portal.views.document_writing import WRITERS, writable
from gateway.portal.views.documents import about, kind_of, onward_to

MARK_FIELDS = ("state", "note", "evidence", "practices", "on")


@page("/groups/<region>/documents/<slug>/clauses/<code>", *WRITERS)
def mark_clause_form(region: str, slug: str, code: str) -> Page:
    return _mark(region, slug, code, None)


@action("/groups/<region>/documents/<slug>/clauses/<code>", *WRITERS)
def mark_clause(region: str, slug: str, code: str) -> Page:
    form = sent_form("state", "note", "evidence", "practices", "version", *date_names("on"))
    form, on = rough_date_of(form, "on", "Since when", needed=False)
    form, evidence = _links(form, "evidence")
    form, practices = _links(form, "practices")
    body = {"note": form.answers["note"], "evidence": evidence, "on": on or None}
    if form.answers["state"]:
        body["state"] = form.answers["state"]
    if "practices" in request.form:
        body["practices"] = practices
    answer = send(
        form,
        MARK_FIELDS,
        lambda form: _by_field(
            lambda: doors.mark_clause(
                caller(),
                form.command_id,
                region,
                kind_of(slug),
                code,
                body,
                version=version_of(form),
            )
        ),
    )
    if isinstance(answer, Form):
        return _mark(region, slug, code, answer)
    return onward_to(path_of(region, kind_of(slug)), "clause-marked")


def _mark(region: str, slug: str, code: str, form: Form | None) -> Page:
    found = writable(region, slug)
    clause = next((each for each in found["clauses"] if each["code"] == code), None)
    if clause is None:
        raise Refused("not_found")
    kept = {
        "state": clause["state"],
        "note": clause["note"],
        "evidence": _as_lines(clause["evidence"]),
        "practices": _as_lines(clause["practices"]),
        "version": str(found["marks_version"]),
    }
    shown = about(found)
    return show(
        "document_mark",
        form=form or Form(answers=kept),
        clause=next(each for each in shown["document"].clauses if each.code == code),
        states=[{"value": each, "text": STATES[each][0]} for each in found["kind"]["states"]],
        place=f"/groups/{region}/documents/{slug}",
        **shown,
    )


def _links(form: Form, name: str) -> tuple[Form, list[dict[str, str]]]:
    """One link a line: words, then the address."""
    links = []
    for line in form.answers[name].splitlines():
        label, _, address = line.strip().rpartition(" ")
        if line.strip() and not label:
            form = form.wrong(name, f"Write words before the address: {line.strip()}")
        elif label:
            links.append({"label": label, "address": address})
    return form, links


def _as_lines(links: list[Mapping[str, str]]) -> str:
    return "\n".join(f"{link['label']} {link['address']}" for link in links)


def _by_field(knock: Callable[[], Any]) -> Any:
    """The door's answer; what it says of ``evidence.0.address`` belongs to the field ``evidence``."""
    try:
        return knock()
    except Refused as no:
        fields: dict[str, list[str]] = {}
        for name, said in no.fields.items():
            fields.setdefault(name.partition(".")[0], []).extend(said)
        raise Refused(no.code, no.message, fields) from None
