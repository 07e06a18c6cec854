"""What the store keeps, in memory and on MongoDB; and what holds when many act at once."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from pilot_rosters import Group, shown
from stewardship_desk import INDEXES, NATIONAL, NOW, Desk, coordinator

from chassis.call import Call, Job
from chassis.mongo import UnitOfWork
from chassis.testkit.desk import on_mongodb
from commons.centre import UK
from commons.people.domain import Person
from contracts import membership
from contracts.refusals import Refused
from stewardship.refusal import Refusal
from stewardship.seats import domain
from stewardship.seats.domain import CONVENOR, MEMBER, RESIGNED, Ending, Seat, Term
from stewardship.seats.due_dates import WARN
from stewardship.seats.filling import Wanted, place_elected
from stewardship.seats.service import Seats
from stewardship.seats.store import SeatStore
from stewardship.settings import Settings

START, END = date(2018, 1, 1), date(2019, 1, 1)


def term(term_id: str, member_id: str, start: date = START, end: date | None = END) -> Term:
    description = shown("GP", locations=("Avon",), sectors=("primary_provider",), patient=True)
    return Term(term_id, member_id, "elected", start, end, description, "c-1", NOW)


def seat(seat_id: str, member_id: str, kind: str = MEMBER, region: str = "WOE") -> Seat:
    return Seat(seat_id, 1, region, kind, (term(f"{seat_id}-t", member_id),))


def save(work: UnitOfWork, call: Call, *seats: Seat) -> SeatStore:
    store = SeatStore(work)
    for each in seats:
        work.in_transaction(call, lambda each=each: store.save(each))  # type: ignore[misc]
    return store


def test_a_seat_comes_back_as_it_was_saved(work: UnitOfWork, call: Call):
    ending = Ending(date(2018, 10, 1), RESIGNED, "Other work commitments", "c-1", NOW, "month")
    whole = replace(
        seat("s-1", "m-1", CONVENOR),
        terms=(
            replace(
                term("t-1", "m-1"), ending=ending, shown_name="Ada", warned_at=NOW, start_precision="month"
            ),
            term("t-2", "m-2", date(2018, 10, 1), None),
        ),
        closed_on=None,
    )
    assert save(work, call, whole).get("s-1") == whole


def test_the_holders_of_a_group_on_a_day_have_its_convenor_first(work: UnitOfWork, call: Call):
    store = save(
        work,
        call,
        seat("s-1", "m-1"),
        seat("s-2", "m-2", CONVENOR),
        seat("s-3", "m-3", region="SW"),
    )
    holders = store.holders("WOE", START)
    assert [(held.member_id, held.kind, held.region, held.patient) for held in holders] == [
        ("m-2", "convenor", "WOE", True),
        ("m-1", "member", "WOE", True),
    ]
    assert store.holders("WOE", END) == store.holders("WOE", date(2017, 12, 31)) == []
    assert store.groups(["WOE", "SW", "NENC"], START) == ["SW", "WOE"]


def test_a_member_is_found_by_the_seat_they_hold_and_the_leader_by_the_group(work: UnitOfWork, call: Call):
    store = save(work, call, seat("s-1", "m-1"), seat("s-2", "m-2", CONVENOR))
    assert [held.seat_id for held in store.held_by("m-1", START)] == ["s-1"]
    assert store.held_by("m-1", END) == []
    leader = store.leader("WOE", START)
    assert leader is not None
    assert leader.member_id == "m-2"
    assert store.leader("WOE", END) is None
    assert store.leader("SW", START) is None


def test_a_group_keeps_one_convenors_seat(work: UnitOfWork, call: Call):
    save(work, call, seat("s-1", "m-1", CONVENOR))
    with pytest.raises(Refusal, match="convenor_held"):
        save(work, call, seat("s-2", "m-2", CONVENOR))
    save(work, call, seat("s-3", "m-3", CONVENOR, "SW"))


def test_a_stale_seat_is_not_saved(work: UnitOfWork, call: Call):
    before = seat("s-1", "m-1")
    store = save(work, call, before)
    after = domain.show_name(before, "m-1", "Ada")
    work.in_transaction(call, lambda: store.save(after))
    with pytest.raises(Refused, match="stale_version"):
        work.in_transaction(call, lambda: store.save(domain.show_name(before, "m-1", "Eve")))
    kept = store.get("s-1")
    assert kept is not None
    assert kept.terms[0].shown_name == "Ada"


def test_those_who_were_elected_get_their_seats_all_or_none(desk: Desk):
    for member in ("m-1", "m-2"):
        desk.member(member, "SW")
    store, call = SeatStore(desk.work), Call(coordinator(), now=desk.now)

    def place(*members: str) -> list[Seat]:
        wanted = [Wanted("SW", MEMBER, each, "appointed", shown()) for each in members]
        return desk.work.in_transaction(call, lambda: place_elected(store, _settings(desk), call, wanted))

    with pytest.raises(Refusal, match="holder_not_active"):
        place("m-1", "nobody")
    assert store.holders("SW", NOW.date()) == []
    place("m-1", "m-2")
    assert {held.term.designation for held in store.holders("SW", NOW.date())} == {"elected"}


def _settings(desk: Desk) -> Settings:
    assert isinstance(desk.settings, Settings)
    return desk.settings


@pytest.mark.servers
class TestAtOnce:
    @pytest.fixture(autouse=True)
    def _database(self, mongo_uri: str) -> Iterator[None]:
        with on_mongodb(mongo_uri, "stewardship", INDEXES) as work:
            self.database = work.database
            yield

    def group(self) -> Group:
        return Group(Desk(UnitOfWork(self.database)))

    def at_once(self, act: Callable[[Group, int], Any], times: int = 6) -> list[Any]:
        outcomes = []

        def run(number: int) -> None:
            try:
                outcomes.append(act(self.group(), number))
            except Refused as no:
                outcomes.append(no.code)

        threads = [threading.Thread(target=run, args=(number,)) for number in range(times)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return outcomes

    def known(self, *members: str) -> None:
        for member in members:
            self.group().known(member, "SW")

    def test_of_many_convenors_at_once_one_gets_the_seat(self):
        self.known(*(f"m-{number}" for number in range(6)))
        outcomes = self.at_once(lambda group, number: group.fill(f"m-{number}", kind="convenor")["kind"])
        assert sorted(outcomes) == ["convenor"] + ["convenor_held"] * 5
        assert self.group().roster()["size"] == 1

    def test_the_nineteenth_seat_is_refused_though_many_ask_at_once(self):
        group = self.group()
        group.fill("chair", UK, kind="chair")
        for number in range(15):
            group.fill(f"m-{number}", UK)
        self.known(*(f"new-{number}" for number in range(6)))
        outcomes = self.at_once(lambda each, number: each.fill(f"new-{number}", UK)["kind"])
        assert sorted(outcomes) == ["group_full"] * 4 + ["member"] * 2
        assert self.group().roster(UK)["size"] == 18

    def test_one_member_gets_one_seat_though_many_give_one(self):
        self.known("m-1")
        outcomes = self.at_once(lambda group, _: group.fill("m-1")["kind"])
        assert sorted(outcomes) == ["holds_seat_already"] * 5 + ["member"]

    def test_who_leaves_while_a_seat_is_filled_holds_none_afterwards(self):
        for round_ in range(4):
            member = f"m-{round_}"
            self.known(member)

            def act(group: Group, number: int, member: str = member) -> str:
                if number == 0:
                    _leave(group.desk, member)
                    return "left"
                return str(group.fill(member)["kind"])

            outcomes = self.at_once(act, times=2)
            assert set(outcomes) <= {"left", "member", "holder_not_active"}
            assert SeatStore(self.group().desk.work).held_by(member, NOW.date()) == []

    def test_one_warning_is_given_though_two_replicas_hold_the_same_work(self):
        self.known("m-1")
        self.group().fill("m-1", months=1)
        later = NOW + timedelta(days=1)
        row = self.database["jobs"].find_one({"kind": WARN})
        job = Job(row["_id"], WARN, row["key"], row["due_at"], row["data"])

        def warn(group: Group, _: int) -> str:
            service = Seats()
            service.store, service.settings = SeatStore(group.desk.work), _settings(group.desk)
            # As if a lease had run out: the same work in two hands.
            service.warn_of_term_end(Call(now=later), job)
            return "warned"

        assert self.at_once(warn, times=2) == ["warned", "warned"]
        assert len(self.group().desk.events("notice_raised")) == 1


def _leave(desk: Desk, member_id: str) -> None:
    person = Person(member_id, 7, "SW", "left", date(2018, 1, 15))
    state = {
        "member_id": person.id,
        "version": person.version,
        "region": person.region,
        "status": person.status,
        "cohort": "2018",
        "joined": person.joined.isoformat(),
        "left": NOW.date().isoformat(),
        "roles": [],
    }
    desk.hear(membership.MEMBER_LEFT, member_id, person.version, state, person.region)


def test_the_national_team_acts_for_every_group(group: Group):
    group.fill("m-1", by=NATIONAL)
    assert group.roster(by=NATIONAL)["seats"][0]["member_id"] == "m-1"
