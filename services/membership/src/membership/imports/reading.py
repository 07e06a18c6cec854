"""From bytes to records: which encoding, which delimiter, where each record begins (standard library only).

A file is read in slices. A slice ends between two records, and its ``Place`` is all that
the next one needs, so that reading goes on after any interruption.
"""

import codecs
import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

BYTE_ORDER_MARK = codecs.BOM_UTF8
UTF_8_MARKED, UTF_8, WINDOWS_1252 = "UTF-8 with byte order mark", "UTF-8", "Windows-1252"
CODECS = {UTF_8_MARKED: "utf-8", UTF_8: "utf-8", WINDOWS_1252: "cp1252"}
LONGEST_LINE = 64 * 1024
DELIMITERS = (",", ";")
STRAY_QUOTE = (
    "From here on this is not readable as CSV. Look for a quotation mark that is not closed, "
    "or that stands inside a cell."
)
OLD_LINE_ENDS = (
    "The lines of this file end as on old Macs, so it reads as a single one. Save it as CSV (UTF-8), "
    "not as CSV (Macintosh), and send it again."
)


class Unreadable(Exception):
    """The file is not a CSV file as we know it: the line, a code, a sentence."""

    def __init__(self, line: int, code: str, message: str) -> None:
        self.line, self.code, self.message = line, code, message
        super().__init__(message)


@dataclass(frozen=True)
class Place:
    """Where the next record begins: the chunk, the byte in it, the line of the file (from 1)."""

    chunk: int
    byte: int
    line: int


@dataclass(frozen=True)
class Record:
    """The cells of one record and the line on which it begins."""

    line: int
    cells: tuple[str, ...]


class Encoding:
    """Finds out how a file is written while its chunks pass by: UTF-8 if it can be, else Windows-1252."""

    def __init__(self) -> None:
        self._first = b""
        self._text = True
        self._readers = {
            name: codecs.getincrementaldecoder(CODECS[name])("strict") for name in (UTF_8, WINDOWS_1252)
        }
        self.lines = 0
        self._returns = False

    @property
    def is_one_line(self) -> bool:
        """Whether it has carriage returns alone, which end no line here."""
        return self._returns and self.lines == 0

    def feed(self, content: bytes) -> None:
        """Look at the next chunk."""
        if len(self._first) < 4:
            self._first = (self._first + content[:4])[:4]
        self._text = self._text and b"\0" not in content
        self.lines += content.count(b"\n")
        self._returns = self._returns or b"\r" in content
        self._try(content, final=False)

    def found(self) -> str | None:
        """The encoding's name as people know it, or None for something that is no text."""
        self._try(b"", final=True)
        if not self._text or self._first.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            return None
        if UTF_8 in self._readers:
            return UTF_8_MARKED if self._first.startswith(BYTE_ORDER_MARK) else UTF_8
        return WINDOWS_1252 if WINDOWS_1252 in self._readers else None

    def _try(self, content: bytes, *, final: bool) -> None:
        for name, reader in list(self._readers.items()):
            try:
                reader.decode(content, final)
            except UnicodeDecodeError:
                del self._readers[name]


def beginning(encoding: str) -> Place:
    """The place of the first record."""
    return Place(0, len(BYTE_ORDER_MARK) if encoding == UTF_8_MARKED else 0, 1)


def delimiter_of(header: str) -> str:
    """A comma or a semicolon, whichever the header has more of."""
    return max(DELIMITERS, key=header.count)


class Slice:
    """Records from a place on, one at a time; ``place`` is where the next one begins.

    ``chunks`` gives (number, bytes) from the place's chunk on. Raises ``Unreadable`` for a
    line without end or a quotation mark that is not closed.
    """

    def __init__(
        self, chunks: Iterable[tuple[int, bytes]], place: Place, encoding: str, delimiter: str
    ) -> None:
        self.place = place
        self._next = place
        self._lines = _Lines(chunks, place)
        self._codec = CODECS[encoding]
        self._reader = csv.reader(self._texts(), delimiter=delimiter, strict=True)

    def __iter__(self) -> Iterator[Record]:
        return self

    def __next__(self) -> Record:
        line = self.place.line
        try:
            cells = next(self._reader)
        except csv.Error:
            raise Unreadable(line, "csv_unreadable", STRAY_QUOTE) from None
        self.place = self._next
        return Record(line, tuple(cells))

    def _texts(self) -> Iterator[str]:
        for content, place in self._lines:
            self._next = place
            yield content.decode(self._codec)


class _Lines:
    """Whole lines of the chunks, each with the place after it."""

    def __init__(self, chunks: Iterable[tuple[int, bytes]], place: Place) -> None:
        self._chunks = iter(chunks)
        self._place = place
        self._rest = b""
        self._begun = False

    def __iter__(self) -> Iterator[tuple[bytes, Place]]:
        number, line = self._place.chunk, self._place.line
        for number, content in self._chunks:
            at = self._place.byte if not self._begun else 0
            self._begun = True
            while (end := _line_end(content, at)) is not None:
                line += 1
                yield self._rest + content[at:end], Place(number, end, line)
                self._rest, at = b"", end
            self._rest += content[at:]
            if len(self._rest) > LONGEST_LINE:
                raise Unreadable(line, "line_too_long", "This line is too long for a CSV file.")
        if self._rest:
            rest, self._rest = self._rest, b""
            yield rest, Place(number + 1, 0, line + 1)


def _line_end(content: bytes, at: int) -> int | None:
    end = content.find(b"\n", at)
    return end + 1 if end >= 0 else None


def first_line(chunks: Iterable[tuple[int, bytes]], place: Place, encoding: str) -> str:
    """The header as text, to find the delimiter in."""
    for content, _ in _Lines(chunks, place):
        return content.decode(CODECS[encoding])
    return ""
