"""The parts that shapes are made of."""

from typing import Any

from marshmallow import EXCLUDE, Schema, fields, validate

from chassis.paging import MOST

ROUGH = "A day, a month or a year, as exactly as it is known: 2017-09-07, 2017-09, 2017"


class Shown(Schema):
    """Something we answer; later versions may add fields."""

    class Meta:
        unknown = EXCLUDE


class Paging(Schema):
    """What every list can be asked for."""

    cursor = fields.Str(metadata={"description": "From `next` of the page before"})
    limit = fields.Int(
        validate=validate.Range(1, MOST), metadata={"description": f"Items on a page, 1 to {MOST}, else 25"}
    )


class Versioned(Schema):
    """A change of something one read before."""

    version = fields.Int(
        strict=True,
        validate=validate.Range(1),
        metadata={"description": "The version you read, where no If-Match header says it"},
    )


class Nothing(Schema):
    """A command that needs no more than its address; an empty body will do."""


def page_of(shape: type[Schema]) -> type[Schema]:
    """The shape of a page of these."""
    return Shown.from_dict(
        {
            "items": fields.List(fields.Nested(shape), required=True),
            "next": fields.Str(
                required=True,
                allow_none=True,
                metadata={"description": "The cursor of the next page, null on the last"},
            ),
        },
        name=f"{shape.__name__}Page",
    )


def list_of(shape: type[Schema]) -> type[Schema]:
    """The shape of a list that comes whole."""
    items = fields.List(fields.Nested(shape), required=True)
    return Shown.from_dict({"items": items}, name=f"{shape.__name__}List")


class Day(fields.Date):
    """A date, YYYY-MM-DD; checked, and left as text for the bus."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Any:
        return super()._deserialize(value, attr, data, **kwargs).isoformat()


def day(meaning: str = "", **options: Any) -> Day:
    """A date, YYYY-MM-DD."""
    return Day(metadata={"description": meaning} if meaning else {}, **options)


def instant(**options: Any) -> fields.DateTime:
    """An instant, ISO 8601 in UTC."""
    return fields.DateTime(**options)


def string(meaning: str = "", **options: Any) -> fields.Str:
    """Text, with what it means."""
    return fields.Str(metadata={"description": meaning} if meaning else {}, **options)


def whole(meaning: str = "", **options: Any) -> fields.Int:
    """A whole number; a text or a fraction is not one."""
    return fields.Int(strict=True, metadata={"description": meaning} if meaning else {}, **options)
