"""A long file is counted in a process of its own, with the same answer."""

import random
from collections import Counter

import pytest

from stewardship.elections.counting import Candidate, Contest, Reservations, write_blt
from stewardship.elections.results import aside
from stewardship.elections.results.aside import Vacated, count_file

IDS = [f"c-{number}" for number in range(1, 7)]


def content(ballots: int, seats: int = 3, patients: int = 1) -> str:
    chance = random.Random(14)
    contest = Contest(
        "SW",
        seats,
        tuple(Candidate(each, each.upper(), patient=number < 2) for number, each in enumerate(IDS)),
        "a seed",
        Reservations(patient_seats=patients),
    )
    cast: Counter[tuple[str, ...]] = Counter()
    for _ in range(ballots):
        cast[tuple(chance.sample(IDS, chance.randint(1, len(IDS))))] += 1
    return write_blt(contest, cast)


def test_aside_and_at_once_say_the_same(monkeypatch: pytest.MonkeyPatch):
    file = content(300)
    at_once = count_file(file)
    monkeypatch.setattr(aside, "AT_ONCE", 1)
    assert count_file(file) == at_once
    assert len(at_once.elected) == 3


def test_a_vacancy_is_counted_aside_too(monkeypatch: pytest.MonkeyPatch):
    file = content(300)
    first, second, third = count_file(file).elected
    willing = [each for each in IDS if each not in (first, second, third)]
    vacated = Vacated(third, [first, second], willing)
    at_once = count_file(file, vacated)
    monkeypatch.setattr(aside, "AT_ONCE", 1)
    assert count_file(file, vacated) == at_once
    assert {first, second} < set(at_once.elected)


def test_what_cannot_be_counted_says_why_aside_as_well(monkeypatch: pytest.MonkeyPatch):
    file = content(20)
    vacated = Vacated("c-1", ["c-2"], [])
    at_once = count_file(file, vacated)
    assert at_once.impossible
    monkeypatch.setattr(aside, "AT_ONCE", 1)
    assert count_file(file, vacated) == at_once


def test_a_count_that_breaks_is_an_error_and_leaves_nothing_running(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(aside, "AT_ONCE", 1)
    with pytest.raises(RuntimeError, match="ended with 1"):
        count_file("not a ballot file\n\n\n")


def test_a_count_that_takes_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(aside, "AT_ONCE", 1)
    monkeypatch.setattr(aside, "MOST_SECONDS", 0.0)
    with pytest.raises(TimeoutError):
        count_file(content(50))
