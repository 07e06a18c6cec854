"""Proposals at their doors: who enters, writes, submits, reads and is told."""

from datetime import timedelta

import pytest
from exchange_desk import NATIONAL, coordinator
from proposals_desk import DAYS, IDEAS, LATE, OPEN, OTHER, VOTED, VOTING, WORDS, Fair

from chassis.identity import VISITOR
from chassis.testkit.refusing import refused
from exchange.proposals import domain
from exchange.proposals.schemas import counts_view
from exchange.proposals.store import ProposalStore


@pytest.fixture
def fair(desk):
    return Fair(desk)


def test_an_idea_becomes_a_proposal_that_is_submitted(fair):
    fair.desk.now = IDEAS
    idea = fair.idea(fair.ann, ask=None, theme="")
    assert (idea["stage"], idea["region"], idea["my_part"], idea["ask"]) == ("idea", "SW", "lead", None)
    fair.desk.now = OPEN
    fair.act("develop_idea", idea, fair.ann)
    with refused("proposal_incomplete") as no:
        fair.act("submit_proposal", idea, fair.ann)
    assert set(no.value.fields) == {"ask", "theme"}
    fair.change(idea, fair.ann)
    made = fair.act("submit_proposal", idea, fair.ann)
    assert (made["id"], made["stage"], made["submitted_at"]) == (idea["id"], "submitted", OPEN.isoformat())


def test_a_member_leads_one_proposal_in_a_round_and_may_have_many_ideas(fair):
    ideas = [fair.idea(fair.ann, title=f"Idea {n}") for n in range(2)]
    fair.act("develop_idea", ideas[0], fair.ann)
    with refused("proposal_led_already"):
        fair.act("develop_idea", ideas[1], fair.ann)
    with refused("proposal_led_already"):
        fair.enter(fair.ann)
    fair.act("withdraw_proposal", ideas[0], fair.ann)
    assert fair.act("develop_idea", ideas[1], fair.ann)["stage"] == "draft"


def test_a_member_enters_so_many_ideas_and_no_more(fair):
    for n in range(fair.desk.settings.proposal_most_ideas):
        fair.idea(fair.ann, title=f"Idea {n}")
    with refused("ideas_too_many"):
        fair.idea(fair.ann)
    assert fair.idea(fair.bo)["stage"] == "idea"


def test_a_round_of_a_region_takes_from_its_own_members(desk):
    fair = Fair(desk, "SW")
    assert fair.enter(fair.ann)["region"] == "SW"
    with refused("round_of_other_region"):
        fair.enter(fair.bo)


def test_a_draft_is_its_teams_own_until_it_is_opened(fair):
    draft = fair.enter(fair.ann)
    for reader in (fair.cy, NATIONAL, VISITOR):
        with refused("not_found"):
            fair.get(draft, reader)
    assert fair.listed(fair.cy) == []
    fair.act("open_draft", draft, fair.ann)
    assert fair.get(draft, fair.cy)["title"] == WORDS["title"]
    assert fair.listed(fair.cy) == [WORDS["title"]]
    assert fair.listed(VISITOR) == []
    with refused("not_found"):
        fair.get(draft, VISITOR)


def test_visitors_read_what_is_voted_on(fair):
    made = fair.submitted(fair.ann)
    store = ProposalStore(fair.desk.work)
    before = store.get(made["id"])
    store.save(domain.move(before, "shortlisted", LATE))
    assert fair.get(made, VISITOR)["stage"] == "shortlisted"
    assert fair.listed(VISITOR) == [WORDS["title"]]
    with refused("proposal_voted_on"):
        fair.desk.now = VOTING
        fair.act("withdraw_proposal", made, fair.ann)


def test_what_was_withdrawn_is_not_listed_and_read_by_its_team_and_keepers(fair):
    made = fair.submitted(fair.ann)
    fair.join(made, fair.bo)
    gone = fair.act("withdraw_proposal", made, fair.ann, reason="No time.")
    assert (gone["stage"], gone["reason"]) == ("withdrawn", "No time.")
    assert fair.listed(fair.cy) == []
    with refused("not_found"):
        fair.get(made, fair.cy)
    assert fair.get(made, NATIONAL)["stage"] == "withdrawn"
    with refused("not_found"):
        fair.get(made, coordinator("SW"))
    assert fair.told("proposal_withdrawn") == [["bo"]]


