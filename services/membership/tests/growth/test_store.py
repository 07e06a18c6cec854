"""Growth counts the same in memory and on MongoDB."""

from datetime import date

import pytest

from chassis.call import Call
from chassis.mongo import UnitOfWork
from membership.growth.domain import members_on
from membership.growth.store import GrowthStore
from membership.members import domain
from membership.members.domain import Member
from membership.regions.store import RegionStore


class TestGrowthStore:
    @pytest.fixture(autouse=True)
    def _register(self, work: UnitOfWork, call: Call) -> None:
        """Ada moves from WOE to SW, Ben leaves WOE, Cleo founded SCO and says what she does."""
        self.work, self.store = work, GrowthStore(work)
        ada = self.joined("ada", "WOE", "2017-01-10")
        ben = self.joined("ben", "WOE", "2017-02-01")
        cleo = self.joined("cleo", "SCO", "2015-05-01", cohort="founding", sector="hospice ")
        moved = domain.move(ada, "SW", date(2018, 1, 1), date(2018, 6, 1))
        gone = domain.leave(ben, date(2018, 3, 1))

        def save() -> None:
            for member in (ada, ben, cleo, moved, gone):
                self.store.members.save(member)

        work.in_transaction(call, save)

    def joined(self, name: str, region: str, day: str, *, cohort: str = "", **said: str) -> Member:
        return domain.join(
            name, name=name, email=f"{name}@example.org", region=region, joined=date.fromisoformat(day),
            joined_by="import", cohort=cohort, profile=said,
        )  # fmt: skip

    def test_stays_count_as_the_register_counts(self) -> None:
        everywhere = self.store.stays_by_region()
        for region in ("WOE", "SW", "SCO", "YH"):
            stays = self.store.stays_in(region)
            assert sorted(map(str, stays)) == sorted(map(str, everywhere.get(region, [])))
            for day in (date(2017, 1, 10), date(2017, 12, 31), date(2018, 1, 1), date(2018, 3, 1)):
                assert members_on(stays, day) == self.store.members.count_on(region, day)

    def test_founders_and_answers_and_present_members_are_counted(self) -> None:
        assert self.store.founders_by_region() == {"SCO": 1}
        assert self.store.answers_in("SCO") == (
            1,
            {"sector": {"hospice": 1}, "perspective": {"": 1}, "profession": {"": 1}},
        )
        assert self.store.answers_in("WOE")[0] == 0
        assert RegionStore(self.work).members_by_region() == {"SW": 1, "SCO": 1}
