"""What we remember of documents: a head for each, and its versions."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from chassis.mongo import DuplicateKeyError, Index, UnitOfWork
from chassis.paging import cut
from commons.rough_dates import rough
from contracts.events import Fact
from stewardship.documents.clauses import Clause
from stewardship.documents.domain import AGREED, LAPSED, Agreement, Document, Step, Version
from stewardship.refusal import Refusal

COLLECTION = "documents"
VERSIONS = "document_versions"
REVIEW = "document_review"
"""The due work that tells a group before a review is due."""


class DocumentStore:
    """Documents by region and by the date of their review; versions by document and number."""

    INDEXES: tuple[Index, ...] = (
        Index(COLLECTION, ("region", "kind")),
        Index(COLLECTION, ("review_due", "_id"), sparse=True),
        Index(COLLECTION, ("region", "review_due", "_id")),
        Index(VERSIONS, ("document_id", "number"), unique=True),
    )

    def __init__(self, work: UnitOfWork) -> None:
        self.work = work

    @property
    def documents(self) -> Any:
        return self.work.collection(COLLECTION)

    @property
    def versions(self) -> Any:
        return self.work.collection(VERSIONS)

    def get(self, document_id: str) -> Document | None:
        row = self.documents.find_one({"_id": {"$eq": document_id}})
        return _document(row) if row is not None else None

    def of_region(self, region: str) -> list[Document]:
        """The region's documents; few, one of each kind."""
        return [_document(row) for row in self.documents.find({"region": {"$eq": region}}).sort("kind", 1)]

    def version(self, version_id: str) -> Version | None:
        row = self.versions.find_one({"_id": {"$eq": version_id}})
        return _version(row) if row is not None else None

    def numbered(self, document_id: str, number: int | None) -> Version | None:
        """The version of that number, a draft too; None when there is none."""
        if number is None:
            return None
        row = self.versions.find_one({"document_id": {"$eq": document_id}, "number": {"$eq": number}})
        return _version(row) if row is not None else None

    def in_force(self, documents: Iterable[Document]) -> dict[str, Version]:
        """The last agreed version of each, lapsed ones too, by the document's id."""
        wanted = {document.id: document.current for document in documents}
        rows = self.versions.find(
            {"document_id": {"$in": sorted(wanted)}, "status": {"$in": [AGREED, LAPSED]}}
        )
        return {
            row["document_id"]: _version(row) for row in rows if row["number"] == wanted[row["document_id"]]
        }

    def history(self, document_id: str) -> list[Version]:
        """Every version of a document, the newest first, a draft among them."""
        rows = self.versions.find({"document_id": {"$eq": document_id}}).sort("number", -1)
        return [_version(row) for row in rows]

    def due_by(self, last: date, region: str | None, asked: Mapping[str, Any]) -> dict[str, Any]:
        """A page of documents whose review is due on or before that day, the longest due first."""
        where: dict[str, Any] = {"review_due": {"$gt": "", "$lte": last.isoformat()}}
        if region is not None:
            where["region"] = {"$eq": region}
        return cut(self.documents, where, order=("review_due", 1), asked=asked, shape=_document)

    def save(self, step: Step) -> None:
        """Write what one act changed. Refused: ``document_draft_exists`` when two began at once."""
        try:
            self.work.save(COLLECTION, _document_row(step.document))
        except DuplicateKeyError:
            raise Refusal("document_draft_exists") from None
        self.save_version(step.version)
        if step.ended is not None:
            self.save_version(step.ended)

    def save_version(self, version: Version) -> None:
        self.work.save(VERSIONS, _version_row(version))

    def drop_draft(self, document: Document, draft: Version) -> None:
        """Write the document without its draft, and forget the draft."""
        self.work.save(COLLECTION, _document_row(document))
        self.versions.delete_one({"_id": {"$eq": draft.id}})

    def tell(self, facts: Iterable[Fact]) -> None:
        self.work.publish(facts)


def _document_row(document: Document) -> dict[str, Any]:
    row = {
        "_id": document.id,
        "version": document.version,
        "region": document.region,
        "kind": document.kind,
        "title": document.title,
        "current": document.current,
        "draft": document.draft,
        "has_lapsed": document.has_lapsed,
    }
    if document.review_due is not None:
        row["review_due"] = document.review_due.isoformat()
    return row


def _document(row: Mapping[str, Any]) -> Document:
    return Document(
        id=row["_id"],
        version=row["version"],
        region=row["region"],
        kind=row["kind"],
        title=row["title"],
        current=row["current"],
        draft=row["draft"],
        review_due=date.fromisoformat(due) if (due := row.get("review_due")) else None,
        has_lapsed=row["has_lapsed"],
    )


PLAIN = (
    "version", "document_id", "number", "status", "summary", "begun_at", "begun_by", "lapses_with_pilot",
    "end_reason",
)  # fmt: skip
"""Fields of a version that are kept as they are."""


def _version_row(version: Version) -> dict[str, Any]:
    return {
        "_id": version.id,
        **{name: getattr(version, name) for name in PLAIN},
        "clauses": [asdict(clause) for clause in version.clauses],
        "agreed": _agreement_row(version.agreed) if version.agreed else None,
        "reviews": [_agreement_row(review) for review in version.reviews],
        "ended_on": version.ended_on.text if version.ended_on else None,
    }


def _version(row: Mapping[str, Any]) -> Version:
    return Version(
        id=row["_id"],
        **{name: row[name] for name in PLAIN},
        clauses=tuple(Clause(**clause) for clause in row["clauses"]),
        agreed=_agreement(row["agreed"]) if row["agreed"] else None,
        reviews=tuple(_agreement(review) for review in row["reviews"]),
        ended_on=rough(row["ended_on"]) if row["ended_on"] else None,
    )


def _agreement_row(agreement: Agreement) -> dict[str, Any]:
    return {**asdict(agreement), "on": agreement.on.text, "reviewers": list(agreement.reviewers)}


def _agreement(row: Mapping[str, Any]) -> Agreement:
    return Agreement(**{**row, "on": rough(row["on"]), "reviewers": tuple(row["reviewers"])})
