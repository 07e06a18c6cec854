"""The handbook of the commons: eleven parts of guidance, and the eight principles with how they are kept."""

from flask import current_app, request
from werkzeug.exceptions import HTTPException

from contracts.refusals import Refused
from gateway.clients import together
from gateway.clients.stewardship import documents as doors
from gateway.guards import caller
from gateway.portal.forms import Form
from gateway.portal.pages import Page, action, page, show
from gateway.portal.presenting.documents import GUIDANCE, UK
from gateway.portal.views.documents import about, commented, comments_of, kind_of, onward_to

COMMONS = "commons_principles"


@page("/guidance", "public")
def guidance() -> Page:
    """The index; always readable, and never a gate in another page's way (row 22)."""
    return show("guidance", **about(doors.get_document(caller(), UK, GUIDANCE)))


@page("/guidance/<slug>", "public")
def guidance_part(slug: str) -> Page:
    return _part(slug, Form())


@action("/guidance/<slug>/comments", "member")
def comment_on_guidance(slug: str) -> Page:
    answer = commented(f"{UK}:{GUIDANCE}", "text")
    return _part(slug, answer) if isinstance(answer, Form) else onward_to(f"/guidance/{slug}", "commented")


@page("/commons-principles", "public")
def commons_principles() -> Page:
    """Eight principles, how the platform keeps to each, and the pages that show it (row 20)."""
    found = doors.document_catalogue(caller(), COMMONS)
    entries = [
        {**entry, "pages": [each for each in entry["pages"] if _exists(each["path"])]}
        for entry in found["entries"]
    ]
    return show("commons_principles", entries=entries, note=found["note"], source=found["source"])


def _part(slug: str, form: Form) -> Page:
    code, cursor = kind_of(slug), request.args.get("cursor") or None
    found, said = together(
        doors.get_document.asking(caller(), UK, GUIDANCE),
        doors.list_document_comments.asking(caller(), f"{UK}:{GUIDANCE}", clause=code, cursor=cursor),
    )
    if isinstance(found, Refused):
        raise found
    shown = about(found)
    clauses = shown["document"].clauses
    place = next((index for index, clause in enumerate(clauses) if clause.code == code), None)
    if place is None:
        raise Refused("not_found")
    here = clauses[place]
    return show(
        "guidance_part",
        form=form,
        part=here,
        slug=slug,
        document=shown["document"],
        gaps=[each for each in shown["document"].advice if each["clause"] == code],
        before=clauses[place - 1] if place else None,
        after=clauses[place + 1] if place + 1 < len(clauses) else None,
        comments=comments_of(said, shown["document"], shown["names"]),
        next=None if isinstance(said, Refused) else said["next"],
        later=cursor is not None,
    )


def _exists(path: str) -> bool:
    """Whether the portal has that page; some come with later parts of the platform."""
    try:
        current_app.url_map.bind("").match(path)
    except HTTPException:
        return False
    return True
