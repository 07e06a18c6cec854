"""A statement on pages of A4: the same entries always make the same bytes."""

import io
from collections.abc import Iterator

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from gateway.account_names import SOMEBODY
from gateway.certificate_files import BLUE, INK, ONE_AT_A_TIME
from gateway.certificate_letters import BOLD, PLAIN, draw_centred, fonts, glyphs, readable, width
from gateway.statements.lines import Line, balance_in_words, line_of, period_in_words
from gateway.statements.reading import MOST, Statement
from gateway.time_words import in_hours

WIDTH, HEIGHT = A4
LEFT = 48
ROOM = WIDTH - 2 * LEFT
SIZE = 9
STEP = 30
"""From one entry to the next: two lines of it and a little air."""
COLUMNS = ((LEFT, 84), (LEFT + 88, 196), (LEFT + 288, 102), (LEFT + 394, ROOM - 394))
"""Where each column begins and how wide it is: date; what, with whom and for what; added; used."""
HEADS = ("Date", "What, with whom and for what", "Added", "Used")
ON_FIRST, ON_OTHERS = 17, 21
GREY = (0x4C / 255, 0x62 / 255, 0x72 / 255)


def draw(statement: Statement) -> bytes:
    """The whole statement."""
    with ONE_AT_A_TIME:
        return _drawn(statement)


def _drawn(statement: Statement) -> bytes:
    held = io.BytesIO()
    fonts()
    canvas = Canvas(held, pagesize=A4, invariant=1, lang="en-GB", initialFontName=PLAIN)
    canvas.setTitle(f"Statement of time: {period_in_words(statement.since, statement.until)}")
    canvas.setAuthor("Q Commons")
    canvas.setCreator("Q Commons")
    canvas.setProducer("Q Commons")
    canvas.setViewerPreference("DisplayDocTitle", "true")
    lines = [line_of(entry, statement.other(entry)) for entry in statement.entries]
    sheets = list(_sheets(lines))
    for number, sheet in enumerate(sheets, start=1):
        y = _head(canvas, statement) if number == 1 else HEIGHT - 60
        _entries(canvas, y, sheet)
        _put(canvas, LEFT, 36, f"Page {number} of {len(sheets)}", PLAIN, SIZE, ROOM)
        canvas.showPage()
    canvas.save()
    return held.getvalue()


def _sheets(lines: list[Line]) -> Iterator[list[Line]]:
    """What stands on each page; the first one has less room."""
    yield lines[:ON_FIRST]
    for first in range(ON_FIRST, len(lines), ON_OTHERS):
        yield lines[first : first + ON_OTHERS]


def _head(canvas: Canvas, statement: Statement) -> float:
    """The top of the first page; how far down the entries begin."""
    canvas.setFillColorRGB(*BLUE)
    canvas.rect(0, HEIGHT - 56, WIDTH, 56, stroke=0, fill=1)
    canvas.setFillColorRGB(1, 1, 1)
    _put(canvas, LEFT, HEIGHT - 36, "Q Commons", BOLD, 18, ROOM)
    canvas.setFillColorRGB(*INK)
    y: float = HEIGHT - 92
    _put(canvas, LEFT, y, "Statement of time given and received", BOLD, 16, ROOM)
    facts = [
        f"Account: {_name(statement.called)}",
        f"Period: {period_in_words(statement.since, statement.until)}",
        f"At the start: {balance_in_words(statement.before)}",
        f"At the end: {balance_in_words(statement.after)}",
        _sums(statement),
    ]
    if statement.is_cut:
        facts.append(f"These are the newest {MOST:,} entries. Choose a shorter period to see the others.")
    for fact in facts:
        y -= 17
        _put(canvas, LEFT, y, fact, PLAIN, 10, ROOM)
    return float(y - 34)


def _sums(statement: Statement) -> str:
    came = sum(entry["minutes"] for entry in statement.entries if entry["minutes"] > 0)
    went = sum(-entry["minutes"] for entry in statement.entries if entry["minutes"] < 0)
    said = f"In these entries: {in_hours(came)} added, {in_hours(went)} used."
    return f"{said} One hour is one hour, whatever the job."


def _entries(canvas: Canvas, y: float, lines: list[Line]) -> None:
    for (x, room), head in zip(COLUMNS, HEADS, strict=True):
        _put(canvas, x, y, head, BOLD, SIZE, room)
    if not lines:
        _put(canvas, LEFT, y - STEP, "No entries in this period.", PLAIN, SIZE, ROOM)
    for line in lines:
        y -= STEP
        canvas.setStrokeColorRGB(*GREY)
        canvas.setLineWidth(0.3)
        canvas.line(LEFT, y + 14, LEFT + ROOM, y + 14)
        what = f"{line.kind}, {_name(line.other)}" + (" (taken back)" if line.taken_back else "")
        for (x, room), cell in zip(COLUMNS, (line.date, what, line.added, line.used), strict=True):
            _put(canvas, x, y, cell, PLAIN, SIZE, room)
        _put(canvas, COLUMNS[1][0], y - 11, " ".join(line.purpose.split()), PLAIN, SIZE - 1, ROOM - 88)


def _name(name: str) -> str:
    """A name is printed as it is written, or not at all."""
    return name if glyphs(name) is not None else SOMEBODY


def _put(canvas: Canvas, x: float, y: float, text: str, font: str, size: float, room: float) -> None:
    """From the left; what has no room ends in an ellipsis."""
    said = readable(text, font)
    if width(said, font, size) > room:
        while said and width(f"{said}…", font, size) > room:
            said = said[:-1]
        said += "…"
    draw_centred(canvas, x + width(said, font, size) / 2, y, said, font, size)
