"""Development at the doors: found by region, kind and day; completed by the member, for the member."""

from typing import Any

import pytest
from skills_desk import NATIONAL, Desk, coordinator

from chassis.identity import VISITOR, Caller
from chassis.testkit.refusing import refused
from skills_register.leaving import leave
from skills_register.skills.standing import LEARNING

KEEPER = coordinator("SW")
COURSE: dict[str, Any] = {
    "region": "SW",
    "title": "Charts that tell",
    "kind": "course",
    "provider": "South West AHSN",
    "begins": "2018-10-04",
    "places": ["Exeter"],
    "access": "Step-free, with captions",
    "booking": "/events/e-1",
    "teaches": ["SPC"],
}


@pytest.fixture
def ann(desk: Desk) -> Caller:
    return desk.member("ann")


def added(desk: Desk, by: Caller = KEEPER, **more: Any) -> dict[str, Any]:
    return desk.knock("development.add_development", {**COURSE, **more}, by=by)


def titles(desk: Desk, **wanted: Any) -> list[str]:
    found = desk.knock("development.list_development", wanted, by=VISITOR)
    return [each["title"] for each in found["items"]]


def test_a_search_in_the_south_west_lists_what_is_there_and_what_is_for_the_whole_uk(desk):
    added(desk)
    added(desk, by=NATIONAL, region="UK", title="UK webinar", kind="webinar", begins="2018-11")
    added(desk, by=coordinator("WOE"), region="WOE", title="In Bristol")
    assert titles(desk, region="SW") == ["Charts that tell", "UK webinar"]
    assert titles(desk, region="SW", kind="webinar") == ["UK webinar"]
    assert titles(desk) == ["Charts that tell", "In Bristol", "UK webinar"]
    assert titles(desk, since="2018-10-05") == ["UK webinar"]
    assert titles(desk, since="2018-01-01", until="2018-10-31", region="SW") == ["Charts that tell"]
    with refused("region_unknown"):
        titles(desk, region="XX")


def test_what_is_over_is_listed_no_more_and_what_is_known_to_a_month_until_its_last_day(desk):
    added(desk, title="Over", begins="2018-10-03")
    added(desk, title="This month", begins="2018-10")
    assert titles(desk, region="SW") == ["This month"]


def test_a_completed_course_offers_to_add_spc_to_my_skills(desk, ann):
    course = added(desk)
    assert course["open_to"] == "Every member"
    done = desk.knock("development.complete_development", {"id": course["id"]}, by=ann)
    assert done["offers"] == [{"skill": "spc", "word": "SPC", "words": "Add SPC to my skills"}]
    desk.knock("development.complete_development", {"id": course["id"], "on": "2018-10-04"}, by=ann)
    [mine] = desk.knock("development.my_development", by=ann)["items"]
    assert (mine["id"], mine["on"]) == (course["id"], "2018-10-04")
    assert desk.knock("development.my_development", by=desk.member("ben"))["items"] == []


def test_the_offered_skill_is_one_that_the_member_can_add_and_nothing_is_added_by_itself(desk, ann):
    offer = desk.knock("development.complete_development", {"id": added(desk)["id"]}, by=ann)["offers"][0]
    assert desk.work.database["skill_entries"].count_documents({}) == 0
    desk.knock("skills.add_skill", {"skill": offer["skill"], "level": LEARNING}, by=ann)
    assert desk.work.database["skill_entries"].count_documents({"member_id": "ann", "skill": "spc"}) == 1


def test_what_one_completed_is_forgotten_when_they_say_so_or_leave_q(desk, ann, call):
    course = added(desk)
    for _ in range(2):
        desk.knock("development.complete_development", {"id": course["id"]}, by=ann)
    desk.knock("development.forget_completion", {"id": course["id"]}, by=ann)
    with refused("not_found"):
        desk.knock("development.forget_completion", {"id": course["id"]}, by=ann)
    desk.knock("development.complete_development", {"id": course["id"]}, by=ann)
    desk.work.in_transaction(call, lambda: leave(desk.work, desk.settings, call, "ann"))
    assert desk.work.database["development_completions"].count_documents({}) == 0


def test_what_is_withdrawn_is_listed_no_more_and_can_still_be_read(desk, ann):
    course = added(desk)
    with refused("not_found"):
        desk.knock("development.withdraw_development", {"id": course["id"]}, by=coordinator("WOE"))
    desk.knock("development.withdraw_development", {"id": course["id"]}, by=KEEPER)
    assert titles(desk, region="SW") == []
    assert desk.knock("development.get_development", {"id": course["id"]})["is_withdrawn"] is True
    with refused("development_withdrawn"):
        desk.knock("development.complete_development", {"id": course["id"]}, by=ann)


def test_a_change_says_all_of_it_anew_and_only_once_per_version(desk):
    course = added(desk)
    change = {**COURSE, "id": course["id"], "version": 1, "ends": "2018-10-06", "open_to": "Nurses"}
    after = desk.knock("development.change_development", change, by=KEEPER)
    assert (after["version"], after["dates"], after["open_to"]) == (
        2,
        "4 October 2018 to 6 October 2018",
        "Nurses",
    )
    with refused("stale_version"):
        desk.knock("development.change_development", change, by=KEEPER)
    with refused("not_your_region"):
        moved = {**change, "version": 2, "region": "WOE"}
        desk.knock("development.change_development", moved, by=KEEPER)


def test_only_keepers_list_something_and_only_the_centre_for_the_uk(desk, ann):
    with refused("role_required"):
        added(desk, by=ann)
    with refused("not_your_region"):
        added(desk, region="UK")


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"teaches": ["juggling"]}, "skill_unknown"),
        ({"ends": "2018-09"}, "development_ends_first"),
        ({"booking": "https://elsewhere.example/book"}, "invalid_input"),
        ({"booking": "//elsewhere.example"}, "invalid_input"),
        ({"begins": "soon"}, "invalid_input"),
        ({"kind": "party"}, "invalid_input"),
    ],
)
def test_what_cannot_be_listed_is_refused(desk, more, code):
    with refused(code):
        added(desk, **more)


def test_a_skill_named_twice_by_different_words_is_taught_once(desk):
    course = added(desk, teaches=["SPC", "control charts", "spc"])
    assert course["teaches"] == [{"skill": "spc", "word": "SPC"}]
