"""The fields and answers that doors with files share."""

import base64
from typing import Any

from marshmallow import Schema, fields, validate

from chassis.fields import Base64, Identifier
from meetings.files.domain import KeptFile, Upload

MOST_PARTS = 10_000


class AddPart(Schema):
    """A part of the file with this upload id; numbers count from 0."""

    id = Identifier(required=True)
    number = fields.Int(required=True, strict=True, validate=validate.Range(0, MOST_PARTS))
    content = Base64(required=True)


class FinishUpload(Schema):
    """Everything has been sent; the SHA-256 of the whole file in hexadecimal."""

    id = Identifier(required=True)
    sha256 = fields.Str(required=True, validate=validate.Regexp(r"^[0-9a-f]{64}\Z"))


def upload_view(upload: Upload, received: int) -> dict[str, Any]:
    """A file on its way: ``received`` bytes of ``size``, counted to the end of the part that came last."""
    return {"id": upload.id, "name": upload.name, "size": upload.size, "received": received}


def file_view(file: KeptFile) -> dict[str, Any]:
    """A finished file; it is downloaded in ``parts`` parts."""
    return {
        "id": file.id,
        "name": file.name,
        "media_type": file.media_type,
        "size": file.size,
        "sha256": file.sha256,
        "at": file.at.isoformat(),
        "parts": file.parts,
    }


def part_view(content: bytes) -> dict[str, Any]:
    """One part of a download, as base64."""
    return {"content": base64.b64encode(content).decode()}
