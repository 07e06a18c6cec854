"""What notifications remembers: mails, how to reach people, requests for sign-in links.

Identity (name, address) stands in one collection, ``contacts``; a mail names its recipient
by id only, so forgetting somebody is deleting one row's fields.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import datetime, timedelta
from typing import Any

from chassis.mongo import Index, UnitOfWork
from chassis.paging import cut
from notifications import domain
from notifications.contacts import Contact
from notifications.domain import Mail

SEND = "send_mail"
"""The kind of due work that sends one mail; its key is the mail's id."""

TELL = "tell_members"
"""The kind of due work that queues the mails of one notice, a few at a time; its key is the event's id."""

LOOK_UP = "look_up_address"
"""The kind of due work that finds whom a link was asked for; its key is the request's id."""

NOW = timedelta(0)


@dataclass(frozen=True)
class LinkRequest:
    """Somebody asked for a link: by address or, with an old sign-in link in hand, by member id.

    ``to_application``: the link is to open the application made with this address, not to sign in.
    """

    id: str
    email: str
    member_id: str
    asked_at: datetime
    to_application: bool = False


class NotificationStore:
    """One call's view of mails, contacts and requests."""

    INDEXES = (
        Index("mail", ("recipient", "template", "cause"), unique=True),
        Index("mail", ("state", "-queued_at", "-_id")),
        Index("mail", ("-queued_at", "-_id")),
        Index("mail", ("forget_at",), expires_after=NOW),
        Index("contacts", ("email_key",), sparse=True),
        Index("contacts", ("applicant_key",), sparse=True),
        Index("contacts", ("forget_at",), expires_after=NOW),
        Index("link_requests", ("asked_at",), expires_after=timedelta(days=1)),
    )

    def __init__(self, work: UnitOfWork) -> None:
        self.work = work

    # mails

    def mail(self, mail_id: str) -> Mail | None:
        """One mail by its id."""
        return _mail(self.work.collection("mail").find_one({"_id": {"$eq": mail_id}}))

    def page_of_mail(self, state: str | None, asked: Mapping[str, Any], shape: Any) -> dict[str, Any]:
        """Mails, newest first, of one state or all; ``shape`` turns each into an item."""
        wanted = {"state": {"$eq": state}} if state else {}
        return cut(
            self.work.collection("mail"),
            wanted,
            order=("queued_at", -1),
            asked=asked,
            shape=lambda row: shape(_mail(row)),
        )

    def waiting_for(self, recipient: str) -> list[Mail]:
        """The mails to this recipient that are still to be sent, and are not being sent right now."""
        wanted = {
            "recipient": {"$eq": recipient},
            "state": {"$in": [domain.QUEUED, domain.AMBIGUOUS]},
            "next_at": {"$ne": None},
        }
        return [_known_mail(row) for row in self.work.collection("mail").find(wanted)]

    def mails_since(self, recipient: str, template: str, since: datetime) -> int:
        """How many mails of one template a recipient was given from ``since`` on."""
        wanted = {
            "recipient": {"$eq": recipient},
            "template": {"$eq": template},
            "queued_at": {"$gte": since},
        }
        return int(self.work.collection("mail").count_documents(wanted))

    def told(self, recipients: Iterable[str], template: str, cause: str) -> set[str]:
        """Which of these have this mail for this cause already, whatever became of it."""
        wanted = {
            "recipient": {"$in": list(recipients)},
            "template": {"$eq": template},
            "cause": {"$eq": cause},
        }
        return {row["recipient"] for row in self.work.collection("mail").find(wanted, {"recipient": 1})}

    def plan_telling(self, notice_id: str, notice: Mapping[str, Any], at: datetime) -> None:
        """Keep a notice as due work until all its members have their mail in the queue."""
        self.work.schedule(TELL, notice_id, at, notice)

    def add(self, mail: Mail) -> bool:
        """Queue a mail, unless this recipient has it for this cause: once per person and event (row 68)."""
        same = {name: {"$eq": getattr(mail, name)} for name in ("recipient", "template", "cause")}
        if self.work.collection("mail").find_one(same, {"_id": 1}) is not None:
            return False
        self.save(mail)
        return True

    def save(self, mail: Mail) -> None:
        """A mail's new state, with its due work planned, or taken back when there is none."""
        self.work.save("mail", _mail_document(mail))
        if domain.is_waiting(mail) and mail.next_at is not None:
            self.work.schedule(SEND, mail.id, mail.next_at)
        else:
            self.work.unschedule(SEND, mail.id)

    def save_settled(self, mail: Mail) -> None:
        """A mail's new state at the end of its own due work, which plans its next turn itself."""
        self.work.save("mail", _mail_document(mail))

    # how to reach people

    def contact(self, subject: str) -> Contact | None:
        """How to reach this subject; the row of somebody who has gone says so."""
        return _contact(self.work.collection("contacts").find_one({"_id": {"$eq": subject}}))

    def members_at(self, email: str) -> list[Contact]:
        """The members our copy has at this address; two only while an event is still on its way."""
        rows = self.work.collection("contacts").find({"email_key": {"$eq": email_key(email)}}).limit(2)
        return [found for row in rows if (found := _contact(row)) is not None]

    def applicant_at(self, email: str) -> Contact | None:
        """The latest applicant our copy has at this address: ids of applications grow with time."""
        rows = self.work.collection("contacts").find({"applicant_key": {"$eq": email_key(email)}})
        found = [contact for row in rows if (contact := _contact(row)) is not None]
        return max(found, key=lambda contact: contact.subject, default=None)

    def keep(self, contact: Contact) -> bool:
        """Replace our copy by a newer one; False, and nothing changed, when it is not newer."""
        collection = self.work.collection("contacts")
        held = collection.find_one({"_id": {"$eq": contact.subject}}, {"version": 1})
        if held is None:
            collection.insert_one(_contact_document(contact))
            return True
        if held["version"] >= contact.version:
            return False
        collection.replace_one({"_id": str(contact.subject)}, _contact_document(contact))
        return True

    def forget(self, subject: str, version: int, forget_at: datetime | None = None) -> None:
        """Delete name and address, and take back what still waits for them; the version stays.

        ``forget_at``: when even that is deleted. Nothing changes when our copy is newer.
        """
        known = self.contact(subject)
        if self.keep(Contact(subject, version, gone=True, forget_at=forget_at)):
            self.cancel_waiting(known or Contact(subject, version), version)

    def cancel_waiting(self, leaver: Contact, version: int) -> None:
        """Take back the mails to this contact that were caused by this version or an earlier one."""
        for each in self.waiting_for(leaver.subject):
            if each.as_of <= version:
                self.save(domain.part_from(each, leaver))

    # requests for links

    def request(self, request_id: str) -> LinkRequest | None:
        """One request for a link."""
        row = self.work.collection("link_requests").find_one({"_id": {"$eq": request_id}})
        if row is None:
            return None
        # A request that was on its way when this field came has none.
        to_application = row.get("to_application", False)
        return LinkRequest(row["_id"], row["email"], row["member_id"], row["asked_at"], to_application)

    def add_request(self, request: LinkRequest) -> None:
        """Keep a request and plan its look-up: the same work whether or not we know the address."""
        self.work.collection("link_requests").insert_one(
            {
                "_id": request.id,
                "email": request.email,
                "member_id": request.member_id,
                "asked_at": request.asked_at,
                "to_application": request.to_application,
            }
        )
        self.work.schedule(LOOK_UP, request.id, request.asked_at)

    def drop_request(self, request_id: str) -> None:
        """The request was dealt with."""
        self.work.collection("link_requests").delete_one({"_id": {"$eq": request_id}})


