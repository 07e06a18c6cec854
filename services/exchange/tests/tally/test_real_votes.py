"""The real votes where they lie beside this project, with what the towns themselves decided."""

import pytest
from votes import every_real_vote

from exchange.tally import RULES, read_pb
from exchange.tally.vote import support_of

ELSEWHERE = {
    # Nothing was funded after the first that did not fit.
    "poland_poznan_2023_3-piatkowo-polnoc-piatkowo": {"III.6"},
    # The town took it off the list after the vote ("wycofany") and funded the next.
    "poland_wroclaw_2017_rejon-nr-11-750": {"150", "425"},
}
"""Where a town departed from the votes alone: the projects about which we and it differ."""


@every_real_vote
def test_the_most_votes_fund_what_the_town_funded(file):
    read = read_pb(file.read_bytes())
    funded = {each.id for each in RULES["greedy"](read.vote).funded}
    if read.official is None:
        pytest.skip("the file names no winners")
    assert funded ^ read.official == ELSEWHERE.get(file.stem, set())


@every_real_vote
def test_ballots_add_up_to_the_votes_that_the_town_published(file):
    read = read_pb(file.read_bytes())
    assert read.vote.voters == int(read.meta["num_votes"])
    assert len(read.vote.projects) == int(read.meta["num_projects"])
    published = {
        row[0]: int(row[2])
        for row in (line.split(";") for line in file.read_text("utf-8").split("VOTES")[0].splitlines())
        if len(row) > 3 and row[0] in {each.id for each in read.vote.projects} and row[2].isdigit()
    }
    counted = {p.id: got.votes for p, got in zip(read.vote.projects, support_of(read.vote), strict=True)}
    assert published.items() <= counted.items()
