"""Membership's services at the test kit's desk, and the people who knock there."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from chassis.identity import Caller
from chassis.mongo import UnitOfWork
from chassis.testkit import desk
from chassis.testkit.memory import MemoryUnitOfWork
from membership.service import SERVICES
from membership.settings import Settings

NOW = datetime(2018, 9, 3, 10, 30, tzinfo=UTC)
TODAY = datetime.now(UTC).replace(microsecond=0)
"""The clock of tests about what is forgotten: the database drops what had its time long ago."""
REGIONS_FOLDER = Path(__file__).parents[3] / "deploy" / "regions"
INDEXES = desk.indexes_of(SERVICES)


class Desk(desk.Desk):
    """Knocks at membership's doors as they are named in its README."""

    def __init__(self, work: UnitOfWork) -> None:
        settings = Settings(regions_folder=REGIONS_FOLDER, compact_batch=2)
        super().__init__(SERVICES, work, settings, NOW)

    def member(self, region: str = "WOE", name: str = "Ada Örn", email: str = "ada@example.org") -> Caller:
        """Somebody who applied and was accepted, as the gateway would vouch for them."""
        sent = self.knock("applications.submit_application", application(region, name, email))
        decided = self.knock(
            "applications.decide_application",
            {"id": sent["id"], "decision": "accept"},
            by=coordinator(region),
        )
        return Caller(decided["member_id"], frozenset({"member"}), region)

    def move_address(self, member: Caller, email: str) -> dict[str, Any]:
        """The member wishes for an address, and the link that went there is confirmed."""
        version = self.knock("members.my_profile", by=member)["version"]
        self.knock("addresses.change_email", {"version": version, "email": email}, by=member)
        answer: dict[str, Any] = self.knock("addresses.confirm_email_change", by=self.link())
        return answer

    def link(self, number: int = -1) -> Caller:
        """Whoever holds the link of a mail to a new address; of the newest unless told."""
        change_id = self.events("email_change_asked")[number]["aggregate_id"]
        return Caller(f"new-address:{change_id}", frozenset({"new_address"}))


def application(
    region: str = "WOE", name: str = "Ada Örn", email: str = "ada@example.org", **more: Any
) -> dict[str, Any]:
    """The least that somebody sends in."""
    answers = {"region": region, "name": name, "email": email, "why": "To learn together."}
    return {**answers, "compact_accepted": True, **more}


def coordinator(region: str = "WOE") -> Caller:
    return Caller(f"c-{region}", frozenset({"member", f"coordinator:{region}"}), region)


def convenor(region: str = "WOE") -> Caller:
    return Caller(f"v-{region}", frozenset({"member", f"convenor:{region}"}), region)


NATIONAL = Caller("n-1", frozenset({"member", "national_team"}))


def in_memory() -> UnitOfWork:
    return MemoryUnitOfWork(INDEXES)


def on_mongodb(uri: str) -> Iterator[UnitOfWork]:
    """A database of the test's own on a real server; dropped afterwards."""
    with desk.on_mongodb(uri, "membership", INDEXES) as work:
        yield work
