"""Connections, terms and thanks come back the same in memory and on MongoDB."""

from dataclasses import replace
from datetime import date

import pytest

from chassis.call import Call
from chassis.mongo import UnitOfWork
from membership.connections import domain
from membership.connections.domain import CONFIRMED, DECLINED, PROPOSED, Connection, Recognition, Term
from membership.connections.store import ConnectionStore
from membership.refusal import Refusal

DAY = date(2018, 5, 10)


class TestConnectionStore:
    @pytest.fixture(autouse=True)
    def _store(self, work: UnitOfWork, call: Call) -> None:
        self.work, self.call, self.store = work, call, ConnectionStore(work)

    def save(self, connection: Connection) -> Connection:
        self.work.in_transaction(self.call, lambda: self.store.save_connection(connection))
        return connection

    def told(self, connection_id: str, *parties: str, where: str = "QBrings2", day: date = DAY) -> Connection:
        one, other = parties
        return Connection(connection_id, 1, one, other, "at an event", where, day, PROPOSED, self.call.now)

    def confirmed(self, told: Connection) -> Connection:
        return replace(told, version=2, state=CONFIRMED, answered_at=self.call.now, regions=("SW", "WOE"),
                       organisations=("a hospice",))  # fmt: skip

    def test_a_connection_comes_back_as_saved(self) -> None:
        told = self.save(self.told("c-1", "m-2", "m-1"))
        assert self.store.connection("c-1") == told
        assert self.store.connection("c-2") is None
        both = self.save(self.confirmed(told))
        assert self.store.connections_of("m-1") == [both] == self.store.connections_of("m-2")
        assert self.store.confirmed("WOE", " qbrings2") == [both] == self.store.confirmed(None, None)
        assert self.store.confirmed("YH", None) == [] == self.store.confirmed(None, "elsewhere")

    def test_the_same_meeting_is_told_once_until_it_is_declined(self) -> None:
        told = self.save(self.told("c-1", "m-1", "m-2"))
        with pytest.raises(Refusal, match="connection_exists"):
            self.save(self.told("c-2", "m-2", "m-1", where="QBRINGS2 "))
        assert self.store.connection("c-2") is None
        self.save(domain.decline(told, "m-2", self.call.now))
        self.save(self.told("c-3", "m-2", "m-1"))
        self.save(self.told("c-4", "m-2", "m-1", day=date(2018, 6, 1)))
        assert [each.id for each in self.store.connections_of("m-1")] == ["c-4", "c-3"]
        declined = self.store.connection("c-1")
        assert declined is not None
        assert declined.state == DECLINED

    def test_terms_come_in_the_order_in_which_they_began(self) -> None:
        first = Term("t-2", 1, "m-1", ("WOE",), ("frailty",), date(2018, 1, 1), date(2018, 2, 1), "n-1")
        second = Term("t-1", 1, "m-1", ("SW", "WOE"), ("sepsis",), date(2018, 2, 1), None, "n-1")

        def save() -> None:
            self.store.save_term(second)
            self.store.save_term(first)

        self.work.in_transaction(self.call, save)
        assert self.store.terms_of("m-1") == [first, second]

    def test_thanks_come_with_the_newest_first(self) -> None:
        thanks = Recognition("r-1", 1, "m-1", "m-2", "talk", DAY, "x", "Thank you.", False, self.call.now)
        later = replace(thanks, id="r-2", date=date(2018, 6, 1), hidden=True, formal=True)

        def save() -> None:
            self.store.save_recognition(thanks)
            self.store.save_recognition(later)

        self.work.in_transaction(self.call, save)
        assert self.store.recognition_of("m-1") == [later, thanks]
        assert self.store.recognition("r-1") == thanks
