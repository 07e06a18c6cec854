"""Gifts, grants, help and reversals in any order, told twice, killed midway, while members move and leave."""

from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

from dying_work import Crash, DyingWork
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from skills_desk import INDEXES, NATIONAL, Desk, helped

from chassis.call import Call
from chassis.identity import Caller
from contracts.refusals import Refused
from skills_register.auditing.store import AuditStore
from skills_register.ledger.store import LedgerStore
from skills_register.refusal import Refusal
from skills_register.settings import Settings

# Remembered answers expire: by a clock of the past the store in memory would forget them at once.
START = datetime(2100, 1, 4, 14, 0, tzinfo=UTC)
PEOPLE = ("ann", "ben", "cem")
REGIONS = ("SW", "WOE")
TO = (None, *(f"member:{name}" for name in PEOPLE), *(f"pot:{region}" for region in REGIONS))
OPENING = 45
MINUTES = st.integers(-1, 400)
DIES = st.none() | st.integers(0, 15)


class Generous(Settings):
    """Every account begins with an allowance out of its region's pot."""

    def opening_in(self, region: str) -> int:
        return OPENING


class GiftsInAnyOrder(RuleBasedStateMachine):
    """The ledger holds each answered command once, and an allowance for each account."""

    def __init__(self) -> None:
        super().__init__()
        self.work = DyingWork(INDEXES)
        self.desk = Desk(self.work)
        self.desk.settings = Generous(regions_folder=self.desk.settings.regions_folder)
        self.desk.now = START
        self.number = 0
        self.callers: dict[str, Caller] = {}
        self.sent: list[tuple[str, dict[str, Any], Caller, str, Any]] = []
        self.posted: set[str] = set()
        self.entries: list[dict[str, Any]] = []

    @initialize()
    def members_join(self) -> None:
        for number, name in enumerate(PEOPLE):
            self.moves(name, REGIONS[number % 2], "active")

    @rule(
        name=st.sampled_from(PEOPLE),
        region=st.sampled_from(REGIONS),
        status=st.sampled_from(["active", "left"]),
    )
    def moves(self, name: str, region: str, status: str) -> None:
        """Another home, gone, or back: as membership tells it."""
        self.callers[name] = self.desk.member(name, region, status=status)

    @rule(name=st.sampled_from(PEOPLE), to=st.sampled_from(TO), minutes=MINUTES, dies=DIES)
    def gives(self, name: str, to: str | None, minutes: int, dies: int | None) -> None:
        asked = {"to": to, "minutes": minutes, "purpose": "A gift"}
        self._knock("donate_time", asked, self.callers[name], dies)

    @rule(to=st.sampled_from(TO[1:]), region=st.sampled_from(REGIONS), minutes=MINUTES, dies=DIES)
    def grants(self, to: str, region: str, minutes: int, dies: int | None) -> None:
        asked = {"account": to, "region": region, "minutes": minutes, "purpose": "A grant"}
        self._knock("grant_time", asked, NATIONAL, dies)

    @rule(data=st.data(), minutes=st.integers(1, 200))
    def helps(self, data: st.DataObject, minutes: int) -> None:
        """Help between two who have an account, settled."""
        giver, receiver = data.draw(st.permutations(PEOPLE))[:2]
        self.number += 1
        transfer = helped(f"help-{self.number}", giver, receiver, minutes, cause=f"exchange {self.number}")
        ledger = LedgerStore(self.work)
        with suppress(Refusal):
            self.work.in_transaction(
                Call(now=self.desk.now), lambda: ledger.post(transfer, self.desk.settings.limits_in)
            )
            self.posted.add(transfer.id)

    @precondition(lambda self: self.posted)
    @rule(data=st.data(), dies=DIES)
    def takes_back(self, data: st.DataObject, dies: int | None) -> None:
        transfer = data.draw(st.sampled_from(sorted(self.posted)))
        self._knock("reverse_transfer", {"transfer_id": transfer, "reason": "A mistake."}, NATIONAL, dies)

    @precondition(lambda self: self.sent)
    @rule(data=st.data())
    def tells_again(self, data: st.DataObject) -> None:
        """A command that arrives again is answered as it was, and does nothing more."""
        door, asked, by, command, answer = data.draw(st.sampled_from(self.sent))
        assert self.desk.knock(f"ledger.{door}", asked, by=by, command=command) == answer

    @invariant()
    def is_whole(self) -> None:
        found = AuditStore(self.work).find_out()
        assert found.is_whole, found.in_words()

    @invariant()
    def holds_each_answered_command_once_and_one_allowance_for_each_account(self) -> None:
        rows = list(self.work.collection("transfers").find())
        openings = [row["giver"] for row in rows if row["kind"] == "opening"]
        assert {row["_id"] for row in rows if row["kind"] != "opening"} == self.posted
        holders = [row for row in self.work.collection("accounts").find() if row["holder_kind"] != "pot"]
        assert sorted(openings) == sorted(row["_id"] for row in holders)

    @invariant()
    def keeps_above_the_floor_and_counts_help_alone(self) -> None:
        rows = list(self.work.collection("transfers").find())
        for account in self.work.collection("accounts").find({"holder_kind": "member"}):
            floor = self.desk.settings.limits_in(account["region"]).hard
            assert account["balance"] >= floor
            of_help = [row for row in rows if "exchanged" in row]
            taken_back = {row["reverses"] for row in of_help if row.get("reverses")}
            given = [row for row in of_help if row["kind"] == "exchange" and row["_id"] not in taken_back]
            assert account["given"] == sum(row["minutes"] for row in given if row["giver"] == account["_id"])
            assert account["received"] == sum(
                row["minutes"] for row in given if row["receiver"] == account["_id"]
            )

    @invariant()
    def entries_are_only_appended(self) -> None:
        rows = list(self.work.collection("entries").find())
        assert all(row in rows for row in self.entries)
        self.entries = rows

    def _knock(self, door: str, asked: dict[str, Any], by: Caller, dies: int | None) -> None:
        """Who lost the answer knocks again under the same id."""
        self.number += 1
        command = f"command-{self.number}"
        self.work.left = dies
        try:
            answer = self.desk.knock(f"ledger.{door}", asked, by=by, command=command)
        except Crash:
            self.work.left = None
            return self._knock(door, asked, by, None)
        except Refused:
            return None
        finally:
            self.work.left = None
        self.posted.add(answer["id"])
        self.sent.append((door, asked, by, command, answer))
        return None


GiftsInAnyOrder.TestCase.settings = settings(
    max_examples=25, stateful_step_count=20, deadline=None, suppress_health_check=list(HealthCheck)
)
TestGiftsInAnyOrder = GiftsInAnyOrder.TestCase
