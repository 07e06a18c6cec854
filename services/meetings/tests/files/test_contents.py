"""A file is what its name says, or it is refused."""

import io
import sys
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))  # so that `sample_files` is importable

import sample_files as of

from meetings.files.contents import ZIP_BEGINS, refuse_disguised
from meetings.refusal import Refusal


def str_of(value: object) -> str:
    """The file's name stands for the test, not its bytes."""
    return value if isinstance(value, str) else ""


WITH_MACROS = (
    b'<Types><Override ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/></Types>'
)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.pdf", of.PDF),
        ("a.png", of.PNG),
        ("a.jpg", of.JPEG),
        ("a.jpeg", of.JPEG),
        ("a.docx", of.DOCX),
        ("a.xlsx", of.XLSX),
        ("a.pptx", of.PPTX),
        ("a.odt", of.ODT),
        ("a.ods", of.ODS),
        ("a.txt", "Café, naïve: ✓\n".encode()),
        ("a.txt", "Café".encode("windows-1252")),
        ("a.csv", b"name,minutes\r\n\xef\xbb\xbfx,30\r\n"),
    ],
    ids=str_of,
)
def test_every_kind_we_take_is_taken(name: str, content: bytes) -> None:
    refuse_disguised(name, content)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("an executable.pdf", of.EXECUTABLE),
        ("an executable.docx", of.EXECUTABLE),
        ("an executable.txt", of.EXECUTABLE),
        ("a program of linux.pdf", of.ELF),
        ("an archive.docx", of.packed({"a.exe": b"MZ"})),
        ("an archive.pdf", of.packed({"a.txt": b"x"})),
        ("an archive behind a picture.png", of.PNG + of.packed({"a.txt": b"x"})),
        ("a document behind a program.docx", of.EXECUTABLE + of.DOCX),
        ("a sheet as text.docx", of.XLSX),
        ("a text as sheet.ods", of.ODT),
        ("an old document.docx", of.OLE),
        ("half a document.docx", of.DOCX[:60]),
        ("a picture.jpg", of.PNG),
        ("a script.txt", b"#!/bin/sh\nrm -r /\n"),
        ("a page.txt", b"<html><script>alert(1)</script></html>"),
        ("bytes.csv", b"a,b\n\x00\x01,2"),
        ("nothing of a pdf.pdf", b"just words"),
        ("not at its beginning.pdf", b"x" + of.PDF),
    ],
    ids=str_of,
)
def test_what_is_not_what_its_name_says_is_refused(name: str, content: bytes) -> None:
    with pytest.raises(Refusal) as no:
        refuse_disguised(name, content)
    assert no.value.code == "file_not_what_it_says"


@pytest.mark.parametrize("method", [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_document_that_was_damaged_on_its_way_is_refused(method: int) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        archive.writestr("[Content_Types].xml", of.TYPES * 20)
        archive.writestr("word/document.xml", b"<x/>")
    whole = buffer.getvalue()
    for place in range(len(ZIP_BEGINS), len(whole)):
        damaged = whole[:place] + bytes([whole[place] ^ 0xFF]) + whole[place + 1 :]
        with suppress(Refusal):  # some damage is nowhere that matters
            refuse_disguised("a.docx", damaged)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.docx", of.open_xml("word/document.xml", {"word/vbaProject.bin": b"x"})),
        ("a.docx", of.open_xml("word/document.xml", types=WITH_MACROS)),
        ("a.xlsx", of.open_xml("xl/workbook.xml", {"xl/embeddings/setup.exe": b"MZ"})),
        ("a.odt", of.open_document("text", {"Basic/Standard/Module1.xml": b"x"})),
        ("a.pdf", of.PDF + b"<< /S /JavaScript /JS (app.alert(1)) >>"),
        ("a.pdf", of.PDF + b"<< /S /L#61unch /F (cmd.exe) >>"),
    ],
    ids=str_of,
)
def test_what_carries_macros_or_programs_is_refused(name: str, content: bytes) -> None:
    with pytest.raises(Refusal) as no:
        refuse_disguised(name, content)
    assert no.value.code == "file_has_macros"
