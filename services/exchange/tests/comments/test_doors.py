"""Comments at their doors: said, answered, taken back, hidden with a reason."""

import json
from datetime import timedelta

import pytest
from exchange_desk import NATIONAL, coordinator
from proposals_desk import LATE, OPEN, OTHER, VOTED, VOTING, Fair

from chassis.identity import VISITOR
from chassis.testkit.refusing import refused


@pytest.fixture
def fair(desk):
    return Fair(desk)


@pytest.fixture
def made(fair):
    return fair.submitted(fair.ann)


def test_members_say_something_and_the_team_is_told_of_questions(fair, made):
    fair.join(made, fair.bo)
    fair.say(made, fair.cy, "Well done.")
    assert fair.told("proposal_question") == []
    fair.say(made, fair.cy, "What does it cost?", is_question=True, shown_name="Cy")
    assert fair.told("proposal_question") == [["ann", "bo"]]
    assert [
        (each["text"], each["is_question"], each["shown_name"]) for each in fair.comments(made, fair.ann)
    ] == [
        ("Well done.", False, None),
        ("What does it cost?", True, "Cy"),
    ]
    with refused("sign_in_required"):
        fair.say(made, VISITOR)


def test_the_team_answers_and_its_author_is_told(fair, made):
    said = fair.say(made, fair.cy, is_question=True)
    with refused("not_in_team"):
        fair.on_comment("answer_comment", said, fair.bo, text="I know.")
    assert [each["id"] for each in fair.comments(made, fair.ann, unanswered=True)] == [said["id"]]
    fair.on_comment("answer_comment", said, fair.ann, text="Because.", shown_name="Ann")
    assert fair.comments(made, fair.ann, unanswered=True) == []
    shown = fair.comments(made, fair.cy)[0]
    assert (shown["is_answered"], shown["answers"][0]["text"]) == (True, "Because.")
    assert fair.told("comment_answered") == [["cy"]]


def test_what_was_said_of_a_draft_that_is_not_open_is_its_teams(fair):
    draft = fair.enter(fair.bo)
    with refused("not_found"):
        fair.say(draft, fair.cy)
    with refused("not_found"):
        fair.comments(draft, NATIONAL)


def test_comments_are_taken_until_the_vote_ends(fair, made):
    said = fair.say(made, fair.cy)
    fair.desk.now = VOTING
    fair.say(made, fair.cy, "Still a question.", is_question=True)
    fair.desk.now = VOTED
    for act in (
        lambda: fair.say(made, fair.cy),
        lambda: fair.on_comment("answer_comment", said, fair.ann, text="Late."),
        lambda: fair.support(made, fair.cy),
    ):
        with refused("proposal_comments_closed"):
            act()


def test_an_author_takes_words_back_and_they_are_gone_everywhere(fair, made):
    fair.desk.knock(
        "comments.add_comment",
        {"proposal_id": made["id"], "text": "My own secret.", "shown_name": "Cy"},
        by=fair.cy,
        command="k-1",
    )
    said = fair.comments(made, fair.cy)[0]
    with refused("not_the_author"):
        fair.on_comment("take_back_comment", said, fair.ann)
    back = fair.on_comment("take_back_comment", said, fair.cy)
    assert back["state"] == "taken_back"
    assert fair.on_comment("take_back_comment", said, fair.cy)["version"] == back["version"]
    assert fair.comments(made, NATIONAL)[0]["text"] is None
    database = fair.desk.work.database
    everything = str([list(database[name].find()) for name in database.list_collection_names()])
    assert "My own secret." not in everything
    with refused("comment_not_shown"):
        fair.on_comment("answer_comment", said, fair.ann, text="What?")


