"""What we remember of drafts: in a database beside the context's own, where no public door looks (C30).

Sections as they are, every revision of them, and the whole source of each published edition: the closed
annex. Whoever may read the context's own database alone finds none of these words.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from chassis.mongo import Index, UnitOfWork
from contracts.refusals import Refused
from meetings.minutes.drafts.domain import BESIDE as COLLIDED
from meetings.minutes.drafts.domain import RETURNED, Revision, Section

BESIDE = "closed"
SECTIONS, REVISIONS, SOURCES = "minutes_sections", "minutes_revisions", "minutes_sources"
MOST_REVISIONS = 500


class DraftStore:
    """Sections and revisions by meeting and section; sources by meeting and edition."""

    INDEXES: tuple[Index, ...] = (
        Index(SECTIONS, ("meeting_id", "position", "_id"), beside=BESIDE),
        Index(REVISIONS, ("section_id", "number", "kind"), beside=BESIDE),
        Index(REVISIONS, ("section_id", "at", "_id"), beside=BESIDE),
        Index(REVISIONS, ("meeting_id", "kind", "at", "_id"), beside=BESIDE),
        Index(SOURCES, ("meeting_id", "number"), unique=True, beside=BESIDE),
    )

    def __init__(self, work: UnitOfWork) -> None:
        self.work = work

    @property
    def sections(self) -> Any:
        return self.work.collection(SECTIONS, BESIDE)

    @property
    def revisions(self) -> Any:
        return self.work.collection(REVISIONS, BESIDE)

    @property
    def sources(self) -> Any:
        return self.work.collection(SOURCES, BESIDE)

    def of_meeting(self, meeting_id: str) -> list[Section]:
        """The draft's sections in their order, those that were removed left out."""
        return [section for section in self._all(meeting_id) if not section.is_removed]

    def taken_out(self, meeting_id: str) -> list[Section]:
        """Those that were removed."""
        return [section for section in self._all(meeting_id) if section.is_removed]

    def _all(self, meeting_id: str) -> list[Section]:
        rows = self.sections.find({"meeting_id": {"$eq": meeting_id}}).sort([("position", 1), ("_id", 1)])
        return [_section(row) for row in rows]

    def get(self, meeting_id: str, section_id: str) -> Section | None:
        row = self.sections.find_one({"_id": {"$eq": section_id}, "meeting_id": {"$eq": meeting_id}})
        return _section(row) if row is not None else None

    def save(self, section: Section, revision: Revision | None = None) -> None:
        """Write a section whose version was raised by one, with its history. Refused: ``stale_version``."""
        row = _row(section)
        if section.version == 1:
            self.sections.insert_one(row)
        elif not self.sections.replace_one(
            {"_id": section.id, "version": section.version - 1}, row
        ).matched_count:
            raise Refused("stale_version")
        if revision is not None:
            self.note(revision)

    def note(self, revision: Revision) -> None:
        """Add to what was ever written."""
        self.revisions.insert_one(_revision_row(revision))

    def settle(self, revision: Revision) -> None:
        """Somebody dealt with words that collided."""
        settled = {"settled_by": revision.settled_by, "settled_at": revision.settled_at}
        self.revisions.update_one({"_id": {"$eq": revision.id}}, {"$set": settled})

    def read(self, section_id: str, number: int) -> Revision | None:
        """The text that a section had in this version; words that collided were never its text."""
        where = {
            "section_id": {"$eq": section_id},
            "number": {"$eq": number},
            "kind": {"$ne": COLLIDED},
        }
        row = self.revisions.find_one(where)
        return _revision(row) if row is not None else None

    def revision(self, section_id: str, revision_id: str) -> Revision | None:
        row = self.revisions.find_one({"_id": {"$eq": revision_id}, "section_id": {"$eq": section_id}})
        return _revision(row) if row is not None else None

    def history(self, section_id: str) -> list[Revision]:
        """What was written in a section, the newest first."""
        rows = self.revisions.find({"section_id": {"$eq": section_id}})
        return [_revision(row) for row in rows.sort([("at", -1), ("_id", -1)]).limit(MOST_REVISIONS)]

    def waiting(self, meeting_id: str) -> list[Revision]:
        """Words that collided and that nobody has dealt with, the oldest first."""
        return [each for each in self._of_kind(meeting_id, COLLIDED, 1) if each.waits]

    def returned(self, meeting_id: str) -> Revision | None:
        """The last note with which the minutes were given back."""
        return next(iter(self._of_kind(meeting_id, RETURNED, -1)), None)

    def writers(self, meeting_id: str) -> set[str]:
        """The member ids of those who wrote in these minutes."""
        return set(self.revisions.distinct("by", {"meeting_id": {"$eq": meeting_id}}))

    def keep_source(self, meeting_id: str, number: int, sections: Iterable[Section]) -> None:
        """The whole text of an edition: its closed parts, and what its open ones withhold."""
        row = {
            "_id": f"{meeting_id}:{number}",
            "meeting_id": meeting_id,
            "number": number,
            "sections": [_row(each) for each in sections],
        }
        self.sources.insert_one(row)

    def source(self, meeting_id: str, number: int) -> list[Section] | None:
        row = self.sources.find_one({"meeting_id": {"$eq": meeting_id}, "number": {"$eq": number}})
        return [_section(each) for each in row["sections"]] if row is not None else None

    def forget_history(self, meeting_id: str) -> None:
        """Delete what was typed on the way to the text that sections have now."""
        current = {each.id: each.version for each in self.of_meeting(meeting_id)}
        rows = self.revisions.find(
            {"meeting_id": {"$eq": meeting_id}}, {"section_id": 1, "number": 1, "kind": 1}
        )
        old = [
            row["_id"]
            for row in rows
            if row["kind"] == COLLIDED or current.get(row["section_id"]) != row["number"]
        ]
        self.revisions.delete_many({"_id": {"$in": old}})

    def forget(self, meeting_id: str) -> None:
        """Delete every word of the draft and of the closed annexes; published editions stay."""
        for each in (self.sections, self.revisions, self.sources):
            each.delete_many({"meeting_id": {"$eq": meeting_id}})

    def _of_kind(self, meeting_id: str, kind: str, direction: int) -> list[Revision]:
        where = {"meeting_id": {"$eq": meeting_id}, "kind": {"$eq": kind}}
        rows = self.revisions.find(where).sort([("at", direction), ("_id", direction)])
        return [_revision(row) for row in rows.limit(MOST_REVISIONS)]


SECTION_FIELDS = (
    "version", "meeting_id", "position", "heading", "text", "part", "reason", "item_id", "is_removed",
)  # fmt: skip
REVISION_FIELDS = (
    "section_id", "meeting_id", "number", "kind", "by", "at", "read", "heading", "text", "part", "typed",
    "settled_by", "settled_at",
)  # fmt: skip


def _row(section: Section) -> dict[str, Any]:
    return {"_id": section.id, **{name: getattr(section, name) for name in SECTION_FIELDS}}


def _section(row: Mapping[str, Any]) -> Section:
    return Section(id=row["_id"], **{name: row[name] for name in SECTION_FIELDS})


def _revision_row(revision: Revision) -> dict[str, Any]:
    return {"_id": revision.id, **{name: getattr(revision, name) for name in REVISION_FIELDS}}


def _revision(row: Mapping[str, Any]) -> Revision:
    return Revision(id=row["_id"], **{name: row[name] for name in REVISION_FIELDS})
