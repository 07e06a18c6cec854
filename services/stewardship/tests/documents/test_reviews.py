"""When a document is looked at again: told in time, overdue, kept as it is, lapsed (row 16)."""

from datetime import UTC, datetime, timedelta

import pytest
from stewardship_desk import NATIONAL, Desk, convenor
from stewardship_papers import agreed_at, terms

from chassis.identity import Caller
from contracts.refusals import Refused

SW = convenor("SW")


def agree_terms(desk: Desk, **more: object) -> None:
    desk.knock("documents.begin_document", terms(), by=SW)
    desk.knock("documents.agree_document", agreed_at(**more), by=SW)


def read(desk: Desk) -> dict:
    asked = {"region": "SW", "kind": "terms_of_reference"}
    return desk.knock("documents.get_document", asked, by=Caller())


def test_terms_due_at_the_end_of_2018_are_listed_as_overdue_on_new_years_day(desk: Desk):
    agree_terms(desk, review_due="2018-12-31")
    assert desk.knock("documents.list_reviews", {})["items"] == []
    desk.now = datetime(2019, 1, 1, 9, tzinfo=UTC)
    (line,) = desk.knock("documents.list_reviews", {"days": 0})["items"]
    assert (line["region"], line["review"]) == ("SW", {"due": "2018-12-31", "state": "overdue", "days": -1})
    assert desk.knock("documents.list_reviews", {"region": "WOE"})["items"] == []


def test_a_review_that_keeps_the_text_takes_it_off_the_list(desk: Desk):
    agree_terms(desk, review_due="2018-09-10")
    assert len(desk.knock("documents.list_reviews", {})["items"]) == 1
    kept = agreed_at("Meeting 4", "2018-09-03", review_due="2019-09-03", reviewers=["AHSN"])
    desk.knock("documents.keep_document", kept, by=SW)
    assert desk.knock("documents.list_reviews", {})["items"] == []
    assert read(desk)["shown"]["reviews"][0]["meeting"] == "Meeting 4"


def test_lapsed_terms_stay_readable_and_wait_for_no_review(desk: Desk):
    agree_terms(desk, review_due="2018-09-10")
    lapsed = {"id": "SW:terms_of_reference", "on": "2018-09-03", "reason": "The pilot ended."}
    desk.knock("documents.lapse_document", lapsed, by=SW)
    found = read(desk)
    assert (found["status"], found["shown"]["ended_on"]) == ("lapsed", "2018-09-03")
    assert found["clauses"]
    assert desk.knock("documents.list_reviews", {})["items"] == []
    with pytest.raises(Refused, match="document_lapsed"):
        desk.knock("documents.keep_document", agreed_at(on="2018-09-03"), by=SW)


def run_the_pilot_to_its_end(desk: Desk, on: str) -> None:
    for door, more in (
        ("form_group", {"on": "2017-03"}),
        ("open_group", {"on": "2017-09"}),
        ("begin_pilot", {"on": "2017-01"}),
    ):
        desk.knock(f"network.{door}", {"region": "SW", **more}, by=NATIONAL)
    for stage, day in (("recruiting", "2017-03"), ("running", "2017-09"), ("complete", on)):
        desk.knock("network.move_pilot_on", {"region": "SW", "stage": stage, "on": day}, by=NATIONAL)


def test_pilot_terms_lapse_with_the_pilot(desk: Desk):
    agree_terms(desk, review_due="2018-09-10", lapses_with_pilot=True)
    assert read(desk)["status"] == "agreed"
    run_the_pilot_to_its_end(desk, "2018-09-01")
    found = read(desk)
    assert (found["status"], found["shown"]["ended_on"]) == ("lapsed", "2018-09-01")
    assert found["review"]["state"] == "none"
    assert desk.knock("documents.list_reviews", {})["items"] == []
    lines = desk.knock("documents.list_documents", {"region": "SW"})["items"]
    line = next(line for line in lines if line["kind"] == "terms_of_reference")
    assert (line["status"], line["review"]["state"]) == ("lapsed", "none")


def test_terms_that_do_not_hang_on_the_pilot_outlive_it(desk: Desk):
    agree_terms(desk)
    run_the_pilot_to_its_end(desk, "2018-09-01")
    assert read(desk)["status"] == "agreed"


def told(desk: Desk) -> list[tuple[list[str], str]]:
    notices = [event["data"] for event in desk.events("notice_raised")]
    return [(each["members"], each["cause"]) for each in notices if each["kind"] == "review_due"]


def test_the_group_is_told_60_and_14_days_before_a_review_is_due(desk: Desk):
    desk.member("v-SW", "SW", "convenor:SW")
    desk.member("c-SW", "SW", "coordinator:SW")
    desk.member("v-WOE", "WOE", "convenor:WOE")
    agree_terms(desk, review_due="2018-12-31")
    desk.now = datetime(2018, 10, 31, 12, tzinfo=UTC)
    desk.do_due_work()
    assert told(desk) == []
    desk.now = datetime(2018, 11, 1, 12, tzinfo=UTC)
    desk.do_due_work()
    assert told(desk) == [(["c-SW", "v-SW"], "SW:terms_of_reference:2018-12-31:2018-11-01")]
    (notice,) = [event["data"] for event in desk.events("notice_raised")]
    assert {each["name"]: each["words"] for each in notice["about"]} == {
        "document": "Terms of reference",
        "group": "South West of England",
        "due": "31 December 2018",
    }
    assert notice["path"] == "/groups/SW/terms-of-reference"
    desk.now = datetime(2019, 2, 1, 12, tzinfo=UTC)
    desk.do_due_work()
    assert len(told(desk)) == 2


def test_a_review_that_moved_is_told_by_its_new_date(desk: Desk):
    desk.member("v-SW", "SW", "convenor:SW")
    agree_terms(desk, review_due="2018-12-31")
    desk.knock("documents.keep_document", agreed_at(on="2018-09-03", review_due="2019-12-31"), by=SW)
    desk.now = datetime(2019, 1, 5, tzinfo=UTC)
    desk.do_due_work()
    assert told(desk) == []


def test_without_a_convenor_or_coordinator_the_national_team_is_told(desk: Desk):
    desk.member("n-1", "WOE", "national_team")
    agree_terms(desk, review_due="2018-09-17")
    desk.now += timedelta(hours=2)
    desk.do_due_work()
    assert [members for members, _ in told(desk)] == [["n-1"]]
