"""What we remember of contact points and questions; a question only until its end."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from chassis.mongo import Index, UnitOfWork
from chassis.paging import cut
from commons.people.domain import ACTIVE
from contracts.events import Fact
from skills_register.coaching.domain import LISTED, WAITING, Answer, Contact, Question, Told

CONTACTS, QUESTIONS = "coaching_contacts", "coaching_questions"
MOST_READ = 500
"""Contacts of one region, or questions of one person, that are read at once."""


class CoachingStore:
    """Contacts by region and area, questions by asker, by contact and by region."""

    INDEXES: tuple[Index, ...] = (
        Index(CONTACTS, ("region", "_id")),
        Index(CONTACTS, ("state", "region", "_id")),
        Index(CONTACTS, ("area_keys",)),
        Index(QUESTIONS, ("asker_id", "-asked_at", "_id")),
        Index(QUESTIONS, ("brought_to", "-asked_at", "_id")),
        Index(QUESTIONS, ("region", "state", "asked_at", "_id")),
    )

    def __init__(self, work: UnitOfWork) -> None:
        self.work = work

    @property
    def contacts(self) -> Any:
        return self.work.collection(CONTACTS)

    @property
    def questions(self) -> Any:
        return self.work.collection(QUESTIONS)

    def contact(self, member_id: str) -> Contact | None:
        row = self.contacts.find_one({"_id": {"$eq": member_id}})
        return _contact(row) if row is not None else None

    def contacts_in(self, region: str) -> list[Contact]:
        """All of a region, those who have not said yes too."""
        rows = self.contacts.find({"region": {"$eq": region}}).sort("_id", 1).limit(MOST_READ)
        return [_contact(row) for row in rows]

    def contacts_of_area(self, area: str) -> list[Contact]:
        """Who covers this area, in whichever region."""
        return [_contact(row) for row in self.contacts.find({"area_keys": {"$eq": area.casefold()}})]

    def all_listed(self) -> list[Contact]:
        return [_contact(row) for row in self.contacts.find({"state": {"$eq": LISTED}}).sort("region", 1)]

    def has_more_members(self, region: str, than: int) -> bool:
        """Whether a region is large; it is counted no further than needed."""
        where = {"region": {"$eq": region}, "status": {"$eq": ACTIVE}}
        return bool(self.work.collection("people").count_documents(where, limit=than + 1) > than)

    def save_contact(self, contact: Contact, facts: Iterable[Fact] = ()) -> None:
        row = asdict(contact)
        row |= {"topics": list(contact.topics), "areas": list(contact.areas)}
        row["area_keys"] = sorted(area.casefold() for area in contact.areas)
        row["away_until"] = contact.away_until.isoformat() if contact.away_until else None
        self.work.save(CONTACTS, {"_id": row.pop("id"), **row})
        self.work.publish(facts)

    def forget_contact(self, member_id: str) -> None:
        self.contacts.delete_one({"_id": {"$eq": member_id}})

    def question(self, question_id: str) -> Question | None:
        row = self.questions.find_one({"_id": {"$eq": question_id}})
        return _question(row) if row is not None else None

    def asked_by(self, member_id: str, asked: Mapping[str, Any]) -> dict[str, Any]:
        """A page of what this member asked, the newest first."""
        where = {"asker_id": {"$eq": member_id}}
        return cut(self.questions, where, order=("asked_at", -1), asked=asked, shape=_question)

    def brought_to(self, member_id: str, asked: Mapping[str, Any]) -> dict[str, Any]:
        """A page of what was brought to this contact, the newest first."""
        where = {"brought_to": {"$eq": member_id}}
        return cut(self.questions, where, order=("asked_at", -1), asked=asked, shape=_question)

    def waiting_in(self, region: str, asked: Mapping[str, Any]) -> dict[str, Any]:
        """A page of what waits in a region, the longest waiting first."""
        where = {"region": {"$eq": region}, "state": {"$eq": WAITING}}
        return cut(self.questions, where, order=("asked_at", 1), asked=asked, shape=_question)

    def waiting_by_contact(self, region: str) -> dict[str, int]:
        """How many waiting questions of a region lie with each contact now."""
        where = {"region": {"$eq": region}, "state": {"$eq": WAITING}}
        rows = self.questions.find(where, {"brought_to": 1})
        return dict(Counter(row["brought_to"][-1] for row in rows if row["brought_to"]))

    def waiting_with(self, member_id: str) -> list[Question]:
        """What was brought to this contact and waits."""
        rows = self.questions.find({"brought_to": {"$eq": member_id}, "state": {"$eq": WAITING}})
        return [_question(row) for row in rows.limit(MOST_READ)]

    def save_question(self, question: Question, facts: Iterable[Fact] = ()) -> None:
        row = asdict(question)
        row |= {"told": [asdict(each) for each in question.told]}
        row |= {"answers": [asdict(each) for each in question.answers]}
        row["brought_to"] = [each.member_id for each in question.told]
        self.work.save(QUESTIONS, {"_id": row.pop("id"), **row})
        self.work.publish(facts)

    def forget_question(self, question_id: str) -> None:
        self.questions.delete_one({"_id": {"$eq": question_id}})

    def forget_asked_by(self, member_id: str) -> None:
        self.questions.delete_many({"asker_id": {"$eq": member_id}})


def _contact(row: Mapping[str, Any]) -> Contact:
    said = {name: value for name, value in row.items() if name not in ("_id", "area_keys")}
    said |= {"topics": tuple(row["topics"]), "areas": tuple(row["areas"])}
    said["away_until"] = date.fromisoformat(row["away_until"]) if row["away_until"] else None
    return Contact(id=row["_id"], **said)


def _question(row: Mapping[str, Any]) -> Question:
    said = {name: value for name, value in row.items() if name not in ("_id", "brought_to")}
    said["told"] = tuple(Told(**each) for each in row["told"])
    said["answers"] = tuple(Answer(**each) for each in row["answers"])
    return Question(id=row["_id"], **said)
