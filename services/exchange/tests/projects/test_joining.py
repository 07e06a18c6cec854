"""Asking to join a project: once, with an answer, and forgotten in time (row 70)."""

from datetime import timedelta

import pytest
from exchange_desk import coordinator
from repository import act, add

from chassis.testkit.refusing import refused

WORDS = "I ran the same on our ward."


def ask(desk, project_id, by, **more):
    payload = {"project_id": project_id, "words": WORDS, **more}
    return desk.knock("project_joining.ask_to_join", payload, by=by)


def answer(desk, request_id, by, is_accepted=True, **more):
    payload = {"id": request_id, "is_accepted": is_accepted, **more}
    return desk.knock("project_joining.answer_joining", payload, by=by)


def waiting(desk, project_id, by):
    return desk.knock("project_joining.list_joining", {"project_id": project_id}, by=by)["items"]


def told(desk, kind):
    return [each["data"]["members"] for each in desk.events("notice_raised") if each["data"]["kind"] == kind]


@pytest.fixture
def people(desk):
    return desk.member("m-1"), desk.member("m-2", "WOE")


def test_the_lead_is_told_reads_what_was_written_and_answers(desk, people):
    lead, other = people
    project = add(desk, lead)["id"]
    made = ask(desk, project, other, shown_name="Sam")
    assert WORDS not in str(made)
    assert told(desk, "project_join_asked") == [["m-1"]]
    assert [(each["words"], each["shown_name"]) for each in waiting(desk, project, lead)] == [(WORDS, "Sam")]
    assert answer(desk, made["id"], lead, words="Welcome.")["state"] == "accepted"
    assert told(desk, "project_join_answered") == [["m-2"]]
    assert desk.knock("projects.get_team", {"id": project}, by=other)["joined"] == ["m-2"]
    assert desk.knock("project_joining.my_joining", {}, by=other)["items"][0]["answer"] == "Welcome."


def test_a_keeper_who_asks_to_join_is_answered_by_the_lead_and_answers_where_nobody_leads(desk, people):
    lead, _ = people
    keeper = desk.member("c-SW", "SW", "coordinator:SW")
    project = add(desk, lead)["id"]
    with refused("join_own_answer"):
        answer(desk, ask(desk, project, keeper)["id"], keeper)
    text = "title,region,issue,date\nSepsis six,SW,Safety,2017\n"
    [nobodys] = desk.knock("project_sheets.import_sheet", {"text": text}, by=keeper)["ids"]
    assert answer(desk, ask(desk, nobodys, keeper)["id"], keeper)["state"] == "accepted"
    act(desk, "offer_project", nobodys, keeper, member_id="c-SW")
    assert told(desk, "project_handed_over") == []
    assert desk.knock("projects.get_project", {"id": nobodys}, by=keeper)["is_lead"] is True


def test_one_asks_once_at_a_time_and_never_for_ones_own(desk, people):
    lead, other = people
    project = add(desk, lead)["id"]
    made = ask(desk, project, other)
    with refused("join_asked_already"):
        ask(desk, project, other)
    answer(desk, made["id"], lead, is_accepted=False)
    with refused("join_answered"):
        answer(desk, made["id"], lead)
    assert ask(desk, project, other)["state"] == "waiting"
    with refused("project_joined_already"):
        ask(desk, project, lead)


def test_a_project_that_takes_nobody_or_has_ended_is_not_joined(desk, people):
    lead, other = people
    closed = add(desk, lead, is_open=False)["id"]
    with refused("project_takes_nobody"):
        ask(desk, closed, other)
    ended = add(desk, lead, is_another=True)["id"]
    made = ask(desk, ended, other)
    act(desk, "end_project", ended, lead, result="partly")
    with refused("project_ended"):
        ask(desk, ended, desk.member("m-3"))
    with refused("join_answered"):
        answer(desk, made["id"], lead)


def test_who_waits_when_a_project_ends_is_told_and_waits_no_longer(desk, people):
    lead, other = people
    project = add(desk, lead)["id"]
    ask(desk, project, other)
    answer(desk, ask(desk, project, desk.member("m-3"))["id"], lead)
    assert told(desk, "project_join_answered") == [["m-3"]]
    act(desk, "end_project", project, lead, result="worked")
    assert told(desk, "project_join_answered") == [["m-3"], ["m-2"]]
    assert desk.knock("project_joining.my_joining", {}, by=other)["items"][0]["state"] == "declined"
    act(desk, "end_project", project, lead, result="partly")
    assert len(told(desk, "project_join_answered")) == 2