def test_versions_say_what_changed_and_because_of_which_comment(fair):
    made = fair.enter(fair.ann)
    fair.act("open_draft", made, fair.ann)
    said = fair.say(made, fair.cy, "Why twice?")
    other = fair.say(fair.submitted(fair.bo, **OTHER), fair.cy)
    with refused("comment_unknown"):
        fair.change(made, fair.ann, aim="New.", because_of=[other["id"]])
    changed = fair.change(made, fair.ann, aim="Falls halve.", ask=25_000_00, because_of=[said["id"]])
    assert changed["text_number"] == 2
    versions = fair.desk.knock("proposals.list_versions", {"id": made["id"]}, by=fair.cy)["items"]
    assert [(each["number"], each["changed"], each["because_of"]) for each in versions] == [
        (2, ["aim", "ask"], [said["id"]]),
        (1, [], []),
    ]
    first = fair.desk.knock("proposals.get_version", {"id": made["id"], "number": 1}, by=fair.cy)
    assert (first["aim"], first["by"]) == (WORDS["aim"], "ann")
    with refused("not_found"):
        fair.desk.knock("proposals.get_version", {"id": made["id"], "number": 3}, by=fair.cy)


def test_somebody_who_read_an_older_version_is_told_so(fair):
    made = fair.enter(fair.ann)
    fair.change(made, fair.ann, aim="New.")
    with refused("stale_version"):
        fair.change(made, fair.ann, aim="Newer.", version=made["version"])


def test_co_applicants_are_asked_and_agree_or_decline(fair):
    made = fair.enter(fair.ann)
    with refused("co_applicant_unknown"):
        fair.act("ask_co_applicant", made, fair.ann, member_id="nobody")
    fair.desk.member("di", status="left")
    with refused("co_applicant_unknown"):
        fair.act("ask_co_applicant", made, fair.ann, member_id="di")
    fair.act("ask_co_applicant", made, fair.ann, member_id="bo")
    assert fair.get(made, fair.bo)["my_part"] == "asked"
    with refused("not_in_team"):
        fair.change(made, fair.bo, aim="Mine.")
    agreed = fair.act("answer_as_co_applicant", made, fair.bo, agrees=True, shown_name="Bo")
    assert (agreed["my_part"], agreed["co_applicants"][0]["shown_name"]) == ("agreed", "Bo")
    assert fair.change(made, fair.bo, aim="Ours.")["text_number"] == 2
    fair.act("ask_co_applicant", made, fair.ann, member_id="cy")
    fair.act("answer_as_co_applicant", made, fair.cy, agrees=False)
    with refused("not_found"):
        fair.get(made, fair.cy)
    assert fair.told("co_applicant_asked") == [["bo"], ["cy"]]
    assert fair.told("co_applicant_answered") == [["ann"], ["ann"]]


def test_who_was_asked_is_seen_by_the_team_alone(fair):
    made = fair.submitted(fair.ann)
    fair.act("ask_co_applicant", made, fair.ann, member_id="bo")
    assert fair.get(made, fair.cy)["co_applicants"] == []
    assert fair.get(made, fair.ann)["co_applicants"][0]["state"] == "asked"


def test_after_the_deadline_the_team_stays_as_it_is_and_who_waited_may_only_decline(fair):
    made = fair.submitted(fair.ann)
    fair.join(made, fair.bo)
    fair.act("ask_co_applicant", made, fair.ann, member_id="cy")
    fair.desk.now = LATE
    with refused("phase_not_open"):
        fair.act("answer_as_co_applicant", made, fair.cy, agrees=True)
    with refused("phase_not_open"):
        fair.act("drop_co_applicant", made, fair.bo, member_id="bo")
    fair.act("answer_as_co_applicant", made, fair.cy, agrees=False)
    assert [each["state"] for each in fair.get(made, fair.ann)["co_applicants"]] == ["agreed", "declined"]


def test_a_co_applicant_goes_and_only_the_lead_drops_others(fair):
    made = fair.enter(fair.ann)
    fair.join(made, fair.bo)
    fair.join(made, fair.cy)
    with refused("not_the_lead"):
        fair.act("drop_co_applicant", made, fair.bo, member_id="cy")
    fair.act("drop_co_applicant", made, fair.bo, member_id="bo")
    left = fair.act("drop_co_applicant", made, fair.ann, member_id="cy")
    assert [each["state"] for each in left["co_applicants"]] == ["left", "left"]
    told = [each["data"] for each in fair.desk.events("notice_raised")]
    gone = [each for each in told if {"name": "answer", "words": "they no longer take part"} in each["about"]]
    assert [each["members"] for each in gone] == [["ann"]]
    (dropped,) = (each for each in told if each["kind"] == "co_applicant_dropped")
    assert (dropped["members"], dropped["path"]) == (["cy"], "/my-proposals")


