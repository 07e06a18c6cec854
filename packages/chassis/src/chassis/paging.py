"""Cursor pages: the one way lists are cut, from the store to the API."""

import base64
import json
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

from marshmallow import fields, validate

from contracts.refusals import Refused

DEFAULT_LIMIT = 25
MOST = 200
INT_BITS = 63
"""No number beyond this is one that MongoDB keeps."""


def page_fields() -> dict[str, fields.Field[Any]]:
    """The ``cursor`` and ``limit`` of a list's schema (``Schema.from_dict`` or class body)."""
    return {
        "cursor": fields.Str(load_default=None, allow_none=True),
        "limit": fields.Int(load_default=DEFAULT_LIMIT, validate=validate.Range(1, MOST)),
    }


def cut(
    collection: Any,
    wanted: Mapping[str, Any],
    *,
    order: tuple[str, int],
    asked: Mapping[str, Any],
    shape: Callable[[Mapping[str, Any]], Any],
) -> dict[str, Any]:
    """One page of ``collection`` in the order of one field, ties by ``_id``.

    ``asked`` holds ``cursor`` and ``limit``; answers ``{"items": [...], "next": cursor|None}``.
    The index that serves it is (the equality fields, the order field, ``_id``).
    """
    field, direction = order
    where = dict(wanted)
    if asked.get("cursor"):
        value, last_id = _read(asked["cursor"])
        beyond = "$gt" if direction > 0 else "$lt"
        after = [{field: {beyond: value}}, {field: {"$eq": value}, "_id": {beyond: last_id}}]
        where = {"$and": [where, {"$or": after}]}
    limit = asked.get("limit") or DEFAULT_LIMIT
    found = list(collection.find(where).sort([(field, direction), ("_id", direction)]).limit(limit + 1))
    more = found[limit - 1] if len(found) > limit else None
    return {
        "items": [shape(document) for document in found[:limit]],
        "next": _write(more[field], more["_id"]) if more else None,
    }


def _write(value: Any, last_id: str) -> str:
    kind = "t" if hasattr(value, "isoformat") else "v"
    plain = value.isoformat() if kind == "t" else value
    return base64.urlsafe_b64encode(json.dumps([kind, plain, last_id]).encode()).decode()


def _read(cursor: str) -> tuple[Any, str]:
    try:
        kind, value, last_id = json.loads(base64.urlsafe_b64decode(cursor.encode()))
        if not isinstance(last_id, str) or isinstance(value, dict | list):
            raise ValueError
        f"{value}{last_id}".encode()  # a lone surrogate is JSON but no text
        if isinstance(value, int) and value.bit_length() > INT_BITS:
            raise ValueError
        return (_moment(value) if kind == "t" else value), last_id
    except (ValueError, TypeError, OverflowError, RecursionError):
        raise Refused("invalid_input", fields={"cursor": ["This is not a page of this list."]}) from None


def _moment(written: str) -> datetime:
    """In UTC, as it is compared: an instant at the edge of the calendar in another zone has none."""
    moment = datetime.fromisoformat(written)
    return moment.astimezone(UTC) if moment.tzinfo else moment
