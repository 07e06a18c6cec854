"""The shapes at the doors of imports."""

from typing import Any

from marshmallow import Schema, fields, validate

from chassis.fields import Base64, Identifier, Line, RegionCode
from chassis.paging import page_fields
from membership.imports.domain import MOST_CHUNKS, Import


class BeginImport(Schema):
    """The file's name and size in bytes; a region if only its rows may be in it."""

    file_name = Line(required=True)
    size = fields.Int(required=True, strict=True, validate=validate.Range(0))
    region = RegionCode(load_default=None, allow_none=True)


class AddChunk(Schema):
    """A part of the file; numbers count from 0."""

    id = Identifier(required=True)
    number = fields.Int(required=True, strict=True, validate=validate.Range(0, MOST_CHUNKS))
    content = Base64(required=True)


class CheckImport(Schema):
    """Everything has been sent; the SHA-256 of the whole file in hexadecimal."""

    id = Identifier(required=True)
    sha256 = fields.Str(required=True, validate=validate.Regexp(r"^[0-9a-f]{64}\Z"))


class OneImport(Schema):
    """An import by id."""

    id = Identifier(required=True)


class ListImports(Schema):
    """A page of the imports that the caller may see."""

    cursor = page_fields()["cursor"]
    limit = page_fields()["limit"]


class ImportErrors(ListImports):
    """A page of one import's errors."""

    id = Identifier(required=True)


class ApplyImport(Schema):
    """With ``skip_wrong`` the rows that cannot be taken are left out, and the rest applied."""

    id = Identifier(required=True)
    skip_wrong = fields.Bool(load_default=False)


def as_told(job: Import, errors: list[dict[str, Any]]) -> dict[str, Any]:
    """An import as its door tells it; ``errors`` are the first ones."""
    return {
        "id": job.id,
        "version": job.version,
        "state": job.state,
        "file_name": job.file_name,
        "size": job.size,
        "sha256": job.sha256 or None,
        "encoding": job.encoding or None,
        "columns": list(job.columns),
        "ignored_columns": list(job.ignored_columns),
        "rows": job.rows,
        "checked": job.checked,
        "applied": job.applied,
        "counts": dict(job.counts),
        "errors": errors,
        "errors_total": job.errors_total,
        "started_by": job.started_by,
        "started_at": job.started_at.isoformat(),
        "finished_at": job.finished_at.isoformat() if job.finished_at else None,
        "region": job.region,
    }
