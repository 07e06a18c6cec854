"""What a store of notifications promises, in memory and on MongoDB alike."""

import uuid
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from pymongo import MongoClient, monitoring

from chassis.call import Call
from chassis.mongo import UnitOfWork
from chassis.mongo.indexes import ensure
from chassis.testkit.memory import MemoryUnitOfWork
from contracts.refusals import Refused
from notifications import domain
from notifications.domain import Contact, Mail
from notifications.store import LOOK_UP, SEND, LinkRequest, NotificationStore

from .conftest import NOW

MINUTE = timedelta(minutes=1)


@pytest.fixture(params=["memory", pytest.param("mongodb", marks=pytest.mark.servers)])
def store(request: pytest.FixtureRequest) -> Iterator[NotificationStore]:
    if request.param == "memory":
        yield NotificationStore(MemoryUnitOfWork(NotificationStore.INDEXES))
        return
    with MongoClient[dict[str, Any]](request.getfixturevalue("mongo_uri"), tz_aware=True) as client:
        database = client[f"t_{uuid.uuid4().hex[:12]}"]
        ensure(database, NotificationStore.INDEXES)
        yield NotificationStore(UnitOfWork(database))
        client.drop_database(database.name)


def write(store: NotificationStore, work: Any) -> Any:
    return store.work.in_transaction(Call(now=NOW), work)


def mail(number: int = 1, template: str = "compact_prompt", cause: str = "compact 3") -> Mail:
    return domain.queue(
        f"mail-{number}", NOW + number * MINUTE, f"m-{number}", template, cause, {"compact_version": "3"}, 2
    )


def contact(version: int = 1, email: str = "Ada@Example.org", subject: str = "m-1") -> Contact:
    return Contact(subject, version, "Ada", email, "WOE")


def jobs(store: NotificationStore, kind: str) -> dict[str, Any]:
    return {row["key"]: row["due_at"] for row in store.work.collection("jobs").find({"kind": {"$eq": kind}})}


def test_a_mail_is_read_as_it_was_saved(store: NotificationStore) -> None:
    claimed = domain.claim(mail(), NOW)
    doubted, _ = domain.settle(claimed, domain.Outcome("lost", "x"), NOW, "mail-9")
    write(store, lambda: store.add(mail()))
    for each in (claimed, doubted):
        write(store, lambda each=each: store.save(each))
        assert store.mail("mail-1") == each
    assert store.mail("unknown") is None


def test_a_row_written_by_a_later_release_can_still_be_read(store: NotificationStore) -> None:
    write(store, lambda: store.add(mail()))
    store.work.collection("mail").update_one({"_id": "mail-1"}, {"$set": {"added_later": 1}})
    assert store.mail("mail-1") == mail()


def test_one_recipient_has_one_mail_for_one_cause(store: NotificationStore) -> None:
    assert write(store, lambda: store.add(mail()))
    assert not write(store, lambda: store.add(replace(mail(), id="another")))
    assert write(store, lambda: store.add(replace(mail(), id="another", cause="compact 4")))
    assert set(jobs(store, SEND)) == {"mail-1", "another"}


def test_saving_a_mail_that_somebody_else_changed_is_refused(store: NotificationStore) -> None:
    write(store, lambda: store.add(mail()))
    write(store, lambda: store.save(domain.claim(mail(), NOW)))
    with pytest.raises(Refused) as no:
        write(store, lambda: store.save(domain.cancel(mail(), "recipient_gone")))
    assert no.value.code == "stale_version"


def test_a_waiting_mail_has_due_work_and_a_cancelled_one_has_none(store: NotificationStore) -> None:
    write(store, lambda: store.add(mail()))
    later = domain.hurry(mail(), NOW + 5 * MINUTE)
    write(store, lambda: store.save(later))
    assert jobs(store, SEND) == {"mail-1": NOW + 5 * MINUTE}
    write(store, lambda: store.save(domain.cancel(later, "recipient_gone")))
    assert jobs(store, SEND) == {}


def test_only_what_still_waits_is_waiting(store: NotificationStore) -> None:
    rows = [replace(mail(n), recipient="m-1") for n in range(1, 5)]
    for each in rows:
        write(store, lambda each=each: store.add(replace(each, cause=each.id)))
    rows = [replace(each, cause=each.id) for each in rows]
    write(store, lambda: store.save(domain.claim(rows[1], NOW)))
    write(store, lambda: store.save(domain.cancel(rows[2], "x")))
    write(store, lambda: store.save(replace(rows[3], version=2, state="ambiguous", next_at=None)))
    assert [each.id for each in store.waiting_for("m-1")] == ["mail-1"]
    assert store.waiting_for("m-2") == []


def test_mails_of_one_template_are_counted_from_an_instant_on(store: NotificationStore) -> None:
    for number in range(1, 4):
        each = replace(mail(number, "sign_in_link", f"r-{number}"), recipient="m-1")
        write(store, lambda each=each: store.add(each))
    assert store.mails_since("m-1", "sign_in_link", NOW) == 3
    assert store.mails_since("m-1", "sign_in_link", NOW + 2 * MINUTE) == 2
    assert store.mails_since("m-1", "welcome", NOW) == 0


def test_pages_are_newest_first_and_leave_none_out(store: NotificationStore) -> None:
    for number in range(1, 6):
        write(store, lambda number=number: store.add(mail(number)))
    write(store, lambda: store.save(domain.claim(mail(2), NOW)))

    def walk(state: str | None) -> list[str]:
        ids, cursor = [], None
        while True:
            page = store.page_of_mail(state, {"limit": 2, "cursor": cursor}, lambda each: each.id)
            ids += page["items"]
            cursor = page["next"]
            if cursor is None:
                return ids

    assert walk(None) == ["mail-5", "mail-4", "mail-3", "mail-2", "mail-1"]
    assert walk("queued") == ["mail-5", "mail-4", "mail-3", "mail-1"]
    assert walk("sending") == ["mail-2"]