def test_the_entry_warns_of_what_is_alike_and_refuses_nothing(fair):
    first = fair.submitted(fair.ann)
    made = fair.idea(fair.bo, title="Fewer falls of frail patients", aim="Night falls on wards halve.")
    assert [(each["id"], each["title"]) for each in made["similar"]] == [(first["id"], WORDS["title"])]
    assert "telling words of yours are in this one, too: " in made["similar"][0]["in_words"]
    assert fair.idea(fair.cy, **OTHER)["similar"] == []


def test_a_draft_that_is_not_open_is_nobodys_warning(fair):
    draft = fair.enter(fair.ann)
    payload = {"round_id": fair.round, "title": WORDS["title"], "aim": WORDS["aim"]}
    assert fair.desk.knock("proposals.find_similar", payload, by=fair.cy)["items"] == []
    fair.act("open_draft", draft, fair.ann)
    found = fair.desk.knock("proposals.find_similar", payload, by=fair.cy)["items"]
    assert [(each["id"], each["share_pct"]) for each in found] == [(draft["id"], 100.0)]
    but = fair.desk.knock("proposals.find_similar", {**payload, "but": draft["id"]}, by=fair.ann)
    assert but["items"] == []


def test_a_list_is_by_stage_theme_and_region(fair):
    fair.submitted(fair.ann)
    fair.submitted(fair.bo, **{**OTHER, "theme": "Outpatients"})
    fair.idea(fair.cy, title="Just an idea", theme="")
    assert fair.listed(fair.ann, stage="idea") == ["Just an idea"]
    assert fair.listed(fair.ann, theme="Outpatients") == [OTHER["title"]]
    assert fair.listed(fair.ann, region="SW") == [WORDS["title"]]
    assert len(fair.listed(fair.ann)) == 3
    with refused("invalid_input"):
        fair.listed(fair.ann, stage="withdrawn")


def test_proposals_are_found_by_the_telling_words_of_title_and_aim(fair):
    fair.submitted(fair.ann)
    fair.submitted(fair.bo, **OTHER)
    assert fair.listed(fair.cy, text="letters about appointments") == [OTHER["title"]]
    assert fair.listed(fair.cy, text="letters about falls") == []
    assert len(fair.listed(fair.cy, text="improve care")) == 2


def test_shares_are_rounded_half_up():
    rows = [
        {"stage": "submitted", "region": code, "theme": "", "number": n}
        for code, n in (("SW", 13), ("WOE", 3))
    ]
    first = counts_view(rows, ("submitted",), {"SW": 1, "WOE": 15})["by_region"][0]
    assert (first["share_pct"], first["member_share_pct"]) == (81.3, 6.3)


def test_a_regions_share_of_proposals_stands_beside_its_share_of_members(fair):
    fair.submitted(fair.ann)
    fair.submitted(fair.bo, **OTHER)
    fair.submitted(fair.cy, title="Third", theme="Outpatients")
    fair.idea(fair.ann, title="No proposal")
    for n in range(3):
        fair.desk.member(f"more-{n}", "SW")
    fair.desk.member("gone", "SW", status="left")
    counts = fair.desk.knock("proposals.count_proposals", {"round_id": fair.round})
    assert (counts["handed_in"], counts["members"], counts["by_stage"]["idea"]) == (3, 6, 1)
    south_west = next(each for each in counts["by_region"] if each["region"] == "SW")
    assert south_west == {
        "region": "SW",
        "number": 1,
        "share_pct": 33.3,
        "members": 4,
        "member_share_pct": 66.7,
    }
    assert [each["number"] for each in counts["by_theme"]] == [2, 1]


def test_a_round_without_proposals_has_no_shares(fair):
    counts = fair.desk.knock("proposals.count_proposals", {"round_id": fair.round})
    assert (counts["handed_in"], counts["by_region"], counts["by_theme"]) == (0, [], [])


def test_my_proposals_are_those_in_which_i_take_part(fair):
    mine = fair.enter(fair.ann)
    fair.submitted(fair.cy, **OTHER)
    fair.act("ask_co_applicant", mine, fair.ann, member_id="bo")
    for who, part in ((fair.ann, "lead"), (fair.bo, "asked")):
        items = fair.desk.knock("proposals.my_proposals", {}, by=who)["items"]
        assert [(each["id"], each["my_part"]) for each in items] == [(mine["id"], part)]


