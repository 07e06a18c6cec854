"""Projects as files: a search as CSV or JSON, and the text of a sheet that somebody sends (row 70)."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import IO, Any

from chassis.identity import Caller
from contracts.refusals import Refused
from gateway import spreadsheets
from gateway.clients.exchange import projects as doors

ROWS = 200
MOST_BYTES = 200 * 1024
"""Of a sheet; as many as the door takes letters."""
ENCODINGS = ("utf-8-sig", "cp1252")

Page = dict[str, Any]


def pages_of_projects(
    person: Caller, facets: Mapping[str, Sequence[str]], text: str, archive: bool
) -> Iterator[Page]:
    """A search, page by page; the first is asked for at once, so that a refusal is still a refusal.

    Refused: ``facet_unknown``, ``facet_value_wrong``, ``facets_too_many``.
    """

    def ask(cursor: str | None) -> Page:
        found: Page = doors.export_projects(
            person, facets, text=text or None, archive=archive, cursor=cursor, limit=ROWS
        )
        return found

    return _all(ask(None), ask)


def _all(first: Page, ask: Any) -> Iterator[Page]:
    page = first
    yield page
    while page["next"]:
        page = ask(page["next"])
        yield page


def as_csv(pages: Iterator[Page]) -> Iterator[str]:
    """As an import reads them back."""
    mark = spreadsheets.MARK
    for page in pages:
        columns = page["columns"]
        if mark:
            yield mark + spreadsheets.line(columns)
            mark = ""
        yield "".join(spreadsheets.line(row[column] for column in columns) for row in page["items"])


def as_json(pages: Iterator[Page]) -> Iterator[str]:
    """``{"items": [...]}``, a project to a line."""
    yield '{"items":['
    comma = ""
    for page in pages:
        rows = [json.dumps(row, ensure_ascii=False, separators=(",", ":")) for row in page["items"]]
        if rows:
            yield comma + ",\n".join(rows)
            comma = ",\n"
    yield "]}\n"


def saying_when_cut(lines: Iterator[str]) -> Iterator[str]:
    """A file that breaks off says so itself: the answer is under way, and somebody may keep what came."""
    try:
        yield from lines
    except Refused as no:
        yield spreadsheets.line([f"This file is not complete: {no.message} Please export again."])


def text_of(file: IO[bytes]) -> str:
    """The words of a sheet, with plain line ends. Refused: ``sheet_too_long``, ``sheet_unreadable``."""
    raw = file.read(MOST_BYTES + 1)
    if len(raw) > MOST_BYTES:
        said = f"A file holds at most {MOST_BYTES // 1024} KB. Send it in parts."
        raise Refused("sheet_too_long", said, fields={"file": [said]})
    for encoding in ENCODINGS:
        try:
            return plain_ends(raw.decode(encoding))
        except UnicodeDecodeError:
            continue
    said = "Save the file as CSV in UTF-8 and send it again."
    raise Refused("sheet_unreadable", said, fields={"file": [said]})


def plain_ends(text: str) -> str:
    """Browsers send line ends in another way than files hold them."""
    return text.replace("\r\n", "\n").replace("\r", "\n")
