"""A question at the doors: it reaches a contact, goes on when nobody answers, and stays between two."""

from datetime import UTC, datetime, timedelta

import pytest
from skills_desk import NATIONAL, Desk, coordinator

from chassis.identity import VISITOR, Caller
from chassis.mongo import UnitOfWork
from chassis.testkit.refusing import refused
from skills_register.leaving import leave

SAID = {"shown_name": "Cat", "hours": "Tuesday mornings", "topics": ["SPC"], "areas": ["Cumbria"]}
WORDS = "My run chart looks wrong. Who can help?"
QUESTION = {"shown_name": "Lee", "words": WORDS, "topic": "SPC"}


def listed(desk: Desk, name: str, region: str = "NENC", **more) -> Caller:
    who = desk.member(name, region)
    desk.knock("coaching.name_contact", {"region": region, "member_id": name}, by=coordinator(region))
    desk.knock("coaching.accept_contact", {**SAID, **more}, by=who)
    return who


@pytest.fixture
def lee(desk: Desk) -> Caller:
    return desk.member("lee", "NENC")


def told(desk: Desk, kind: str) -> list[list[str]]:
    return [each["data"]["members"] for each in desk.events("notice_raised") if each["data"]["kind"] == kind]


def later(desk: Desk, days: int) -> None:
    desk.now += timedelta(days=days)
    desk.do_due_work()


def gap(desk: Desk, region: str) -> dict:
    found = desk.knock("coaching.coverage", by=VISITOR)
    return next(each for each in found["items"] if each["region"] == region)


def test_a_query_from_cumbria_reaches_the_contact_of_the_north_east_within_two_days(desk):
    cat = listed(desk, "cat")
    visitor_to_the_north = desk.member("ann", "SW")
    asked = desk.knock("coaching.ask_question", {**QUESTION, "area": "cumbria"}, by=visitor_to_the_north)
    assert asked["region"] == "NENC"
    assert told(desk, "question_brought") == [["cat"]]
    [seen] = desk.knock("coaching.questions_for_me", by=cat)["items"]
    assert (seen["words"], seen["asked_by"]) == (WORDS, "Lee")
    assert seen["due_at"][:10] == "2018-10-06"


def test_an_answer_reaches_the_asker_and_nobody_else_reads_it(desk, lee):
    cat = listed(desk, "cat")
    asked = desk.knock("coaching.ask_question", QUESTION, by=lee)
    desk.knock("coaching.answer_question", {"id": asked["id"], "words": "Come on Tuesday."}, by=cat)
    assert told(desk, "question_answered") == [["lee"]]
    [mine] = desk.knock("coaching.my_questions", by=lee)["items"]
    assert (mine["state"], mine["answers"][0]["words"], mine["answers"][0]["by"]) == (
        "answered",
        "Come on Tuesday.",
        "Cat",
    )
    dan = listed(desk, "dan")
    for stranger in (dan, coordinator("NENC"), NATIONAL):
        with refused("not_found"):
            desk.knock("coaching.answer_question", {"id": asked["id"], "words": "Hm."}, by=stranger)
    assert desk.knock("coaching.questions_for_me", by=dan)["items"] == []
    assert WORDS not in str(desk.events())


def test_a_question_that_nobody_answers_goes_to_the_next_contact_and_then_to_the_keepers(desk, lee):
    desk.member("kim", "NENC", "coordinator:NENC")
    listed(desk, "cat")
    listed(desk, "dan", areas=[], topics=[])
    desk.knock("coaching.ask_question", QUESTION, by=lee)
    assert told(desk, "question_brought") == [["cat"]]
    later(desk, desk.settings.coaching_answer_days)
    assert told(desk, "question_brought") == [["cat"], ["dan"]]
    assert told(desk, "question_waiting") == []
    later(desk, desk.settings.coaching_answer_days)
    assert told(desk, "question_waiting") == [["kim"]]
    later(desk, 10)
    assert len(told(desk, "question_brought")) == 2


def test_where_nobody_can_be_reached_the_keepers_learn_at_once_that_something_waits(desk, lee):
    desk.member("nat", "SW", "national_team")
    asked = desk.knock("coaching.ask_question", QUESTION, by=lee)
    assert told(desk, "question_waiting") == [["nat"]]
    [waits] = desk.knock("coaching.waiting_questions", {"region": "NENC"}, by=coordinator("NENC"))["items"]
    assert (waits["id"], waits["with_keepers"], "words" in waits) == (asked["id"], True, False)
    with refused("not_your_region"):
        desk.knock("coaching.waiting_questions", {"region": "NENC"}, by=coordinator("SW"))


