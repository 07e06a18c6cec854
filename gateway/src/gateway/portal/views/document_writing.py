"""For those who act for a group: draft, agree, review and end a document."""

from collections.abc import Callable, Mapping
from typing import Any

from flask import request

from contracts.refusals import Refused
from gateway.clients.stewardship import documents as doors
from gateway.guards import caller
from gateway.portal.clause_rows import drafted, row_names, rows_of, written
from gateway.portal.forms import Form, date_names, date_of, given, send, sent_form, version_of
from gateway.portal.pages import Page, action, page, show
from gateway.portal.presenting.documents import advice_by_clause, path_of
from gateway.portal.rough_dates import rough_date_of
from gateway.portal.views.documents import about, commented, comments_of, kind_of, onward_to

WRITERS = ("coordinator", "convenor", "national_team")
READERS = ("member",)
MEETING = {"meeting": "Name the meeting at which it was agreed"}
REVIEW_FIELDS = ("meeting", "on", "reviewers", "minutes", "review_due", "lapses_with_pilot")
DUTIES = "duties"


# The draft


@page("/groups/<region>/documents/<slug>/draft", *READERS)
def document_draft(region: str, slug: str) -> Page:
    return _draft(region, slug, Form())


@action("/groups/<region>/documents/<slug>/draft/comments", *READERS)
def comment_on_draft(region: str, slug: str) -> Page:
    answer = commented(f"{region}:{kind_of(slug)}", "draft")
    if isinstance(answer, Form):
        return _draft(region, slug, answer)
    return onward_to(f"/groups/{region}/documents/{slug}/draft", "commented")


@page("/groups/<region>/documents/<slug>/draft/edit", *WRITERS)
def write_draft_form(region: str, slug: str) -> Page:
    found = writable(region, slug)
    return _editor(found, slug, drafted(found))


@action("/groups/<region>/documents/<slug>/draft/edit", *WRITERS)
def write_draft(region: str, slug: str) -> Page:
    found = writable(region, slug)
    form = sent_form("summary", "version", *row_names(request.form))
    form, body, rows = written(form, found["kind"]["is_fixed"])
    answer = send(form, tuple(form.answers), lambda form: rows.refusing(lambda: _save(found, form, body)))
    if isinstance(answer, Form):
        return _editor(found, slug, answer)
    return onward_to(f"/groups/{region}/documents/{slug}/draft", "draft-saved")


@action("/groups/<region>/documents/<slug>/draft/discard", *WRITERS)
def discard_draft(region: str, slug: str) -> Page:
    form = sent_form("version")
    answer = send(
        form,
        (),
        lambda form: doors.discard_draft(
            caller(), form.command_id, f"{region}:{kind_of(slug)}", version=version_of(form)
        ),
    )
    if isinstance(answer, Form):
        return _draft(region, slug, answer)
    return onward_to(path_of(region, kind_of(slug)), "draft-discarded")


# Agreeing, reviewing, ending


@page("/groups/<region>/documents/<slug>/agree", *WRITERS)
def agree_document_form(region: str, slug: str) -> Page:
    return _meeting("document_agree", region, slug, None)


@action("/groups/<region>/documents/<slug>/agree", *WRITERS)
def agree_document(region: str, slug: str) -> Page:
    return _agreed(
        region,
        slug,
        "document_agree",
        doors.agree_document,
        "document-agreed",
        with_pilot=request.form.get("lapses_with_pilot"),
    )


@page("/groups/<region>/documents/<slug>/review", *WRITERS)
def review_document_form(region: str, slug: str) -> Page:
    return _meeting("document_review", region, slug, None)


@action("/groups/<region>/documents/<slug>/review", *WRITERS)
def review_document(region: str, slug: str) -> Page:
    return _agreed(region, slug, "document_review", doors.keep_document, "document-reviewed")


@page("/groups/<region>/documents/<slug>/end", *WRITERS)
def end_document_form(region: str, slug: str) -> Page:
    return _meeting("document_end", region, slug, None)


