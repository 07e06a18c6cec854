"""Letters on a certificate: Vera, which comes with reportlab, and accents that it has only apart.

A name is never printed with boxes or question marks: whether it can be drawn is known before.
"""

import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import reportlab
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

PLAIN, BOLD = "Vera", "Vera-Bold"
FILES = {PLAIN: "Vera.ttf", BOLD: "VeraBd.ttf"}
ABOVE = {
    "\u0300": "`", "\u0301": "\u00b4", "\u0302": "\u02c6", "\u0303": "\u02dc",
    "\u0304": "\u00af", "\u0306": "\u02d8",
    "\u0307": "\u02d9", "\u0308": "\u00a8", "\u030a": "\u02da", "\u030b": "\u02dd", "\u030c": "\u02c7",
}  # fmt: skip
BELOW = {"\u0323": "\u02d9", "\u0326": ",", "\u0327": "\u00b8", "\u0328": "\u02db"}
"""Combining mark -> the letter of the font that looks like it, standing alone."""
LOWERED = {"\u0323": -0.75, "\u0326": -0.12}
"""How far a letter must go down to stand where the mark does, in parts of the size."""
OVER_CAPITALS, STACKED = 0.18, 0.14
"""How much higher an accent stands over a tall letter, and over another accent."""


@dataclass(frozen=True)
class Mark:
    """A letter drawn over another one: ``up`` in parts of the size."""

    letter: str
    up: float


@dataclass(frozen=True)
class Glyph:
    """A letter of the font with what is drawn over and under it."""

    letter: str
    marks: tuple[Mark, ...] = ()


@cache
def fonts() -> dict[str, Any]:
    """The two fonts, registered with reportlab once."""
    folder = Path(reportlab.__file__).parent / "fonts"
    for name, file in FILES.items():
        pdfmetrics.registerFont(TTFont(name, str(folder / file)))
    return {name: pdfmetrics.getFont(name) for name in FILES}


def glyphs(text: str, font: str = PLAIN) -> list[Glyph] | None:
    """How this text is drawn, or None where the font lacks a letter."""
    found = [_glyph(letter, font) for letter in _clusters(text)]
    return [each for each in found if each is not None] if None not in found else None


def readable(text: str, font: str = PLAIN) -> str:
    """The text with a hyphen for each letter that the font lacks: for titles, never for names."""
    return "".join(each if _glyph(each, font) else "-" for each in _clusters(text))


def width(text: str, font: str, size: float) -> float:
    drawn = glyphs(text, font) or []
    return float(sum(pdfmetrics.stringWidth(each.letter, font, size) for each in drawn))


def draw_centred(canvas: Any, middle: float, y: float, text: str, font: str, size: float) -> None:
    """Draw the text letter over accent; a reader that copies it gets the text as it was typed."""
    fonts()
    at = middle - width(text, font, size) / 2
    spoken = text.encode("utf-16-be").hex().upper()
    canvas._code.append(f"/Span <</ActualText <FEFF{spoken}>>> BDC")
    plain = ""
    begins = at
    for each in glyphs(text, font) or []:
        if not each.marks:
            plain += each.letter
            at += pdfmetrics.stringWidth(each.letter, font, size)
            continue
        _draw(canvas, begins, y, plain, font, size)
        advance = pdfmetrics.stringWidth(each.letter, font, size)
        _draw(canvas, at, y, each.letter, font, size)
        for mark in each.marks:
            apart = (advance - pdfmetrics.stringWidth(mark.letter, font, size)) / 2
            _draw(canvas, at + apart, y + mark.up * size, mark.letter, font, size)
        at += advance
        begins, plain = at, ""
    _draw(canvas, begins, y, plain, font, size)
    canvas._code.append("EMC")


def _draw(canvas: Any, x: float, y: float, text: str, font: str, size: float) -> None:
    if text:
        canvas.setFont(font, size)
        canvas.drawString(x, y, text)


def _clusters(text: str) -> list[str]:
    """Letters, each with the marks that belong to it."""
    found: list[str] = []
    for letter in unicodedata.normalize("NFC", text):
        if found and unicodedata.combining(letter):
            found[-1] += letter
        else:
            found.append(letter)
    return found


@cache
def _glyph(cluster: str, font: str) -> Glyph | None:
    if all(_has(letter, font) for letter in cluster) and len(cluster) == 1:
        return Glyph(cluster)
    base, *combining = list(unicodedata.normalize("NFD", cluster))
    known = {**ABOVE, **BELOW}
    if not _has(base, font) or any(mark not in known or not _has(known[mark], font) for mark in combining):
        return None
    up = OVER_CAPITALS if base.isupper() or base in "bdfhklt" else 0.0
    marks = []
    for mark in combining:
        marks.append(Mark(known[mark], up if mark in ABOVE else LOWERED.get(mark, 0.0)))
        up += STACKED if mark in ABOVE else 0.0
    return Glyph("\u0131" if base == "i" and any(mark in ABOVE for mark in combining) else base, tuple(marks))


def _has(letter: str, font: str) -> bool:
    return letter >= " " and ord(letter) in fonts()[font].face.charToGlyph