def test_a_sheet_that_ends_a_project_tells_who_waits_too(desk, people):
    _, other = people
    text = "title,region,issue,date,result\nSepsis six,SW,Safety,2017,{}\n"
    keeper = coordinator("SW")
    [made] = desk.knock("project_sheets.import_sheet", {"text": text.format("")}, by=keeper)["ids"]
    ask(desk, made, other)
    desk.knock("project_sheets.import_sheet", {"text": text.format("worked")}, by=keeper)
    assert told(desk, "project_join_answered") == [["m-2"]]


def test_only_those_who_may_write_the_project_read_and_answer(desk, people):
    lead, other = people
    project = add(desk, lead)["id"]
    made = ask(desk, project, other)
    for stranger in (other, desk.member("m-3"), coordinator("WOE")):
        with refused("not_found"):
            waiting(desk, project, stranger)
        with refused("not_found"):
            answer(desk, made["id"], stranger)
    assert len(waiting(desk, project, coordinator("SW"))) == 1


def test_what_was_taken_back_loses_its_words_at_once(desk, people):
    lead, other = people
    made = ask(desk, add(desk, lead)["id"], other)
    with refused("not_found"):
        desk.knock("project_joining.take_back_joining", {"id": made["id"]}, by=lead)
    desk.knock("project_joining.take_back_joining", {"id": made["id"]}, by=other)
    assert WORDS not in str(list(desk.work.database["project_join_requests"].find()))


def test_a_request_is_forgotten_some_time_after_its_answer_and_the_team_stays(desk, people):
    lead, other = people
    project = add(desk, lead)["id"]
    answer(desk, ask(desk, project, other)["id"], lead)
    desk.now += timedelta(days=179)
    desk.do_due_work()
    assert len(desk.knock("project_joining.my_joining", {}, by=other)["items"]) == 1
    desk.now += timedelta(days=1)
    desk.do_due_work()
    assert desk.knock("project_joining.my_joining", {}, by=other)["items"] == []
    assert desk.knock("projects.get_team", {"id": project}, by=lead)["joined"] == ["m-2"]


def test_a_request_that_nobody_answers_does_not_stay_for_ever_and_can_be_made_again(desk, people):
    lead, other = people
    project = add(desk, lead)["id"]
    ask(desk, project, other)
    desk.now += timedelta(days=180)
    desk.do_due_work()
    assert WORDS not in str(list(desk.work.database["project_join_requests"].find()))
    assert ask(desk, project, other)["state"] == "waiting"


def test_who_leaves_the_team_reads_it_no_more_and_a_lead_does_not_leave(desk, people):
    lead, other = people
    project = add(desk, lead)["id"]
    answer(desk, ask(desk, project, other)["id"], lead)
    with refused("project_not_joined"):
        act(desk, "leave_team", project, lead)
    act(desk, "leave_team", project, other)
    with refused("not_found"):
        desk.knock("projects.get_team", {"id": project}, by=other)


def test_what_one_asked_names_the_project_while_it_is_shown(desk, people):
    lead, other = people
    project = add(desk, lead)["id"]
    ask(desk, project, other)
    assert waiting(desk, project, lead)[0]["title"] == "Excellence Every Day"
    assert (
        desk.knock("project_joining.my_joining", {}, by=other)["items"][0]["title"] == "Excellence Every Day"
    )
    act(desk, "withdraw_project", project, lead, reason="It never began.")
    assert desk.knock("project_joining.my_joining", {}, by=other)["items"][0]["title"] is None


def test_without_a_lead_those_who_keep_the_region_are_asked(desk, people):
    _, other = people
    desk.member("c-1", "SW", "coordinator:SW")
    text = "title,region,issue,date\nSepsis six,SW,Safety,2017\n"
    made = desk.knock("project_sheets.import_sheet", {"text": text}, by=coordinator("SW"))
    ask(desk, made["ids"][0], other)
    assert told(desk, "project_join_asked") == [["c-1"]]
