"""Agendas are kept whole, and parked items find the next meeting by themselves."""

from datetime import timedelta

import pytest
from meetings_desk import MEETING, NOW

from chassis.call import Call
from chassis.mongo import UnitOfWork
from chassis.testkit.index_scan import collection_scans, watched
from meetings.agendas import domain
from meetings.agendas.domain import Agenda
from meetings.agendas.items import DISCUSS, Item, Paper
from meetings.agendas.store import AgendaStore
from meetings.calendar.domain import CANCELLED, Meeting
from meetings.calendar.store import MeetingStore

PAPER = Paper("f-1", "plan.pdf", "application/pdf", 10, 1, "m-1", NOW)
ITEM = Item("i-1", "Rooms", 30, "We outgrew it", DISCUSS, "m-1", NOW, supporters=("m-2",), papers=(PAPER,))


def meeting(work: UnitOfWork, number: int, **changes: object) -> Meeting:
    """Meetings of one group, a month from each other."""
    starts_at = MEETING.starts_at + timedelta(days=30 * (number - 1))
    made = Meeting(**{**vars(MEETING), "id": f"meeting-{number}", "starts_at": starts_at, **changes})  # type: ignore[arg-type]
    work.in_transaction(Call(now=NOW), lambda: MeetingStore(work).save(made))
    return made


def saved(work: UnitOfWork, agenda: Agenda) -> Agenda:
    work.in_transaction(Call(now=NOW), lambda: AgendaStore(work).save(agenda))
    return agenda


def parked(work: UnitOfWork, first: Meeting) -> None:
    agenda = saved(work, Agenda(first.id, "NENC", 1, (ITEM,)))
    after, waiting = domain.park(agenda, ITEM, "No time", by="v-1", now=NOW)

    def park() -> None:
        AgendaStore(work).park(waiting, first)
        AgendaStore(work).save(after)

    work.in_transaction(Call(now=NOW), park)


def test_an_agenda_is_read_back_as_it_was_saved(work: UnitOfWork) -> None:
    published = domain.publish(Agenda("meeting-1", "NENC", 0, (ITEM,)), "v-1", NOW)
    saved(work, published)
    after = saved(work, domain.change(
        published, ITEM, {"minutes": 20}, by="v-1", keeps=True, has_closed_part=False, now=NOW
    ))  # fmt: skip
    assert AgendaStore(work).get("meeting-1") == after
    assert AgendaStore(work).get("meeting-2") is None


def test_a_parked_item_is_on_the_next_agenda_and_waits_no_more_once_that_is_saved(work: UnitOfWork) -> None:
    first, second, third = (meeting(work, number) for number in (1, 2, 3))
    parked(work, first)
    store = AgendaStore(work)
    assert store.of(first, NOW).on_it == ()
    assert store.of(third, NOW).on_it == ()
    arisen = store.of(second, NOW)
    assert [(item.id, item.came_from, item.papers) for item in arisen.on_it] == [("i-1", first.day, (PAPER,))]
    saved(work, domain.publish(arisen, "v-1", NOW))
    assert store.waiting("NENC") == []
    assert [item.id for item in store.of(second, NOW).on_it] == ["i-1"]


@pytest.mark.parametrize("why", ["cancelled", "published", "over"])
def test_it_passes_over_a_meeting_that_can_take_nothing(work: UnitOfWork, why: str) -> None:
    first = meeting(work, 1)
    second = meeting(work, 2, **({"status": CANCELLED} if why == "cancelled" else {}))
    third = meeting(work, 3)
    parked(work, first)
    now = second.starts_at + timedelta(days=1) if why == "over" else NOW
    if why == "published":
        other = Item("i-2", "Other", 10, "", DISCUSS, "m-2", NOW)
        saved(work, Agenda(second.id, "NENC", 1, (other,), NOW, "v-1"))
    store = AgendaStore(work)
    assert "i-1" not in [item.id for item in store.of(second, now).on_it]
    assert [item.id for item in store.of(third, now).on_it] == ["i-1"]


@pytest.mark.servers
def test_no_finder_reads_a_whole_collection(mongo_uri: str) -> None:
    with watched(mongo_uri, "meetings", (*AgendaStore.INDEXES, *MeetingStore.INDEXES)) as (work, watching):
        first = meeting(work, 1)
        second = meeting(work, 2)
        parked(work, first)
        store = AgendaStore(work)
        saved(work, domain.publish(store.of(second, NOW), "v-1", NOW))
        assert collection_scans(work.database.client, work.database.name, watching.commands) == []
