"""What we remember of the convenors' network."""

from collections.abc import Iterable, Mapping
from typing import Any

from chassis.mongo import DuplicateKeyError, Index, UnitOfWork
from chassis.paging import cut
from commons.rough_dates import RoughDate
from contracts.events import Fact
from contracts.refusals import Refused
from stewardship.convenors.domain import Note, Session, Topic, Training

SESSIONS, TOPICS, TRAININGS, NOTES = "sessions", "session_topics", "trainings", "convenor_notes"


class ConvenorStore:
    """Sessions by date, topics by age, each convenor's own training and notes."""

    INDEXES: tuple[Index, ...] = (
        Index(SESSIONS, ("on", "_id")),
        Index(SESSIONS, ("audience", "on", "_id")),
        Index(TOPICS, ("at", "_id")),
        # Row 25: one record of a person's place in a session; other records carry no such key.
        Index(TRAININGS, ("booking",), unique=True, sparse=True),
        Index(TRAININGS, ("member_id", "on", "_id")),
        Index(NOTES, ("author", "at", "_id")),
        Index(NOTES, ("is_shared", "at", "_id")),
    )

    def __init__(self, work: UnitOfWork) -> None:
        self.work = work

    def session(self, session_id: str) -> Session | None:
        row = self.work.collection(SESSIONS).find_one({"_id": {"$eq": session_id}})
        return _session(row) if row is not None else None

    def sessions(self, audience: str | None, asked: Mapping[str, Any]) -> dict[str, Any]:
        """Sessions for one audience or all, the newest first."""
        where = {} if audience is None else {"audience": {"$eq": audience}}
        return cut(self.work.collection(SESSIONS), where, order=("on", -1), asked=asked, shape=_session)

    def save_session(self, session: Session, facts: Iterable[Fact] = ()) -> None:
        row = {
            "_id": session.id,
            "version": session.version,
            "title": session.title,
            "kind": session.kind,
            "audience": session.audience,
            "on": session.on.text,
            "joining": session.joining,
            "topics": list(session.topics),
        }
        self.work.save(SESSIONS, row)
        self.work.publish(facts)

    def topic(self, topic_id: str) -> Topic | None:
        row = self.work.collection(TOPICS).find_one({"_id": {"$eq": topic_id}})
        return _topic(row) if row is not None else None

    def topics(self, asked: Mapping[str, Any]) -> dict[str, Any]:
        """Topics, the newest first."""
        return cut(self.work.collection(TOPICS), {}, order=("at", -1), asked=asked, shape=_topic)

    def topics_of(self, ids: Iterable[str]) -> dict[str, Topic]:
        rows = self.work.collection(TOPICS).find({"_id": {"$in": sorted(set(ids))}})
        return {row["_id"]: _topic(row) for row in rows}

    def save_topic(self, topic: Topic) -> None:
        row = {
            "_id": topic.id,
            "version": topic.version,
            "text": topic.text,
            "region": topic.region,
            "at": topic.at,
        }
        self.work.save(TOPICS, row)

    def training(self, training_id: str) -> Training | None:
        row = self.work.collection(TRAININGS).find_one({"_id": {"$eq": training_id}})
        return _training(row) if row is not None else None

    def booking(self, session_id: str, member_id: str) -> Training | None:
        """This member's place in this session, cancelled or not."""
        row = self.work.collection(TRAININGS).find_one({"booking": {"$eq": f"{session_id}|{member_id}"}})
        return _training(row) if row is not None else None

    def trainings_of(self, member_id: str) -> list[Training]:
        """A member's own records, the newest first."""
        rows = self.work.collection(TRAININGS).find({"member_id": {"$eq": member_id}})
        return [_training(row) for row in rows.sort([("on", -1), ("_id", -1)])]

    def save_training(self, training: Training) -> None:
        """Refused: ``stale_version``, also when the same place was booked twice at once."""
        row: dict[str, Any] = {
            "_id": training.id,
            "version": training.version,
            "member_id": training.member_id,
            "title": training.title,
            "on": training.on.text,
            "provider": training.provider,
            "state": training.state,
            "session_id": training.session_id,
        }
        if training.session_id:
            row["booking"] = f"{training.session_id}|{training.member_id}"
        try:
            self.work.save(TRAININGS, row)
        except DuplicateKeyError:
            raise Refused("stale_version") from None

    def note(self, note_id: str) -> Note | None:
        row = self.work.collection(NOTES).find_one({"_id": {"$eq": note_id}})
        return _note(row) if row is not None else None

    def own_notes(self, author: str) -> list[Note]:
        rows = self.work.collection(NOTES).find({"author": {"$eq": author}})
        return [_note(row) for row in rows.sort([("at", -1), ("_id", -1)])]

    def shared_notes(self, asked: Mapping[str, Any]) -> dict[str, Any]:
        """Notes that their authors share, the newest first."""
        where = {"is_shared": {"$eq": True}}
        return cut(self.work.collection(NOTES), where, order=("at", -1), asked=asked, shape=_note)

    def save_note(self, note: Note) -> None:
        row = {
            "_id": note.id,
            "version": note.version,
            "author": note.author,
            "region": note.region,
            "text": note.text,
            "at": note.at,
            "is_shared": note.is_shared,
        }
        self.work.save(NOTES, row)

    def forget(self, member_id: str) -> None:
        """What nobody but them could read: their training, and the notes that they did not share."""
        self.work.collection(TRAININGS).delete_many({"member_id": {"$eq": member_id}})
        own = {"author": {"$eq": member_id}, "is_shared": {"$eq": False}}
        self.work.collection(NOTES).delete_many(own)


def _session(row: Mapping[str, Any]) -> Session:
    return Session(
        id=row["_id"],
        version=row["version"],
        title=row["title"],
        kind=row["kind"],
        audience=row["audience"],
        on=RoughDate(row["on"]),
        joining=row["joining"],
        topics=tuple(row["topics"]),
    )


def _topic(row: Mapping[str, Any]) -> Topic:
    return Topic(row["_id"], row["version"], row["text"], row["region"], row["at"])


def _training(row: Mapping[str, Any]) -> Training:
    return Training(
        id=row["_id"],
        version=row["version"],
        member_id=row["member_id"],
        title=row["title"],
        on=RoughDate(row["on"]),
        provider=row["provider"],
        state=row["state"],
        session_id=row["session_id"],
    )


def _note(row: Mapping[str, Any]) -> Note:
    return Note(
        id=row["_id"],
        version=row["version"],
        author=row["author"],
        region=row["region"],
        text=row["text"],
        at=row["at"],
        is_shared=row["is_shared"],
    )
