"""In whatever order: all that was lent is all that was borrowed, and records are only added."""

from datetime import timedelta
from typing import Any

import pytest
from concordat_desk import devon, member, sign
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from placement_desk import agree, ask_manager, consent, grant, request
from skills_desk import INDEXES, NATIONAL, NOW, Desk

from chassis.testkit.desk import in_memory
from contracts.refusals import Refused
from skills_register.placements import days
from skills_register.placements.store import PlacementStore

NAMES = ("north", "south", "east")
RELEASED = 6


class DaysInAnyOrder(RuleBasedStateMachine):
    """``model`` is what each placement should count: placement id -> (lender, borrower, half days)."""

    def __init__(self) -> None:
        super().__init__()
        self.desk = Desk(in_memory(INDEXES))
        self.places = devon(self.desk)
        sign(self.desk, self.places.concordat, self.places.east, "east-leader")
        self.store = PlacementStore(self.desk.work)
        self.said: dict[str, dict[str, int]] = {}
        self.parties: dict[str, tuple[str, str]] = {}
        self.model: dict[str, int] = {}
        self.cancelled: set[str] = set()
        self.rows: list[dict[str, Any]] = []

    @rule(pair=st.permutations(NAMES), half_days=st.integers(1, RELEASED + 2))
    def place(self, pair: list[str], half_days: int) -> None:
        """Somebody goes from the first to the second, for no more than was released."""
        lender, borrower = pair[:2]
        self.desk.now, who = NOW, f"m-{len(self.parties)}"
        asked = {"organisation_id": getattr(self.places, borrower), "by": f"{borrower}-contact"}
        made = request(self.desk, self.places, half_days=RELEASED, **asked)
        release = consent(self.desk, made["id"], getattr(self.places, lender), who)["id"]
        grant(self.desk, ask_manager(self.desk, release, who))
        if half_days > RELEASED:
            with pytest.raises(Refused, match="days_beyond_release"):
                agree(self.desk, release, f"{borrower}-contact", half_days=half_days)
            return
        placement = agree(self.desk, release, f"{borrower}-contact", half_days=half_days)
        self.parties[placement["id"]] = (lender, borrower)
        self.said[placement["id"]] = {"agreed": half_days}

    @precondition(lambda self: self.parties)
    @rule(data=st.data(), half_days=st.integers(0, RELEASED + 1))
    def confirm(self, data: st.DataObject, half_days: int) -> None:
        placement = data.draw(st.sampled_from(sorted(self.parties)))
        side = data.draw(st.sampled_from(self.parties[placement]))
        self.desk.now = NOW + timedelta(days=60)
        said = self.said[placement]
        over = placement in self.model or placement in self.cancelled
        allowed = not over and 0 < half_days <= said["agreed"]
        repeats = placement not in self.cancelled and said.get(side) == half_days
        done = self._does("confirm_days", {"id": placement, "half_days": half_days}, f"{side}-contact")
        assert done is (allowed or repeats)
        if allowed:
            said[side] = half_days
            if len({each for name, each in said.items() if name != "agreed"}) == 1 and len(said) == 3:
                self.model[placement] = half_days

    @precondition(lambda self: self.parties)
    @rule(data=st.data())
    def cancel(self, data: st.DataObject) -> None:
        placement = data.draw(st.sampled_from(sorted(self.parties)))
        lender, borrower = self.parties[placement]
        over = placement in self.model or placement in self.cancelled
        allowed = not over and borrower not in self.said[placement]
        asked = {"id": placement, "reason": "Snow."}
        assert self._does("cancel_placement", asked, f"{lender}-leader") is allowed
        if allowed:
            self.cancelled.add(placement)

    @precondition(lambda self: self.parties)
    @rule(data=st.data(), half_days=st.integers(-1, RELEASED + 1))
    def correct(self, data: st.DataObject, half_days: int) -> None:
        placement = data.draw(st.sampled_from(sorted(self.parties)))
        asked = {"id": placement, "half_days": half_days, "reason": "A mistake."}
        counted = self.model.get(placement)
        allowed = counted is not None and 0 <= half_days <= RELEASED and half_days != counted
        assert self._does("correct_days", asked, None) is allowed
        if allowed:
            self.model[placement] = half_days

    @invariant()
    def all_that_was_lent_is_all_that_was_borrowed(self) -> None:
        pool = days.pooled(self.store.pairs(self.places.concordat))
        lent, borrowed = (sum(getattr(each, way) for each in pool.values()) for way in ("lent", "borrowed"))
        assert lent == borrowed == sum(self.model.values())

    @invariant()
    def each_balance_is_that_of_the_model(self) -> None:
        for name in NAMES:
            asked = {"organisation_id": getattr(self.places, name)}
            shown = self.desk.knock("placements.get_exchange_balance", asked, by=NATIONAL)["pooled"]
            counts = [(self.parties[each], half_days) for each, half_days in self.model.items()]
            assert shown["lent_half_days"] == sum(count for pair, count in counts if pair[0] == name)
            assert shown["borrowed_half_days"] == sum(count for pair, count in counts if pair[1] == name)

    @invariant()
    def records_are_only_added(self) -> None:
        rows = list(self.store.records.find().sort("_id", 1))
        assert all(row in rows for row in self.rows)
        self.rows = rows

    def _does(self, door: str, asked: dict[str, Any], by: str | None) -> bool:
        try:
            self.desk.knock(f"placements.{door}", asked, by=NATIONAL if by is None else member(by))
        except Refused:
            return False
        return True


DaysInAnyOrder.TestCase.settings = settings(
    max_examples=15, stateful_step_count=15, deadline=None, suppress_health_check=list(HealthCheck)
)
TestDaysInAnyOrder = DaysInAnyOrder.TestCase
