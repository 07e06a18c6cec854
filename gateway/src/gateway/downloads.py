"""Files that a context keeps, as downloads: fetched part by part, never shown inside a page."""

import base64
import unicodedata
from collections.abc import Callable, Iterator
from itertools import chain
from typing import Any
from urllib.parse import quote

from flask import Response, stream_with_context

SAFE = "!#$&+-.^_`|~"
OFFICE = "application/vnd.openxmlformats-officedocument"
OPEN_DOCUMENT = "application/vnd.oasis.opendocument"
MEDIA_TYPES = (
    "application/pdf",
    "image/png",
    "image/jpeg",
    f"{OFFICE}.wordprocessingml.document",
    f"{OFFICE}.spreadsheetml.sheet",
    f"{OFFICE}.presentationml.presentation",
    f"{OPEN_DOCUMENT}.text",
    f"{OPEN_DOCUMENT}.spreadsheet",
    "text/plain",
    "text/csv",
)
"""What a download may be: the kinds of file that contexts take."""
DESCRIBED = {kind: {"schema": {"type": "string", "format": "binary"}} for kind in MEDIA_TYPES}
"""The same for the document of the API."""


def attachment(file: dict[str, Any], part: Callable[[int], dict[str, Any]]) -> Response:
    """A file of these ``name``, ``media_type``, ``size`` and ``parts``; ``part`` asks for one by number.

    The first part is fetched at once, so that a refusal is still an answer of its own.
    """
    contents = (base64.b64decode(part(number)["content"]) for number in range(file["parts"]))
    parts: Iterator[bytes] = chain([next(contents)], contents)
    made = Response(stream_with_context(parts), content_type=file["media_type"])
    made.headers.set("Content-Disposition", "attachment", **_names(file["name"]))
    made.content_length = file["size"]
    return made


def _names(name: str) -> dict[str, str]:
    """A name for old programs and, where it has other letters than ASCII, the real one (RFC 6266)."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    if plain == name:
        return {"filename": name}
    return {"filename": plain, "filename*": f"UTF-8''{quote(name, safe=SAFE)}"}
