"""A desk to test at: the service over a store in memory, a post office that answers as told."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from joserfc.jwk import OKPKey

from chassis.call import Again, Call, Job
from chassis.identity import Caller, system
from chassis.ids import new_id
from chassis.testkit.memory import MemoryUnitOfWork
from contracts.events import Event, EventType
from notifications import sending
from notifications.applicants import Applicants
from notifications.domain import Mail, Outcome
from notifications.line_managers import LineManagers
from notifications.mail import Letter
from notifications.notices import Notices
from notifications.service import Notifications
from notifications.settings import Settings
from notifications.store import NotificationStore

# Today, so that no row counts as outlived; whole milliseconds, as MongoDB keeps them.
NOW = datetime.now(UTC).replace(microsecond=0)
GATEWAY = system("gateway")
OPERATOR = Caller(subject="m-op", roles=frozenset({"member", "operator"}))


@pytest.fixture(scope="session")
def ticket_keys(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The file of a throw-away private key, and the public key that reads its tickets."""
    key = OKPKey.generate_key("Ed25519")
    file = tmp_path_factory.mktemp("keys") / "ticket.pem"
    file.write_bytes(key.as_pem(private=True))
    return file, key.as_pem(private=False).decode()


@pytest.fixture(scope="session")
def settings(ticket_keys: tuple[Path, str]) -> Settings:
    return Settings(
        smtp_host="127.0.0.1",
        smtp_port=1,
        mail_from="Q Commons <hello@qcommons.example>",
        portal_url="http://portal.example",
        ticket_private_key_file=ticket_keys[0],
    )


@dataclass
class PostOffice:
    """What the mail server was given, and what it is going to say; "accepted" when nothing is planned."""

    letters: list[Letter] = field(default_factory=list)
    answers: list[Outcome | BaseException] = field(default_factory=list)

    def deliver(self, letter: Letter, _settings: Settings) -> Outcome:
        self.letters.append(letter)
        answer = self.answers.pop(0) if self.answers else Outcome("accepted")
        if isinstance(answer, BaseException):
            raise answer
        return answer

    def messages(self) -> list[EmailMessage]:
        return [read(letter) for letter in self.letters]


def read(letter: Letter) -> EmailMessage:
    """A letter as the recipient's mail program reads it."""
    message = message_from_bytes(letter.content, policy=policy.default)
    assert isinstance(message, EmailMessage)
    return message


@dataclass
class Desk:
    """The service, a clock that only moves when told, and the due work in its database."""

    service: Notifications
    applicants: Applicants
    notices: Notices
    line_managers: LineManagers
    work: MemoryUnitOfWork
    post: PostOffice
    now: datetime = NOW

    def call(self, caller: Caller = GATEWAY, command_id: str | None = None) -> Call:
        return Call(caller=caller, now=self.now, command_id=command_id)

    def hear(
        self,
        event_type: EventType,
        aggregate_id: str,
        version: int,
        data: dict[str, Any],
        region: str = "WOE",
        event_id: str | None = None,
    ) -> None:
        """An event arrives, with a field that a later publisher may have added."""
        loaded = event_type.data().load(data | {"added_later": {"unknown": True}})
        event = Event(
            event_id or new_id(), event_type.name, 1, aggregate_id, version, region, self.now, loaded
        )
        ours = [each for each in event_type.listeners if each.startswith("notifications.")]
        for listener in ours:
            self._handler(listener.removeprefix("notifications."))(self.call(), event)

    def _handler(self, name: str) -> Callable[..., Any]:
        """The method that hears this queue or does this kind of work: it has the same name."""
        services = (self.service, self.applicants, self.notices, self.line_managers)
        owner = next(service for service in services if hasattr(service, name))
        handler: Callable[..., Any] = getattr(owner, name)
        return handler

    def due(self) -> list[dict[str, Any]]:
        return list(self.work.database["jobs"].find({"due_at": {"$lte": self.now}}).sort("due_at", 1))

    def do_due_work(self, most: int = 20) -> None:
        """Perform what is due now, as a replica does: claimed, then settled by what the door answers."""
        for _ in range(most):
            rows = self.due()
            if not rows:
                return
            self.perform(rows[0])
        raise AssertionError("due work does not come to an end")

    def perform(self, row: dict[str, Any]) -> Again | None:
        claim = new_id()
        self.work.database["jobs"].update_one({"_id": row["_id"]}, {"$set": {"claim": claim}})
        job = Job(row["_id"], row["kind"], row["key"], row["due_at"], row["data"], claim=claim)
        answer: Again | None = self._handler(row["kind"])(self.call(), job)
        return answer

    def wait(self, **time: float) -> None:
        """Time passes, and what fell due is done."""
        self.now += timedelta(**time)
        self.do_due_work()

    def mails(self) -> list[Mail]:
        store = self.service.store
        rows = self.work.database["mail"].find().sort("queued_at", 1)
        return [found for row in rows if (found := store.mail(row["_id"])) is not None]

    def mail(self) -> Mail:
        """The only mail there is."""
        (only,) = self.mails()
        return only


@pytest.fixture
def desk(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Desk:
    work = MemoryUnitOfWork(NotificationStore.INDEXES)
    service, applicants, notices, managers = Notifications(), Applicants(), Notices(), LineManagers()
    service.store = applicants.store = notices.store = managers.store = NotificationStore(work)
    service.settings = applicants.settings = notices.settings = managers.settings = settings
    post = PostOffice()
    monkeypatch.setattr(sending, "deliver", post.deliver)
    return Desk(service, applicants, notices, managers, work, post)


@pytest.fixture
def told_contact(desk: Desk) -> Callable[..., None]:
    """membership tells how to reach a member."""
    from contracts.membership import MEMBER_CONTACT_CHANGED

    def tell(
        member_id: str = "m-1", version: int = 1, name: str = "Ada", email: str = "ada@example.org"
    ) -> None:
        data = {"member_id": member_id, "name": name, "email": email}
        desk.hear(MEMBER_CONTACT_CHANGED, member_id, version, data)

    return tell
