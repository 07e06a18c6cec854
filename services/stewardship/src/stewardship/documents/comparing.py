"""Two texts side by side: a version and the one before it, or two regions' texts in force."""

from collections.abc import Mapping
from typing import Any

from stewardship.documents import difference, showing
from stewardship.documents.domain import Document, Version, id_of, kind_for
from stewardship.documents.reading import Reading
from stewardship.documents.schemas import kind_view
from stewardship.refusal import Refusal


def compared(reading: Reading, other: Reading | None, asked: Mapping[str, Any]) -> dict[str, Any]:
    """What differs, clause by clause; the other region's text, or the older one, is on the left.

    Refused: ``document_kind_unknown``, ``document_of_uk_only``, ``document_not_agreed`` without one of them.
    """
    kind = kind_for(reading.region, asked["kind"])
    right, new = _side(reading, kind.code, asked["number"], draft=asked["draft"])
    if other is not None:
        left, old = _side(other, kind_for(other.region, kind.code).code, asked["with_number"])
    else:
        before = asked["with_number"] or (right.current if asked["draft"] else new.number - 1)
        left, old = _side(reading, kind.code, before)
    return {
        "kind": kind_view(kind.code),
        "left": showing.side_view(left, old),
        "right": showing.side_view(right, new),
        **showing.difference_view(difference.between(old.clauses, new.clauses)),
    }


def _side(
    reading: Reading, kind: str, number: int | None, *, draft: bool = False
) -> tuple[Document, Version]:
    """That number, the draft, or the version in force."""
    document = reading.store.get(id_of(reading.region, kind))
    if document is None:
        raise Refusal("document_not_agreed")
    if draft:
        version = reading.store.version(document.draft) if document.draft else None
    else:
        version = reading.store.numbered(document.id, document.current if number is None else number)
    if version is None or not reading.may_read(version):
        raise Refusal("document_not_agreed")
    return document, reading.as_it_stands(version)
