"""The shapes at the doors of the receipts."""

from marshmallow import Schema, fields, validate

from chassis.fields import Identifier
from meetings.files.schemas import MOST_PARTS, AddPart

MOST_NAME = 400


class BeginReceipt(Schema):
    """A file is announced for a claim: its name and its size in bytes."""

    id = Identifier(required=True)
    name = fields.Str(required=True, validate=validate.Length(1, MOST_NAME))
    size = fields.Int(required=True, strict=True)


class AddReceiptPart(AddPart):
    """A part of an announced receipt."""


class OneReceipt(Schema):
    """A receipt of a claim."""

    id = Identifier(required=True)
    receipt_id = Identifier(required=True)


class ReadReceipt(OneReceipt):
    """One part of it, numbered from 0."""

    number = fields.Int(required=True, strict=True, validate=validate.Range(0, MOST_PARTS))
