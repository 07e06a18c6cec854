"""What a service remembers: one MongoDB database, one unit of work per call."""

from chassis.mongo.files import PART_BYTES, Files, StoredFile, file_indexes
from chassis.mongo.indexes import Index
from chassis.mongo.unit_of_work import Collection, DuplicateKeyError, UnitOfWork

__all__ = [
    "PART_BYTES",
    "Collection",
    "DuplicateKeyError",
    "Files",
    "Index",
    "StoredFile",
    "UnitOfWork",
    "file_indexes",
]
