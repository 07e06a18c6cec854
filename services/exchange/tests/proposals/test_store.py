"""What the store of proposals keeps, in memory and on MongoDB."""

import pytest
from exchange_desk import Desk
from proposals_desk import IDEAS, OTHER, WORDS, Fair

from chassis.testkit.refusing import refused
from exchange.proposals.resembling import telling_words
from exchange.proposals.store import ProposalStore


@pytest.fixture
def fair(work):
    return Fair(Desk(work))


def test_what_is_kept_comes_back_as_it_was(fair, work):
    made = fair.submitted(fair.ann, shown_name="Ann", organisation="North Trust")
    fair.join(made, fair.bo, "Bo")
    store = ProposalStore(work)
    found = store.get(made["id"])
    assert (found.lead, found.team, found.ask) == ("ann", ("ann", "bo"), WORDS["ask"])
    assert (found.words.organisation, found.co_applicants[0].shown_name) == ("North Trust", "Bo")
    assert store.of_round(fair.round, "submitted") == [found]
    assert store.of_round(fair.round, "draft") == []
    assert store.of_round(fair.round) == [found]
    assert store.led_by(fair.round, "ann") == found
    assert store.led_by(fair.round, "bo") is None


def test_a_second_proposal_of_one_lead_is_refused_by_the_index(fair):
    fair.desk.now = IDEAS
    first, second = fair.idea(fair.ann), fair.idea(fair.ann)
    fair.desk.now = IDEAS.replace(day=20)
    fair.act("develop_idea", first, fair.ann)
    with refused("proposal_led_already"):
        fair.act("develop_idea", second, fair.ann)
    assert fair.get(second, fair.ann)["stage"] == "idea"


def test_those_that_share_the_most_words_come_first(fair, work):
    far, near = fair.submitted(fair.bo, **OTHER), fair.submitted(fair.ann)
    words = telling_words(WORDS["title"], WORDS["aim"], "outpatients")
    found = ProposalStore(work).sharing_words(fair.round, words)
    assert [each.id for each in found] == [near["id"], far["id"]]
    assert [each.id for each in ProposalStore(work).sharing_words(fair.round, words, near["id"])] == [
        far["id"]
    ]


def test_the_tally_counts_by_stage_region_and_theme(fair, work):
    fair.submitted(fair.ann)
    fair.submitted(fair.bo, **OTHER)
    fair.idea(fair.ann, theme="")
    rows = {
        (row["stage"], row["region"], row["theme"]): row["number"]
        for row in ProposalStore(work).tally(fair.round)
    }
    assert rows == {("submitted", "SW", "Flow"): 1, ("submitted", "WOE", "Flow"): 1, ("idea", "SW", ""): 1}


def test_pages_go_on_where_the_last_one_ended(fair):
    for n in range(3):
        fair.desk.now = fair.desk.now.replace(minute=n)
        fair.idea(fair.ann, title=f"Idea {n}")
    first = fair.desk.knock("proposals.list_proposals", {"round_id": fair.round, "limit": 2}, by=fair.cy)
    asked = {"round_id": fair.round, "limit": 2, "cursor": first["next"]}
    second = fair.desk.knock("proposals.list_proposals", asked, by=fair.cy)
    titles = [each["title"] for each in (*first["items"], *second["items"])]
    assert (titles, second["next"]) == (["Idea 2", "Idea 1", "Idea 0"], None)
