"""What is true of every count, whatever the ballots and the rules."""

from collections import Counter
from dataclasses import replace

from elections_at_random import UNHURRIED, elections, reserved_elections
from hypothesis import event, given
from hypothesis import strategies as st
from other_ways import by_the_order

from stewardship.elections.counting import (
    Count,
    ImpossibleContest,
    casual_vacancy,
    count,
    count_document,
    count_sheet,
    problems,
    read_blt,
    write_blt,
)


def whole(counted: Count) -> bool:
    """Every stage adds up exactly to the ballots."""
    return all(
        sum(stage.votes.values()) + stage.exhausted + stage.non_transferable == counted.valid
        for stage in counted.stages
    )


@UNHURRIED
@given(elections())
def test_as_many_are_elected_as_there_are_seats_and_every_stage_adds_up(election):
    contest, cast = election
    counted = count(contest, cast)
    assert len(set(counted.elected_ids)) == contest.seats
    assert counted.valid + counted.empty == sum(cast.values())
    assert whole(counted)


@UNHURRIED
@given(elections())
def test_a_count_is_what_the_order_says_paper_by_paper(election):
    contest, cast = election
    counted = count(contest, cast)
    assert list(counted.elected_ids) == by_the_order(contest.seats, cast, counted.lot)


@UNHURRIED
@given(reserved_elections())
def test_every_rule_on_the_seats_is_kept_and_every_stage_adds_up(election):
    contest, cast = election
    counted = count(contest, cast)
    chosen = [contest.candidate(each) for each in counted.elected_ids]
    rules = contest.reservations
    counties, systems = Counter(each.county for each in chosen), Counter(each.system for each in chosen)
    assert len(set(chosen)) == contest.seats
    assert sum(each.patient for each in chosen) >= rules.patient_seats
    assert all(n <= (rules.most_per_county or n) for county, n in counties.items() if county)
    assert all(systems[system] >= n for system, n in rules.least_per_system.items())
    assert whole(counted)
    assert counted.reserved is None or whole(counted.reserved)


@UNHURRIED
@given(reserved_elections())
def test_every_seat_that_a_rule_moved_is_named_with_the_rule_and_no_other(election):
    contest, cast = election
    counted = count(contest, cast)
    without = count(replace(contest, reservations=type(contest.reservations)()), cast)
    event(f"{len(counted.differences)} seats moved")
    came = {each.elected for each in counted.differences}
    went = {each.instead_of for each in counted.differences}
    assert came == set(counted.elected_ids) - set(without.elected_ids)
    assert went == set(without.elected_ids) - set(counted.elected_ids)
    assert len(counted.differences) == len(came) == len(went)
    assert all(getattr(contest.reservations, rule) for each in counted.differences for rule in each.rules)


@UNHURRIED
@given(reserved_elections(), st.randoms(use_true_random=False))
def test_the_order_of_the_ballots_does_not_matter(election, chance):
    contest, cast = election
    shuffled = list(cast.items())
    chance.shuffle(shuffled)
    assert count(contest, dict(shuffled)) == count(contest, cast)


@UNHURRIED
@given(reserved_elections())
def test_the_published_file_holds_the_whole_contest(election):
    contest, cast = election
    read = read_blt(write_blt(contest, cast))
    assert (read.contest, read.ballots) == (contest, cast)
    assert count(read.contest, read.ballots) == count(contest, cast)


@UNHURRIED
@given(reserved_elections())
def test_every_tie_is_shown_in_the_stage_in_which_it_was_settled(election):
    contest, cast = election
    counted = count(contest, cast)
    for stage in counted.stages:
        for tie in stage.ties:
            assert tie.chosen in tie.candidates
            assert tie.sentence in stage.sentences
            assert tie.rule == "lot" or (tie.stage is not None and tie.stage < stage.number)


@UNHURRIED
@given(reserved_elections())
def test_the_sheet_has_a_row_for_everybody_and_adds_up(election):
    contest, cast = election
    counted = count(contest, cast)
    sheet = count_sheet(counted)
    assert len({len(row) for row in sheet}) == 1
    assert [row[0] for row in sheet[1:-3]] == [each.label for each in contest.standing]
    assert set(sheet[-1][1:-1]) == {str(counted.valid)}
    document = count_document(counted)
    assert [each["candidate"] for each in document["elected"]] == list(counted.elected_ids)


@UNHURRIED
@given(reserved_elections(), st.data())
def test_after_a_casual_vacancy_everybody_else_keeps_the_seat(election, data):
    contest, cast = election
    elected = count(contest, cast).elected_ids
    vacated = data.draw(st.sampled_from(elected))
    sitting = set(elected) - {vacated}
    others = [each.id for each in contest.standing if each.id not in elected]
    willing = data.draw(st.sets(st.sampled_from(others))) if others else set()
    try:
        again = casual_vacancy(contest, cast, vacated=vacated, sitting=sitting, willing=willing)
    except ImpossibleContest:
        event("a new election is needed")
        return
    assert sitting < set(again.elected_ids)
    assert set(again.elected_ids) <= sitting | willing
    assert problems(again.contest) == ()
