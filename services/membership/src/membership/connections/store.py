"""What we remember of connections, of times as a Connector, and of thanks."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from chassis.mongo import DuplicateKeyError, Index, UnitOfWork
from membership.connections.domain import (
    CONFIRMED,
    DECLINED,
    PROPOSED,
    Connection,
    Recognition,
    Term,
)
from membership.members.domain import Member
from membership.members.store import COLLECTION as MEMBERS
from membership.members.store import MemberStore, from_document
from membership.refusal import Refusal

CONNECTIONS, TERMS, RECOGNITION = "connections", "connector_terms", "recognition"


class ConnectionStore:
    """Three collections, each found by the people it is about."""

    INDEXES: tuple[Index, ...] = (
        *MemberStore.INDEXES,
        Index(CONNECTIONS, ("parties", "state", "met_on")),
        Index(CONNECTIONS, ("meeting",), unique=True, sparse=True),
        Index(CONNECTIONS, ("state", "regions", "where_key")),
        Index(CONNECTIONS, ("state", "where_key")),
        Index(TERMS, ("member_id", "since")),
        Index(RECOGNITION, ("member_id", "date")),
    )

    def __init__(self, work: UnitOfWork) -> None:
        self.work = work
        self.members = MemberStore(work)

    def members_of(self, ids: Sequence[str]) -> dict[str, Member]:
        """Several members by id."""
        found = self.work.collection(MEMBERS).find({"_id": {"$in": sorted(set(ids))}})
        return {member.id: member for member in map(from_document, found)}

    # Connections

    def connection(self, connection_id: str) -> Connection | None:
        found = self.work.collection(CONNECTIONS).find_one({"_id": {"$eq": connection_id}})
        return _connection(found) if found is not None else None

    def save_connection(self, connection: Connection) -> None:
        """Write it. Refused: ``connection_exists`` when the same meeting of the same two is told already."""
        document = {
            **_document(connection, "met_on"),
            "parties": list(connection.parties),
            "where_key": where_key(connection.where),
        }
        if connection.state != DECLINED:
            document["meeting"] = "|".join(
                (*connection.parties, connection.met_on.isoformat(), where_key(connection.where))
            )
        try:
            self.work.save(CONNECTIONS, document)
        except DuplicateKeyError:
            raise Refusal("connection_exists") from None

    def connections_of(self, member_id: str) -> list[Connection]:
        """Open and confirmed ones of a member, the newest meeting first."""
        wanted = {"parties": {"$eq": member_id}, "state": {"$in": [PROPOSED, CONFIRMED]}}
        found = self.work.collection(CONNECTIONS).find(wanted).sort([("met_on", -1), ("_id", 1)])
        return [_connection(document) for document in found]

    def confirmed(self, region: str | None, where: str | None) -> list[Connection]:
        """Confirmed ones that touch a region, made at a place or event; None for any."""
        wanted: dict[str, Any] = {"state": {"$eq": CONFIRMED}}
        if region is not None:
            wanted["regions"] = {"$eq": region}
        if where is not None:
            wanted["where_key"] = {"$eq": where_key(where)}
        return [_connection(document) for document in self.work.collection(CONNECTIONS).find(wanted)]

    # Connectors

    def terms_of(self, member_id: str) -> list[Term]:
        """A member's times as a Connector, the first one first."""
        found = self.work.collection(TERMS).find({"member_id": {"$eq": member_id}})
        return [_term(document) for document in found.sort([("since", 1), ("_id", 1)])]

    def save_term(self, term: Term) -> None:
        self.work.save(TERMS, _document(term, "since", "until"))

    # Recognition

    def recognition(self, recognition_id: str) -> Recognition | None:
        found = self.work.collection(RECOGNITION).find_one({"_id": {"$eq": recognition_id}})
        return _recognition(found) if found is not None else None

    def recognition_of(self, member_id: str) -> list[Recognition]:
        """What a member was thanked for, the newest first."""
        found = self.work.collection(RECOGNITION).find({"member_id": {"$eq": member_id}})
        return [_recognition(document) for document in found.sort([("date", -1), ("_id", -1)])]

    def save_recognition(self, recognition: Recognition) -> None:
        self.work.save(RECOGNITION, _document(recognition, "date"))


def where_key(where: str) -> str:
    """A place or event as it is compared: case and spaces aside."""
    return " ".join(where.casefold().split())


def _document(value: Connection | Term | Recognition, *days: str) -> dict[str, Any]:
    """The value as it is kept; days are text, so that they compare as days."""
    document = asdict(value)
    for name in days:
        document[name] = document[name].isoformat() if document[name] else None
    for name in ("regions", "organisations", "topics"):
        if name in document:
            document[name] = list(document[name])
    return {"_id": document.pop("id"), **document}


def _connection(document: Mapping[str, Any]) -> Connection:
    names = ("version", "proposed_by", "proposed_to", "how", "where", "state", "proposed_at", "answered_at")
    return Connection(
        id=document["_id"],
        met_on=date.fromisoformat(document["met_on"]),
        regions=tuple(document["regions"]),
        organisations=tuple(document["organisations"]),
        **{name: document[name] for name in names},
    )


def _term(document: Mapping[str, Any]) -> Term:
    return Term(
        id=document["_id"],
        version=document["version"],
        member_id=document["member_id"],
        regions=tuple(document["regions"]),
        topics=tuple(document["topics"]),
        since=date.fromisoformat(document["since"]),
        until=date.fromisoformat(document["until"]) if document["until"] else None,
        nominated_by=document["nominated_by"],
    )


def _recognition(document: Mapping[str, Any]) -> Recognition:
    known = {name: value for name, value in document.items() if name not in ("_id", "date")}
    return Recognition(id=document["_id"], date=date.fromisoformat(document["date"]), **known)
