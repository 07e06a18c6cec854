"""Which next step somebody is shown of a proposal: the most urgent, and where to read more when none is."""

from dataclasses import replace

import pytest

from gateway.portal.presenting.proposal_steps import next_step
from gateway.portal.presenting.proposals import Proposal, Setting

SETTING = Setting(
    id="r-1",
    title="Q Exchange",
    limits="£1,000 to £30,000",
    themes=(),
    until="noon on Thursday 28 February 2019",
    is_over=False,
    grace="",
    closed={},
    coming="Members vote from 1 April 2019 until noon on 12 April 2019.",
)
MINE = Proposal(
    id="p-1", version=1, round_id="r-1", title="Fewer falls", aim="", plan="", spending="", organisation="",
    theme="", ask="", region="SW", stage="draft", stage_name="Draft", colour="", is_open=True, lead="Ann",
    lead_id="ann", team=(), part="lead", may=frozenset({"change", "submit", "withdraw", "comment", "merge"}),
    lacking=(), alike=(), text_number=1, changed="", submitted="", reason="", source="", award="", comments=0,
    questions_waiting=0, supporters=0, merges_waiting=0, merged_into="", merged_from=(), history=(),
)  # fmt: skip
LACKING = (("plan", "Plan", "This is still to be written."),)
TOLD = frozenset({"change", "comment"})


@pytest.mark.parametrize(
    ("changed", "text", "why"),
    [
        ({"part": "asked", "may": frozenset({"agree"})}, "Answer", "Ann asks you to apply together."),
        ({"merges_waiting": 1}, "Answer the offer to merge", "Another lead offers to make one of both."),
        ({"questions_waiting": 2}, "Check and submit", "It is all there, but not sent yet. Proposals are"),
        ({"lacking": LACKING, "questions_waiting": 2}, "Answer 2 questions", "Assessors look at this."),
        ({"lacking": LACKING}, "Go on writing", "Still to do: plan. Proposals are taken until noon on"),
        ({"part": "agreed", "may": TOLD}, "Improve the text", "Its lead submits it. Proposals are"),
        ({"stage": "idea", "may": TOLD | {"develop"}}, "Turn it into a proposal", "It is an idea so far."),
        ({"stage": "submitted", "may": TOLD}, "Improve the text", "Its text may still change."),
        ({"stage": "withdrawn", "may": frozenset({"reinstate"})}, "Undo the withdrawal", "You withdrew it."),
    ],
)
def test_what_is_most_urgent_comes_first(changed, text, why):
    step = next_step(replace(MINE, **changed), SETTING)
    assert (step.text, step.why.startswith(why), step.is_to_do) == (text, True, True)


@pytest.mark.parametrize(
    ("stage", "href", "why"),
    [
        ("draft", "", "It was not submitted in time."),
        ("submitted", "", "It is submitted. Members vote from 1 April 2019 until noon on 12 April 2019."),
        ("not_shortlisted", "/proposals/p-1/feedback", "It was not shortlisted. Assessors wrote why."),
        ("awarded", "/my-awards", "It got an award."),
        ("not_awarded", "/unfunded/p-1", "It got no award. There is other help."),
        ("merged", "/proposals/p-2", "It goes on in another."),
    ],
)
def test_where_nothing_is_to_be_done_it_says_what_becomes_of_it(stage, href, why):
    step = next_step(replace(MINE, stage=stage, may=frozenset(), merged_into="p-2"), SETTING)
    assert (step.is_to_do, step.href, step.why) == (False, href, why)
