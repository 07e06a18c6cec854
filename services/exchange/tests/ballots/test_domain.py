"""The poll by itself: numbers, home votes, days; and when a share is shown."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as some

from chassis.testkit.refusing import refused
from exchange.ballots.domain import (
    OPEN,
    TALLIED,
    Entry,
    Poll,
    end,
    open_poll,
    refuse_unless_tallied,
    remind,
    reminds_at,
)
from exchange.results.domain import SMALLEST_SHOWN, Support, home_of, percent, rules_of
from exchange.rounds.phases import VOTE, Phase

NOW = datetime(2019, 4, 1, tzinfo=UTC)
ENTRIES = tuple(
    Entry(number, f"p-{number}", f"Project {number}", "", 100, frozenset({f"lead-{number}"}), region)
    for number, region in enumerate(("SW", "WOE", "SW", "NENC"), 1)
)


class Round:
    id = "r-1"


def poll(**roll: int) -> Poll:
    return Poll("r-1", 1, OPEN, NOW, tuple(sorted(roll.items())), ENTRIES)


def test_entries_are_numbered_in_the_order_of_the_lot_and_empty_regions_are_no_part_of_the_roll():
    made = open_poll(Round, tuple(reversed(ENTRIES)), {"SW": 3, "WOE": 0, "NENC": 1}, NOW)
    assert [(each.number, each.id) for each in made.entries] == [
        (1, "p-4"),
        (2, "p-3"),
        (3, "p-2"),
        (4, "p-1"),
    ]
    assert (made.roll, made.roll_size) == ((("NENC", 1), ("SW", 3)), 4)


def test_without_projects_or_voters_there_is_no_poll():
    with refused("poll_without_projects"):
        open_poll(Round, (), {"SW": 3}, NOW)
    with refused("poll_without_voters"):
        open_poll(Round, ENTRIES, {"SW": 0}, NOW)


@given(some.permutations(["p-1", "p-2", "p-3", "p-4"]), some.integers(0, 4))
def test_one_set_of_projects_has_one_way_to_be_written(order: list[str], many: int):
    made = poll(SW=2, WOE=1)
    numbers = made.numbers_of(order[:many])
    assert list(numbers) == sorted(numbers)
    assert set(made.ids_of(numbers)) == set(order[:many])


def test_only_projects_of_the_voters_own_region_are_home_votes_and_only_among_several_regions():
    assert poll(SW=2, WOE=1).at_home((1, 2, 3), "SW") == (1, 3)
    assert poll(SW=2, WOE=1).at_home((1, 3), "NENC") == ()
    assert poll(SW=2).at_home((1, 2, 3), "SW") == ()


def test_a_poll_ends_once_and_only_then_anything_is_published():
    made = remind(poll(SW=1), NOW)
    assert (made.version, made.reminded_at) == (2, NOW)
    with refused("not_tallied"):
        refuse_unless_tallied(made)
    with refused("not_tallied"):
        refuse_unless_tallied(None)
    ended = end(made, TALLIED, NOW)
    assert refuse_unless_tallied(ended) is ended
    with refused("vote_tallied"):
        end(ended, TALLIED, NOW)


def test_a_short_vote_has_no_reminder():
    phase = Phase(VOTE, date(2019, 4, 1), date(2019, 4, 5))
    assert reminds_at(phase, 3) == datetime(2019, 4, 2, 11, 0, tzinfo=UTC)
    assert reminds_at(phase, 4) is None


@pytest.mark.parametrize(
    ("part", "whole", "wanted"),
    [(13, 188, 6.9), (1, 3, 33.3), (1, 16, 6.3), (0, 5, 0.0), (0, 0, 0.0), (5, 5, 100.0)],
)
def test_shares_are_said_to_one_decimal_half_up(part, whole, wanted):
    assert percent(part, whole) == wanted


counts = some.integers(0, 12)


@given(counts, counts, counts, counts)
def test_a_share_is_shown_only_where_nobody_can_be_told_from_the_others(home, home_not, away, away_not):
    support = Support("p", "SW", home + away, home, home + home_not + away + away_not, home + home_not)
    told = home_of(support, {"SW": 40, "WOE": 60})
    assert told.of_roll == 40.0
    assert (told.votes is not None) == (min(home, home_not, away, away_not) >= SMALLEST_SHOWN)
    assert (told.votes, told.percent) in ((None, None), (home, percent(home, home + away)))


@pytest.mark.parametrize(
    ("chose", "of_colleagues", "is_shown"),
    [(20, 30, True), (21, 30, False), (25, 35, False), (16, 36, True), (15, 36, False), (29, 40, False)],
)
def test_a_region_is_not_shown_where_its_organisation_taken_from_it_leaves_a_few(
    chose, of_colleagues, is_shown
):
    """Of 50 who voted there 25 chose it; of ``of_colleagues`` of its organisation ``chose`` did."""
    region = Support("p", "SW", 50, 25, 120, 50)
    colleagues = Support("p", "Derriford", 50, chose, 120, of_colleagues)
    assert colleagues.is_shown
    told = home_of(region, {"SW": 60, "WOE": 80}, colleagues)
    assert (told.votes == 25) is is_shown
    assert (told.percent is not None) is is_shown
    hidden = Support("p", "Derriford", 50, 2, 120, of_colleagues)
    assert home_of(region, {"SW": 60, "WOE": 80}, hidden).votes == 25


def test_the_rule_that_decides_comes_first_and_each_once():
    assert rules_of("equal-shares", ("greedy", "equal-shares")) == ("equal-shares", "greedy")
