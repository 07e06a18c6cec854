"""A new listener is filled from nothing: what ``bus republish`` tells is enough for its copy."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from chassis.call import Call
from chassis.identity import Caller
from chassis.testkit.desk import Desk, in_memory, indexes_of
from commons.people.domain import Person
from commons.people.store import People
from contracts.events import Fact
from meetings import service as meetings
from meetings.seats.store import SeatStore
from meetings.settings import Settings as MeetingsSettings
from membership import service as membership
from membership.settings import Settings as MembershipSettings
from stewardship import service as stewardship
from stewardship.settings import Settings as StewardshipSettings

NOW = datetime(2018, 9, 3, 10, 30, tzinfo=UTC)
NATIONAL = Caller("n-1", frozenset({"member", "national_team"}))
REGIONS = Path(__file__).parents[2] / "deploy" / "regions"


@pytest.fixture
def publisher() -> Desk:
    """membership, with nobody listening."""
    work = in_memory(indexes_of(membership.SERVICES))
    membership.before_serving(work, Call(now=NOW))
    return Desk(membership.SERVICES, work, MembershipSettings(regions_folder=REGIONS), NOW)


CONTEXTS = {
    "stewardship": (stewardship.SERVICES, StewardshipSettings),
    "meetings": (meetings.SERVICES, MeetingsSettings),
}


def newcomer(context: str) -> Desk:
    """A context that has heard nothing so far."""
    services, settings = CONTEXTS[context]
    return Desk(services, in_memory(indexes_of(services)), settings(regions_folder=REGIONS), NOW)


@pytest.fixture(params=CONTEXTS)
def listener(request: pytest.FixtureRequest) -> Desk:
    """Each context that keeps a copy of members."""
    return newcomer(request.param)


def joined(desk: Desk, name: str, region: str) -> str:
    form = {
        "region": region,
        "name": name,
        "email": f"{name.lower()}@example.org",
        "why": "I want to learn with people who improve care.",
        "compact_accepted": True,
    }
    sent = desk.knock("applications.submit_application", form)
    decision = {"id": sent["id"], "decision": "accept"}
    return str(desk.knock("applications.decide_application", decision, by=NATIONAL)["member_id"])


def told_again(desk: Desk, publisher: Any = membership) -> list[Fact]:
    """What ``bus republish membership`` puts into the outbox, page by page."""
    told, after = publisher.republish(desk.work, None, 2)
    while after is not None:
        facts, after = publisher.republish(desk.work, after, 2)
        told += facts
    return list(told)


def hear(desk: Desk, facts: list[Fact]) -> None:
    """Those of the facts that are meant for this context arrive, as JSON does."""
    for fact in facts:
        if any(queue.startswith(f"{desk.context}.") for queue in fact.type.listeners):
            desk.hear(fact.type, fact.aggregate_id, fact.aggregate_version, fact.data, fact.region or "")


def test_a_newcomer_knows_every_member_with_region_status_and_roles_from_what_is_told_again(
    publisher: Desk, listener: Desk
):
    ada, ben, cem, dee = (
        joined(publisher, name, region)
        for name, region in [("Ada", "SW"), ("Ben", "SW"), ("Cem", "WOE"), ("Dee", "SW")]
    )
    office = {"id": ada, "role": "convenor", "region": "SW"}
    publisher.knock("members.grant_role", office, by=NATIONAL)
    publisher.knock("members.leave", {"version": 1}, by=Caller(dee, frozenset({"member"}), "SW"))

    hear(listener, told_again(publisher))

    people = People(listener.work)
    assert people.active_in("SW") == sorted([ada, ben])
    assert people.active_in("WOE") == [cem]
    assert people.holding("convenor:SW") == [ada]
    gone = people.get(dee)
    assert gone is not None
    assert not gone.is_active


def test_telling_it_twice_changes_nothing_and_an_older_state_is_not_taken_back(
    publisher: Desk, listener: Desk
):
    ada = joined(publisher, "Ada", "SW")
    before = told_again(publisher)
    publisher.knock("members.leave", {"version": 1}, by=Caller(ada, frozenset({"member"}), "SW"))
    hear(listener, told_again(publisher))
    known = People(listener.work).get(ada)
    hear(listener, told_again(publisher))
    hear(listener, before)
    assert People(listener.work).get(ada) == known
    assert known is not None
    assert known.version == 2


def test_undecided_applications_and_the_versions_of_the_compact_are_told_again_too(publisher: Desk):
    form = {"region": "SW", "name": "Eve", "email": "eve@example.org", "compact_accepted": True, "why": "x"}
    open_one, taken_up, taken_back = (
        publisher.knock("applications.submit_application", {**form, "email": f"{name}@example.org"})["id"]
        for name in ("eve", "fay", "gus")
    )
    publisher.knock("applications.take_up_application", {"id": taken_up}, by=NATIONAL)
    gone = Caller(f"applicant:{taken_back}", frozenset({"applicant"}))
    publisher.knock("applications.withdraw_application", by=gone)
    joined(publisher, "Ada", "SW")

    told = told_again(publisher)

    again = [fact for fact in told if fact.type.name == "application_told_again"]
    assert [(fact.aggregate_id, fact.data["stage"]) for fact in again] == sorted(
        [(open_one, "applied"), (taken_up, "in_review")]
    )
    versions = [fact.data["compact_version"] for fact in told if fact.type.name == "compact_published"]
    assert versions == ["1"]
    assert [fact.type.name for fact in told].count("member_changed") == 1


@pytest.mark.parametrize("limit", [1, 2, 3, 200])
def test_every_page_size_tells_the_same(publisher: Desk, limit: int):
    for name in ("Ada", "Ben", "Cem"):
        joined(publisher, name, "SW")
    told, after = membership.republish(publisher.work, None, limit)
    while after is not None:
        facts, after = membership.republish(publisher.work, after, limit)
        told += facts
    assert [(fact.type.name, fact.aggregate_id) for fact in told] == [
        (fact.type.name, fact.aggregate_id) for fact in told_again(publisher)
    ]


def test_meetings_knows_every_group_and_who_held_which_seat_when():
    stewards, listener = newcomer("stewardship"), newcomer("meetings")
    stewards.knock("network.form_group", {"region": "SW", "on": "2018-01"}, by=NATIONAL)
    for member in ("m-1", "m-2", "m-3"):
        People(stewards.work).keep(Person(member, 1, "SW", "active", NOW.date()))
        seat = {"region": "SW", "member_id": member, "kind": "member", "background": "Nurse"}
        stewards.knock(
            "seats.fill_seat",
            {**seat, "locations": ["Devon"], "designation": "appointed", "start": "2018-09-03"},
            by=NATIONAL,
        )

    hear(listener, told_again(stewards, stewardship))

    seats = SeatStore(listener.work)
    group = seats.group("SW")
    assert group is not None
    assert group.status == "forming"
    holders = seats.holders("SW", date(2018, 10, 1))
    assert sorted(term.member_id for term in holders) == ["m-1", "m-2", "m-3"]
    assert {term.in_words for term in holders} == {"Nurse, Devon"}
    assert seats.holders("SW", date(2018, 9, 2)) == []
