"""A document as a file that people keep: JSON, Markdown or plain text."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from flask import Response

FORMATS = {
    "json": ("application/json", "json"),
    "markdown": ("text/markdown", "md"),
    "text": ("text/plain", "txt"),
}
"""Format -> its media type and the ending of a file's name."""

# What Markdown would read as markup inside a line, and a list number at its beginning.
SPECIAL = re.compile(r"([\\`*_\[\]<>|])")
NUMBERED_START = re.compile(r"^([ \t]*\d+)\.", re.MULTILINE)


def answer(document: Mapping[str, Any], wanted: str) -> Response:
    """The document as a download; ``wanted`` is a key of ``FORMATS``."""
    media_type, ending = FORMATS[wanted]
    made = Response(_written(document, wanted), content_type=f"{media_type}; charset=utf-8")
    if wanted == "json":
        made.content_type = media_type
    shown = document["shown"]
    number = f"-{shown['number']}" if shown else ""
    name = f"{document['region']}-{document['kind']['code'].replace('_', '-')}{number}.{ending}"
    made.headers.set("Content-Disposition", "attachment", filename=name)
    return made


def _written(document: Mapping[str, Any], wanted: str) -> str:
    if wanted == "json":
        return json.dumps(document, ensure_ascii=False, indent=2)
    return "\n".join(_as_markdown(document) if wanted == "markdown" else _as_text(document)).rstrip() + "\n"


def _as_markdown(document: Mapping[str, Any]) -> Iterator[str]:
    yield f"# {plain(document['title'])} ({document['region']})"
    yield ""
    yield from (f"{line}  " for line in _about(document))
    yield ""
    for clause in document["clauses"]:
        yield f"## {plain(clause['label'])}"
        yield ""
        yield plain(clause["text"])
        yield ""
        yield from (f"- {plain(line)}" for line in _kept(clause))
        yield from (f"- Evidence: {plain(link['label'])} <{link['address']}>" for link in clause["evidence"])
        yield from (f"- Practice: {plain(link['label'])} <{link['address']}>" for link in clause["practices"])
        yield ""


def _as_text(document: Mapping[str, Any]) -> Iterator[str]:
    title = f"{document['title']} ({document['region']})"
    yield title
    yield "=" * len(title)
    yield from _about(document)
    for clause in document["clauses"]:
        yield ""
        yield clause["label"]
        yield "-" * len(clause["label"])
        yield clause["text"]
        yield from _kept(clause)
        yield from (f"Evidence: {link['label']}: {link['address']}" for link in clause["evidence"])
        yield from (f"Practice: {link['label']}: {link['address']}" for link in clause["practices"])


def _about(document: Mapping[str, Any]) -> Iterator[str]:
    shown = document["shown"]
    if shown is None:
        yield "The platform's own lines; the group has not agreed a version yet."
        return
    yield f"Version {shown['number']}, {shown['status']}"
    if shown["agreed"]:
        yield f"Agreed at: {shown['agreed']['meeting']}, {shown['agreed']['on']}"
    if shown["ended_on"]:
        yield f"Ended: {shown['ended_on']}"
    if document["review"]["due"]:
        yield f"Review due: {document['review']['due']}"


def _kept(clause: Mapping[str, Any]) -> Iterator[str]:
    for name in ("owner", "duty", "measure"):
        if clause[name]:
            yield f"{name.capitalize()}: {clause[name]}"
    if clause["state"]:
        note = f" ({clause['note']})" if clause["note"] else ""
        yield f"State: {clause['state'].replace('_', ' ')}{note}"


def plain(text: str) -> str:
    r"""Text that Markdown shows as it was written.

    >>> plain("# 1 * 2")
    '\\# 1 \\* 2'
    """
    escaped = SPECIAL.sub(r"\\\1", text)
    escaped = NUMBERED_START.sub(r"\1\\.", escaped)
    return re.sub(r"^([ \t]*)([#+-])", r"\1\\\2", escaped, flags=re.MULTILINE)
