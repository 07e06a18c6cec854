"""Exchanges in any order, told twice, timed out, killed midway: each is settled once or not at all."""

from datetime import UTC, datetime, timedelta
from typing import Any

from dying_work import Crash, DyingWork
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from skills_desk import INDEXES, Desk, coordinator

from chassis.call import Call, Job
from chassis.identity import Caller, system
from contracts.refusals import Refused
from skills_register.auditing.store import AuditStore
from skills_register.exchanges.store import CLOCK

# Remembered answers expire: by a clock of the past the store in memory would forget them at once.
START = datetime(2100, 1, 4, 14, 0, tzinfo=UTC)
PEOPLE = {"ann": "SW", "ben": "WOE", "cem": "SW"}
KEEPERS = tuple(coordinator(region) for region in ("SW", "WOE"))
MINUTES = st.integers(1, 400)
DIES = st.none() | st.integers(0, 25)
MOST = 3
"""Exchanges under way at a time, so that each comes to its end."""


class ExchangesInAnyOrder(RuleBasedStateMachine):
    """Whatever the doors answer, the ledger holds exactly what the exchanges say was settled."""

    def __init__(self) -> None:
        super().__init__()
        self.work = DyingWork(INDEXES)
        self.desk = Desk(self.work)
        self.desk.now = START
        self.number = 0
        self.sent: list[tuple[str, dict[str, Any], Caller, str, Any]] = []
        self.ids: list[str] = []
        self.reversed: set[str] = set()
        self.entries: list[dict[str, Any]] = []
        self.histories: dict[str, list[Any]] = {}

    @initialize(silence=st.sampled_from(["settle", "flag"]), data=st.data())
    def one_is_done(self, silence: str, data: st.DataObject) -> None:
        self.callers = {name: self.desk.member(name, region) for name, region in PEOPLE.items()}
        self.desk.settings = self.desk.settings.__class__(
            regions_folder=self.desk.settings.regions_folder, exchange_silence=silence
        )
        self.propose(data, 120, 0, 2)

    @rule(data=st.data(), minutes=MINUTES, days=st.integers(0, 10), steps=st.integers(0, 3))
    def propose(self, data: st.DataObject, minutes: int, days: int, steps: int) -> None:
        """And perhaps agree, say that it is done, and confirm."""
        by, other = data.draw(st.permutations(sorted(PEOPLE)))[:2]
        asked = {
            "member_id": other,
            "side": data.draw(st.sampled_from(["giver", "receiver"])),
            "what": "Help",
            "minutes": minutes,
            "on": (self.desk.now + timedelta(days=days)).date().isoformat(),
            "is_done": days == 0 and steps == 0,
        }
        mine, theirs = self.callers[by], self.callers[other]
        made = {"id": self._knock("propose_exchange", asked, mine)["id"]}
        self.ids.append(made["id"])
        onward = [
            ("agree_exchange", {}, theirs),
            ("say_done", {"minutes": minutes + 1}, mine),
            ("confirm_exchange", {}, theirs),
        ]
        for door, more, who in onward[:steps]:
            assert "code" not in self._knock(door, made | more, who)

    @precondition(lambda self: self.ids)
    @rule(data=st.data(), minutes=MINUTES, dies=DIES)
    def act(self, data: st.DataObject, minutes: int, dies: int | None) -> None:
        """Anybody knocks at any door; now and then the process dies on the way and they knock again."""
        door, more = data.draw(st.sampled_from(self._doors(minutes)))
        asked = {"id": data.draw(st.sampled_from(self.ids[-MOST:])), **more}
        self._knock(door, asked, data.draw(st.sampled_from(self._everybody())), dies)

    @precondition(lambda self: self.ids)
    @rule(data=st.data(), minutes=MINUTES, dies=DIES)
    def follow_the_next_steps(self, data: st.DataObject, minutes: int, dies: int | None) -> None:
        """What an answer calls the next step is never refused, but for want of room."""
        one = data.draw(st.sampled_from(self.ids[-MOST:]))
        for who in data.draw(st.permutations(self._everybody())):
            action = self._next_step(one, who)
            if action is None:
                continue
            door = action if action in dict(self._doors(minutes)) else f"{action}_exchange"
            answer = self._knock(door, {"id": one, **dict(self._doors(minutes))[door]}, who, dies)
            assert "code" not in answer or answer["code"] == "floor_reached", (action, answer)

    def _next_step(self, one: str, who: Caller) -> str | None:
        try:
            seen = self.desk.knock("exchanges.get_exchange", {"id": one}, by=who)
        except Refused as no:
            return None if no.code == "not_found" else no.code
        return seen["next_step"]["action"]

    def _everybody(self) -> list[Caller]:
        return [*self.callers.values(), *KEEPERS]

    @precondition(lambda self: self.sent)
    @rule(data=st.data())
    def tell_again(self, data: st.DataObject) -> None:
        """A command that arrives again, at any later time, is answered as it was."""
        door, asked, by, command, answer = data.draw(st.sampled_from(self.sent))
        assert self.desk.knock(f"exchanges.{door}", asked, by=by, command=command) == answer

    @rule(days=st.integers(1, 40), dies=st.none() | st.integers(0, 40))
    def time_passes(self, days: int, dies: int | None) -> None:
        self.desk.now += timedelta(days=days)
        self.work.left = dies
        try:
            self.desk.do_due_work()
        except Crash:
            self.work.left = None
            self.desk.do_due_work()
        self.work.left = None

    @precondition(lambda self: self.ids)
    @rule(data=st.data())
    def the_clock_strikes_again(self, data: st.DataObject) -> None:
        """Due work that another replica performs once more."""
        one = data.draw(st.sampled_from(self.ids))
        job = Job("j-1", CLOCK, one, self.desk.now, {})
        handler = self.desk._made("skills_register_exchanges").when_time_runs_out_settle_or_flag_or_end_it
        handler(Call(caller=system("due"), now=self.desk.now), job)

    @rule(data=st.data(), dies=st.none() | st.integers(0, 12))
    def take_back(self, data: st.DataObject, dies: int | None) -> None:
        settled = [row["transfer_id"] for row in self._exchanges().values() if row["transfer_id"]]
        if settled:
            transfer = data.draw(st.sampled_from(sorted(settled)))
            asked = {"transfer_id": transfer, "reason": "A mistake."}
            national = Caller("n-1", frozenset({"member", "national_team"}))
            if "code" not in self._knock("reverse_transfer", asked, national, dies, service="ledger"):
                self.reversed.add(transfer)

    @invariant()
    def the_ledger_is_whole_and_holds_what_the_exchanges_say(self) -> None:
        found = AuditStore(self.work).find_out()
        assert found.is_whole, found.in_words()
        balances = dict.fromkeys((f"member:{name}" for name in PEOPLE), 0)
        for row in self._exchanges().values():
            if row["state"] == "settled" and row["transfer_id"] not in self.reversed:
                balances[row["giver"]["account"]] += row["took"]
                balances[row["receiver"]["account"]] -= row["took"]
        kept = {row["_id"]: row["balance"] for row in self.work.collection("accounts").find()}
        assert {**balances, **kept} == balances
        limits = self.desk.settings.limits_in("SW")
        assert all(balance >= limits.hard for balance in kept.values())

    @invariant()
    def each_is_settled_by_one_transfer_or_none(self) -> None:
        causes = [row["cause"] for row in self.work.collection("transfers").find({"kind": "exchange"})]
        settled = [f"exchange {key}" for key, row in self._exchanges().items() if row["state"] == "settled"]
        assert sorted(causes) == sorted(settled)
        waiting = [row for row in self._exchanges().values() if row["state"] == "confirmed"]
        assert all(row["flags"] == ["no_room"] for row in waiting)

    @invariant()
    def what_happened_stays(self) -> None:
        rows = list(self.work.collection("entries").find())
        assert all(row in rows for row in self.entries)
        self.entries = rows
        for key, row in self._exchanges().items():
            steps = [(step["kind"], step["at"], step["side"], step["minutes"]) for step in row["history"]]
            known = self.histories.get(key, [])
            assert steps[: len(known)] == known
            if known and known[-1][0] in ("settled", "lapsed", "declined", "withdrawn", "called_off"):
                assert steps == known
            self.histories[key] = steps

    def _exchanges(self) -> dict[str, dict[str, Any]]:
        return {row["_id"]: row for row in self.work.collection("exchanges").find()}

    def _doors(self, minutes: int) -> list[tuple[str, dict[str, Any]]]:
        on = self.desk.now.date().isoformat()
        return [
            ("agree_exchange", {}),
            ("change_exchange", {"what": "Other help", "minutes": minutes, "on": on}),
            ("cancel_exchange", {}),
            ("say_done", {"minutes": minutes}),
            ("confirm_exchange", {}),
            ("dispute_exchange", {"minutes": minutes, "reason": "It took longer."}),
            ("answer_dispute", {"accepts": minutes % 2 == 0, "reason": "No."}),
            ("settle_exchange", {}),
            ("note_mediation", {"words": "We spoke."}),
            ("decide_exchange", {"minutes": minutes, "reason": "Heard."}),
        ]

    def _knock(
        self,
        door: str,
        asked: dict[str, Any],
        by: Caller,
        dies: int | None = None,
        service: str = "exchanges",
    ) -> Any:
        """The answer, or the refusal as ``{"code": ...}``; who lost the answer knocks under the same id."""
        self.number += 1
        command = f"command-{self.number}"
        self.work.left = dies
        try:
            answer = self.desk.knock(f"{service}.{door}", asked, by=by, command=command)
        except Crash:
            self.work.left = None
            return self._knock(door, asked, by, service=service)
        except Refused as no:
            return {"code": no.code}
        finally:
            self.work.left = None
        if service == "exchanges":
            self.sent.append((door, asked, by, command, answer))
        return answer


ExchangesInAnyOrder.TestCase.settings = settings(
    max_examples=30, stateful_step_count=30, deadline=None, suppress_health_check=list(HealthCheck)
)
TestExchangesInAnyOrder = ExchangesInAnyOrder.TestCase
