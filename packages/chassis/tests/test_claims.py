"""Due work in hand while somebody else takes it over, takes it back or plans it anew."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from structlog.testing import capture_logs

from chassis.call import Call
from chassis.mongo.due_work import LEASE_SECONDS, claim
from chassis.mongo.unit_of_work import ClaimLost
from chassis.outcomes import outcome_of
from chassis.testkit.memory import MemoryUnitOfWork

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
LATER = NOW + timedelta(seconds=LEASE_SECONDS + 1)


@pytest.fixture
def work() -> MemoryUnitOfWork:
    made = MemoryUnitOfWork()
    made.in_transaction(Call(), lambda: made.schedule("remind", "ada", NOW))
    return made


def finish(work: MemoryUnitOfWork, job: Any) -> None:
    def done() -> None:
        work.database["effects"].insert_one({"_id": "told"})
        work.finish(job, None)

    work.in_transaction(Call(), done)


def test_what_a_replica_did_whose_work_was_taken_over_is_undone(work: MemoryUnitOfWork) -> None:
    first = claim(work.database, ["remind"], NOW)
    second = claim(work.database, ["remind"], LATER)
    with pytest.raises(ClaimLost):
        finish(work, first)
    assert work.database["effects"].count_documents({}) == 0
    finish(work, second)
    assert work.database["effects"].count_documents({}) == 1
    assert work.database["jobs"].count_documents({}) == 0


def test_what_was_done_of_work_that_is_taken_back_meanwhile_is_undone(work: MemoryUnitOfWork) -> None:
    job = claim(work.database, ["remind"], NOW)
    work.in_transaction(Call(), lambda: work.unschedule("remind", "ada"))
    with pytest.raises(ClaimLost):
        finish(work, job)
    assert work.database["effects"].count_documents({}) == 0


def test_work_that_is_planned_anew_while_it_runs_is_done_and_stays_as_planned(work: MemoryUnitOfWork) -> None:
    job = claim(work.database, ["remind"], NOW)
    work.in_transaction(Call(), lambda: work.schedule("remind", "ada", LATER))
    finish(work, job)
    assert work.database["effects"].count_documents({}) == 1
    again = claim(work.database, ["remind"], LATER)
    assert again is not None
    assert again.attempt == 1


def test_a_lost_claim_is_nobodys_incident() -> None:
    def remind(_self: Any, _call: Call, _job: Any) -> None:
        raise ClaimLost("remind")

    with capture_logs() as logs:
        outcome = outcome_of(remind, None, Call(), None)
    assert outcome.label == "temporarily_unavailable"
    assert [(each["event"], each["log_level"]) for each in logs] == [("claim_lost", "info")]
