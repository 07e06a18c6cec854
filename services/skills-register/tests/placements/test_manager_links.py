"""Behind a line manager's link: answered once, shown for good, run out, sent afresh, forgotten."""

from datetime import timedelta

import pytest
from concordat_desk import devon, member, told
from placement_desk import BOSS, ask_manager, consent, day, grant, newest_link, request
from skills_desk import Desk

from chassis.identity import Caller
from chassis.testkit.refusing import refused


@pytest.fixture
def places(desk: Desk):
    return devon(desk)


@pytest.fixture
def link(desk: Desk, places) -> Caller:
    return ask_manager(desk, consent(desk, request(desk, places)["id"], places.north)["id"])


def shown(desk: Desk, link: Caller) -> dict:
    return desk.knock("line_managers.get_release_ask", by=link)


def test_the_link_says_who_is_asked_for_by_whom_and_for_how_long(desk, link):
    view = shown(desk, link)
    assert (view["state"], view["lender"], view["borrower"]) == ("open", "north", "south")
    assert (view["shown_name"], view["days_in_words"]) == ("Ann of ward 7", "2 days")
    assert (view["starts_on"], view["ends_on"], view["skills"]) == (day(10), day(40), ["SPC"])


def test_nobody_else_comes_behind_it(desk, link):
    ask_id = link.subject.partition(":")[2]
    manager = frozenset({"line_manager"})
    for subject in ("line-manager:nothing", f"applicant:{ask_id}", ask_id):
        with refused("not_found"):
            shown(desk, Caller(subject, manager))
    with refused("role_required"):
        shown(desk, member("ann"))
    with refused("sign_in_required"):
        desk.knock("line_managers.answer_release", {"decision": "grant"})


def test_an_answer_is_told_to_the_member_and_both_sides(desk, link):
    view = grant(desk, link, half_days=2, ends_on=day(30))
    assert (view["state"], view["answer"]["days_in_words"], view["shown_name"]) == ("answered", "1 day", None)
    people = {"ann", "north-leader", "north-contact", "south-leader", "south-contact"}
    assert told(desk, "release_answered") == [people]
    assert desk.events("line_manager_ask_ended")[-1]["data"]["outcome"] == "answered"


def test_a_second_use_shows_what_was_answered(desk, link):
    grant(desk, link)
    assert grant(desk, link) == shown(desk, link)
    with refused("release_answered"):
        desk.knock("line_managers.answer_release", {"decision": "decline", "reason": "No."}, by=link)
    assert shown(desk, link)["answer"]["granted"] is True
    assert len(told(desk, "release_answered")) == 1


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        ({"decision": "grant", "half_days": 5}, "days_beyond_request"),
        ({"decision": "grant", "half_days": 0}, "half_days_wrong"),
        ({"decision": "grant", "half_days": 1.5}, "invalid_input"),
        ({"decision": "grant", "ends_on": day(41)}, "days_beyond_request"),
        ({"decision": "grant", "ends_on": day(9)}, "days_wrong"),
        ({"decision": "decline"}, "reason_required"),
        ({"decision": "perhaps"}, "invalid_input"),
    ],
)
def test_an_answer_that_cannot_be_is_refused(desk, link, answer, code):
    with refused(code):
        desk.knock("line_managers.answer_release", answer, by=link)
    assert shown(desk, link)["state"] == "open"


def test_an_expired_link_is_refused_told_and_sent_afresh(desk, link):
    with refused("release_link_works"):
        desk.knock("line_managers.send_fresh_link", by=link)
    desk.now += timedelta(days=desk.settings.line_manager_link_days)
    desk.do_due_work()
    assert told(desk, "release_unanswered") == [{"ann", "north-leader", "north-contact"}]
    assert (shown(desk, link)["state"], shown(desk, link)["shown_name"]) == ("expired", None)
    with refused("release_link_expired"):
        grant(desk, link)
    assert desk.knock("line_managers.send_fresh_link", by=link)["state"] == "replaced"
    fresh = newest_link(desk)
    assert fresh != link
    assert desk.events("line_manager_asked")[-1]["data"]["email"] == BOSS
    with refused("release_link_replaced"):
        grant(desk, link)
    assert grant(desk, fresh)["state"] == "answered"


def test_an_address_is_forgotten_some_days_after_the_answer_or_the_end_of_the_link(desk, link):
    kept = desk.work.database["line_managers"]
    life, more = desk.settings.line_manager_link_days, desk.settings.line_manager_kept_days
    assert kept.find_one()["forget_at"] == desk.now + timedelta(days=life + more)
    grant(desk, link)
    assert kept.find_one()["forget_at"] == desk.now + timedelta(days=more)
    desk.now += timedelta(days=more, seconds=-1)
    desk.do_due_work()
    assert kept.count_documents({}) == 1
    desk.now += timedelta(seconds=1)
    desk.do_due_work()
    assert kept.count_documents({}) == 0


def test_without_an_address_no_fresh_link_is_sent(desk, link):
    days = desk.settings.line_manager_link_days + desk.settings.line_manager_kept_days
    desk.now += timedelta(days=days)
    desk.do_due_work()
    assert desk.work.database["line_managers"].count_documents({}) == 0
    with refused("line_manager_forgotten"):
        desk.knock("line_managers.send_fresh_link", by=link)
    assert shown(desk, link)["state"] == "expired"


def test_an_answer_in_time_is_not_told_as_missing(desk, link):
    grant(desk, link)
    desk.now += timedelta(days=desk.settings.line_manager_link_days)
    desk.do_due_work()
    assert told(desk, "release_unanswered") == []
