"""Whether a file is what its name says: looked at, never opened by a program and never executed.

It is no virus scanner: it refuses what is another kind of file, what carries macros or scripts where
they stand openly, and archives under another name.
"""

import io
import re
import zipfile
import zlib
from lzma import LZMAError

import puremagic

from meetings.files.domain import OPEN_DOCUMENT, PROGRAMS, ending_of
from meetings.refusal import Refusal

HEAD = 8 * 1024
MOST_ENTRIES = 10_000
MOST_DECLARED = 1024 * 1024
"""Bytes of a part list or type declaration that we read; real ones have some thousand."""
SIGNATURES = {"pdf": {".pdf"}, "png": {".png"}, "jpg": {".jpg", ".jpeg", ".jfif"}}
SIGNATURES["jpeg"] = SIGNATURES["jpg"]
MAIN_PART = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml", "pptx": "ppt/presentation.xml"}
DECLARED = {"odt": f"{OPEN_DOCUMENT}.text", "ods": f"{OPEN_DOCUMENT}.spreadsheet"}
TEXT = frozenset({"txt", "csv"})
PAGES = {".htm", ".html", ".svg", ".xhtml"}
ZIP_BEGINS = b"PK\x03\x04"
CONTROLS = re.compile(rb"[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f\x7f]")
# A name in a PDF may be written with #xx for any of its letters.
ACTIVE_PDF = re.compile(rb"/(JavaScript|Launch)\b")
HEX_LETTER = re.compile(rb"#([0-9A-Fa-f]{2})")
DAMAGED = (
    zipfile.BadZipFile, zlib.error, LZMAError, EOFError, NotImplementedError, RuntimeError, ValueError,
    OSError,
)  # fmt: skip
"""Broken, encrypted or packed in a way that no office writes."""


def refuse_disguised(name: str, content: bytes) -> None:
    """Refused: ``file_not_what_it_says``, ``file_has_macros``. ``name`` was cleaned."""
    ending = ending_of(name)
    if ending in TEXT:
        _refuse_no_text(content)
    elif ending in SIGNATURES:
        _refuse_other_kind(ending, content)
    else:
        _refuse_other_document(ending, content)


def _refuse_no_text(content: bytes) -> None:
    if CONTROLS.search(content) or content.startswith(b"#!") or _recognised(content) & PAGES:
        raise Refusal("file_not_what_it_says")
    try:
        content.decode("utf-8-sig")
    except UnicodeDecodeError:
        try:
            content.decode("windows-1252")
        except UnicodeDecodeError:
            raise Refusal("file_not_what_it_says") from None


def _refuse_other_kind(ending: str, content: bytes) -> None:
    if not _recognised(content) & SIGNATURES[ending] or zipfile.is_zipfile(io.BytesIO(content)):
        raise Refusal("file_not_what_it_says")
    if ending == "pdf" and ACTIVE_PDF.search(_plain_names(content)):
        raise Refusal("file_has_macros", "This PDF carries a script. Print it to a new PDF and send that.")


def _refuse_other_document(ending: str, content: bytes) -> None:
    if not content.startswith(ZIP_BEGINS):
        raise Refusal("file_not_what_it_says")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as opened:
            names = opened.namelist()
            if len(names) > MOST_ENTRIES or not _is_document(ending, opened, set(names)):
                raise Refusal("file_not_what_it_says")
            if _carries_programs(opened, names):
                raise Refusal("file_has_macros")
    except DAMAGED:
        raise Refusal("file_not_what_it_says") from None


def _is_document(ending: str, opened: zipfile.ZipFile, names: set[str]) -> bool:
    if ending in DECLARED:
        return "mimetype" in names and _read(opened, "mimetype").strip() == DECLARED[ending].encode()
    return {"[Content_Types].xml", MAIN_PART[ending]} <= names


def _carries_programs(opened: zipfile.ZipFile, names: list[str]) -> bool:
    for name in names:
        lowered = name.lower()
        is_macro = lowered.endswith("vbaproject.bin") or lowered.startswith(("basic/", "scripts/"))
        if is_macro or ending_of(lowered) in PROGRAMS - {"bin"}:
            return True
    return "[Content_Types].xml" in names and b"macroenabled" in _read(opened, "[Content_Types].xml").lower()


def _read(opened: zipfile.ZipFile, name: str) -> bytes:
    with opened.open(name) as entry:
        content = entry.read(MOST_DECLARED + 1)
    if len(content) > MOST_DECLARED:
        raise ValueError("longer than any real one")
    return content


def _recognised(content: bytes) -> set[str]:
    """The endings that the first bytes fit to; a set because several kinds begin alike."""
    try:
        return {match.extension.lower() for match in puremagic.magic_string(content[:HEAD])}
    except puremagic.PureError:
        return set()


def _plain_names(content: bytes) -> bytes:
    return HEX_LETTER.sub(lambda found: bytes([int(found.group(1), 16)]), content)
