"""Which files we take, by name and size, and how one arrives in parts (rows 42 and 51).

What is inside is looked at in ``contents.py``, once the last part is here.
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime, timedelta

from meetings.refusal import Refusal

PART_BYTES = 192 * 1024
"""Every part but the last has this many bytes; as base64 they are 256 KiB in one message."""
MEGABYTE = 1024 * 1024
UNFINISHED_KEPT = timedelta(days=1)
"""How long a file may take to arrive before its parts are forgotten."""
LONGEST_STEM = 120

OPEN_DOCUMENT = "application/vnd.oasis.opendocument"
OPEN_XML = "application/vnd.openxmlformats-officedocument"
KINDS = {
    "pdf": "application/pdf",
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "docx": f"{OPEN_XML}.wordprocessingml.document",
    "xlsx": f"{OPEN_XML}.spreadsheetml.sheet",
    "pptx": f"{OPEN_XML}.presentationml.presentation",
    "odt": f"{OPEN_DOCUMENT}.text",
    "ods": f"{OPEN_DOCUMENT}.spreadsheet",
    "txt": "text/plain",
    "csv": "text/csv",
}
"""The ending of a file we take -> the type it is served as."""

PROGRAMS = frozenset(
    {
        "app", "apk", "bat", "bin", "cmd", "com", "cpl", "dll", "dmg", "docm", "dotm", "exe", "gadget", "hta",
        "htm", "html", "inf", "iso", "jar", "js", "jse", "lnk", "mjs", "msi", "msp", "php", "pif", "potm",
        "pptm", "ps1", "py", "reg", "scr", "sh", "svg", "sys", "url", "vb", "vbe", "vbs", "ws", "wsf", "wsh",
        "xhtml", "xll", "xlsm", "xltm",
    }
)  # fmt: skip
"""Endings of what runs, or of documents that carry programs; one of them inside a name misleads."""
ARCHIVES = frozenset({"7z", "bz2", "cab", "gz", "rar", "tar", "tgz", "xz", "zip"})
SPACES = re.compile(r"\s+")
NOT_IN_NAMES = frozenset('<>:"|?*')


@dataclass(frozen=True)
class Upload:
    """A file on its way: its cleaned name, announced size in bytes, and what it is for (``about``)."""

    id: str
    version: int
    name: str
    size: int
    by: str
    about: str
    started_at: datetime

    @property
    def media_type(self) -> str:
        return KINDS[ending_of(self.name)]

    @property
    def parts(self) -> int:
        return -(-self.size // PART_BYTES)


@dataclass(frozen=True)
class KeptFile:
    """A file that arrived and is what it says: ``size`` in bytes, downloaded in ``parts`` parts."""

    id: str
    name: str
    media_type: str
    size: int
    sha256: str
    parts: int
    at: datetime


def begin(
    upload_id: str, *, name: str, size: int, most_megabytes: int, by: str, about: str, now: datetime
) -> Upload:
    """A file is announced.

    Refused: ``file_too_large``, ``file_empty``, ``file_kind_not_taken``, ``file_name_misleading``.
    """
    cleaned = clean_name(name)
    if size > most_megabytes * MEGABYTE:
        said = f"This file is too large: at most {most_megabytes} MB."
        raise Refusal("file_too_large", said, {"file": [said]})
    if size < 1:
        raise _refusal("file_empty", "This file is empty.")
    return Upload(upload_id, 1, cleaned, size, by, about, now)


def may_receive(upload: Upload, number: int, length: int) -> None:
    """Whether this part is one of the announced file.

    Refused: ``file_too_large`` (more than was announced), ``file_part_wrong``.
    """
    if number >= upload.parts:
        raise Refusal("file_too_large", "More arrived than was announced. Send the file again.")
    expected = min(PART_BYTES, upload.size - number * PART_BYTES)
    if length > expected:
        raise Refusal("file_too_large", "More arrived than was announced. Send the file again.")
    if length < expected:
        raise Refusal("file_part_wrong")


def clean_name(sent: str) -> str:
    """The name a file is kept under: no path, nothing invisible, one ending that we take.

    Refused: ``file_kind_not_taken``, ``file_name_misleading``.
    """
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", sent))[-1]
    shown = "".join(letter for letter in last if _is_shown(letter))
    name = SPACES.sub(" ", shown).strip(" .")
    stem, _, ending = name.rpartition(".")
    ending = ending.strip().lower()
    if not stem.strip(" .") or ending not in KINDS:
        raise _refusal(
            "file_kind_not_taken",
            "We take PDF, PNG, JPEG, DOCX, XLSX, PPTX, ODT, ODS, TXT and CSV files.",
        )
    inner = {each.strip().lower() for each in stem.split(".")[1:]}
    if inner & (PROGRAMS | ARCHIVES | set(KINDS)):
        said = "This name has two endings. Rename the file and send it again."
        raise _refusal("file_name_misleading", said)
    return f"{stem.strip(' .')[:LONGEST_STEM].strip(' .')}.{ending}"


def ending_of(name: str) -> str:
    return name.rpartition(".")[2]


def _is_shown(letter: str) -> bool:
    # Cf holds the marks that turn the reading direction: "fdp.exe" could be shown as "exe.pdf".
    return letter not in NOT_IN_NAMES and (
        letter.isspace() or unicodedata.category(letter) not in ("Cc", "Cf", "Cs", "Co", "Cn")
    )


def _refusal(code: str, said: str) -> Refusal:
    return Refusal(code, said, {"file": [said]})