def test_keepers_hand_a_question_to_a_contact_without_reading_it(desk, lee):
    asked = desk.knock("coaching.ask_question", QUESTION, by=lee)
    cat = listed(desk, "cat", "SW")
    hand = {"id": asked["id"], "member_id": "cat"}
    with refused("not_found"):
        desk.knock("coaching.hand_question", hand, by=coordinator("SW"))
    seen = desk.knock("coaching.hand_question", hand, by=coordinator("NENC"))
    assert "words" not in seen
    assert desk.knock("coaching.questions_for_me", by=cat)["items"][0]["words"] == WORDS
    desk.knock("coaching.be_away", {"until": "2018-10-20"}, by=cat)
    with refused("contact_not_listed"):
        desk.knock("coaching.hand_question", hand, by=coordinator("NENC"))


def test_a_contact_says_yes_themselves_and_steps_down_at_any_time(desk, lee):
    cat = desk.member("cat", "NENC")
    with refused("not_found"):
        desk.knock("coaching.accept_contact", SAID, by=cat)
    name = {"region": "NENC", "member_id": "cat"}
    with refused("not_your_region"):
        desk.knock("coaching.name_contact", name, by=coordinator("SW"))
    desk.knock("coaching.name_contact", name, by=coordinator("NENC"))
    assert told(desk, "contact_asked") == [["cat"]]
    assert gap(desk, "NENC")["is_gap"] is True
    with refused("contact_known"):
        desk.knock("coaching.name_contact", name, by=coordinator("NENC"))
    assert desk.knock("coaching.list_contacts", {"region": "NENC"}, by=lee)["items"] == []
    desk.knock("coaching.accept_contact", SAID, by=cat)
    assert gap(desk, "NENC") == {
        "region": "NENC",
        "name": "North East and North Cumbria",
        "reachable": 1,
        "wanted": 1,
        "is_gap": False,
    }
    desk.knock("coaching.step_down", by=cat)
    assert gap(desk, "NENC")["is_gap"] is True
    with refused("not_found"):
        desk.knock("coaching.questions_for_me", by=cat)


def test_whoever_was_asked_to_be_a_contact_sees_it_and_the_asker_with_whom_a_question_lies(desk, lee):
    desk.member("cleo")
    desk.knock("coaching.name_contact", {"region": "SW", "member_id": "cleo"}, by=coordinator())
    cleo = desk.member("cleo")
    assert desk.knock("coaching.my_contact", by=cleo)["contact"]["is_listed"] is False
    assert desk.knock("coaching.my_contact", by=lee) == {"contact": None}
    desk.knock("coaching.accept_contact", {"shown_name": "Cleo", "hours": "Mondays"}, by=cleo)
    asked = desk.knock(
        "coaching.ask_question", {"shown_name": "Lee", "words": "How?", "region": "SW"}, by=lee
    )
    assert asked["with_keepers"] is False
    assert desk.knock("coaching.my_questions", by=lee)["items"][0]["lies_with"] == "Cleo"
    desk.knock("coaching.step_down", by=cleo)
    desk.do_due_work()
    [waits] = desk.knock("coaching.my_questions", by=lee)["items"]
    assert (waits["lies_with"], waits["with_keepers"]) == ("", True)


def test_everybody_sees_which_regions_have_a_gap_and_an_absence_makes_one(desk):
    cat = listed(desk, "cat")
    everywhere = desk.knock("coaching.coverage", by=VISITOR)
    assert everywhere["gaps"] == len(everywhere["items"]) - 1
    desk.knock("coaching.be_away", {"until": "2018-10-20"}, by=cat)
    assert gap(desk, "NENC")["is_gap"] is True
    desk.now += timedelta(days=17)
    assert gap(desk, "NENC")["is_gap"] is False
    desk.member("cat", "NENC", status="paused")
    assert gap(desk, "NENC")["is_gap"] is True


def test_a_large_region_has_a_gap_with_one_contact(desk):
    listed(desk, "cat")
    for number in range(desk.settings.coaching_large_members):
        desk.member(f"m-{number}", "NENC")
    assert (gap(desk, "NENC")["wanted"], gap(desk, "NENC")["is_gap"]) == (
        desk.settings.coaching_large_contacts,
        True,
    )


def test_visitors_see_that_there_is_a_contact_and_members_who_it_is(desk, lee):
    listed(desk, "cat")
    for outside in (VISITOR, Caller("line-manager:ask-1", frozenset({"line_manager"}))):
        [for_visitors] = desk.knock("coaching.list_contacts", {"region": "NENC"}, by=outside)["items"]
        assert "shown_name" not in for_visitors
    assert (for_visitors["hours"], for_visitors["is_reachable"]) == ("Tuesday mornings", True)
    [for_members] = desk.knock("coaching.list_contacts", {"region": "NENC"}, by=lee)["items"]
    assert for_members["shown_name"] == "Cat"


def test_what_waits_with_a_contact_who_is_removed_goes_on_at_once(desk, lee):
    listed(desk, "cat")
    dan = listed(desk, "dan", areas=[], topics=[])
    desk.knock("coaching.ask_question", QUESTION, by=lee)
    with refused("not_found"):
        desk.knock("coaching.remove_contact", {"member_id": "cat"}, by=coordinator("SW"))
    desk.knock("coaching.remove_contact", {"member_id": "cat"}, by=coordinator("NENC"))
    desk.do_due_work()
    assert told(desk, "question_brought") == [["cat"], ["dan"]]
    assert len(desk.knock("coaching.questions_for_me", by=dan)["items"]) == 1