def test_the_team_of_a_draft_is_told_before_the_deadline_once(fair):
    draft = fair.enter(fair.ann)
    fair.join(draft, fair.bo)
    fair.submitted(fair.cy, **OTHER)
    fair.desk.now = OPEN + timedelta(days=37)
    fair.desk.do_due_work()
    assert fair.told("proposal_deadline") == [["ann", "bo"]]
    fair.desk.do_due_work()
    assert len(fair.told("proposal_deadline")) == 1


def test_a_deadline_that_was_put_off_is_told_again(fair):
    fair.enter(fair.ann)
    fair.desk.now = OPEN + timedelta(days=37)
    fair.desk.do_due_work()
    moved = [
        {"kind": kind, "first": first, "last": "2019-03-14" if kind == "proposal" else last}
        for kind, first, last in DAYS
    ]
    fair.desk.knock("rounds.postpone_round", {"id": fair.round, "phases": moved}, by=NATIONAL)
    fair.desk.now = LATE
    fair.desk.do_due_work()
    assert len(fair.told("proposal_deadline")) == 1
    fair.desk.now = LATE + timedelta(days=11)
    fair.desk.do_due_work()
    assert len(fair.told("proposal_deadline")) == 2
    fair.desk.now = LATE + timedelta(days=30)
    fair.desk.do_due_work()
    assert len(fair.told("proposal_deadline")) == 2


def test_no_comment_is_named_for_a_text_that_is_the_same(fair):
    made = fair.submitted(fair.ann)
    said = fair.say(made, fair.cy)
    with refused("proposal_unchanged") as no:
        fair.change(made, fair.ann, shown_name="Ann", because_of=[said["id"]])
    assert set(no.value.fields) == {"because_of"}


@pytest.mark.parametrize("ask", [-1, 10**9 + 1, 10**30])
def test_no_sum_is_taken_that_no_pot_holds(fair, ask):
    with refused("invalid_input") as no:
        fair.enter(fair.ann, ask=ask)
    assert no.value.fields["ask"] == ["Enter a sum from nothing to ten million pounds."]


def test_why_it_was_withdrawn_stays_with_its_team_when_that_is_undone(fair):
    made = fair.submitted(fair.ann)
    fair.act("withdraw_proposal", made, fair.ann, reason="I am ill.")
    assert [each["words"] for each in fair.get(made, NATIONAL)["history"]] == [None, "I am ill."]
    fair.act("reinstate_proposal", made, fair.ann)
    for reader in (fair.cy, NATIONAL):
        assert [each["words"] for each in fair.get(made, reader)["history"]] == [None, None, None]
    assert [each["words"] for each in fair.get(made, fair.ann)["history"]] == [None, "I am ill.", None]


def test_a_draft_that_was_never_submitted_goes_in_the_end_and_what_was_submitted_stays(fair):
    draft, sent = fair.enter(fair.ann), fair.submitted(fair.bo, **OTHER)
    fair.act("open_draft", draft, fair.ann)
    fair.say(draft, fair.cy)
    fair.support(draft, fair.cy)
    fair.desk.now = OPEN + timedelta(days=fair.desk.settings.proposal_unsent_days + 1)
    fair.desk.do_due_work()
    database = fair.desk.work.database
    assert [row["_id"] for row in database["proposals"].find()] == [sent["id"]]
    assert {row["proposal_id"] for row in database["proposal_texts"].find()} == {sent["id"]}
    assert (database["comments"].count_documents({}), database["supports"].count_documents({})) == (0, 0)


def test_the_grace_takes_what_arrives_after_noon_and_then_nothing(fair):
    draft = fair.enter(fair.ann)
    noon = LATE.replace(month=2, day=28, hour=12)
    fair.desk.now = noon + timedelta(minutes=9, seconds=59)
    fair.change(draft, fair.ann, aim="In the last second.")
    assert fair.act("submit_proposal", draft, fair.ann)["stage"] == "submitted"
    fair.desk.now = noon + timedelta(minutes=10)
    with refused("phase_not_open") as no:
        fair.change(draft, fair.ann, aim="Too late.")
    assert no.value.message.startswith("It is too late.")


def test_a_visitor_enters_nothing(fair):
    with refused("sign_in_required"):
        fair.enter(VISITOR)
    fair.desk.now = VOTED
    with refused("not_found"):
        fair.desk.knock("proposals.get_proposal", {"id": "p-x"})
