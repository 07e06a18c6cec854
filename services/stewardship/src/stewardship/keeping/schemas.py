"""The shapes at the door where somebody says how a clause is kept."""

from collections.abc import Sequence
from typing import Any

from marshmallow import Schema, fields, validate

from chassis.fields import Line, Paragraphs, RegionCode
from commons.fields import RoughDay
from stewardship.documents.addresses import Address
from stewardship.keeping.domain import MOST_LINKS, Link, Mark

LONGEST_NOTE = 500


class LinkShape(Schema):
    """Words and an address."""

    label = Line(required=True)
    address = Address(required=True, validate=validate.Length(1))


def _links() -> fields.List[Any]:
    return fields.List(
        fields.Nested(LinkShape), load_default=None, allow_none=True, validate=validate.Length(0, MOST_LINKS)
    )


class MarkClause(Schema):
    """What is left out stays as it was. ``on`` may lie in the past; left out, it is today.

    ``version`` is that of the marks as they were read, 0 before the first one.
    """

    region = RegionCode(required=True)
    kind = fields.Str(required=True, validate=validate.Length(1, 40))
    code = fields.Str(required=True, validate=validate.Length(1, 40))
    state = fields.Str(load_default=None, allow_none=True, validate=validate.Length(0, 20))
    note = Paragraphs(load_default=None, allow_none=True, longest=LONGEST_NOTE)
    evidence = _links()
    practices = _links()
    on = RoughDay(load_default=None, allow_none=True)
    version = fields.Int(load_default=None, allow_none=True, strict=True, validate=validate.Range(0))


def links_from(sent: Sequence[dict[str, str]] | None) -> tuple[Link, ...] | None:
    return None if sent is None else tuple(Link(**link) for link in sent)


def mark_view(region: str, kind: str, version: int, mark: Mark) -> dict[str, Any]:
    """How one clause is kept now."""
    return {
        "region": region,
        "kind": kind,
        "code": mark.code,
        "version": version,
        "state": mark.state,
        "note": mark.note,
        "since": mark.since.text if mark.since else None,
        "evidence": [{"label": link.label, "address": link.address} for link in mark.evidence],
        "practices": [{"label": link.label, "address": link.address} for link in mark.practices],
    }
