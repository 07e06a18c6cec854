"""Meetings' services at the test kit's desk, and the people who knock there."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from chassis.call import Call
from chassis.identity import Caller
from chassis.mongo import UnitOfWork
from chassis.testkit import desk
from commons.people.domain import Person
from commons.people.store import People
from meetings.calendar.domain import FACE_TO_FACE, PUBLISHED, Meeting
from meetings.calendar.store import MeetingStore
from meetings.seats.domain import MEMBER, Term
from meetings.seats.store import SeatStore
from meetings.service import SERVICES
from meetings.settings import Settings

NOW = datetime(2018, 4, 3, 10, 30, tzinfo=UTC)
REGIONS_FOLDER = Path(__file__).parents[3] / "deploy" / "regions"
INDEXES = desk.indexes_of(SERVICES)
MEETING = Meeting(
    id="meeting-1",
    version=1,
    region="NENC",
    title="First meeting of the group",
    starts_at=datetime(2018, 4, 17, 9, 0, tzinfo=UTC),
    minutes=120,
    mode=FACE_TO_FACE,
    status=PUBLISHED,
    place="Penrith",
    public_link="https://watch.example.org/nenc",
    planned_by="c-NENC",
    published_at=datetime(2018, 3, 20, 9, 0, tzinfo=UTC),
)
"""The meeting of row 44: held on 17 April 2018."""


class Desk(desk.Desk):
    """Knocks at meetings' doors as they are named in its README."""

    def __init__(self, work: UnitOfWork) -> None:
        super().__init__(SERVICES, work, Settings(regions_folder=REGIONS_FOLDER), NOW)

    def member(
        self, member_id: str = "m-1", region: str = "NENC", *roles: str, status: str = "active"
    ) -> Caller:
        """Somebody whom membership told us of, as the gateway would vouch for them."""
        known = People(self.work).get(member_id)
        version = known.version + 1 if known else 1
        person = Person(member_id, version, region, status, date(2018, 1, 15), tuple(sorted(roles)))
        People(self.work).keep(person)
        return Caller(member_id, frozenset({"member", *roles}), region)

    def holder(
        self,
        member_id: str = "m-1",
        region: str = "NENC",
        kind: str = MEMBER,
        start: date = date(2018, 1, 1),
        end: date | None = None,
        background: str = "Nurse consultant",
    ) -> Caller:
        """A member with a seat of the group."""
        term = Term(
            f"term-{member_id}", f"seat-{member_id}", 1, region, kind, member_id, False, background,
            ("Newcastle",), start, end,
        )  # fmt: skip
        SeatStore(self.work).keep(term)
        return self.member(member_id, region)

    def meeting(self, **changes: object) -> Meeting:
        """A published meeting of NENC, with other properties where they are given."""
        made = replace(MEETING, **changes)  # type: ignore[arg-type]
        self.work.in_transaction(Call(now=self.now), lambda: MeetingStore(self.work).save(made))
        return made


def coordinator(region: str = "NENC") -> Caller:
    return Caller(f"c-{region}", frozenset({"member", f"coordinator:{region}"}), region)


def convenor(region: str = "NENC") -> Caller:
    return Caller(f"v-{region}", frozenset({"member", f"convenor:{region}"}), region)


NATIONAL = Caller("n-1", frozenset({"member", "national_team"}))
OPERATOR = Caller("o-1", frozenset({"member", "operator"}))
