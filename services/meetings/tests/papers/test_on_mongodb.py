"""Agendas and papers on a real server: no proposal is lost, a paper is whole or not there (row 42)."""

import base64
import hashlib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from meetings_desk import INDEXES, Desk, convenor

from chassis.call import Call
from chassis.mongo import PART_BYTES, UnitOfWork
from chassis.testkit.index_scan import Watching, collection_scans, watched

pytestmark = pytest.mark.servers

ITEM = {"meeting_id": "meeting-1", "minutes": 5, "outcome": "discuss"}
CONTENT = b"a line of words\n" * (PART_BYTES // 8)


@pytest.fixture
def seen(mongo_uri: str) -> Iterator[tuple[Desk, Watching]]:
    with watched(mongo_uri, "meetings", INDEXES) as (work, watching):
        desk = Desk(work)
        work.in_transaction(Call(now=desk.now), desk.meeting)
        yield desk, watching


def test_ten_members_propose_at_the_same_moment_and_nothing_is_lost(seen: tuple[Desk, Watching]) -> None:
    desk, _ = seen
    people = [desk.holder(f"m-{number}") for number in range(10)]

    def propose(number: int) -> Any:
        # A unit of work is one call's: each has its own, as each call of a service has.
        own = Desk(UnitOfWork(desk.work.database))
        return own.knock("agendas.propose_item", {**ITEM, "title": f"Item {number}"}, by=people[number])

    with ThreadPoolExecutor(len(people)) as together:
        list(together.map(propose, range(len(people))))
    agenda = desk.knock("agendas.get_agenda", {"meeting_id": "meeting-1"}, by=people[0])
    assert sorted(each["title"] for each in agenda["items"]) == sorted(f"Item {n}" for n in range(10))
    assert agenda["version"] == len(people)


def test_a_paper_is_sent_fetched_and_removed_without_reading_a_whole_collection(
    seen: tuple[Desk, Watching],
) -> None:
    desk, watching = seen
    agenda = desk.knock("agendas.propose_item", {**ITEM, "title": "Rooms"}, by=convenor())
    item = {"meeting_id": "meeting-1", "item_id": agenda["items"][0]["id"]}
    announced = {**item, "name": "words.txt", "size": len(CONTENT)}
    upload = desk.knock("papers.begin_paper", announced, by=convenor())["id"]
    for number in range(2):
        part = CONTENT[number * PART_BYTES : (number + 1) * PART_BYTES]
        sent = {"id": upload, "number": number, "content": base64.b64encode(part).decode()}
        desk.knock("papers.add_paper_part", sent, by=convenor())
    done = {"id": upload, "sha256": hashlib.sha256(CONTENT).hexdigest()}
    paper = {**item, "paper_id": desk.knock("papers.finish_paper", done, by=convenor())["id"]}
    parts = [
        desk.knock("papers.get_paper_part", {**paper, "number": number}, by=convenor()) for number in range(2)
    ]
    assert b"".join(base64.b64decode(part["content"]) for part in parts) == CONTENT
    desk.knock("papers.remove_paper", paper, by=convenor())
    database = desk.work.database
    assert collection_scans(database.client, database.name, watching.commands) == []
    assert [database[name].count_documents({}) for name in ("papers.files", "papers.chunks")] == [0, 0]
