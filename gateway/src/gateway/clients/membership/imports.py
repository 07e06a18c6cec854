"""Importing members from a file."""

from gateway.clients.doors import Payload, command, given, query

IMPORTS = "membership_imports"


@command(IMPORTS)
def begin_import(file_name: str, size: int, *, region: str | None = None) -> Payload:
    """``size`` in bytes, or ``file_too_large``."""
    return given(file_name=file_name, size=size, region=region)


@command(IMPORTS)
def add_import_chunk(import_id: str, number: int, content: str) -> Payload:
    """``content`` is base64 of at most 256 KiB; ``number`` counts from 0."""
    return {"id": import_id, "number": number, "content": content}


@command(IMPORTS)
def check_import(import_id: str, sha256: str) -> Payload:
    return {"id": import_id, "sha256": sha256}


@query(IMPORTS)
def get_import(import_id: str) -> Payload:
    return {"id": import_id}


@query(IMPORTS)
def list_imports(*, cursor: str | None = None, limit: int | None = None) -> Payload:
    return given(cursor=cursor, limit=limit)


@query(IMPORTS)
def import_errors(import_id: str, *, cursor: str | None = None, limit: int | None = None) -> Payload:
    return given(id=import_id, cursor=cursor, limit=limit)


@command(IMPORTS)
def apply_import(import_id: str, *, skip_wrong: bool | None = None) -> Payload:
    return given(id=import_id, skip_wrong=skip_wrong)


@command(IMPORTS)
def cancel_import(import_id: str) -> Payload:
    return {"id": import_id}
