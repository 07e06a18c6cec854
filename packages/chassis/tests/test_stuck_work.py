"""Due work that keeps failing: given up after twelve attempts, and what an operator does about it."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import mongomock
import pytest

from chassis.bus import operating
from chassis.call import Call
from chassis.mongo import stuck_work
from chassis.mongo.due_work import MOST_ATTEMPTS, claim, claim_unless_given_up, put_back
from chassis.testkit.memory import MemoryUnitOfWork

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


@pytest.fixture
def work() -> MemoryUnitOfWork:
    return MemoryUnitOfWork()


@pytest.fixture
def database(work: MemoryUnitOfWork) -> Any:
    return work.database


def plan(work: MemoryUnitOfWork, *keys: str) -> None:
    def planning() -> None:
        for key in keys:
            work.schedule("remind", key, LONG_AGO)

    work.in_transaction(Call(), planning)


def fail_until_stuck(database: Any) -> None:
    later = NOW
    while (job := claim(database, ["remind"], later)) is not None:
        put_back(database, job, "incident K7QF-92MD", later)
        later += timedelta(hours=2)


def test_work_that_keeps_failing_is_given_up_after_its_last_attempt_and_stays(
    work: MemoryUnitOfWork, database: Any
) -> None:
    plan(work, "ada")
    fail_until_stuck(database)
    (found,) = stuck_work.listed(database)
    told = (found.kind, found.key, found.attempts, found.problem)
    assert told == ("remind", "ada", MOST_ATTEMPTS, "incident K7QF-92MD")
    assert claim(database, ["remind"], NOW + timedelta(days=400)) is None


def test_work_that_ends_its_process_at_every_attempt_is_given_up_too(
    work: MemoryUnitOfWork, database: Any
) -> None:
    plan(work, "ada")
    for _ in range(MOST_ATTEMPTS):
        assert claim_unless_given_up(database, ["remind"]) is not None
        database["jobs"].update_one({}, {"$set": {"due_at": LONG_AGO}})  # the lease ran out
    assert claim_unless_given_up(database, ["remind"]) is None
    assert [each.problem for each in stuck_work.listed(database)] == ["unfinished"]


def test_work_that_is_tried_again_is_due_now_with_all_its_attempts(
    work: MemoryUnitOfWork, database: Any
) -> None:
    plan(work, "ada", "ben")
    fail_until_stuck(database)
    ada = next(each for each in stuck_work.listed(database) if each.key == "ada")
    assert [each.key for each in stuck_work.try_again(database, [ada.id], NOW)] == ["ada"]
    assert [each.key for each in stuck_work.listed(database)] == ["ben"]
    job = claim(database, ["remind"], NOW)
    assert job is not None
    assert (job.key, job.attempt) == ("ada", 1)


def test_work_that_was_planned_anew_meanwhile_is_neither_moved_nor_thrown_away(
    work: MemoryUnitOfWork, database: Any
) -> None:
    plan(work, "ada")
    fail_until_stuck(database)
    (known,) = stuck_work.listed(database)
    plan(work, "ada")
    assert stuck_work.try_again(database, [known.id], NOW) == []
    assert stuck_work.throw_away(database, [known.id]) == []
    assert database["jobs"].count_documents({"state": "waiting", "due_at": LONG_AGO}) == 1


@pytest.fixture
def membership(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Membership's database, as the command line finds it, with two stuck pieces of work."""
    client = mongomock.MongoClient(tz_aware=True)
    monkeypatch.setattr(operating, "connect", lambda *_: client)
    monkeypatch.setattr(operating, "database_of", lambda known, _prefix, context: known[context])
    monkeypatch.setattr(operating, "configure", lambda *_: None)
    for name, value in (("AMQP_URI", "memory://"), ("MONGO_URI", "mongodb://localhost")):
        monkeypatch.setenv(name, value)
    rows = [
        {"_id": f"job-{key}", "kind": "remind", "key": key, "state": "stuck", "due_at": NOW, "data": {},
         "attempts": 12, "problem": "incident K7QF-92MD"}
        for key in ("ada", "ben")
    ]  # fmt: skip
    client["membership"]["jobs"].insert_many(rows)
    return client["membership"]


def test_an_operator_lists_retries_and_discards_stuck_work(
    membership: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    assert operating.main(["stuck", "list"]) == 0
    assert "membership  job-ada  remind ada  12 attempts: incident K7QF-92MD" in capsys.readouterr().out
    assert operating.main(["stuck", "list", "membership", "--json"]) == 0
    assert [row["key"] for row in json.loads(capsys.readouterr().out)] == ["ada", "ben"]
    assert operating.main(["stuck", "retry", "membership", "--id", "job-ada", "--by", "Ola"]) == 0
    assert "1 due again." in capsys.readouterr().out
    discard = ["stuck", "discard", "membership", "--by", "Ola", "--reason", "The meeting is over."]
    assert operating.main([*discard, "--id", "job-ada"]) == 1
    assert "0 discarded. Not there: job-ada." in capsys.readouterr().out
    assert operating.main([*discard, "--all"]) == 0
    assert [row["key"] for row in membership["jobs"].find()] == ["ada"]


def test_discarding_asks_for_a_reason(membership: Any) -> None:
    with pytest.raises(SystemExit):
        operating.main(["stuck", "discard", "membership", "--all", "--by", "Ola"])
    assert membership["jobs"].count_documents({}) == 2