def email_key(email: str) -> str:
    """An address as it is compared: spaces around it and case do not matter."""
    return email.strip().casefold()


def _mail_document(mail: Mail) -> dict[str, Any]:
    document = {each.name: getattr(mail, each.name) for each in fields(mail)}
    document["_id"] = document.pop("id")
    document["about"] = dict(mail.about)
    return document


def _mail(row: Mapping[str, Any] | None) -> Mail | None:
    return None if row is None else _known_mail(row)


def _known_mail(row: Mapping[str, Any]) -> Mail:
    values = {each.name: row[each.name] for each in fields(Mail) if each.name in row}
    return Mail(id=row["_id"], **values)


def _contact_document(contact: Contact) -> dict[str, Any]:
    document: dict[str, Any] = {"_id": contact.subject, "version": contact.version, "gone": contact.gone}
    if contact.forget_at is not None:
        document["forget_at"] = contact.forget_at
    if contact.gone:
        return document
    document |= {"name": contact.name, "email": contact.email, "region": contact.region}
    # Only members sign in, so an applicant is found by another key than they, and nobody by an address
    # that is to change.
    if contact.is_member:
        document["email_key"] = email_key(contact.email)
    elif contact.is_applicant:
        document["applicant_key"] = email_key(contact.email)
    return document


def _contact(row: Mapping[str, Any] | None) -> Contact | None:
    if row is None:
        return None
    bare = Contact(row["_id"], row["version"], gone=row["gone"], forget_at=row.get("forget_at"))
    if bare.gone:
        return bare
    return replace(bare, name=row["name"], email=row["email"], region=row["region"])
