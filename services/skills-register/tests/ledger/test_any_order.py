"""Whatever happens in whatever order: the sum is zero, floors hold, entries stay, balances can be rebuilt."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from skills_desk import INDEXES, NOW, Desk, helped, open_accounts

from chassis.call import Call
from chassis.testkit.desk import in_memory
from skills_register.auditing.store import AuditStore
from skills_register.ledger import domain
from skills_register.ledger.domain import Limits
from skills_register.ledger.store import LedgerStore
from skills_register.refusal import Refusal

PEOPLE = ("ann", "ben", "cem", "dee")
HARD = -300


class Crash(Exception):
    """The process dies between two steps of a transaction."""


class Dying(LedgerStore):
    """Lets so many collections be touched, then dies."""

    def __init__(self, store: LedgerStore, steps: int) -> None:
        super().__init__(store.work)
        self.left = steps

    def _or_die(self) -> None:
        if self.left == 0:
            raise Crash
        self.left -= 1

    @property
    def accounts(self) -> Any:
        self._or_die()
        return super().accounts

    @property
    def transfers(self) -> Any:
        self._or_die()
        return super().transfers

    @property
    def entries(self) -> Any:
        self._or_die()
        return super().entries

    def post(self, *given: Any) -> None:
        super().post(*given)
        raise Crash


class LedgerInAnyOrder(RuleBasedStateMachine):
    """Transfers, reversals, repetitions and crashes; ``model`` is what the balances should be."""

    def __init__(self) -> None:
        super().__init__()
        self.desk = Desk(in_memory(INDEXES))
        self.ledger = LedgerStore(self.desk.work)
        self.model = dict.fromkeys(PEOPLE, 0)
        self.posted: list[domain.Transfer] = []
        self.reversed: set[str] = set()
        self.number = 0
        for each in PEOPLE:
            self.desk.member(each)
            open_accounts(self.desk, each)
        self.rows: list[dict] = []

    @rule(giver=st.sampled_from(PEOPLE), receiver=st.sampled_from(PEOPLE), minutes=st.integers(-5, 400))
    def exchange(self, giver: str, receiver: str, minutes: int) -> None:
        self.number += 1
        transfer = helped(f"t-{self.number}", giver, receiver, minutes, cause=f"exchange {self.number}")
        allowed = giver != receiver and minutes > 0 and self.model[receiver] - minutes >= HARD
        assert self._post(transfer) is allowed
        if allowed:
            self._count(transfer)

    @precondition(lambda self: self.posted)
    @rule(data=st.data())
    def repeat(self, data: st.DataObject) -> None:
        """A settlement that is delivered again settles nothing."""
        known = data.draw(st.sampled_from(self.posted))
        self.number += 1
        assert not self._post(replace(known, id=f"t-{self.number}"))

    @precondition(lambda self: self.posted)
    @rule(data=st.data())
    def take_back(self, data: st.DataObject) -> None:
        transfer = data.draw(st.sampled_from(self.posted))
        self.number += 1
        if transfer.reverses is not None:
            with pytest.raises(Refusal, match="reversal_of_a_reversal"):
                domain.reverse(transfer, f"t-{self.number}", "A mistake.", "c-SW", NOW)
            return
        back = domain.reverse(transfer, f"t-{self.number}", "A mistake.", "c-SW", NOW)
        loser = back.receiver.partition(":")[2]
        allowed = transfer.id not in self.reversed and self.model[loser] - back.minutes >= HARD
        assert self._post(back) is allowed
        if allowed:
            self.reversed.add(transfer.id)
            self._count(back)

    @rule(step=st.integers(0, 4), minutes=st.integers(1, 100))
    def crash(self, step: int, minutes: int) -> None:
        """The process dies before one of the writes of a transaction: nothing of it is there."""
        self.number += 1
        transfer = helped(f"t-{self.number}", "ann", "ben", minutes)
        dying = Dying(LedgerStore(self.desk.work), step)
        with pytest.raises((Crash, Refusal)):
            self.desk.work.in_transaction(Call(now=NOW), lambda: dying.post(transfer, self._limits))

    @invariant()
    def is_whole(self) -> None:
        found = AuditStore(self.desk.work).find_out()
        assert found.is_whole, found.in_words()

    @invariant()
    def balances_are_those_of_the_model(self) -> None:
        kept = {row["holder_id"]: row["balance"] for row in self.ledger.accounts.find()}
        assert kept == self.model
        assert min(kept.values()) >= HARD

    @invariant()
    def entries_are_only_appended(self) -> None:
        rows = list(self.ledger.entries.find().sort("_id", 1))
        assert all(row in rows for row in self.rows)
        assert len(rows) == 2 * len(self.posted)
        self.rows = rows

    def _post(self, transfer: domain.Transfer) -> bool:
        call = Call(now=NOW)
        try:
            self.desk.work.in_transaction(call, lambda: self.ledger.post(transfer, self._limits))
        except Refusal:
            return False
        self.posted.append(transfer)
        return True

    def _count(self, transfer: domain.Transfer) -> None:
        self.model[transfer.giver.partition(":")[2]] += transfer.minutes
        self.model[transfer.receiver.partition(":")[2]] -= transfer.minutes

    def _limits(self, _region: str) -> Limits:
        return Limits(soft=-180, hard=HARD)


LedgerInAnyOrder.TestCase.settings = settings(
    max_examples=25, stateful_step_count=20, deadline=None, suppress_health_check=list(HealthCheck)
)
TestTheLedgerInAnyOrder = LedgerInAnyOrder.TestCase
