"""Files in a context's own database, as GridFS lays them out, written inside the unit of work.

The driver's GridFSBucket refuses to take part in a transaction; a file whose last part and whose
record can come apart would not be kept "wholly or not at all". So the two collections that the
GridFS specification describes are written here, through the unit of work's session. Any GridFS
reader (``mongofiles``, GridFSBucket) reads what is finished.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from chassis.mongo.indexes import Index

if TYPE_CHECKING:
    from chassis.mongo.unit_of_work import UnitOfWork

PART_BYTES = 192 * 1024
"""Every part but a file's last has this many bytes; as base64 they are 256 KiB in one message."""


def file_indexes(bucket: str) -> tuple[Index, ...]:
    """What a store that keeps files in this bucket declares among its ``INDEXES``."""
    return (
        Index(f"{bucket}.files", ("filename", "uploadDate")),
        Index(f"{bucket}.chunks", ("files_id", "n"), unique=True),
    )


@dataclass(frozen=True)
class StoredFile:
    """A finished file: ``size`` in bytes, ``sha256`` in hexadecimal, ``media_type`` as it is served."""

    id: str
    name: str
    media_type: str
    size: int
    sha256: str
    at: datetime

    @property
    def parts(self) -> int:
        """How many parts it is read in."""
        return -(-self.size // PART_BYTES)


class Files:
    """The files of one bucket. A file is put in part by part, finished, and then never changes."""

    def __init__(self, work: "UnitOfWork", bucket: str) -> None:
        self._work = work
        self._bucket = bucket

    @property
    def _files(self) -> Any:
        return self._work.collection(f"{self._bucket}.files")

    @property
    def _parts(self) -> Any:
        return self._work.collection(f"{self._bucket}.chunks")

    def put(self, file_id: str, number: int, content: bytes) -> None:
        """Keep a part, numbered from 0; the same number again replaces it."""
        if not 0 < len(content) <= PART_BYTES:
            raise ValueError(f"a part holds 1 to {PART_BYTES} bytes")
        part = {"files_id": file_id, "n": number, "data": content, "size": len(content)}
        self._parts.replace_one({"_id": f"{file_id}:{number:05d}"}, part, upsert=True)

    def received(self, file_id: str, besides: int | None = None) -> int:
        """Bytes that have arrived so far, without the part of that number."""
        sizes = self._parts.find({"files_id": {"$eq": file_id}}, {"n": 1, "size": 1})
        return sum(part["size"] for part in sizes if part["n"] != besides)

    def finish(self, file_id: str, name: str, media_type: str, now: datetime) -> StoredFile:
        """Make a file of the parts that arrived; from here on it is there to be read.

        Raises ``ValueError`` when a part is missing or one before the last is not full.
        """
        digest, size, last = hashlib.sha256(), 0, PART_BYTES
        for content in self.content(file_id):
            if last != PART_BYTES:
                raise ValueError("a part before the last one is not full")
            digest.update(content)
            last = len(content)
            size += last
        if size == 0 or size != self.received(file_id):
            raise ValueError("a part is missing")
        made = StoredFile(file_id, name, media_type, size, digest.hexdigest(), now)
        self._files.insert_one(_to_row(made))
        return made

    def get(self, file_id: str) -> StoredFile | None:
        """A finished file's record; None too while it is still arriving."""
        row = self._files.find_one({"_id": {"$eq": file_id}})
        return _from_row(row) if row is not None else None

    def part(self, file_id: str, number: int) -> bytes | None:
        """One part's bytes, whether or not the file is finished; None where there is no such part."""
        found = self._parts.find_one({"files_id": {"$eq": file_id}, "n": {"$eq": number}}, {"data": 1})
        return bytes(found["data"]) if found is not None else None

    def content(self, file_id: str) -> Iterator[bytes]:
        """The parts in order, one in memory at a time, up to the first that is not there."""
        number = 0
        while (content := self.part(file_id, number)) is not None:
            yield content
            number += 1

    def delete(self, file_id: str) -> None:
        """Forget a file, finished or not; one that is not there is forgotten already."""
        self._files.delete_one({"_id": {"$eq": file_id}})
        self._parts.delete_many({"files_id": {"$eq": file_id}})


def _to_row(file: StoredFile) -> dict[str, Any]:
    return {
        "_id": file.id,
        "length": file.size,
        "chunkSize": PART_BYTES,
        "uploadDate": file.at,
        "filename": file.name,
        "metadata": {"media_type": file.media_type, "sha256": file.sha256},
    }


def _from_row(row: dict[str, Any]) -> StoredFile:
    about = row["metadata"]
    return StoredFile(
        row["_id"], row["filename"], about["media_type"], row["length"], about["sha256"], row["uploadDate"]
    )
