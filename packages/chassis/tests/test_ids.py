"""Ids sort by when they were made, also within one millisecond and when the clock is set back."""

import time
import uuid

import pytest

from chassis.ids import new_id


def test_ids_of_one_process_are_in_order_and_never_twice() -> None:
    made = [new_id() for _ in range(5000)]
    assert made == sorted(made)
    assert len(set(made)) == len(made)


def test_an_id_is_a_uuid_of_version_seven_with_todays_milliseconds() -> None:
    before = time.time_ns() // 1_000_000
    read = uuid.UUID(new_id())
    assert (read.version, read.variant) == (7, uuid.RFC_4122)
    assert before <= read.int >> 80 <= time.time_ns() // 1_000_000


def test_a_clock_that_is_set_back_does_not_set_back_the_order(monkeypatch: pytest.MonkeyPatch) -> None:
    first = new_id()
    monkeypatch.setattr(time, "time_ns", lambda: 1_000_000_000)
    assert new_id() > first
