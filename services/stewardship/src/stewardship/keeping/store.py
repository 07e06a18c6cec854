"""What we remember of how documents are kept: one row for each document."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

from chassis.mongo import DuplicateKeyError, Index, UnitOfWork
from commons.rough_dates import rough
from contracts.refusals import Refused
from stewardship.keeping.domain import Change, Keeping, Link, Mark, nothing_kept

COLLECTION = "keepings"


class KeepingStore:
    """Found by the document's id alone."""

    INDEXES: tuple[Index, ...] = ()

    def __init__(self, work: UnitOfWork) -> None:
        self.work = work

    def get(self, document_id: str) -> Keeping:
        row = self.work.collection(COLLECTION).find_one({"_id": {"$eq": document_id}})
        return _keeping(row) if row is not None else nothing_kept(document_id)

    def several(self, document_ids: Iterable[str]) -> dict[str, Keeping]:
        """Those of these documents that have marks, by id."""
        rows = self.work.collection(COLLECTION).find({"_id": {"$in": sorted(document_ids)}})
        return {row["_id"]: _keeping(row) for row in rows}

    def save(self, keeping: Keeping) -> None:
        """Write the state. Refused: ``stale_version``."""
        try:
            self.work.save(COLLECTION, _row(keeping))
        except DuplicateKeyError:
            raise Refused("stale_version") from None


def _row(keeping: Keeping) -> dict[str, Any]:
    return {
        "_id": keeping.id,
        "version": keeping.version,
        "marks": [
            {
                "code": mark.code,
                "evidence": [asdict(link) for link in mark.evidence],
                "practices": [asdict(link) for link in mark.practices],
                "history": [{**asdict(change), "on": change.on.text} for change in mark.history],
            }
            for mark in keeping.marks
        ],
    }


def _keeping(row: Mapping[str, Any]) -> Keeping:
    return Keeping(row["_id"], row["version"], tuple(_mark(mark) for mark in row["marks"]))


def _mark(row: Mapping[str, Any]) -> Mark:
    return Mark(
        row["code"],
        tuple(Link(**link) for link in row["evidence"]),
        tuple(Link(**link) for link in row["practices"]),
        tuple(Change(**{**change, "on": rough(change["on"])}) for change in row["history"]),
    )
