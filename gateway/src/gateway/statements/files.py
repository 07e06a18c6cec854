"""A statement as a CSV file and as a PDF, for whoever may read it (row 59)."""

from flask import Response

from gateway import spreadsheets
from gateway.statements.lines import kind_of
from gateway.statements.pages import draw
from gateway.statements.reading import Statement
from gateway.time_words import day_in_words

COLUMNS = (
    "date", "what", "with", "minutes_added", "minutes_used", "for", "transfer", "takes_back",
    "taken_back_by",
)  # fmt: skip


def csv_file(statement: Statement) -> Response:
    """The entries, the newest first; minutes as whole numbers."""
    return _file(as_csv(statement).encode(), "text/csv; charset=utf-8", statement, "csv")


def pdf_file(statement: Statement) -> Response:
    """The same on pages of A4."""
    return _file(draw(statement), "application/pdf", statement, "pdf")


def as_csv(statement: Statement) -> str:
    """A line of headings and one for each entry."""
    rows = [
        (
            day_in_words(entry["at"]),
            kind_of(entry),
            statement.other(entry),
            max(entry["minutes"], 0) or None,
            max(-entry["minutes"], 0) or None,
            " ".join((entry["purpose"] or "").split()),
            entry["transfer_id"],
            entry["reverses"],
            entry["reversed_by"],
        )
        for entry in statement.entries
    ]
    return spreadsheets.MARK + "".join(map(spreadsheets.line, [COLUMNS, *rows]))


def _file(content: bytes, content_type: str, statement: Statement, suffix: str) -> Response:
    made = Response(content, content_type=content_type)
    name = "-".join(filter(None, ("statement", statement.since, statement.until)))
    made.headers.set("Content-Disposition", "attachment", filename=f"{name}.{suffix}")
    made.headers["Cache-Control"] = "no-store"
    return made
