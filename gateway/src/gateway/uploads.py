"""Sends an uploaded file on to a context in pieces: it is never whole in memory or on the bus."""

import base64
import hashlib
import io
from collections.abc import Callable
from typing import IO, Any
from uuid import NAMESPACE_OID, uuid5

from chassis.identity import Caller
from gateway.clients import membership

PIECE = 192 * 1024
"""Bytes; as base64 they are 256 KiB in one message. ``chassis.mongo.PART_BYTES`` is the same number."""


def import_members(
    caller: Caller, command_id: str, file: IO[bytes], file_name: str, region: str | None = None
) -> Any:
    """Begin an import, send the file, have it checked; answers the import (``checking``)."""
    return send_in_pieces(
        command_id,
        file,
        begin=lambda step, size: membership.begin_import(caller, step, file_name, size, region=region),
        add=lambda step, *piece: membership.add_import_chunk(caller, step, *piece),
        finish=lambda step, begun, sha256: membership.check_import(caller, step, begun, sha256),
    )


def send_in_pieces(
    command_id: str,
    file: IO[bytes],
    *,
    begin: Callable[[str, int], Any],
    add: Callable[[str, str, int, str], Any],
    finish: Callable[[str, str, str], Any],
) -> Any:
    """Announce a file (``begin(command id, size)``), send it, have it taken; answers what ``finish`` does.

    ``add`` receives the id that ``begin`` answered, the piece's number and its base64, ``finish`` that id
    and the SHA-256. Every step has its own command id made from ``command_id``: the same upload sent again
    under the same id meets the one it began, wherever the first attempt broke off.
    """
    size = file.seek(0, io.SEEK_END)
    file.seek(0)
    begun = begin(_step(command_id, "begin"), size)["id"]
    digest = hashlib.sha256()
    for number, piece in enumerate(iter(lambda: file.read(PIECE), b"")):
        digest.update(piece)
        add(_step(command_id, f"piece {number}"), begun, number, base64.b64encode(piece).decode())
    return finish(_step(command_id, "check"), begun, digest.hexdigest())


def _step(command_id: str, step: str) -> str:
    return str(uuid5(NAMESPACE_OID, f"{command_id} {step}"))
