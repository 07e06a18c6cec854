"""A certificate of attendance as a PDF page: the same answers always make the same bytes."""

import io
import threading
from collections.abc import Mapping
from datetime import date
from typing import Any

from flask import Response
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from gateway.certificate_letters import BOLD, PLAIN, draw_centred, fonts, glyphs, readable, width

WIDTH, HEIGHT = A4
MIDDLE = WIDTH / 2
MARGIN = 64
ROOM = WIDTH - 2 * MARGIN
BLUE, INK = (0, 0x5E / 255, 0xB8 / 255), (0x21 / 255, 0x2B / 255, 0x32 / 255)
LARGEST_NAME, SMALLEST_NAME = 30, 14
MOST_LINES = 5
BY_HAND = "Write your name here: this page cannot print its letters."
NAME_ON_LINE = 40
ONE_AT_A_TIME = threading.Lock()
"""reportlab reads its font files at one place for all threads; a page takes some milliseconds."""


def draw(certificate: Mapping[str, Any], name: str, site: str) -> bytes:
    """The page for ``name``, as its owner typed it; where the font lacks its letters, a line to write on."""
    with ONE_AT_A_TIME:
        return _drawn(certificate, name, site)


def _drawn(certificate: Mapping[str, Any], name: str, site: str) -> bytes:
    event = certificate["event"]
    code = shown_code(certificate["code"])
    held = io.BytesIO()
    fonts()
    canvas = Canvas(held, pagesize=A4, invariant=1, lang="en-GB", initialFontName=PLAIN)
    canvas.setTitle(f"Certificate of attendance: {event['title']}")
    canvas.setAuthor("Q Commons")
    canvas.setSubject(" ".join(filter(None, ("Attendance", _day(event["day"])))))
    canvas.setCreator("Q Commons")
    canvas.setProducer("Q Commons")
    canvas.setViewerPreference("DisplayDocTitle", "true")
    _frame(canvas)
    page = _Page(canvas, HEIGHT - 150)
    page.put("Certificate of attendance", BOLD, 26, 60)
    page.put("This is to certify that", PLAIN, 14, 46)
    _name(page, " ".join(name.split()))
    page.put("attended", PLAIN, 14, 40)
    page.put(readable(event["title"], BOLD), BOLD, 18, 34)
    page.put(_when(event), PLAIN, 14, 34)
    if event["hosts"]:
        page.put(f"Hosted by {readable(_listed(event['hosts']))}", PLAIN, 12, 34)
    _foot(canvas, code, f"{site}/certificates/{certificate['code']}")
    canvas.showPage()
    canvas.save()
    return held.getvalue()


def answer(pdf: bytes) -> Response:
    """The page as a file to keep."""
    made = Response(pdf, content_type="application/pdf")
    made.headers.set("Content-Disposition", "attachment", filename="certificate.pdf")
    made.headers["Cache-Control"] = "no-store"
    return made


def shown_code(code: str) -> str:
    """In groups of four, to be read out and typed.

    >>> shown_code("ABCDEFGHJKMNPQRS")
    'ABCD-EFGH-JKMN-PQRS'
    """
    return "-".join(code[first : first + 4] for first in range(0, len(code), 4))


def plain_code(typed: str) -> str:
    """A code as it is kept, from what somebody read off the paper.

    >>> plain_code("abcd-efgh jkmn-pqrs")
    'ABCDEFGHJKMNPQRS'
    """
    return "".join(letter for letter in typed.upper() if letter.isalnum())


class _Page:
    """Writes from the top to the bottom, in the order in which it is read."""

    def __init__(self, canvas: Canvas, y: float) -> None:
        self.canvas = canvas
        self.y = y

    def put(self, text: str, font: str, size: float, after: float) -> None:
        """Centred, in as many lines as it needs."""
        for line in lines_of(text, font, size):
            draw_centred(self.canvas, MIDDLE, self.y, line, font, size)
            self.y -= size * 1.35
        self.y -= after - size * 1.35 if after > size * 1.35 else 0


def lines_of(text: str, font: str, size: float) -> list[str]:
    """The words in lines that fit on the page; the last line of a text without end says that it goes on."""
    lines: list[str] = []
    for word in text.split():
        for piece in _pieces(word, font, size):
            longer = f"{lines[-1]} {piece}" if lines else piece
            if lines and width(longer, font, size) <= ROOM:
                lines[-1] = longer
            else:
                lines.append(piece)
    if len(lines) > MOST_LINES:
        lines = [*lines[: MOST_LINES - 1], "…"]
    return lines


def _pieces(word: str, font: str, size: float) -> list[str]:
    """A word that is too long for a line, in parts that are not."""
    pieces = [""]
    for letter in word:
        if pieces[-1] and width(pieces[-1] + letter, font, size) > ROOM:
            pieces.append("")
        pieces[-1] += letter
    return pieces


def _name(page: _Page, name: str) -> None:
    if not name or glyphs(name, BOLD) is None:
        canvas = page.canvas
        canvas.setStrokeColorRGB(*INK)
        canvas.line(MIDDLE - ROOM / 3, page.y, MIDDLE + ROOM / 3, page.y)
        page.y -= 14
        page.put(BY_HAND, PLAIN, 9, NAME_ON_LINE)
        return
    size = LARGEST_NAME
    while size > SMALLEST_NAME and width(name, BOLD, size) > ROOM:
        size -= 2
    page.canvas.setFillColorRGB(*BLUE)
    page.put(name, BOLD, size, 46)
    page.canvas.setFillColorRGB(*INK)


def _when(event: Mapping[str, Any]) -> str:
    hours, minutes = divmod(event["minutes"], 60)
    lasted = [f"{hours} {'hour' if hours == 1 else 'hours'}" if hours else ""]
    lasted.append(f"{minutes} {'minute' if minutes == 1 else 'minutes'}" if minutes else "")
    return ", ".join(filter(None, (_day(event["day"]), " ".join(filter(None, lasted)))))


def _day(written: str | None) -> str:
    """``on 10 May 2018``; "" where nobody knows the day."""
    if written is None:
        return ""
    day = date.fromisoformat(written)
    return f"on {day.day} {day:%B %Y}"


def _listed(names: list[str]) -> str:
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))


def _frame(canvas: Canvas) -> None:
    canvas.setFillColorRGB(*BLUE)
    canvas.rect(0, HEIGHT - 70, WIDTH, 70, stroke=0, fill=1)
    canvas.setFillColorRGB(1, 1, 1)
    draw_centred(canvas, MIDDLE, HEIGHT - 44, "Q Commons", BOLD, 22)
    canvas.setFillColorRGB(*INK)


def _foot(canvas: Canvas, code: str, address: str) -> None:
    draw_centred(canvas, MIDDLE, 120, f"Code {code}", PLAIN, 11)
    draw_centred(canvas, MIDDLE, 102, "Anybody can check it here; the check shows no name:", PLAIN, 10)
    draw_centred(canvas, MIDDLE, 86, address, PLAIN, 10)
    wide = width(address, PLAIN, 10) / 2
    canvas.linkURL(address, (MIDDLE - wide, 82, MIDDLE + wide, 98))
