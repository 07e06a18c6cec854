"""Test cycles on the pages: what one decides begins the next plan (row 48)."""

import pytest

from chassis.identity import Caller

from ..meetings_of import meeting  # noqa: TID252 - tests are no installed package

PLAN = {"aim": "Decide faster", "prediction": "Every item ends in time"}
STUDY = {"done": "Papers came late", "match": "otherwise", "learned": "Nobody had read them"}
ACT = {"kind": "adapt", "text": "Send papers earlier"}


@pytest.fixture
def convenor(community):
    return community.sign_in(Caller("con", frozenset({"member", "convenor:NENC"}), "NENC"))


def write(browser, path, step, answers, *status):
    return browser.send(browser.get(f"{path}/{step}"), f"{path}/{step}", answers, *status)


def test_the_act_of_one_cycle_is_read_in_the_plan_of_the_next(bus, browser, community, convenor):
    first, second = (f"/meetings/{meeting(bus, days=days)}/review" for days in (-1, 60))
    assert "this one has no plan yet" in browser.get(first).text
    missing = write(browser, first, "plan", {}, 422)
    assert missing.error_of("prediction") == "Say what you think will happen"
    planned = browser.send(missing, f"{first}/plan", PLAN)
    assert "when it had begun" in planned.text
    assert (
        "stand as they were written" in write(browser, first, "plan", {**PLAN, "aim": "I knew it"}, 422).text
    )
    studied = write(browser, first, "study", STUDY)
    assert "Say what the group does next" in studied.links()
    closed = write(browser, first, "act", ACT)
    assert "The cycle is closed." in closed.text
    following = browser.get(f"{second}/plan")
    assert following.answers(f"{second}/plan")["aim"] == "Send papers earlier"
    browser.send(following, f"{second}/plan", PLAN)
    community.calling()
    seen = browser.get(second)
    assert "Send papers earlier" in seen.text
    assert "Every item ends in time" not in seen.text
    chain = browser.get("/groups/NENC/reviews")
    assert "Adapted: Send papers earlier" in chain.text


def test_a_second_keeper_with_the_same_empty_page_writes_over_no_plan(bus, browser, community, convenor):
    path = f"/meetings/{meeting(bus, days=60)}/review"
    empty = browser.get(f"{path}/plan")
    browser.send(empty, f"{path}/plan", PLAN)
    again = {**PLAN, "aim": "Another aim", "command_id": "11111111-1111-4111-8111-111111111111"}
    assert "Somebody changed this" in browser.send(empty, f"{path}/plan", again, 422).text
    assert "Decide faster" in browser.get(path).text


def test_the_group_itself_is_planned_compared_and_closed(browser, community, convenor):
    path = "/groups/NENC/reviews/new"
    page = browser.get(path)
    missing = browser.send(page, path, PLAN, 422)
    assert missing.error_of("title") == "Give it a name, like: our first year"
    days = {"since-day": "1", "since-month": "4", "since-year": "2018"}
    days |= {"until-day": "31", "until-month": "3", "until-year": "2019"}
    made = browser.send(missing, path, {"title": "Our first year", **days})
    series = made.response.request.path
    assert made.h1 == "Our first year"
    write(browser, series, "study", STUDY)
    assert "The cycle is closed." in write(browser, series, "act", ACT).text
    community.calling()
    assert "Adapted: Send papers earlier" in browser.get(series).text
    assert "Our first year" in browser.get("/groups/NENC/reviews").links()


def test_who_may_not_write_is_told_so(bus, browser, community):
    path = f"/meetings/{meeting(bus)}/review"
    community.sign_in(Caller("m-1", frozenset({"member"}), "NENC"))
    assert browser.get(f"{path}/plan", 403)
    assert browser.get(f"{path}/paint", 404)
    assert browser.get("/groups/NENC/reviews/new", 403)
    assert "Plan it" not in browser.get(path).links()