def test_a_contact_is_kept_and_a_copy_that_is_not_newer_is_ignored(store: NotificationStore) -> None:
    assert write(store, lambda: store.keep(contact(2)))
    for version in (1, 2):
        assert not write(store, lambda version=version: store.keep(contact(version, "other@example.org")))
    assert store.contact("m-1") == contact(2)
    assert write(store, lambda: store.keep(contact(3, "new@example.org")))
    assert store.contact("m-1") == contact(3, "new@example.org")
    assert store.contact("m-2") is None


def test_somebody_who_is_gone_leaves_a_version_and_no_address(store: NotificationStore) -> None:
    write(store, lambda: store.keep(contact(1)))
    write(store, lambda: store.keep(replace(contact(2), gone=True)))
    assert store.contact("m-1") == Contact("m-1", 2, gone=True)
    assert store.work.collection("contacts").find_one({"_id": "m-1"}) == {
        "_id": "m-1",
        "version": 2,
        "gone": True,
    }


def test_members_are_found_by_address_in_any_case_and_applicants_are_not(store: NotificationStore) -> None:
    write(store, lambda: store.keep(contact()))
    write(store, lambda: store.keep(contact(subject="applicant:a-1")))
    assert [found.subject for found in store.members_at(" aDA@example.ORG ")] == ["m-1"]
    assert store.members_at("nobody@example.org") == []
    write(store, lambda: store.keep(contact(2, "new@example.org")))
    assert store.members_at("ada@example.org") == []


def test_a_request_is_kept_with_its_look_up_planned_until_it_is_dropped(store: NotificationStore) -> None:
    request = LinkRequest("r-1", "ada@example.org", "", NOW)
    write(store, lambda: store.add_request(request))
    assert store.request("r-1") == request
    assert jobs(store, LOOK_UP) == {"r-1": NOW}
    write(store, lambda: store.drop_request("r-1"))
    assert store.request("r-1") is None


def test_what_fails_leaves_nothing_behind(store: NotificationStore) -> None:
    def fail() -> None:
        store.add(mail())
        store.keep(contact())
        raise RuntimeError

    with pytest.raises(RuntimeError):
        write(store, fail)
    assert (store.mail("mail-1"), store.contact("m-1"), jobs(store, SEND)) == (None, None, {})


class Overheard(monitoring.CommandListener):
    """The reading commands sent to the server, as they were sent."""

    READS = frozenset({"find", "count", "aggregate", "distinct"})

    def __init__(self) -> None:
        self.commands: list[dict[str, Any]] = []

    def started(self, event: monitoring.CommandStartedEvent) -> None:
        if event.command_name in self.READS:
            kept = {
                key: value for key, value in event.command.items() if not key.startswith(("$", "lsid", "txn"))
            }
            self.commands.append(
                {key: kept[key] for key in kept if key not in ("startTransaction", "autocommit")}
            )

    def succeeded(self, event: monitoring.CommandSucceededEvent) -> None:
        pass

    def failed(self, event: monitoring.CommandFailedEvent) -> None:
        pass


def stages(plan: Any) -> set[str]:
    """The stages of the plan that was chosen."""
    if isinstance(plan, list):
        return set().union(*(stages(each) for each in plan))
    if not isinstance(plan, dict):
        return set()
    own = {plan["stage"]} if "stage" in plan else set()
    return own.union(*(stages(value) for key, value in plan.items() if key != "rejectedPlans"))


def read_everything(store: NotificationStore) -> None:
    store.mail("mail-1")
    store.waiting_for("m-1")
    store.mails_since("m-1", "sign_in_link", NOW)
    store.contact("m-1")
    store.members_at("ada@example.org")
    store.applicant_at("ada@example.org")
    store.request("r-1")
    for state in (None, "queued"):
        page = store.page_of_mail(state, {"limit": 2}, lambda each: each.id)
        store.page_of_mail(state, {"limit": 2, "cursor": page["next"]}, lambda each: each.id)
    write(store, lambda: store.add(mail(3)))


@pytest.mark.servers
def test_no_finder_scans_a_collection_or_sorts_in_memory(mongo_uri: str) -> None:
    """ARCHITECTURE section 5: every query used by a door has an index."""
    overheard = Overheard()
    with MongoClient[dict[str, Any]](mongo_uri, tz_aware=True, event_listeners=[overheard]) as client:
        database = client[f"t_{uuid.uuid4().hex[:12]}"]
        ensure(database, NotificationStore.INDEXES)
        store = NotificationStore(UnitOfWork(database))
        for number in range(1, 6):
            write(store, lambda number=number: store.add(mail(number)))
        overheard.commands.clear()
        read_everything(store)
        heard = list(overheard.commands)
        database["mail"].find_one({"about.compact_version": {"$eq": "3"}})
        seeded = overheard.commands[-1]
        assert len(heard) >= 11
        for asked in heard:
            plan = database.command("explain", asked, verbosity="queryPlanner")
            assert {"IXSCAN", "IDHACK", "COUNT_SCAN"} & stages(plan), asked
            assert not {"COLLSCAN", "SORT"} & stages(plan), asked
        scanned = database.command("explain", seeded, verbosity="queryPlanner")
        assert "COLLSCAN" in stages(scanned)  # the test can see one
        client.drop_database(database.name)
