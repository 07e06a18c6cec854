"""The rules of an election by example and by property: the order of its steps, its dates, its figures."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from commons.london import noon
from stewardship.elections.contest import fitting, impossible, on_paper
from stewardship.elections.domain import (
    CANCELLED,
    FREEZE_ROLL,
    NOMINATIONS_CLOSED,
    NOMINATIONS_OPEN,
    REMIND,
    VOTING,
    Candidate,
    Deadlines,
    Election,
    Rules,
    close_nominations,
    draft,
    freeze_roll,
    next_step,
    open_nominations,
    open_voting,
    remind,
    turnout,
)
from stewardship.refusal import Refusal

NOW = datetime(2018, 9, 3, 10, 30, tzinfo=UTC)
DAYS = Deadlines(
    date(2018, 9, 10), date(2018, 9, 24), date(2018, 9, 24), date(2018, 10, 1), date(2018, 10, 15)
)


def candidate(number: int, county: str = "Devon", patient: bool = False, system: str = "") -> Candidate:
    name = f"n-{number}"
    return Candidate(
        number, name, f"m-{number}", name.upper(), "Words.", "Nurse", county, "", system, patient
    )


THREE = tuple(candidate(number, patient=number == 1) for number in (1, 2, 3))


def drafted(days: Deadlines = DAYS, rules: Rules = Rules(2)) -> Election:  # noqa: B008 - frozen
    return draft("e", region="SW", officer="o", rules=rules, deadlines=days, tie_seed="s", now=NOW)


def walked(election: Election) -> list[tuple[str, datetime]]:
    """The steps that deadlines take, in their order, down to the last."""
    steps = []
    while (step := next_step(election)) is not None:
        name, at = step
        steps.append(step)
        if name == NOMINATIONS_OPEN:
            election = open_nominations(election, "due", at)
        elif name == FREEZE_ROLL:
            election = freeze_roll(election, 12, "due", at)
        elif name == NOMINATIONS_CLOSED:
            election = close_nominations(election, THREE, election.rules, "due", at)
        elif name == VOTING:
            election = open_voting(election, "due", at)
        else:
            election = remind(election, "due", at)
    return steps


def test_the_roll_is_frozen_before_the_step_of_the_same_noon():
    names = [name for name, _ in walked(drafted())]
    assert names == [NOMINATIONS_OPEN, FREEZE_ROLL, NOMINATIONS_CLOSED, VOTING, REMIND]


@given(some.lists(some.integers(1, 40), min_size=4, max_size=4), some.integers(0, 120))
def test_steps_never_go_back_in_time_and_the_roll_always_stands_when_the_vote_opens(gaps, roll_after):
    opens = date(2018, 9, 10)
    closes, voting = opens + timedelta(days=gaps[0]), opens + timedelta(days=gaps[0] + gaps[1])
    roll = min(opens + timedelta(days=roll_after), voting)
    steps = walked(drafted(Deadlines(opens, closes, roll, voting, voting + timedelta(days=gaps[2]))))
    times = [at for _, at in steps]
    assert times == sorted(times)
    names = [name for name, _ in steps]
    assert names.index(FREEZE_ROLL) < names.index(VOTING)
    assert names.count(REMIND) == (1 if gaps[2] > 3 else 0)


def test_noon_follows_the_clock_of_london():
    assert noon(date(2018, 10, 27)) == datetime(2018, 10, 27, 11, tzinfo=UTC)
    assert noon(date(2018, 10, 28)) == datetime(2018, 10, 28, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("ballots", "roll", "percent"), [(64, 159, 40.3), (1, 8, 12.5), (1, 1000, 0.1), (0, 5, 0.0)]
)
def test_turnout_is_in_per_cent_with_one_decimal(ballots: int, roll: int, percent: float):
    assert turnout(ballots, roll)["percent"] == percent


def test_half_of_a_tenth_is_rounded_up():
    assert turnout(1, 16)["percent"] == 6.3  # 6.25
    assert turnout(3, 0)["percent"] is None


def test_the_reminder_is_left_out_when_the_vote_is_short():
    short = replace(DAYS, voting_closes=date(2018, 10, 4))
    assert REMIND not in [name for name, _ in walked(drafted(short))]


@pytest.mark.parametrize(
    ("rules", "candidates", "wanted"),
    [
        (Rules(2, 1), THREE, Rules(2, 1)),
        (Rules(2, 1), THREE[1:], Rules(1, 0)),
        (Rules(5), THREE, Rules(3)),
        (Rules(3, 0, 1), THREE, Rules(1, 0, 1)),
        (Rules(2, 0, None, (("Devon STP", 1),)), THREE, Rules(1)),
        (Rules(1, 1), THREE[1:], None),
        (Rules(2), (), None),
    ],
    ids=["all", "no patient", "too few", "one county", "no system", "patient only", "nobody"],
)
def test_what_nobody_may_take_stays_empty(
    rules: Rules, candidates: tuple[Candidate, ...], wanted: Rules | None
):
    assert fitting(rules, candidates) == wanted


def test_rules_are_impossible_only_when_no_candidates_could_keep_them():
    assert impossible(Rules(3, 1, 1, (("Devon STP", 2),))) == ()
    assert impossible(Rules(1, 2))
    assert impossible(Rules(2, 0, None, (("A", 2), ("B", 1))))


def test_the_paper_depends_on_the_seed_and_not_on_the_order_of_nominations():
    paper = on_paper(THREE, "a seed")
    assert paper == on_paper(reversed(THREE), "a seed")
    assert [each.number for each in paper] == [1, 2, 3]
    orders = {tuple(each.nomination_id for each in on_paper(THREE, f"seed {n}")) for n in range(60)}
    assert len(orders) == 6


def test_nobody_on_the_roll_or_on_the_paper_ends_the_election_with_a_reason():
    closed = close_nominations(open_nominations(drafted(), "due", NOW), (), None, "due", NOW)
    assert (closed.state, bool(closed.reason)) == (CANCELLED, True)
    empty = freeze_roll(open_nominations(drafted(), "due", NOW), 0, "due", NOW)
    ready = close_nominations(empty, THREE, Rules(2), "due", NOW)
    assert open_voting(ready, "due", NOW).state == CANCELLED


def test_a_roll_is_frozen_once():
    frozen = freeze_roll(drafted(), 12, "due", NOW)
    with pytest.raises(Refusal, match="roll_frozen"):
        freeze_roll(frozen, 13, "due", NOW)
