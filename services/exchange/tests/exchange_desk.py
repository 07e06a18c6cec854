"""Exchange's services at the test kit's desk, and the people who knock there."""

from datetime import UTC, date, datetime
from pathlib import Path

from chassis.identity import Caller
from chassis.mongo import UnitOfWork
from chassis.testkit import desk
from commons.people.domain import Person
from commons.people.store import People
from exchange.service import SERVICES
from exchange.settings import Settings

NOW = datetime(2018, 12, 1, 14, 0, tzinfo=UTC)
REGIONS_FOLDER = Path(__file__).parents[3] / "deploy" / "regions"
INDEXES = desk.indexes_of(SERVICES)
NATIONAL = Caller("n-1", frozenset({"member", "national_team"}))


class Desk(desk.Desk):
    """Knocks at exchange's doors as they are named in its README."""

    def __init__(self, work: UnitOfWork) -> None:
        super().__init__(SERVICES, work, Settings(regions_folder=REGIONS_FOLDER), NOW)

    def member(
        self, member_id: str = "m-1", region: str = "SW", *roles: str, status: str = "active"
    ) -> Caller:
        """Somebody whom membership told us of, as the gateway would vouch for them."""
        known = People(self.work).get(member_id)
        version = known.version + 1 if known else 1
        person = Person(member_id, version, region, status, date(2018, 1, 15), tuple(sorted(roles)))
        People(self.work).keep(person)
        return Caller(member_id, frozenset({"member", *roles}), region)


def coordinator(region: str = "SW") -> Caller:
    return Caller(f"c-{region}", frozenset({"member", f"coordinator:{region}"}), region)
