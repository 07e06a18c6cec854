"""What we remember of changes of address, and the facts they are."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from chassis.mongo import DuplicateKeyError, Index, UnitOfWork
from contracts import membership as published
from contracts.events import EventType, Fact
from membership.addresses.domain import PENDING, AddressChange
from membership.members.domain import Member
from membership.refusal import Refusal

COLLECTION = "address_changes"


class AddressStore:
    """The wishes: by id for the link, by member for who asked."""

    INDEXES: tuple[Index, ...] = (
        # One open wish per member. The field is there only while it is open.
        Index(COLLECTION, ("open_for",), unique=True, sparse=True),
        Index(COLLECTION, ("member_id", "asked_at")),
        Index(COLLECTION, ("forget_at",), expires_after=timedelta(0)),
    )

    def __init__(self, work: UnitOfWork) -> None:
        self.work = work

    @property
    def changes(self) -> Any:
        return self.work.collection(COLLECTION)

    def get(self, change_id: str) -> AddressChange | None:
        return _read(self.changes.find_one({"_id": str(change_id)}))

    def open_of(self, member_id: str) -> AddressChange | None:
        """The member's wish that has not ended; it may have run out a moment ago."""
        return _read(self.changes.find_one({"open_for": {"$eq": member_id}}))

    def asked_between(self, member_id: str, since: datetime, until: datetime) -> int:
        """How many wishes the member had after the first and up to the second instant."""
        wanted = {"member_id": {"$eq": member_id}, "asked_at": {"$gt": since, "$lte": until}}
        return int(self.changes.count_documents(wanted))

    def save(self, change: AddressChange, facts: Iterable[Fact] = ()) -> None:
        """Write the state and its facts. Refused: ``stale_version``, also for two wishes at once."""
        try:
            self.work.save(COLLECTION, _to_document(change))
        except DuplicateKeyError:
            raise Refusal("stale_version") from None
        self.work.publish(facts)


def asked_fact(change: AddressChange, member: Member, *, is_free: bool) -> Fact:
    """Somebody wishes for an address. One that is another member's is not told: nothing is sent there."""
    data = {
        "change_id": change.id,
        "member_id": member.id,
        "until": change.until.isoformat(),
        "contact": {"name": member.name, "email": member.email},
        "new_email": change.email if is_free else None,
    }
    return _told(published.EMAIL_CHANGE_ASKED, change, data, member.region)


def ended_fact(change: AddressChange, region: str) -> Fact:
    """A wish ended by itself, by a newer one, or by being confirmed."""
    data = {"change_id": change.id, "member_id": change.member_id, "outcome": change.state}
    return _told(published.EMAIL_CHANGE_ENDED, change, data, region)


def _told(event_type: EventType, change: AddressChange, data: dict[str, Any], region: str) -> Fact:
    return event_type.of(change.id, change.version, data, region)


PLAIN = ("version", "member_id", "email", "state", "asked_at", "until")
"""Fields that are kept as they are."""


def _to_document(change: AddressChange) -> dict[str, Any]:
    document: dict[str, Any] = {"_id": change.id, "forget_at": change.forget_at}
    document |= {name: getattr(change, name) for name in PLAIN}
    if change.state == PENDING:
        document["open_for"] = change.member_id
    return document


def _read(document: Mapping[str, Any] | None) -> AddressChange | None:
    if document is None:
        return None
    return AddressChange(id=document["_id"], **{name: document[name] for name in PLAIN})
