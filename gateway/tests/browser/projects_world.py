"""Improvement projects to look at: at every stage, stale, archived, with measures and who asks to join."""

from datetime import UTC, datetime, timedelta
from typing import Any

from chassis.call import Call
from chassis.identity import Caller
from chassis.testkit.local_bus import LocalBus
from gateway.portal.dates import today

LONG = (
    "Small improvements on every ward, every day. Everything that helps is at "
    "https://example.org/a-very-long-address-without-any-break-that-a-phone-has-to-wrap-somewhere-in-the-middle"
)
PROJECT = {"title": "Excellence Every Day", "region": "WOE", "issue": "Safety", "date": "2018-03"}
MONTHLY = (14, 11, 13, 12, 15, 10, 13, 12, 14, 11, 12, 27, 13)


def populate_projects(bus: LocalBus, ids: dict[str, str], people: dict[str, Caller]) -> None:
    """The world's member leads projects, its convenor asks to join one; a coordinator keeps them."""

    def knock(service: str, door: str, by: str, **asked: Any) -> Any:
        door_of = getattr(bus.service(f"exchange_{service}"), door)
        return door_of(Call(caller=people[by]), asked)

    def add(title: str, **more: Any) -> str:
        asked = {**PROJECT, "title": title, "is_another": True, **more}
        return str(knock("projects", "add_project", "member", **asked)["id"])

    ids["project"] = add(
        "Excellence Every Day",
        aim=LONG,
        stp="Bath and North East Somerset, Swindon and Wiltshire",
        site="Royal United Hospital",
        team="Ward sisters and therapists",
        funding="Q Exchange",
        leader_kind="service_user",
        medical_condition="Frailty",
        shown_name="Wolfe of Bath",
        contact="wolfe@example.org",
        contact_for="everybody",
    )
    knock("projects", "showcase_project", "coordinator", id=ids["project"])
    _measures(knock, ids)
    asked = {"project_id": ids["project"], "words": "We count falls, too.", "shown_name": "Connie"}
    knock("project_joining", "ask_to_join", "convenor", **asked)
    ids["unsaid_project"] = add("Flow from the front door", issue="Flow", date="2017", is_open=False)
    ids["archived_project"] = add("Alarms beside beds", medical_condition="Dementia", date="2016-11-30")
    ending = {"result": "did_not_work", "learned": "The alarms woke everybody. Ask the night shift first."}
    knock("projects", "end_project", "member", id=ids["archived_project"], **ending)
    ids["withdrawn_project"] = add("Something that never began")
    knock("projects", "withdraw_project", "member", id=ids["withdrawn_project"], reason="It never began.")
    for name, title in (
        ("joined_project", "Discharge letters that patients read"),
        ("offered_project", "Lists of medicines that go home"),
    ):
        ids[name] = add(title, issue="Discharge")
        made = knock("project_joining", "ask_to_join", "convenor", project_id=ids[name])
        taken_in = {"id": made["id"], "is_accepted": True, "words": "Welcome to us."}
        knock("project_joining", "answer_joining", "member", **taken_in)
    asked = {"id": ids["offered_project"], "member_id": people["convenor"].subject}
    knock("projects", "offer_project", "member", **asked)
    ids["stale_project"] = add("Tea rounds that count what is drunk", issue="Nutrition", stage="planned")
    long_ago = datetime.now(UTC) - timedelta(days=300)
    rows = bus.databases["exchange"].database["projects"]
    rows.update_one({"_id": ids["stale_project"]}, {"$set": {"checked_at": long_ago}})
    for number in range(12):
        add(f"Handover {number + 1} of a dozen", issue="Handover", date=str(2005 + number))


def _measures(knock: Any, ids: dict[str, str]) -> None:
    project = ids["project"]
    said = {"name": "Near misses", "unit": "reports a month", "better": "down"}
    ids["measure"] = knock("project_measures", "begin_measure", "member", project_id=project, **said)["id"]
    first = today().replace(day=1) - timedelta(days=31 * len(MONTHLY))
    points = [
        {"on": (first + timedelta(days=31 * month)).isoformat(), "value": value, "note": ""}
        for month, value in enumerate(MONTHLY)
    ]
    points[11]["note"] = "Two wards moved into one."
    knock("project_measures", "put_points", "member", id=ids["measure"], points=points)
    knock(
        "project_measures",
        "decide_baseline",
        "member",
        id=ids["measure"],
        first=points[0]["on"],
        last=points[9]["on"],
        reason="Before the wards moved.",
    )
    short = {"name": "Cups of tea", "unit": "cups", "better": "neither"}
    ids["short_measure"] = knock("project_measures", "begin_measure", "member", project_id=project, **short)[
        "id"
    ]