def test_keepers_hide_a_comment_with_a_reason_and_may_show_it_again(fair, made):
    said = fair.say(made, fair.cy, "You fool.")
    with refused("role_required"):
        fair.on_comment("hide_comment", said, fair.bo, reason="Rude.")
    with refused("not_found"):
        fair.on_comment("hide_comment", said, coordinator("SW"), reason="Rude.")
    with refused("reason_required"):
        fair.on_comment("hide_comment", said, NATIONAL)
    fair.on_comment("hide_comment", said, NATIONAL, reason="Rude.")
    seen = fair.comments(made, fair.ann)[0]
    assert (seen["text"], seen["state"], seen["reason"]) == (None, "hidden", "Rude.")
    assert fair.comments(made, fair.cy)[0]["text"] == "You fool."
    assert fair.told("comment_hidden") == [["cy"]]
    with refused("comment_not_shown"):
        fair.on_comment("hide_comment", said, NATIONAL, reason="Again.")
    hidden = fair.desk.knock("comments.list_hidden", {"round_id": fair.round}, by=NATIONAL)["items"]
    assert [each["text"] for each in hidden] == ["You fool."]
    with refused("not_found"):
        fair.desk.knock("comments.list_hidden", {"round_id": fair.round}, by=coordinator("SW"))
    fair.on_comment("show_comment", said, NATIONAL)
    assert fair.comments(made, fair.ann)[0]["text"] == "You fool."
    with refused("comment_not_hidden"):
        fair.on_comment("show_comment", said, NATIONAL)


def test_keepers_read_again_what_they_hid_with_the_title_and_the_day(fair, made):
    said = fair.say(made, fair.cy, "You fool.")
    fair.on_comment("hide_comment", said, NATIONAL, reason="Rude.")
    (hidden,) = fair.desk.knock("comments.list_hidden", {"round_id": fair.round}, by=NATIONAL)["items"]
    assert (hidden["proposal_title"], hidden["hidden_at"]) == (made["title"], OPEN.isoformat())


def test_nobody_hides_what_is_said_about_a_proposal_of_their_own(desk):
    fair = Fair(desk, "SW")
    keeper = desk.member("c-SW", "SW", "coordinator:SW")
    made = fair.submitted(keeper)
    said = fair.say(made, fair.cy, "Does it work?")
    with refused("comment_on_own"):
        fair.on_comment("hide_comment", said, keeper, reason="Off topic.")
    fair.on_comment("hide_comment", said, NATIONAL, reason="Off topic.")
    with refused("comment_on_own"):
        fair.on_comment("show_comment", said, keeper)


def test_who_takes_back_what_keepers_hid_leaves_no_reason_behind(fair, made):
    said = fair.say(made, fair.cy, "You fool.")
    fair.on_comment("hide_comment", said, NATIONAL, reason="Rude.")
    fair.on_comment("take_back_comment", said, fair.cy)
    (seen,) = fair.comments(made, fair.ann)
    assert (seen["state"], seen["reason"]) == ("taken_back", None)


def test_a_team_asks_itself_nothing(fair, made):
    assert fair.say(made, fair.ann, "Shall we?", is_question=True)["is_question"] is False
    assert fair.get(made, fair.ann)["questions_waiting"] == 0


def test_comments_are_asked_for_by_their_ids(fair, made):
    said = [fair.say(made, fair.cy, f"Remark {number}.") for number in range(3)]
    other = fair.say(fair.submitted(fair.bo, **OTHER), fair.cy)
    found = fair.comments(made, fair.ann, ids=[said[2]["id"], said[0]["id"], other["id"]], limit=2)
    assert [each["text"] for each in found] == ["Remark 0.", "Remark 2."]


def test_a_comment_names_the_text_it_changed_however_often_it_was_merged_on(fair, made):
    second, third = fair.submitted(fair.bo, **OTHER), fair.submitted(fair.cy, title="A third way")
    said = fair.say(made, fair.desk.member("di"))
    for gone, into, by, other in ((made, second, fair.ann, fair.bo), (second, third, fair.bo, fair.cy)):
        payload = {"gone": gone["id"], "into": into["id"]}
        offered = fair.desk.knock("merges.offer_merge", payload, by=by)
        fair.desk.knock("merges.answer_merge", {"id": offered["id"], "agrees": True}, by=other)
    fair.change(third, fair.cy, aim="All at once.", because_of=[said["id"]])
    (seen,) = fair.comments(made, fair.ann)
    assert seen["changed_texts"] == [{"proposal_id": third["id"], "number": 2}]


def test_a_regions_keepers_keep_its_own_rounds_comments(desk):
    fair = Fair(desk, "SW")
    made = fair.submitted(fair.ann)
    said = fair.say(made, fair.cy)
    assert fair.on_comment("hide_comment", said, coordinator("SW"), reason="Off topic.")["state"] == "hidden"
    with refused("not_found"):
        fair.on_comment("show_comment", said, coordinator("WOE"))


