"""What stands around a door: role, shape, command id, transaction, inbox."""

from datetime import UTC, datetime
from typing import Any

import pytest
from sample.service import NEVER_NOTED, Number, Sample, SampleStore

from chassis.call import Call, Job
from chassis.doors import PUBLIC, command
from chassis.identity import Caller
from chassis.testkit.memory import MemoryUnitOfWork
from contracts.events import Event
from contracts.refusals import Refused

MEMBER = Caller("m-1", frozenset({"member"}))


@pytest.fixture
def sample() -> Any:
    service = Sample()
    service.store = SampleStore(MemoryUnitOfWork(SampleStore.INDEXES))
    return service


def numbers(service: Sample) -> int:
    return int(service.store.work.database["numbers"].count_documents({}))


def test_a_visitor_is_told_to_sign_in_and_a_stranger_that_the_role_is_lacking(sample: Sample) -> None:
    with pytest.raises(Refused, match="sign_in_required"):
        sample.members_only(Call(), {})
    with pytest.raises(Refused, match="role_required"):
        sample.members_only(Call(caller=Caller("x", frozenset({"applicant"}))), {})
    assert sample.members_only(Call(caller=MEMBER), {}) == {}


def test_a_wrong_shape_is_refused_with_the_field(sample: Sample) -> None:
    with pytest.raises(Refused) as no:
        sample.echo(Call(), {"number": {"$ne": ""}, "extra": 1})
    assert no.value.code == "invalid_input"
    assert set(no.value.fields) == {"number", "extra"}


def test_the_domains_refusal_becomes_refused_and_nothing_is_saved(sample: Sample) -> None:
    with pytest.raises(Refused, match="invalid_input"):
        sample.count(Call(), {"number": -1})
    assert numbers(sample) == 0


def test_a_command_is_answered_once_per_command_id(sample: Sample) -> None:
    first = sample.count(Call(command_id="c-1", caller=MEMBER), {"number": 1})
    assert sample.count(Call(command_id="c-1", caller=MEMBER), {"number": 1}) == first
    assert numbers(sample) == 1
    assert sample.store.work.published() == ["number_counted.v1"]


class ConflictOnce(MemoryUnitOfWork):
    """A database in which the first attempt of every transaction meets a conflict at its end."""

    def in_transaction(self, call: Call, work: Any) -> Any:
        def conflict() -> None:
            work()
            raise ConnectionAbortedError

        with pytest.raises(ConnectionAbortedError):
            super().in_transaction(call, conflict)
        return super().in_transaction(call, work)


class Taking(Sample):
    """Takes apart what it was asked, as doors may."""

    @command(Number, by=(PUBLIC,))
    def take(self, _call: Call, asked: dict[str, Any]) -> Any:
        return {"number": asked.pop("number")}


def test_a_door_that_runs_again_after_a_conflict_is_asked_the_same() -> None:
    service = Taking()
    service.store = SampleStore(ConflictOnce(SampleStore.INDEXES))
    assert service.take(Call(), {"number": 7}) == {"number": 7}
    assert service.take(Call(caller=MEMBER, command_id="c-1"), {"number": 8}) == {"number": 8}


def test_a_command_id_with_another_body_is_refused(sample: Sample) -> None:
    sample.count(Call(command_id="c-1", caller=MEMBER), {"number": 1})
    with pytest.raises(Refused, match="command_id_reused"):
        sample.count(Call(command_id="c-1", caller=MEMBER), {"number": 2})
    assert numbers(sample) == 1


def test_another_persons_command_id_is_not_mine(sample: Sample) -> None:
    sample.count(Call(command_id="c-1", caller=MEMBER), {"number": 1})
    sample.count(Call(command_id="c-1", caller=Caller("m-2", frozenset({"member"}))), {"number": 2})
    assert numbers(sample) == 2


def test_an_event_takes_effect_once(sample: Sample) -> None:
    now = datetime(2026, 11, 21, tzinfo=UTC)
    event = Event("e-1", "number_counted", 1, "n-1", 1, None, now, {"number": 4})
    assert sample.when_number_counted_note_it(Call(), event) is True
    assert sample.when_number_counted_note_it(Call(), event) is False
    assert sample.store.work.database["notes"].count_documents({}) == 1


def test_a_failing_handler_leaves_no_trace_in_the_inbox(sample: Sample) -> None:
    now = datetime(2026, 11, 21, tzinfo=UTC)
    event = Event("e-1", "number_counted", 1, "n-1", 1, None, now, {"number": NEVER_NOTED})
    with pytest.raises(RuntimeError):
        sample.when_number_counted_note_it(Call(), event)
    assert sample.store.work.database["inbox"].count_documents({}) == 0


def test_due_work_goes_on_until_it_is_done(sample: Sample) -> None:
    now = datetime(2026, 11, 21, tzinfo=UTC)
    again = sample.when_due_tick(Call(now=now), Job("j", "tick", "k", now, {"left": 2}))
    assert again is not None
    assert again.data == {"left": 1}
    assert sample.when_due_tick(Call(now=now), Job("j", "tick", "k", now, again.data)) is None


def test_planning_the_same_work_again_moves_it(sample: Sample) -> None:
    sample.plan(Call(), {"number": 1, "seconds": 5})
    sample.plan(Call(), {"number": 1, "seconds": 9})
    assert sample.store.work.database["jobs"].count_documents({}) == 1


def test_an_event_that_breaks_its_contract_is_never_saved(sample: Sample) -> None:
    from sample.service import NUMBER_COUNTED

    work = sample.store.work
    with pytest.raises(ValueError, match="breaks its own contract"):
        work.in_transaction(Call(), lambda: work.publish([NUMBER_COUNTED.of("n", 1, {"number": "x"})]))
    assert work.published() == []


def test_a_stale_version_is_refused(sample: Sample) -> None:
    work = sample.store.work
    work.save("numbers", {"_id": "n", "version": 1, "number": 1})
    work.save("numbers", {"_id": "n", "version": 2, "number": 2})
    with pytest.raises(Refused, match="stale_version"):
        work.save("numbers", {"_id": "n", "version": 2, "number": 3})
