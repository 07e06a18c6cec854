"""Shapes of imports of members."""

from flask_smorest.fields import Upload
from marshmallow import Schema, fields, validate

from gateway.api.shapes.parts import Shown, instant, page_of, string, whole

STATES = ("receiving", "checking", "checked", "applying", "done", "failed", "cancelled")


class ImportFile(Schema):
    """The file, and the region it is for."""

    file = Upload(
        required=True,
        metadata={"description": "CSV, at most 20 MB; UTF-8 or Windows-1252; header row required"},
    )


class ImportRegion(Schema):
    region = string("The region all rows belong to; who keeps one region must name it")


class ApplyImport(Schema):
    skip_wrong = fields.Bool(
        truthy={True}, falsy={False}, metadata={"description": "Leave the wrong rows out, apply the rest"}
    )


class ErrorFormat(Schema):
    format = fields.Str(load_default="json", validate=validate.OneOf(("json", "csv")))
    cursor = string()
    limit = fields.Int(validate=validate.Range(1, 200))


class RowError(Shown):
    """One thing that is wrong in one line of the file; the header is line 1."""

    line = whole(required=True)
    field = string(allow_none=True)
    code = string(required=True)
    message = string(required=True)


class ImportCounts(Shown):
    new = whole()
    changed = whole()
    unchanged = whole()
    wrong = whole()


class Import(Shown):
    """An import and how far it is; nothing is changed before it is applied."""

    id = string(required=True)
    version = whole(required=True)
    state = fields.Str(required=True, validate=validate.OneOf(STATES))
    file_name = string(required=True)
    size = whole("Bytes", required=True)
    sha256 = string(allow_none=True)
    encoding = string(allow_none=True)
    columns = fields.List(fields.Str(), metadata={"description": "Columns that are read"})
    ignored_columns = fields.List(fields.Str(), metadata={"description": "Columns that mean nothing to us"})
    rows = whole(allow_none=True)
    checked = whole(allow_none=True)
    applied = whole(allow_none=True)
    counts = fields.Nested(ImportCounts)
    errors = fields.List(
        fields.Nested(RowError), metadata={"description": "The first 200; see GET /imports/{id}/errors"}
    )
    errors_total = whole()
    started_by = string("Member id", allow_none=True)
    started_at = instant(allow_none=True)
    finished_at = instant(allow_none=True)
    region = string(allow_none=True)


ImportPage = page_of(Import)
RowErrorPage = page_of(RowError)
