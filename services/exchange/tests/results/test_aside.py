"""A long file is tallied in a process of its own, with the same answer."""

import random
from fractions import Fraction

import pytest

from exchange.results import aside
from exchange.results.aside import tally_file
from exchange.tally import RULES, Gathering, Project, Vote, read_pb, write_pb


def content(ballots: int) -> str:
    chance = random.Random(57)
    gathering = Gathering()
    for _ in range(ballots):
        gathering.add(dict.fromkeys(chance.sample(range(6), chance.randint(0, 4)), 1))
    projects = tuple(Project(f"p-{n}", f"Nächstes {n}", Fraction(1000 * n + 500)) for n in range(6))
    return write_pb(
        Vote(Fraction(8000), projects, gathering.ballots, "Q Exchange"), None, {"currency": "GBP"}
    )


def test_aside_and_at_once_say_the_same(monkeypatch: pytest.MonkeyPatch):
    file = content(300)
    at_once = tally_file(file, tuple(RULES))
    monkeypatch.setattr(aside, "AT_ONCE", 1)
    assert tally_file(file, tuple(RULES)) == at_once
    assert [each["rule"] for each in at_once.documents] == list(RULES)


def test_the_file_comes_back_with_the_winners_of_the_first_rule_marked():
    file = content(300)
    for rules in (("greedy", "equal-shares"), ("equal-shares", "greedy")):
        tallied = tally_file(file, rules)
        read = read_pb(tallied.content)
        funded = {each["id"] for each in tallied.documents[0]["projects"] if each["is_funded"]}
        assert read.official == funded
        assert read.vote == read_pb(file).vote
        assert read.meta["currency"] == "GBP"


def test_a_tally_that_takes_too_long_is_stopped_and_tried_again(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(aside, "AT_ONCE", 1)
    monkeypatch.setattr(aside, "MOST_SECONDS", 0.0)
    with pytest.raises(TimeoutError):
        tally_file(content(300), ("greedy",))


def test_a_tally_that_breaks_is_no_answer(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(aside, "AT_ONCE", 1)
    with pytest.raises(RuntimeError, match="ended with 1"):
        tally_file("not\na\nfile\n", ("greedy",))
