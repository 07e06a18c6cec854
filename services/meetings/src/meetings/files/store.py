"""What we remember of files: those on their way, and the finished ones in their bucket."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from chassis.mongo import Index, StoredFile, UnitOfWork
from meetings.files import domain
from meetings.files.contents import refuse_disguised
from meetings.files.domain import UNFINISHED_KEPT, KeptFile, Upload
from meetings.refusal import Refusal

COLLECTION = "uploads"
FORGET = "forget_upload"


class FileStore:
    """The files of one bucket; a capability's own store says who may see which."""

    def __init__(self, work: UnitOfWork, bucket: str) -> None:
        self.work = work
        self.bucket = bucket
        self.files = work.files(bucket)

    def begin(self, upload: Upload) -> None:
        """Expect a file; what has not arrived wholly within a day is forgotten."""
        self.work.save(COLLECTION, _to_row(upload, self.bucket))
        due_at = upload.started_at + UNFINISHED_KEPT
        self.work.schedule(FORGET, upload.id, due_at, {"bucket": self.bucket})

    def upload(self, upload_id: str) -> Upload | None:
        """A file on its way; None when it is finished, forgotten or another bucket's."""
        wanted = {"_id": {"$eq": upload_id}, "bucket": {"$eq": self.bucket}}
        row = self.work.collection(COLLECTION).find_one(wanted)
        return _from_row(row) if row is not None else None

    def put(self, upload: Upload, number: int, content: bytes) -> int:
        """Keep a part; answers how many bytes the file has up to the end of it.

        Refused: ``file_too_large``, ``file_part_wrong``.
        """
        domain.may_receive(upload, number, len(content))
        self.files.put(upload.id, number, content)
        # Not what has arrived: to count that would read every part before this one again.
        return number * domain.PART_BYTES + len(content)

    def finish(self, upload: Upload, sha256: str, now: datetime) -> KeptFile:
        """Take what arrived as a file, after a look inside. The whole of it is in memory meanwhile.

        Refused: ``file_incomplete``, ``file_not_what_it_says``, ``file_has_macros``.
        """
        if self.files.received(upload.id) != upload.size:
            raise Refusal("file_incomplete")
        refuse_disguised(upload.name, b"".join(self.files.content(upload.id)))
        made = self.files.finish(upload.id, upload.name, upload.media_type, now)
        if made.sha256 != sha256:
            raise Refusal("file_incomplete")
        self.work.collection(COLLECTION).delete_one({"_id": {"$eq": upload.id}})
        self.work.unschedule(FORGET, upload.id)
        return _kept(made)

    def get(self, file_id: str) -> KeptFile | None:
        """A finished file; None while it is arriving."""
        found = self.files.get(file_id)
        return _kept(found) if found is not None else None

    def part(self, file_id: str, number: int) -> bytes | None:
        """A part of a finished file, numbered from 0; None behind the last."""
        return self.files.part(file_id, number) if self.files.get(file_id) is not None else None

    def delete(self, file_id: str) -> None:
        self.files.delete(file_id)

    def forget_unfinished(self, upload_id: str) -> None:
        """Drop what arrived of a file that was never finished."""
        if self.upload(upload_id) is not None:
            self.files.delete(upload_id)
            self.work.collection(COLLECTION).delete_one({"_id": {"$eq": upload_id}})


class UploadStore:
    """Uploads of every bucket, for what ends them."""

    INDEXES: tuple[Index, ...] = ()

    def __init__(self, work: UnitOfWork) -> None:
        self.work = work


PLAIN = ("version", "name", "size", "by", "about", "started_at")


def _to_row(upload: Upload, bucket: str) -> dict[str, Any]:
    return {"_id": upload.id, "bucket": bucket, **{name: getattr(upload, name) for name in PLAIN}}


def _from_row(row: Mapping[str, Any]) -> Upload:
    return Upload(id=row["_id"], **{name: row[name] for name in PLAIN})


def _kept(file: StoredFile) -> KeptFile:
    return KeptFile(file.id, file.name, file.media_type, file.size, file.sha256, file.parts, file.at)