def test_a_contact_who_stops_takes_no_question_from_the_one_with_whom_it_lies_by_then(desk, lee):
    cat = listed(desk, "cat")
    listed(desk, "dan", areas=[], topics=[])
    desk.knock("coaching.ask_question", QUESTION, by=lee)
    later(desk, desk.settings.coaching_answer_days)
    assert told(desk, "question_brought") == [["cat"], ["dan"]]
    desk.knock("coaching.step_down", by=cat)
    desk.do_due_work()
    [waits] = desk.knock("coaching.my_questions", by=lee)["items"]
    assert (waits["with_keepers"], waits["brought_to"]) == (False, 2)
    later(desk, desk.settings.coaching_answer_days)
    assert desk.knock("coaching.my_questions", by=lee)["items"][0]["with_keepers"] is True


def test_a_question_that_was_answered_meanwhile_is_handed_to_nobody(desk, lee):
    cat = listed(desk, "cat")
    listed(desk, "dan")
    asked = desk.knock("coaching.ask_question", QUESTION, by=lee)
    desk.knock("coaching.answer_question", {"id": asked["id"], "words": "Come on Tuesday."}, by=cat)
    with refused("stale_version"):
        desk.knock("coaching.hand_question", {"id": asked["id"], "member_id": "dan"}, by=coordinator("NENC"))
    assert told(desk, "question_brought") == [["cat"]]


def test_of_several_regions_that_know_an_area_the_askers_own_is_asked(desk):
    listed(desk, "cat", "NENC", areas=["Newcastle"])
    listed(desk, "wyn", "WM", areas=["newcastle"])
    question = {**QUESTION, "area": "Newcastle"}
    assert desk.knock("coaching.ask_question", question, by=desk.member("wes", "WM"))["region"] == "WM"
    assert desk.knock("coaching.ask_question", question, by=desk.member("sue", "SW"))["region"] == "NENC"


def test_a_closed_question_goes_nowhere_and_everything_has_an_end(desk, lee):
    listed(desk, "cat"), listed(desk, "dan")
    asked = desk.knock("coaching.ask_question", QUESTION, by=lee)
    with refused("not_found"):
        desk.knock("coaching.close_question", {"id": asked["id"]}, by=desk.member("ann"))
    desk.knock("coaching.close_question", {"id": asked["id"]}, by=lee)
    later(desk, 5)
    assert len(told(desk, "question_brought")) == 1
    later(desk, desk.settings.coaching_keep_days)
    assert desk.work.database["coaching_questions"].count_documents({}) == 0


def test_with_a_member_who_leaves_q_their_questions_go_and_those_with_them_go_on(desk, lee, call):
    listed(desk, "cat")
    listed(desk, "dan", areas=[], topics=[])
    desk.knock("coaching.ask_question", QUESTION, by=lee)
    work: UnitOfWork = desk.work
    work.in_transaction(call, lambda: leave(work, desk.settings, call, "cat"))
    desk.do_due_work()
    assert told(desk, "question_brought")[-1] == ["dan"]
    work.in_transaction(call, lambda: leave(work, desk.settings, call, "lee"))
    assert work.database["coaching_questions"].count_documents({}) == 0


def test_no_answer_that_is_remembered_holds_what_anybody_typed(desk, lee):
    desk.now = datetime.now(UTC)  # what is remembered has an end, and that of the desk's day is over
    cat = desk.member("cat", "NENC")
    desk.knock("coaching.name_contact", {"region": "NENC", "member_id": "cat"}, by=coordinator("NENC"))
    desk.knock("coaching.accept_contact", SAID, by=cat, command="c-1")
    asked = desk.knock("coaching.ask_question", {**QUESTION, "area": "Cumbria"}, by=lee, command="c-2")["id"]
    hand = {"id": asked, "member_id": "cat"}
    desk.knock("coaching.hand_question", hand, by=coordinator("NENC"), command="c-3")
    desk.knock("coaching.answer_question", {"id": asked, "words": "Run it."}, by=cat, command="c-4")
    desk.knock("coaching.close_question", {"id": asked}, by=lee, command="c-5")
    kept = str([each["answer"] for each in desk.work.database["commands"].find()])
    assert kept.count("region") == 5, "the answers are there"
    assert not any(words in kept for words in (WORDS, "Run it.", "Lee", "Cat", "SPC", "Cumbria", "Tuesday"))


def test_a_region_that_does_not_exist_is_refused(desk, lee):
    with refused("region_unknown"):
        desk.knock("coaching.ask_question", {**QUESTION, "region": "XX"}, by=lee)
    with refused("region_unknown"):
        desk.knock("coaching.list_contacts", {"region": "XX"}, by=VISITOR)
