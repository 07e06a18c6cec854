"""What we remember of certificates: a code for a member and an event."""

from collections.abc import Mapping
from typing import Any

from chassis.mongo import Index, UnitOfWork
from meetings.certificates.domain import Certificate

COLLECTION = "certificates"


class CertificateStore:
    """Certificates by code, and the one of a member for an event."""

    INDEXES: tuple[Index, ...] = (Index(COLLECTION, ("event_id", "member_id"), unique=True),)

    def __init__(self, work: UnitOfWork) -> None:
        self.work = work

    @property
    def certificates(self) -> Any:
        return self.work.collection(COLLECTION)

    def get(self, code: str) -> Certificate | None:
        return _one(self.certificates.find_one({"_id": {"$eq": code}}))

    def of(self, event_id: str, member_id: str) -> Certificate | None:
        where = {"event_id": {"$eq": event_id}, "member_id": {"$eq": member_id}}
        return _one(self.certificates.find_one(where))

    def add(self, certificate: Certificate) -> None:
        row = {
            "_id": certificate.code,
            "version": 1,
            "event_id": certificate.event_id,
            "member_id": certificate.member_id,
        }
        self.work.save(COLLECTION, row)


def _one(row: Mapping[str, Any] | None) -> Certificate | None:
    return Certificate(row["_id"], row["event_id"], row["member_id"]) if row is not None else None
