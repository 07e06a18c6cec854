"""The shapes at the doors of extracts."""

from typing import Any

from marshmallow import Schema, fields, validate

from chassis.fields import Day, Identifier, Line, Paragraphs, RegionCode, Version
from chassis.paging import page_fields
from exchange.extracts.domain import DATASETS, REGION, Ask, Extract, HandOver
from exchange.extracts.sheet import as_csv, columns_of

MOST_FIELDS = max(len(each) for each in DATASETS.values())


class AskExtract(Schema):
    """``asker`` is an organisation; the region (``UK`` for all) is always one of the fields."""

    region = RegionCode(required=True)
    asker = Line(required=True)
    purpose = Paragraphs(required=True)
    dataset = fields.Str(required=True, validate=validate.OneOf(list(DATASETS)))
    fields_wanted = fields.List(
        fields.Str(required=True), load_default=list, validate=validate.Length(0, MOST_FIELDS)
    )
    until = Day(required=True, format="iso")


class OneExtract(Schema):
    id = Identifier(required=True)


class ActOnExtract(OneExtract):
    version = Version()


class EndExtract(ActOnExtract):
    reason = Paragraphs(load_default="")


class DecideExtract(EndExtract):
    is_approved = fields.Bool(required=True)


class OneHandOver(OneExtract):
    number = fields.Int(required=True, strict=True, validate=validate.Range(1))


class Page(Schema):
    cursor = page_fields()["cursor"]
    limit = page_fields()["limit"]


class ListHandOvers(Page):
    id = Identifier(required=True)


class ExtractsOf(Page):
    region = RegionCode(required=True)


def ask_of(asked: dict[str, Any]) -> Ask:
    said = {name: asked[name] for name in ("region", "asker", "purpose", "dataset", "until")}
    return Ask(**said, fields=tuple(asked["fields_wanted"]))


def extract_view(extract: Extract, decides: bool = False) -> dict[str, Any]:
    """Who asked, why, for which fields, until when, and how often it was handed over; no member.

    ``decides``: that the reader is one of those who may.
    """
    wanted = extract.ask
    return {
        "id": extract.id,
        "version": extract.version,
        "region": wanted.region,
        "asker": wanted.asker,
        "purpose": wanted.purpose,
        "dataset": wanted.dataset,
        "fields": [REGION, *wanted.fields],
        "until": wanted.until.isoformat(),
        "state": extract.state,
        "reason": extract.reason or None,
        "asked_at": extract.asked_at.isoformat(),
        "handed_over": extract.handed_over,
        "may_decide": decides,
        "ended_at": extract.ended_at.isoformat() if extract.ended_at else None,
    }


def record_view(made: HandOver) -> dict[str, Any]:
    """That it was handed over; ``digest`` is the SHA-256 of its file."""
    return {
        "number": made.number,
        "by": made.by,
        "at": made.at.isoformat(),
        "rows": made.rows,
        "digest": made.digest,
        "is_erased": made.cells is None,
    }


def table_view(extract: Extract, made: HandOver) -> dict[str, Any]:
    """The counts themselves: a heading for each column, then the rows; ``csv`` is the file."""
    return {
        **record_view(made),
        "columns": list(columns_of(extract.ask.fields)),
        "cells": [[*each.values, each.shown] for each in made.cells or ()],
        "csv": as_csv(extract.ask.fields, made.cells or ()),
    }
