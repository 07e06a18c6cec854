"""Killed at any step, an import goes on exactly where it was: nothing twice, nothing left out."""

from typing import Any

import pytest
from import_files import csv_of, imported, people, send
from membership_desk import NATIONAL, Desk

from chassis.call import Call, Job
from chassis.identity import system
from chassis.ids import new_id
from chassis.mongo import UnitOfWork
from membership.imports import domain, steps
from membership.imports.service import Imports
from membership.imports.store import ImportStore
from membership.service import before_serving


@pytest.fixture(autouse=True)
def small_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(steps, "CHECK_SLICE", 4)
    monkeypatch.setattr(steps, "APPLY_BATCH", 3)


@pytest.fixture
def desk(work: UnitOfWork) -> Desk:
    """In memory and on MongoDB: what is killed there is a transaction."""
    made = Desk(work)
    before_serving(work, Call(now=made.now))
    return made


class Power(Exception):
    """It went off."""


def run(desk: Desk, door: str, work: Job) -> Any:
    service = Imports()
    service.store, service.settings = ImportStore(desk.work), desk.settings
    return getattr(service, door)(Call(caller=system("due"), now=desk.now), work)


def claimed(desk: Desk, kind: str) -> Job | None:
    row = desk.work.database["jobs"].find_one(
        {"kind": kind, "state": "waiting", "due_at": {"$lte": desk.now}}
    )
    if row is None:
        return None
    claim = new_id()
    desk.work.database["jobs"].update_one({"_id": row["_id"]}, {"$set": {"claim": claim}})
    return Job(row["_id"], kind, row["key"], row["due_at"], row["data"], 1, claim)


def with_every_step_killed_once(desk: Desk, kind: str, door: str, monkeypatch: pytest.MonkeyPatch) -> int:
    """Each step is killed just before it would have been kept, then done again."""
    taken = 0
    while (work := claimed(desk, kind)) is not None:
        with monkeypatch.context() as patched:

            def die(*_: Any) -> None:
                raise Power

            patched.setattr(type(desk.work), "finish", die)
            with pytest.raises(Power):
                run(desk, door, work)
        run(desk, door, work)
        taken += 1
    return taken


def test_an_import_killed_in_every_step_ends_as_if_nothing_had_happened(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = people(11)
    import_id = send(desk, csv_of(*rows), chunk=50)
    assert with_every_step_killed_once(desk, "check_import", "check_rows", monkeypatch) == 4
    desk.knock("imports.apply_import", {"id": import_id}, by=NATIONAL)
    assert with_every_step_killed_once(desk, "apply_import", "apply_rows", monkeypatch) == 4
    found = desk.knock("imports.get_import", {"id": import_id}, by=NATIONAL)
    assert (found["state"], found["counts"]["new"], found["applied"]) == ("done", 11, 11)
    assert desk.knock("regions.get_region", {"code": "WOE"})["members"] == 11
    assert len(desk.events("member_joined")) == 11


def test_progress_is_visible_between_the_steps(desk: Desk) -> None:
    import_id = send(desk, csv_of(*people(8)))
    seen = []
    while (work := claimed(desk, "check_import")) is not None:
        run(desk, "check_rows", work)
        seen.append(desk.knock("imports.get_import", {"id": import_id}, by=NATIONAL))
    assert [(each["checked"], each["rows"]) for each in seen] == [(0, 8), (4, 8), (8, 8), (8, 8)]


def test_two_files_with_the_same_people_make_them_members_once(desk: Desk) -> None:
    first, second = send(desk, csv_of(*people(7))), send(desk, csv_of(*people(9)))
    desk.do_due_work()
    for import_id in (first, second):
        desk.knock("imports.apply_import", {"id": import_id}, by=NATIONAL)
    desk.do_due_work()  # the two take turns, batch by batch
    assert desk.knock("regions.get_region", {"code": "WOE"})["members"] == 9
    assert len(desk.events("member_joined")) == 9


def test_duplicates_are_found_across_slices(desk: Desk) -> None:
    found = imported(desk, csv_of(*people(6), people(1)[0]), skip_wrong=True)
    assert (found["counts"]["new"], found["counts"]["wrong"]) == (6, 1)


def test_an_abandoned_file_is_forgotten_after_a_month(desk: Desk) -> None:
    import_id = send(desk, csv_of(*people(6), "bad"))
    desk.do_due_work()
    assert desk.work.database["import_rows"].count_documents({}) == 7
    desk.now += domain.KEPT
    desk.do_due_work()
    found = desk.knock("imports.get_import", {"id": import_id}, by=NATIONAL)
    assert found["state"] == "cancelled"
    for kept in ("import_chunks", "import_rows", "import_errors"):
        assert desk.work.database[kept].count_documents({}) == 0


def test_more_rows_than_the_limit_fail_the_file(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(domain, "MOST_ROWS", 5)
    import_id = send(desk, csv_of(*people(8)))
    desk.do_due_work()
    found = desk.knock("imports.get_import", {"id": import_id}, by=NATIONAL)
    assert (found["state"], found["errors"][0]["code"]) == ("failed", "import_too_many_rows")
