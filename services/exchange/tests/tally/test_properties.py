"""What holds for every vote and every rule."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from votes import any_vote, every_real_vote

from exchange.tally import RULES, Vote, document, equal_shares, read_pb, sentence, write_pb

QUICK = settings(max_examples=60, deadline=None)


@pytest.mark.parametrize("rule", RULES)
@QUICK
@given(vote=any_vote)
def test_the_pot_holds_every_project_has_one_fate_and_nothing_that_fits_is_left_out(rule, vote):
    outcome = RULES[rule](vote)
    assert outcome.spent <= vote.pot
    assert sorted(each.project.id for each in outcome.fates) == sorted(each.id for each in vote.projects)
    assert [each.turn for each in outcome.fates] == list(range(1, len(vote.projects) + 1))
    left = vote.pot - outcome.spent
    missed = [each for each in outcome.fates if not each.is_funded and each.votes]
    assert all(each.project.cost > left for each in missed)
    assert all(sentence(each) for each in outcome.fates)


@pytest.mark.parametrize("rule", RULES)
@QUICK
@given(vote=any_vote)
def test_the_order_in_which_ballots_came_changes_nothing(rule, vote):
    backwards = Vote(vote.pot, vote.projects, dict(reversed(vote.ballots.items())), vote.title)
    assert RULES[rule](vote) == RULES[rule](backwards)


@QUICK
@given(vote=any_vote)
def test_no_voter_pays_more_than_their_share_and_every_project_gets_its_cost(vote):
    share = vote.pot / vote.voters
    held = dict.fromkeys(vote.ballots, share)
    place_of = {each.id: place for place, each in enumerate(vote.projects)}
    for fate in equal_shares(vote).fates:
        if fate.funded_by != "shares":
            continue
        paid = Fraction(0)
        for ballot, times in vote.ballots.items():
            points = dict(ballot).get(place_of[fate.project.id], 0)
            due = min(held[ballot], fate.price * points)
            held[ballot] -= due
            paid += due * times
        assert paid == fate.project.cost
    assert min(held.values()) >= 0


@QUICK
@given(vote=any_vote)
def test_the_published_file_is_tallied_to_the_same_result(vote):
    for rule in RULES.values():
        outcome = rule(vote)
        file = read_pb(write_pb(vote, outcome, {"country": "United Kingdom"}))
        again = rule(file.vote)
        assert [each.id for each in again.funded] == [each.id for each in outcome.funded]
        assert file.official == {each.id for each in outcome.funded}
        assert document(again)["projects"][0]["votes"] == document(outcome)["projects"][0]["votes"]


@every_real_vote
def test_a_real_vote_is_written_as_it_was_read(file):
    vote = read_pb(file.read_bytes()).vote
    assert read_pb(write_pb(vote)).vote == Vote(vote.pot, vote.projects, dict(vote.ballots), vote.title)
