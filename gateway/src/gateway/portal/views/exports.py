"""Taking the members of a region away as CSV or JSON; each page of the door is sent on as it comes."""

from collections.abc import Iterator

from flask import Response, request, stream_with_context

from contracts.refusals import Refused
from gateway import register_files, spreadsheets
from gateway.guards import caller
from gateway.portal.dates import today
from gateway.portal.pages import Page, page, show
from gateway.portal.places import region_names

WHO = ("coordinator", "national_team")


@page("/members/export", *WHO)
def export() -> Page:
    names = region_names(caller())
    mine = names if caller().has("national_team") else _own(names)
    return show("export", regions=mine, everywhere=caller().has("national_team"))


@page("/members/export.csv", *WHO)
def export_csv() -> Response:
    return _download(_saying_when_cut(register_files.members_as_csv(_pages())), "text/csv", "csv")


@page("/members/export.json", *WHO)
def export_json() -> Response:
    return _download(register_files.members_as_json(_pages()), "application/json", "json")


def _own(names: dict[str, str]) -> dict[str, str]:
    mine = caller().regions_as("coordinator")
    return {code: name for code, name in names.items() if code in mine}


def _pages() -> Iterator[register_files.Page]:
    return register_files.pages_of_members(caller(), request.args.get("region") or None)


def _saying_when_cut(lines: Iterator[str]) -> Iterator[str]:
    try:
        yield from lines
    except Refused as no:
        # The answer is under way, and a browser may keep what came: the file itself must say it is not whole.
        yield spreadsheets.line([f"This file is not complete: {no.message} Please export again."])


def _download(text: Iterator[str], mimetype: str, ending: str) -> Response:
    answer = Response(stream_with_context(text), mimetype=mimetype)
    answer.headers["Content-Disposition"] = f'attachment; filename="members-{today().isoformat()}.{ending}"'
    return answer
