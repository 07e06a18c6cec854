"""Several holders send their apologies at the same moment: none is lost, and nobody is refused."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from meetings_desk import INDEXES, Desk

from chassis.mongo import UnitOfWork
from chassis.testkit.desk import on_mongodb
from meetings.attendance.store import AttendanceStore

MANY = 5


@pytest.mark.servers
def test_apologies_at_the_same_moment_are_all_kept(mongo_uri: str):
    with on_mongodb(mongo_uri, "meetings", INDEXES) as work:
        first = Desk(work)
        holders = [first.holder(f"m-{number}") for number in range(MANY)]
        first.meeting()

        def send(number: int) -> str:
            desk = Desk(UnitOfWork(work.database))
            payload = {"meeting": "meeting-1", "reason": f"Reason {number}"}
            said: str = desk.knock("attendance.send_apology", payload, by=holders[number])["presence"]
            return said

        with ThreadPoolExecutor(MANY) as several:
            assert list(several.map(send, range(MANY))) == ["apology"] * MANY
        store = AttendanceStore(work)
        kept = store.get("meeting-1")
        assert kept is not None
        assert (len(kept.marks), kept.version) == (MANY, MANY)
        seats = {f"seat-m-{number}": f"m-{number}" for number in range(MANY)}
        assert len(store.reasons_of("meeting-1", seats)) == MANY
