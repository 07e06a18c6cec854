"""The shapes at the doors of papers."""

from marshmallow import fields, validate

from chassis.fields import Identifier, Line
from meetings.agendas.schemas import OneItem
from meetings.files.schemas import MOST_PARTS


class BeginPaper(OneItem):
    """The file's name and size in bytes."""

    # Cleaned by the domain; so long that a whole path fits.
    name = Line(required=True, longest=1_000)
    size = fields.Int(required=True, strict=True, validate=validate.Range(0))


class OnePaper(OneItem):
    """One of an item's papers."""

    paper_id = Identifier(required=True)


class PaperPart(OnePaper):
    """A part of a paper, numbered from 0."""

    number = fields.Int(required=True, strict=True, validate=validate.Range(0, MOST_PARTS))
