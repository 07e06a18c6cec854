"""Small files of every kind we take, and of kinds we do not."""

import io
import zipfile

PDF = b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF\n"
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00"
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00\xff\xd9"
EXECUTABLE = b"MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xff\xff\x00\x00" + b"\x00" * 200
ELF = b"\x7fELF\x02\x01\x01" + b"\x00" * 60
OLE = bytes.fromhex("d0cf11e0a1b11ae1") + b"\x00" * 600
TYPES = b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'


def packed(entries: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def open_xml(main: str, more: dict[str, bytes] | None = None, types: bytes = TYPES) -> bytes:
    return packed({"[Content_Types].xml": types, main: b"<x/>", **(more or {})})


def open_document(kind: str, more: dict[str, bytes] | None = None) -> bytes:
    declared = f"application/vnd.oasis.opendocument.{kind}".encode()
    return packed({"mimetype": declared, "content.xml": b"<x/>", **(more or {})})


DOCX, XLSX, PPTX = map(open_xml, ("word/document.xml", "xl/workbook.xml", "ppt/presentation.xml"))
ODT, ODS = map(open_document, ("text", "spreadsheet"))
