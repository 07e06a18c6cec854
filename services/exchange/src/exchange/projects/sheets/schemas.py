"""The shapes at the doors of spreadsheets."""

from collections.abc import Mapping
from typing import Any

from marshmallow import Schema, ValidationError, fields, pre_load, validate

from chassis.doors import by_field
from chassis.fields import Line, Paragraphs
from exchange.projects.domain import LEADER_KINDS, RESULTS, STAGES
from exchange.projects.schemas import AboutProject
from exchange.projects.sheets import days
from exchange.projects.sheets.reading import MOST_LETTERS
from exchange.projects.words import key_of


class ReadSheet(Schema):
    """The text of a CSV file, of a few hundred projects at most."""

    text = fields.Str(required=True, validate=validate.Length(1, MOST_LETTERS))


class ImportSheet(ReadSheet):
    """``skip_wrong``: leave out the lines that are wrong."""

    skip_wrong = fields.Bool(load_default=False)


def _one_of(values: tuple[str, ...]) -> fields.Str:
    known = validate.OneOf(("", *values), error=f"Write one of: {', '.join(values)}.")
    return fields.Str(load_default="", validate=known)


class SheetRow(AboutProject):
    """A row as people write it: ``Did not work``, ``30/11/2018``."""

    id = Line(load_default="")
    reference = Line(load_default="")
    stage = _one_of(STAGES)
    result = _one_of(RESULTS)
    leader_kind = _one_of(LEADER_KINDS)
    learned = Paragraphs(load_default="")

    @pre_load
    def as_we_say_it(self, cells: dict[str, str], **_options: Any) -> dict[str, str]:
        said = {name: key_of(cells[name]).replace("-", "_") for name in CODED if name in cells}
        return {**cells, **said, **({"date": days.told(cells["date"])} if "date" in cells else {})}


CODED = ("stage", "result", "leader_kind")


_ROW = SheetRow()


def row_of(cells: Mapping[str, str]) -> tuple[dict[str, Any], dict[str, list[str]]]:
    """What a row says, or what is wrong with it: column -> sentences."""
    try:
        return dict(_ROW.load(dict(cells))), {}
    except ValidationError as problem:
        return {}, by_field(problem.messages_dict)
