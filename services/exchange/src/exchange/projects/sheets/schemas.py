"""The shapes at the doors of spreadsheets."""

from collections.abc import Mapping
from typing import Any

from marshmallow import Schema, ValidationError, fields, validate

from chassis.doors import by_field
from chassis.fields import Line, Paragraphs
from exchange.projects.domain import RESULTS, STAGES
from exchange.projects.schemas import AboutProject
from exchange.projects.sheets.reading import MOST_LETTERS


class ReadSheet(Schema):
    """The text of a CSV file, of a few hundred projects at most."""

    text = fields.Str(required=True, validate=validate.Length(1, MOST_LETTERS))


class ImportSheet(ReadSheet):
    """``skip_wrong``: leave out the lines that are wrong."""

    skip_wrong = fields.Bool(load_default=False)


class SheetRow(AboutProject):
    id = Line(load_default="")
    reference = Line(load_default="")
    stage = fields.Str(load_default="", validate=validate.OneOf(("", *STAGES)))
    result = fields.Str(load_default="", validate=validate.OneOf(("", *RESULTS)))
    learned = Paragraphs(load_default="")


_ROW = SheetRow()


def row_of(cells: Mapping[str, str]) -> tuple[dict[str, Any], dict[str, list[str]]]:
    """What a row says, or what is wrong with it: column -> sentences."""
    try:
        return dict(_ROW.load(dict(cells))), {}
    except ValidationError as problem:
        return {}, by_field(problem.messages_dict)
