"""Every finder of the certificates' store uses an index."""

from collections.abc import Callable
from typing import Any

import pytest
from meetings_desk import INDEXES, NOW

from chassis.call import Call
from chassis.testkit.index_scan import collection_scans, watched
from meetings.certificates.domain import Certificate
from meetings.certificates.store import CertificateStore

FINDERS: dict[str, Callable[[CertificateStore], Any]] = {
    "get": lambda s: s.get("A" * 16),
    "of": lambda s: s.of("event-1", "m-1"),
}
WRITERS = {"add"}


def test_every_finder_is_watched():
    methods = {name for name, value in vars(CertificateStore).items() if callable(value) and name[0] != "_"}
    assert methods - WRITERS == set(FINDERS)


@pytest.mark.servers
def test_no_finder_scans_a_collection(mongo_uri):
    with watched(mongo_uri, "meetings", INDEXES) as (work, watching):
        store = CertificateStore(work)
        made = Certificate("A" * 16, "event-1", "m-1")
        work.in_transaction(Call(now=NOW), lambda: store.add(made))
        watching.commands.clear()
        assert [find(store) for find in FINDERS.values()] == [made, made]
        assert len(watching.commands) == len(FINDERS)
        assert collection_scans(work.database.client, work.database.name, list(watching.commands)) == []