@action("/groups/<region>/documents/<slug>/end", *WRITERS)
def end_document(region: str, slug: str) -> Page:
    form = sent_form("reason", "version", *date_names("on")).lacking({"reason": "Say why it ends"})
    form, on = rough_date_of(form, "on", "The date it ended")
    answer = send(
        form,
        ("on", "reason"),
        lambda form: doors.lapse_document(
            caller(),
            form.command_id,
            f"{region}:{kind_of(slug)}",
            on=on,
            reason=form.answers["reason"],
            version=version_of(form),
        ),
    )
    if isinstance(answer, Form):
        return _meeting("document_end", region, slug, answer)
    return onward_to(path_of(region, kind_of(slug)), "document-ended")


# What the pages share


def _draft(region: str, slug: str, form: Form) -> Page:
    kind = kind_of(slug)
    found = doors.get_document(caller(), region, kind)
    if found["draft"] is None:
        raise Refused("not_found")
    draft = found["draft"]
    shown = about(found)
    said = doors.list_document_comments(
        caller(), found["id"], about="draft", cursor=request.args.get("cursor") or None
    )
    labels = [{"value": clause["code"], "text": clause["label"]} for clause in draft["clauses"]]
    written_advice = doors.get_document(caller(), region, kind, number=draft["number"])["advice"]
    return show(
        "document_draft",
        form=form,
        **{**shown, "clause_choices": labels},
        draft=draft,
        advice=advice_by_clause(written_advice, {each["value"]: each["text"] for each in labels}),
        comments=comments_of(said, shown["document"], shown["names"]),
        next=said["next"],
        later=bool(request.args.get("cursor")),
    )


def writable(region: str, slug: str) -> Mapping[str, Any]:
    """The document, for somebody who may write it; ground rules are not written but proposed."""
    found: Mapping[str, Any] = doors.get_document(caller(), region, kind_of(slug))
    if not found["may_write"]:
        raise Refused("not_your_region")
    return found


def _editor(found: Mapping[str, Any], slug: str, form: Form) -> Page:
    lines = doors.document_catalogue(caller(), DUTIES)["entries"] if found["kind"]["has_actions"] else []
    duties = [{"value": each["code"], "text": f"{each['line']}. {each['label']}"} for each in lines]
    placed = _placed(found, slug)
    return show("document_edit", form=form, rows=rows_of(form), kind=found["kind"], duties=duties, **placed)


def _save(found: Mapping[str, Any], form: Form, body: Mapping[str, Any]) -> Any:
    # By what the writer saw: a draft that another began meanwhile is not written over, and one that was
    # agreed or thrown away meanwhile does not begin anew.
    version = version_of(form)
    if version is None:
        return doors.begin_document(caller(), form.command_id, found["region"], found["kind"]["code"], body)
    return doors.change_draft(caller(), form.command_id, found["id"], body, version=version)


def _meeting(template: str, region: str, slug: str, form: Form | None) -> Page:
    found = writable(region, slug)
    at_hand = found["draft"] if template == "document_agree" else found["shown"]
    if at_hand is None:
        raise Refused("not_found")
    version = at_hand["version"]
    return show(template, form=form or Form(answers={"version": str(version)}), **_placed(found, slug))


def _placed(found: Mapping[str, Any], slug: str) -> dict[str, Any]:
    return {**about(found), "slug": slug, "place": f"/groups/{found['region']}/documents/{slug}"}


def _agreed(
    region: str,
    slug: str,
    template: str,
    door: Callable[..., Any],
    done: str,
    with_pilot: str | None = None,
) -> Page:
    form = sent_form(
        "meeting",
        "reviewers",
        "minutes",
        "version",
        "lapses_with_pilot",
        *date_names("on"),
        *date_names("review_due"),
    ).lacking(MEETING)
    form, on = rough_date_of(form, "on", "The date of the meeting")
    form, due = date_of(form, "review_due", "The date of the next review", needed=False)
    body = {
        "meeting": form.answers["meeting"],
        "on": on,
        "reviewers": [each.strip() for each in form.answers["reviewers"].split(",") if each.strip()],
        "review_due": due or None,
        **given(form, "minutes"),
        **({"lapses_with_pilot": True} if with_pilot == "yes" else {}),
    }
    answer = send(
        form,
        REVIEW_FIELDS,
        lambda form: door(
            caller(), form.command_id, f"{region}:{kind_of(slug)}", body, version=version_of(form)
        ),
    )
    if isinstance(answer, Form):
        return _meeting(template, region, slug, answer)
    return onward_to(path_of(region, kind_of(slug)), done)
