"""What a service remembers: one MongoDB database, one unit of work per call."""

from chassis.mongo.indexes import Index
from chassis.mongo.unit_of_work import Collection, DuplicateKeyError, UnitOfWork

__all__ = ["Collection", "DuplicateKeyError", "Index", "UnitOfWork"]
