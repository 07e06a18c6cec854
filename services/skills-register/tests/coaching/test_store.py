"""Contacts and questions are kept as they were made, on memory and on MongoDB, and no finder scans."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from skills_desk import INDEXES, NOW, Desk

from chassis.call import Call
from chassis.mongo import UnitOfWork
from chassis.testkit.index_scan import collection_scans, watched
from skills_register.coaching.domain import LISTED, Answer, Contact, Question, Told
from skills_register.coaching.store import CoachingStore

CONTACT = Contact(
    "cat", 1, "NENC", NOW, LISTED, ("SPC",), ("Cumbria",), "Tuesdays", "Cat", date(2018, 10, 20)
)
QUESTION = Question(
    id="q-1",
    version=1,
    region="NENC",
    asker_id="lee",
    shown_name="Lee",
    topic="SPC",
    area="Cumbria",
    words="How?",
    asked_at=NOW,
    due_at=NOW,
    told=(Told("cat", NOW),),
    answers=(Answer("cat", "Thus.", NOW),),
)
PAGE = {"limit": 2}
FINDERS: dict[str, Callable[[CoachingStore], Any]] = {
    "contact": lambda s: s.contact("cat"),
    "contacts_in": lambda s: s.contacts_in("NENC"),
    "contacts_of_area": lambda s: s.contacts_of_area("cumbria"),
    "all_listed": lambda s: s.all_listed(),
    "has_more_members": lambda s: s.has_more_members("NENC", 1),
    "question": lambda s: s.question("q-1"),
    "asked_by": lambda s: s.asked_by("lee", PAGE),
    "brought_to": lambda s: s.brought_to("cat", PAGE),
    "waiting_in": lambda s: s.waiting_in("NENC", PAGE),
    "waiting_by_contact": lambda s: s.waiting_by_contact("NENC"),
    "waiting_with": lambda s: s.waiting_with("cat"),
}
WRITERS = {"save_contact", "forget_contact", "save_question", "forget_question", "forget_asked_by"}


def saved(work: UnitOfWork, call: Call) -> CoachingStore:
    store = CoachingStore(work)

    def save() -> None:
        store.save_contact(CONTACT), store.save_question(QUESTION)

    work.in_transaction(call, save)
    return store


def test_what_was_saved_is_read_as_it_was(work, call):
    store = saved(work, call)
    assert store.contact("cat") == CONTACT
    assert store.contacts_in("NENC") == store.all_listed() == store.contacts_of_area("CUMBRIA") == [CONTACT]
    assert store.question("q-1") == QUESTION
    assert store.waiting_with("cat") == [QUESTION]
    for page in (store.asked_by("lee", PAGE), store.brought_to("cat", PAGE), store.waiting_in("NENC", PAGE)):
        assert page == {"items": [QUESTION], "next": None}
    assert store.waiting_by_contact("NENC") == {"cat": 1}


def test_a_region_is_large_from_one_member_more(work):
    desk = Desk(work)
    desk.member("ann"), desk.member("ben"), desk.member("cat", status="left")
    store = CoachingStore(work)
    assert [store.has_more_members("SW", than) for than in (1, 2)] == [True, False]


def test_every_finder_is_watched():
    methods = {name for name, value in vars(CoachingStore).items() if callable(value) and name[0] != "_"}
    assert methods - WRITERS == set(FINDERS)


@pytest.mark.servers
def test_no_finder_scans_a_collection(mongo_uri):
    with watched(mongo_uri, "skills_register", INDEXES) as (work, watching):
        store = saved(work, Call(now=NOW))
        watching.commands.clear()
        for name, find in FINDERS.items():
            before = len(watching.commands)
            find(store)
            assert len(watching.commands) > before, f"{name} asked nothing"
        assert collection_scans(work.database.client, work.database.name, list(watching.commands)) == []
