"""Projects for everybody: a search by five facets and words, its files, the feed (rows 70 and 80)."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from flask import Response, make_response, render_template, request, stream_with_context

from contracts.refusals import Refused
from gateway import project_files
from gateway.clients import together
from gateway.clients.exchange import projects as doors
from gateway.guards import caller
from gateway.parts import parts
from gateway.portal.account_names import member_names
from gateway.portal.dates import today
from gateway.portal.forms import Form
from gateway.portal.pages import Page, page, show
from gateway.portal.places import region_names
from gateway.portal.presenting.project_search import HEADINGS, Asking, Search, search_of
from gateway.portal.presenting.projects import Project, project_of, region_choices

ON_A_PAGE = 10
FEED_LENGTH = 30
LONGEST_TEXT = 200
CANNOT_BE_ASKED = ("facet_value_wrong", "facets_too_many", "invalid_input")
NOBODY_YET = "Nobody yet"


@page("/projects", "public")
def projects() -> Page:
    """What was tried where; every choice is an address, so that it needs no JavaScript and can be sent."""
    asking = asked_for()
    names = region_choices(region_names(caller()))
    cursor = request.args.get("cursor") or None
    found, form = _found(asking, cursor)
    shown: Search = search_of(found, asking, names)
    return show(
        "projects",
        form=form,
        asking=asking,
        search=shown,
        projects=[project_of(each, names) for each in found["items"]],
        showcases=[] if asking.is_narrow or cursor else _showcases(names),
        first=asking.path() if cursor else "",
        next=asking.path(("cursor", found["next"])) if found["next"] else "",
    )


@page("/projects/export.csv", "public")
def projects_csv() -> Response:
    """What the search finds, as a spreadsheet reads it."""
    return _download(project_files.saying_when_cut(project_files.as_csv(_pages())), "text/csv", "csv")


@page("/projects/export.json", "public")
def projects_json() -> Response:
    """The same for programs."""
    return _download(project_files.as_json(_pages()), "application/json", "json")


@page("/projects/feed", "public")
def projects_feed() -> Response:
    """What changed last, as an Atom feed; of one region if it is named."""
    names = region_choices(region_names(caller()))
    region = request.args.get("region") or None
    found = doors.project_feed(caller(), region=region, limit=FEED_LENGTH)
    text = render_template(
        "portal/projects.atom.jinja",
        entries=found["items"],
        names=names,
        region=region,
        site=parts().settings.portal_url,
        updated=found["updated_at"] or datetime.now(UTC).isoformat(timespec="seconds"),
    )
    answer = make_response(text)
    answer.mimetype = "application/atom+xml"
    answer.add_etag()
    answer.make_conditional(request)
    return answer


def asked_for() -> Asking:
    """What the address asks for; names that are no facet of ours (a mail's counter) change nothing."""
    return Asking(
        text=request.args.get("text", "").strip()[:LONGEST_TEXT],
        facets={name: _values(name) for name in HEADINGS if _values(name)},
        archive=request.args.get("archive") == "yes",
    )


def shown_to(answers: Sequence[Mapping[str, Any]], names: Mapping[str, str]) -> list[Project]:
    """As one reader sees them, with what their leads may be called."""
    nameless = {each["lead"]: each["region"] for each in answers if each["lead"] and not each["shown_name"]}
    called = member_names(nameless) if nameless else {}
    return [project_of(each, names, _who(each, called, names)) for each in answers]


def _who(answer: Mapping[str, Any], called: Mapping[str, str], names: Mapping[str, str]) -> str:
    if not answer["has_lead"]:
        return NOBODY_YET
    home = names.get(answer["region"], answer["region"])
    return str(answer["shown_name"] or called.get(answer["lead"] or "") or f"A member of Q in {home}")


def _values(name: str) -> list[str]:
    return [each.strip() for each in request.args.getlist(name) if each.strip()]


def _showcases(names: Mapping[str, str]) -> list[Project]:
    """None while they do not answer: the search matters more."""
    (found,) = together(doors.list_showcases.asking(caller()))
    return [project_of(each, names) for each in found["items"]] if isinstance(found, dict) else []


def _found(asking: Asking, cursor: str | None) -> tuple[Mapping[str, Any], Form]:
    """The door's answer; if nobody can ask that, all projects and the sentence why."""
    person = caller()
    try:
        found = doors.search_projects(
            person,
            asking.facets,
            text=asking.text or None,
            archive=asking.archive,
            cursor=cursor,
            limit=ON_A_PAGE,
        )
        return found, Form()
    except Refused as no:
        if no.code not in CANNOT_BE_ASKED:
            raise
        return doors.search_projects(person, {}, limit=ON_A_PAGE), Form(message=no.message, status=422)


def _pages() -> Iterator[project_files.Page]:
    asking = asked_for()
    return project_files.pages_of_projects(caller(), asking.facets, asking.text, asking.archive)


def _download(text: Iterator[str], mimetype: str, ending: str) -> Response:
    answer = Response(stream_with_context(text), mimetype=mimetype)
    name = f"projects-{today().isoformat()}.{ending}"
    answer.headers.set("Content-Disposition", "attachment", filename=name)
    return answer
