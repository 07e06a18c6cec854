"""What each group agreed: its documents, one document by clause, its versions and differences."""

import re
from collections.abc import Mapping
from typing import Any

from flask import Response, request

from contracts.refusals import Refused
from gateway import document_files
from gateway.clients import together
from gateway.clients.stewardship import documents as doors
from gateway.guards import caller
from gateway.portal.forms import Form, given, send, sent_form
from gateway.portal.pages import Page, action, page, show
from gateway.portal.places import as_choices, region_names
from gateway.portal.presenting.differences import difference_of
from gateway.portal.presenting.documents import (
    OBJECTIVES,
    TERMS,
    Document,
    comment_of,
    document_of,
    due_review_of,
    line_of,
    path_of,
)
from gateway.portal.whole_numbers import whole

UK_NAME = "UK-wide group"
PLACE = re.compile(r"/[A-Za-z0-9][A-Za-z0-9/-]*\Z")
"""A page of this site, as the forms send it; nothing that leads elsewhere."""
COMMENT_FIELDS = ("text", "clause", "shown_name")


@page("/groups/<region>/documents", "public")
def documents(region: str) -> Page:
    """Every kind of document of a group, with what is overdue."""
    found = doors.list_documents(caller(), region)
    names = group_names()
    return show(
        "documents",
        region=region,
        name=names.get(region, region),
        lines=[line_of(each) for each in found["items"]],
        may_write=found["may_write"],
    )


@page("/groups/<region>/terms-of-reference", "public")
def terms_of_reference(region: str) -> Page:
    return document_page(region, TERMS)


@page("/groups/<region>/objectives", "public")
def objectives(region: str) -> Page:
    return document_page(region, OBJECTIVES)


@page("/groups/<region>/documents/<slug>", "public")
def document(region: str, slug: str) -> Page:
    """One document; those with an address of their own are shown there."""
    kind = kind_of(slug)
    place = path_of(region, kind)
    if place != request.path:
        return Response(status=308, headers={"Location": place})
    return document_page(region, kind)


@page("/groups/<region>/documents/<slug>/versions/<int:number>", "public")
def document_version(region: str, slug: str, number: int) -> Page:
    """An agreed version; its group also reads what it said while this was a draft."""
    found = doors.get_document(caller(), region, kind_of(slug), number=number)
    shown = about(found)
    said: Any = None
    if found["in_group"]:
        cursor = request.args.get("cursor") or None
        said = doors.list_document_comments(
            caller(), found["id"], about="draft", number=number, cursor=cursor
        )
    return show(
        "document",
        **shown,
        form=Form(),
        takes_comments=False,
        draft_comments=comments_of(said, shown["document"], shown["names"]) if said else [],
        next=said["next"] if said else None,
        later=bool(request.args.get("cursor")),
    )


@page("/groups/<region>/documents/<slug>/changes", "public")
def document_changes(region: str, slug: str) -> Page:
    """The difference from the version before, from another region's text, or of the draft."""
    kind = kind_of(slug)
    other = request.args.get("with", "")
    names = group_names()
    found, head = together(
        doors.compare_documents.asking(
            caller(),
            region,
            kind,
            number=_number("to"),
            with_number=_number("from"),
            with_region=other or None,
            draft=True if request.args.get("draft") else None,
        ),
        doors.get_document.asking(caller(), region, kind),
    )
    if isinstance(head, Refused):
        raise head
    missing = isinstance(found, Refused) and found.code == "document_not_agreed"
    if isinstance(found, Refused) and not missing:
        raise found
    return show(
        "document_changes",
        document=document_of(head),
        slug=slug,
        name=names.get(region, region),
        difference=None if missing else difference_of(found, names),
        other=other,
        regions=[each for each in as_choices(names) if each["value"] != region],
        form=Form(answers={"with": other}),
    )


@page("/groups/<region>/documents/<slug>/file", "public")
def document_file(region: str, slug: str) -> Response:
    """The document to take away; a format we do not know is JSON."""
    found = doors.get_document(caller(), region, kind_of(slug), number=_number("number"))
    wanted = request.args.get("format", "")
    return document_files.answer(found, wanted if wanted in document_files.FORMATS else "json")


@action("/groups/<region>/documents/<slug>/comments", "member")
def comment_on_document(region: str, slug: str) -> Page:
    kind = kind_of(slug)
    answer = commented(f"{region}:{kind}", "text")
    if isinstance(answer, Form):
        return document_page(region, kind, answer)
    return onward_to(path_of(region, kind), "commented")


@action("/comments/<comment_id>/name-off", "member")
def take_name_off_comment(comment_id: str) -> Page:
    """A name is shown by consent, as long as it lasts (row 16)."""
    form = sent_form("back")
    doors.show_name_beside_comment(caller(), form.command_id, comment_id, "")
    back = form.answers["back"]
    return onward_to(back if PLACE.match(back) else "/groups", "name-off")


@page("/document-reviews", "public")
def document_reviews() -> Page:
    """Reviews that are overdue or due soon, in every group."""
    found = doors.list_reviews(caller(), cursor=request.args.get("cursor") or None)
    names = group_names()
    lines = [due_review_of(each) for each in found["items"]]
    return show(
        "document_reviews",
        lines=lines,
        names=names,
        next=found["next"],
        later=bool(request.args.get("cursor")),
    )


# What the pages share


def document_page(region: str, kind: str, form: Form | None = None) -> Page:
    """A document in force with the comments on it."""
    found, said = together(
        doors.get_document.asking(caller(), region, kind),
        doors.list_document_comments.asking(
            caller(), f"{region}:{kind}", cursor=request.args.get("cursor") or None
        ),
    )
    if isinstance(found, Refused):
        raise found
    shown = about(found)
    return show(
        "document",
        form=form or Form(),
        **shown,
        takes_comments=True,
        comments=comments_of(said, shown["document"], shown["names"]),
        next=None if isinstance(said, Refused) else said["next"],
        later=bool(request.args.get("cursor")),
    )


def about(found: Mapping[str, Any]) -> dict[str, Any]:
    """What every page of a document shows."""
    names = group_names()
    document = document_of(found)
    return {
        "document": document,
        "names": names,
        "name": names.get(document.region, document.region),
        "slug": document.kind.replace("_", "-"),
        "clause_choices": [{"value": clause.code, "text": clause.heading} for clause in document.clauses],
    }


def comments_of(said: Any, document: Document, names: Mapping[str, str]) -> list[Any]:
    """The comments, or none where nothing can be said yet."""
    if isinstance(said, Refused):
        return []
    labels = {clause.code: clause.heading for clause in document.clauses}
    return [comment_of(each, names, labels) for each in said["items"]]


def commented(document_id: str, on: str) -> Any:
    """What the door says to a comment, or the form with its refusal."""
    form = sent_form(*COMMENT_FIELDS).lacking({"text": "Write your comment"})
    return send(
        form,
        COMMENT_FIELDS,
        lambda form: doors.comment_on_document(
            caller(), form.command_id, document_id, {**given(form, *COMMENT_FIELDS), "about": on}
        ),
    )


def group_names() -> dict[str, str]:
    """Code -> name of every region, and of the UK-wide group."""
    return {**region_names(caller()), "UK": UK_NAME}


def kind_of(slug: str) -> str:
    """The kind behind an address; one that does not exist is the door's to refuse."""
    return slug.replace("-", "_")


def onward_to(place: str, done: str) -> Any:
    """Where a form leads when it succeeded."""
    return Response(status=303, headers={"Location": f"{place}?done={done}"})


def _number(name: str) -> int | None:
    sent = request.args.get(name, "")
    return whole(sent) or None
