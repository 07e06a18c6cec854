"""Sends an uploaded file on to membership in pieces: it is never whole in memory or on the bus."""

import base64
import hashlib
import io
from typing import IO, Any
from uuid import NAMESPACE_OID, uuid5

from chassis.identity import Caller
from gateway.clients import membership

PIECE = 192 * 1024
"""Bytes; as base64 they are 256 KiB in one message."""


def import_members(
    caller: Caller, command_id: str, file: IO[bytes], file_name: str, region: str | None = None
) -> Any:
    """Begin an import, send the file, have it checked; answers the import (``checking``).

    Every step has its own command id made from ``command_id``: the same upload sent again under the
    same id meets the import it began, wherever the first attempt broke off.
    """
    size = file.seek(0, io.SEEK_END)
    file.seek(0)
    begun = membership.begin_import(caller, _step(command_id, "begin"), file_name, size, region=region)
    digest = hashlib.sha256()
    for number, piece in enumerate(iter(lambda: file.read(PIECE), b"")):
        digest.update(piece)
        content = base64.b64encode(piece).decode()
        membership.add_import_chunk(
            caller, _step(command_id, f"piece {number}"), begun["id"], number, content
        )
    return membership.check_import(caller, _step(command_id, "check"), begun["id"], digest.hexdigest())


def _step(command_id: str, step: str) -> str:
    return str(uuid5(NAMESPACE_OID, f"{command_id} {step}"))
