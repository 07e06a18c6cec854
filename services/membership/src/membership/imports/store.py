"""What we remember of imports: the file's chunks, its rows and errors for a while, how far it is."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from chassis.mongo import Index, UnitOfWork
from chassis.paging import cut
from contracts.events import Fact
from membership.compact.store import CompactStore
from membership.imports.domain import FORGET_SLICE, MOST_ERRORS_KEPT, WRONG, Import
from membership.members.domain import Member, email_key
from membership.members.store import COLLECTION as MEMBERS
from membership.members.store import MemberStore, from_document, to_document

IMPORTS, CHUNKS, ROWS, ERRORS = "imports", "import_chunks", "import_rows", "import_errors"


class ImportStore:
    """One document per import; chunks, rows and errors beside it, forgotten in time."""

    INDEXES: tuple[Index, ...] = (
        *MemberStore.INDEXES,
        Index(IMPORTS, ("region", "started_at", "_id")),
        Index(IMPORTS, ("started_at", "_id")),
        Index(CHUNKS, ("import_id", "number")),
        Index(ROWS, ("import_id", "line")),
        Index(ROWS, ("import_id", "key")),
        Index(ERRORS, ("import_id", "number", "_id")),
    )

    def __init__(self, work: UnitOfWork) -> None:
        self.work = work
        self.members = MemberStore(work)

    def get(self, import_id: str) -> Import | None:
        found = self.work.collection(IMPORTS).find_one({"_id": {"$eq": import_id}})
        return _import(found) if found is not None else None

    def save(self, job: Import) -> None:
        """Write the state. Refused: ``stale_version``."""
        document = asdict(job)
        self.work.save(IMPORTS, {"_id": document.pop("id"), **document})

    def page(self, regions: Iterable[str] | None, asked: Mapping[str, Any]) -> dict[str, Any]:
        """Imports, the newest first: of these regions, or every one with None."""
        where = {} if regions is None else {"region": {"$in": sorted(regions)}}
        imports = self.work.collection(IMPORTS)
        return cut(imports, where, order=("started_at", -1), asked=asked, shape=_import)

    def known_compacts(self) -> frozenset[str]:
        """The versions of the Compact that a row may name."""
        return frozenset(compact.number for compact in CompactStore(self.work).all())

    # The file

    def received(self, import_id: str, besides: int) -> int:
        """Bytes that have arrived, without the chunk of that number."""
        sizes = self.work.collection(CHUNKS).find({"import_id": {"$eq": import_id}}, {"number": 1, "size": 1})
        return sum(chunk["size"] for chunk in sizes if chunk["number"] != besides)

    def put_chunk(self, import_id: str, number: int, content: bytes) -> None:
        """Keep a chunk; the same number again replaces it."""
        chunk_id = f"{import_id}:{number:04d}"
        chunk = {
            "import_id": import_id,
            "number": number,
            "size": len(content),
            "content": content,
        }
        self.work.collection(CHUNKS).replace_one({"_id": chunk_id}, chunk, upsert=True)

    def chunks(self, import_id: str, first: int) -> Iterator[tuple[int, bytes]]:
        """The chunks from a number on, one read at a time, up to the first that is not there."""
        number = first
        while True:
            chunk_id = f"{import_id}:{number:04d}"
            chunk = self.work.collection(CHUNKS).find_one({"_id": {"$eq": chunk_id}})
            if chunk is None:
                return
            yield number, bytes(chunk["content"])
            number += 1

    def forget(self, import_id: str, *, errors: bool) -> bool:
        """Delete some chunks and rows, and ``errors`` too if told so; False when nothing is left of them."""
        kept = (CHUNKS, ROWS, ERRORS) if errors else (CHUNKS, ROWS)
        return any(self._forget(each, import_id) for each in kept)

    def _forget(self, collection: str, import_id: str) -> bool:
        wanted = {"import_id": {"$eq": import_id}}
        found = self.work.collection(collection).find(wanted, {"_id": 1}).limit(FORGET_SLICE)
        ids = [document["_id"] for document in found]
        if ids:
            self.work.collection(collection).delete_many({"_id": {"$in": ids}})
        return bool(ids)

    # Rows and errors

    def lines_of(self, import_id: str, keys: Iterable[str]) -> dict[str, int]:
        """On which earlier line each of these addresses stands."""
        wanted = {"import_id": {"$eq": import_id}, "key": {"$in": sorted(keys)}}
        found = self.work.collection(ROWS).find(wanted, {"key": 1, "line": 1})
        lines: dict[str, int] = {}
        for row in found:
            lines[row["key"]] = min(row["line"], lines.get(row["key"], row["line"]))
        return lines

    def put_rows(self, import_id: str, rows: Sequence[Mapping[str, Any]]) -> None:
        """Keep checked rows: ``{line, key, verdict, values}``."""
        if rows:
            self.work.collection(ROWS).insert_many(
                [{"_id": f"{import_id}:{row['line']:08d}", "import_id": import_id, **row} for row in rows]
            )

    def rows_after(self, import_id: str, line: int, limit: int) -> list[dict[str, Any]]:
        """The next rows that are not wrong, in the order of the file."""
        wanted = {"import_id": {"$eq": import_id}, "line": {"$gt": line}, "verdict": {"$ne": WRONG}}
        return list(self.work.collection(ROWS).find(wanted).sort("line", 1).limit(limit))

    def put_errors(self, job: Import, errors: Sequence[Mapping[str, Any]]) -> None:
        """Keep more errors behind those that ``job`` has: ``{line, field, code, message}``."""
        room = max(0, MOST_ERRORS_KEPT - job.errors_total)
        numbered = enumerate(errors[:room], job.errors_total)
        documents = [
            {"_id": f"{job.id}:{number:08d}", "import_id": job.id, "number": number, **error}
            for number, error in numbered
        ]
        if documents:
            self.work.collection(ERRORS).insert_many(documents)

    def errors(self, import_id: str, asked: Mapping[str, Any]) -> dict[str, Any]:
        """A page of errors in the order in which they were found."""
        found = self.work.collection(ERRORS)
        return cut(found, {"import_id": {"$eq": import_id}}, order=("number", 1), asked=asked, shape=_error)

    # The register

    def members_by_key(self, keys: Iterable[str]) -> dict[str, Member]:
        """The members with these addresses, by the address as it is compared."""
        found = self.work.collection(MEMBERS).find({"email_key": {"$in": sorted(keys)}})
        return {email_key(member.email): member for member in map(from_document, found)}

    def put_members(self, new: Sequence[Member], changed: Sequence[Member], facts: Iterable[Fact]) -> None:
        """A batch of the register and its facts. Somebody else's newer state: ``stale_version``."""
        if new:
            self.work.collection(MEMBERS).insert_many([to_document(member) for member in new])
        for member in changed:
            self.work.save(MEMBERS, to_document(member))
        self.work.publish(facts)


def _import(document: Mapping[str, Any]) -> Import:
    known = {name: value for name, value in document.items() if name != "_id"}
    lists = {name: tuple(known[name]) for name in ("columns", "ignored_columns")}
    return Import(id=document["_id"], **{**known, **lists})


def _error(document: Mapping[str, Any]) -> dict[str, Any]:
    return {name: document[name] for name in ("line", "field", "code", "message")}