def test_hidden_words_go_after_a_while_and_those_shown_again_stay(fair, made):
    gone, stays = fair.say(made, fair.cy, "Gone."), fair.say(made, fair.cy, "Stays.")
    for said in (gone, stays):
        fair.on_comment("hide_comment", said, NATIONAL, reason="Rude.")
    fair.on_comment("show_comment", stays, NATIONAL)
    fair.desk.now = OPEN + timedelta(days=fair.desk.settings.comment_hidden_days)
    fair.desk.do_due_work()
    assert [each["text"] for each in fair.comments(made, NATIONAL)] == [None, "Stays."]
    with refused("comment_not_hidden"):
        fair.on_comment("show_comment", gone, NATIONAL)


def test_evidence_tells_questions_answers_and_texts_that_comments_changed(fair, made):
    question = fair.say(made, fair.cy, "How?", is_question=True)
    fair.say(made, fair.cy, "And when?", is_question=True)
    remark = fair.say(made, fair.bo, "Name the wards.")
    fair.say(made, fair.ann, "Thank you all.", is_question=True)
    hidden = fair.say(made, fair.bo, "Rubbish.")
    fair.on_comment("hide_comment", hidden, NATIONAL, reason="Rude.")
    fair.on_comment("answer_comment", question, fair.ann, text="Weekly.")
    fair.change(made, fair.ann, aim="On wards 1 and 2.", because_of=[remark["id"], hidden["id"]])
    fair.change(made, fair.ann, aim="On wards 1 and 3.")
    fair.support(made, fair.cy)
    fair.support(made, coordinator("WOE"), group="WOE")
    seen = fair.engagement(made, NATIONAL)
    assert seen["changes"] == [
        {"proposal_id": made["id"], "number": 2, "at": OPEN.isoformat(), "because_of": [remark["id"]]}
    ]
    assert {name: seen[name] for name in seen if name not in ("until", "changes")} == {
        "comments": 3,
        "commenters": 2,
        "answered": 1,
        "questions": 2,
        "questions_answered": 1,
        "questions_unanswered": 1,
        "texts": 2,
        "changed_by": 1,
        "supporters": 1,
        "groups": ["WOE"],
    }
    changed = {each["id"]: each["changed_texts"] for each in fair.comments(made, fair.cy)}
    assert changed[remark["id"]] == [{"proposal_id": made["id"], "number": 2}]
    assert changed[question["id"]] == []


def test_what_happens_after_the_proposals_deadline_is_no_evidence(fair, made):
    question = fair.say(made, fair.cy, is_question=True)
    fair.desk.now = LATE
    fair.on_comment("answer_comment", question, fair.ann, text="Late.")
    fair.say(made, fair.bo, "Later still.")
    fair.support(made, fair.bo)
    seen = fair.engagement(made, NATIONAL)
    assert (seen["comments"], seen["answered"], seen["supporters"]) == (1, 0, 0)
    assert seen["until"] == "2019-02-28T12:10:00+00:00"


def test_comments_and_supporters_of_what_was_merged_count_for_what_stays(fair, made):
    stays = fair.submitted(fair.bo, **OTHER)
    said = fair.say(made, fair.cy)
    fair.support(made, fair.cy)
    payload = {"gone": made["id"], "into": stays["id"]}
    offered = fair.desk.knock("merges.offer_merge", payload, by=fair.ann)
    fair.desk.knock("merges.answer_merge", {"id": offered["id"], "agrees": True}, by=fair.bo)
    fair.change(stays, fair.bo, **{**OTHER, "aim": "Both at once."}, because_of=[said["id"]])
    seen = fair.engagement(stays, NATIONAL)
    assert (seen["comments"], seen["supporters"], seen["changed_by"]) == (1, 1, 1)
    assert fair.comments(made, fair.cy)[0]["changed_texts"] == [{"proposal_id": stays["id"], "number": 2}]
    with refused("proposal_comments_closed"):
        fair.say(made, fair.cy)


def test_an_answer_to_a_command_carries_no_words(fair, made):
    assert "My words" not in json.dumps(fair.say(made, fair.cy, "My words"))
