"""Cells of a CSV file that a spreadsheet would run as a formula, made harmless and back.

A cell that begins with ``= + - @``, a tab or a carriage return gets an apostrophe in front.
So does one that begins with apostrophes before such a sign, otherwise reading could not
tell whose apostrophe it is: ``unescaped(escaped(text)) == text`` for every text.
"""

import re

FORMULA = re.compile(r"'*[=+\-@\t\r]")
ESCAPED = re.compile(r"'+[=+\-@\t\r]")


def escaped(text: str) -> str:
    """The cell as it is written to a file."""
    return f"'{text}" if FORMULA.match(text) else text


def unescaped(text: str) -> str:
    """The cell as it was meant: undoes exactly what ``escaped`` does."""
    return text[1:] if ESCAPED.match(text) else text
