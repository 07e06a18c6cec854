"""What imports remember comes back the same in memory and on MongoDB."""

from dataclasses import replace
from datetime import date

import pytest

from chassis.call import Call
from chassis.mongo import UnitOfWork
from contracts.refusals import Refused
from membership.imports import domain
from membership.imports.store import ImportStore
from membership.members.domain import join


class TestImportStore:
    @pytest.fixture(autouse=True)
    def _store(self, work: UnitOfWork, call: Call) -> None:
        self.work, self.call, self.store = work, call, ImportStore(work)

    def save(self, job: domain.Import) -> domain.Import:
        self.work.in_transaction(self.call, lambda: self.store.save(job))
        return job

    def begun(self, import_id: str, region: str | None = None) -> domain.Import:
        made = domain.begin(import_id, file_name="ü.csv", size=9, region=region, by="n-1", now=self.call.now)
        return self.save(made)

    def test_an_import_comes_back_as_saved(self) -> None:
        job = self.save(domain.check(self.begun("i-1"), "0" * 64))
        job = self.save(domain.headed(job, ";", ("email", "id"), ("id",)))
        assert self.store.get("i-1") == job
        assert self.store.get("i-2") is None
        with pytest.raises(Refused, match="stale_version"):
            self.save(replace(job, version=9))

    def test_pages_hold_the_regions_that_are_asked_for(self) -> None:
        for number, region in enumerate(("WOE", "SW", None)):
            self.begun(f"i-{number}", region)
        asked = {"cursor": None, "limit": 2}
        first = self.store.page(None, asked)
        rest = self.store.page(None, {**asked, "cursor": first["next"]})
        assert [job.id for job in (*first["items"], *rest["items"])] == ["i-2", "i-1", "i-0"]
        assert [job.id for job in self.store.page({"WOE", "YH"}, asked)["items"]] == ["i-0"]
        assert self.store.page(set(), asked)["items"] == []

    def test_chunks_come_in_order_up_to_the_first_gap_and_count_once(self) -> None:
        for number, content in ((1, b"\xff\0b"), (0, b"old"), (0, b"a"), (3, b"d")):
            self.work.in_transaction(self.call, lambda n=number, c=content: self.store.put_chunk("i-1", n, c))
        assert list(self.store.chunks("i-1", 0)) == [(0, b"a"), (1, b"\xff\0b")]
        assert self.store.received("i-1", besides=3) == 4
        assert self.store.received("i-2", besides=0) == 0

    def test_rows_and_errors_keep_the_order_of_the_file_and_are_forgotten(self) -> None:
        job = self.begun("i-1")
        rows = [
            {"line": line, "key": f"p{line % 3}", "verdict": verdict, "values": {"name": "Ada"}}
            for line, verdict in ((4, "new"), (2, "wrong"), (3, "unchanged"), (5, "new"))
        ]
        errors = [{"line": 2, "field": "email", "code": "required", "message": "This is needed."}] * 3

        def put() -> None:
            self.store.put_rows("i-1", rows)
            self.store.put_errors(job, errors)

        self.work.in_transaction(self.call, put)
        assert [row["line"] for row in self.store.rows_after("i-1", 2, 2)] == [3, 4]
        assert self.store.lines_of("i-1", {"p2", "p9"}) == {"p2": 2}
        assert self.store.errors("i-1", {"cursor": None, "limit": 2})["items"] == errors[:2]
        assert self.work.in_transaction(self.call, lambda: self.store.forget("i-1", errors=False))
        assert self.store.rows_after("i-1", 0, 9) == []
        assert len(self.store.errors("i-1", {"cursor": None, "limit": 9})["items"]) == 3
        assert self.work.in_transaction(self.call, lambda: self.store.forget("i-1", errors=True))
        assert not self.work.in_transaction(self.call, lambda: self.store.forget("i-1", errors=True))

    def test_members_are_found_by_their_addresses_however_they_are_written(self) -> None:
        who = {"name": "Ada", "email": "Ada@example.org", "region": "WOE"}
        ada = join("m-1", **who, joined=date(2018, 1, 1), joined_by="import")
        self.work.in_transaction(self.call, lambda: self.store.put_members([ada], [], []))
        assert self.store.members_by_key({"ada@example.org", "b@example.org"}) == {"ada@example.org": ada}
