"""Who leaves Q: no name of theirs stays, and what they led goes on without them or ends."""

import pytest
from proposals_desk import LATE, OTHER, Fair

from exchange.proposals import domain
from exchange.proposals.store import ProposalStore


@pytest.fixture
def fair(desk):
    return Fair(desk)


def kept(fair, made):
    return ProposalStore(fair.desk.work).get(made["id"])


def test_the_first_who_agreed_leads_it_and_is_told(fair):
    made = fair.submitted(fair.ann, shown_name="Ann A")
    fair.join(made, fair.bo, "Bo B")
    fair.join(made, fair.cy)
    fair.leave(fair.ann)
    after = kept(fair, made)
    assert (after.lead, after.shown_name, after.region, after.stage) == ("bo", "Bo B", "WOE", "submitted")
    assert after.team == ("bo", "cy")
    assert fair.told("proposal_inherited") == [["bo"]]


def test_nobody_inherits_a_second_proposal_to_lead(fair):
    made = fair.submitted(fair.ann)
    fair.join(made, fair.bo)
    fair.join(made, fair.cy)
    fair.submitted(fair.bo, **OTHER)
    fair.leave(fair.ann)
    assert kept(fair, made).lead == "cy"


def test_without_an_heir_it_is_withdrawn_and_no_name_stays(fair):
    made = fair.submitted(fair.ann, shown_name="Ann A")
    fair.act("ask_co_applicant", made, fair.ann, member_id="bo")
    fair.leave(fair.ann)
    after = kept(fair, made)
    assert (after.stage, after.shown_name, after.reason) == ("withdrawn", "", "Its lead left Q.")


def test_what_was_decided_stays_as_it_is_but_for_the_name(fair):
    made = fair.submitted(fair.ann, shown_name="Ann A")
    store = ProposalStore(fair.desk.work)
    store.save(domain.move(store.get(made["id"]), "shortlisted", LATE))
    fair.leave(fair.ann)
    after = kept(fair, made)
    assert (after.stage, after.lead, after.shown_name) == ("shortlisted", "ann", "")


def test_a_co_applicant_who_leaves_is_none_any_more(fair):
    made = fair.submitted(fair.ann)
    fair.join(made, fair.bo, "Bo B")
    fair.leave(fair.bo)
    assert kept(fair, made).co_applicants == ()


def test_no_name_of_theirs_is_left_anywhere_and_what_they_said_stays(fair):
    made = fair.submitted(fair.ann)
    fair.join(made, fair.bo, "Bo B")
    said = fair.say(made, fair.cy, "Good.", shown_name="Cy C")
    fair.on_comment("answer_comment", said, fair.bo, text="Thanks.", shown_name="Bo B")
    fair.support(made, fair.cy, shown_name="Cy C")
    fair.leave(fair.bo)
    fair.leave(fair.cy)
    database = fair.desk.work.database
    everything = str([list(database[name].find()) for name in ("proposals", "comments", "supports")])
    assert "Bo B" not in everything
    assert "Cy C" not in everything
    assert "Good." in everything
    assert "Thanks." in everything
