"""The demo's meetings, brought into the real product in memory: what the seeds say, and once.

The figures are those of the pilot report of 30 November 2018, written down here a second time.
"""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parent))  # so that `brought` is importable

from brought import Brought

REPORT_DAY = "2018-11-30"


@pytest.fixture(scope="module")
def brought(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Brought]:
    with pytest.MonkeyPatch.context() as patched:
        made = Brought(tmp_path_factory.mktemp("keys"), patched)
        made.bring_meetings()
        yield made


def meetings_of(brought: Brought, code: str) -> list[Any]:
    """The past ones, the oldest first."""
    found: list[Any] = brought.get("/meetings", region=code, when="past")["items"]
    return found[::-1]


def test_the_groups_met_as_often_as_the_report_says(brought: Brought) -> None:
    held = {
        code: [each for each in meetings_of(brought, code) if each["status"] == "held"]
        for code in ("WOE", "SW", "NENC")
    }
    assert {code: len(each) for code, each in held.items()} == {"WOE": 4, "SW": 4, "NENC": 3}
    assert held["NENC"][0]["starts_at"].startswith("2018-04-17")
    assert all(each["starts_at"] < REPORT_DAY for several in held.values() for each in several)


def test_the_north_east_had_held_three_of_four_and_planned_the_last(brought: Brought) -> None:
    cycle = brought.get("/regions/NENC/meeting-cycle", on=REPORT_DAY)
    assert (cycle["starts_on"], cycle["ends_on"]) == ("2018-04-01", "2019-03-31")
    assert (cycle["wanted"], cycle["held"], cycle["missing"]) == (4, 3, 0)
    planned = meetings_of(brought, "NENC")[-1]
    assert (planned["status"], planned["starts_at"][:7]) == ("published", "2018-12")


def test_four_meetings_of_the_north_east_were_in_three_areas(brought: Brought) -> None:
    cycle = brought.get("/regions/NENC/meeting-cycle", on=REPORT_DAY)
    assert sorted(each["meetings"] for each in cycle["areas"]) == [1, 1, 2]


def test_a_meeting_is_to_come(brought: Brought) -> None:
    [upcoming] = brought.get("/meetings", when="upcoming")["items"]
    assert (upcoming["region"], upcoming["status"]) == ("WOE", "published")


def test_an_agenda_went_out_in_time_and_the_next_one_is_too_long_as_yet(brought: Brought) -> None:
    asked = brought.product.api("setup")
    of_woe = asked.get("/meetings", region="WOE")["items"][0]["id"]
    of_nenc = asked.get("/meetings", region="NENC", when="past")["items"][-1]["id"]
    first = asked.get(f"/meetings/{of_nenc}/agenda")
    assert (first["published_at"][:10], first["lead"]["days"]) == ("2018-04-10", 7)
    assert [paper["name"] for item in first["items"] for paper in item["papers"]] == ["Topics proposed.csv"]
    shaped = asked.get(f"/meetings/{of_woe}/agenda")
    assert (shaped["published_at"], shaped["minutes"]["over"]) == (None, 10)
    assert [item["supporters"] for item in shaped["items"]] == [3, 1, 0]


def minutes_of(brought: Brought, code: str, number: int) -> Any:
    return brought.get(f"/meetings/{meetings_of(brought, code)[number]['id']}/minutes")


def test_the_minutes_of_17_april_2018_came_out_one_day_late_and_withhold_what_is_private(
    brought: Brought,
) -> None:
    seen = minutes_of(brought, "NENC", 0)
    assert (seen["day"], seen["due_on"]) == ("2018-04-17", "2018-05-01")
    assert (seen["editions"][0]["published_on"], seen["timing"], seen["days"]) == ("2018-05-02", "late", 1)
    assert "her father" not in str(seen)
    assert "[withheld: personal information]" in str(seen)
    assert seen["edition"]["closed"] == ["personal_matter"]
    assert seen["edition"]["sections"][0]["heading"] == "How we want to meet"


def test_minutes_were_corrected_and_others_are_still_a_draft(brought: Brought) -> None:
    corrected = minutes_of(brought, "NENC", 1)
    assert [each["number"] for each in corrected["editions"]] == [1, 2]
    assert corrected["timing"] == "in_time"
    assert minutes_of(brought, "SW", 0)["timing"] == "no_due_day"
    assert minutes_of(brought, "WOE", 3)["editions"] == []


PUBLISHED_AS = {
    "WOE": ({"present": 35, "seats": 44, "percent": 79.5, "meetings": 4}, (80, 80)),
    "SW": ({"present": 20, "seats": 24, "percent": 83.3, "meetings": 4}, (80, 85)),
    "NENC": ({"present": 22, "seats": 27, "percent": 81.5, "meetings": 3}, (80, 80)),
}


@pytest.mark.parametrize("code", PUBLISHED_AS)
def test_pooled_attendance_comes_out_of_records_beside_what_was_published(
    brought: Brought, code: str
) -> None:
    found = brought.get(f"/regions/{code}/attendance")
    pooled, (low, high) = PUBLISHED_AS[code]
    assert found["pooled"] == pooled
    assert [(each["low"], each["high"]) for each in found["published"]] == [(low, high)]


def test_what_one_cycle_decided_is_the_next_ones_plan(brought: Brought) -> None:
    chain = brought.get("/regions/NENC/reviews")["meetings"]
    decided = [each["act"]["text"] if each["act"] else None for each in chain]
    assert [each["state"] for each in chain] == ["none", "planned", "closed", "closed"]
    assert (chain[2]["aim"], decided[3]) == ("Send papers earlier", "Send papers earlier")


def test_a_carer_and_their_assistant_were_paid_and_two_claims_wait(brought: Brought) -> None:
    asked = brought.product.api("setup")
    [paid] = asked.get("/expenses", state="paid")["items"]
    claim = asked.get(f"/expenses/{paid['id']}")
    assert (claim["claimant_pence"], claim["assistant_pence"], claim["total_pence"]) == (1840, 1840, 3680)
    assert (claim["region"], claim["verdict"]["rule"], claim["manual"]) == ("NENC", "51.3 carer", False)
    waiting = brought.get_as("coordinator", "/expenses")["items"]
    assert [(each["state"], each["total_pence"], each["manual"]) for each in waiting] == [
        ("submitted", 2540, False),
        ("approved_once", 720, True),
    ]
    [year] = brought.get("/expenses/totals")["items"]
    assert (year["region"], year["year"], year["claims"]) == ("NENC", 2018, None)


def test_bringing_it_again_adds_nothing(brought: Brought) -> None:
    before = brought.product.stored("meetings")
    brought.bring_meetings()
    assert brought.product.stored("meetings") == before


def test_the_events_are_known_as_exactly_as_the_seeds_know_them(brought: Brought) -> None:
    past = {each["title"]: each for each in brought.get("/events", past="true")["items"]}
    told = {title: (each["rough_date"], each["status"], each["attended"]) for title, each in past.items()}
    assert told["Making Best Use of Data"] == ("2018-03", "held", 73)
    assert told["QBrings2"] == ("2018-05", "held", 74)
    assert told["Event in the South West"] == (None, "held_poorly_attended", None)
    assert past["Event in the South West"]["cause"] == "Adverse weather"
    assert sum(each["attended"] or 0 for each in past.values() if each["region"] == "WOE") == 147


def test_an_event_to_come_is_full_and_two_wait_and_six_come_for_cake(brought: Brought) -> None:
    found = {each["title"]: each for each in brought.get("/events")["items"]}
    serious = brought.get(f"/events/{found['Learning from serious incidents']['id']}")
    assert (serious["booked"], serious["waiting"], serious["places_left"]) == (10, 2, 0)
    assert "Coffee and cake" not in found, "a meetup is shown to its own region"
    setup = brought.product.api("setup")
    meetup = next(each for each in setup.get("/events")["items"] if each["kind"] == "meetup")
    cake = setup.get(f"/events/{meetup['id']}")
    assert (cake["interested"], cake["place"], cake["regions"]) == (6, "Truro", ["SW"])
    topics = brought.get("/event-topics", region="WOE")["items"]
    assert [each["support"] for each in topics] == [4, 2]


def test_both_events_of_the_west_were_met_positively_and_the_base_is_blank(brought: Brought) -> None:
    past = {each["title"]: each["id"] for each in brought.get("/events", past="true", region="WOE")["items"]}
    for title in ("Making Best Use of Data", "QBrings2"):
        told = brought.get(f"/events/{past[title]}/feedback")
        assert told["results"] is None
        assert (told["summary"]["words"], told["summary"]["base"]) == ("Positive", None)


def test_of_three_actions_two_were_done_and_one_was_carried_to_the_second_meeting(brought: Brought) -> None:
    first, second = meetings_of(brought, "NENC")[:2]
    actions = brought.get(f"/meetings/{first['id']}/actions")
    assert len(actions["raised"]) == 3
    [carried] = brought.get(f"/meetings/{second['id']}/actions")["carried"]
    assert (carried["ended_on"], carried["carried"]) == ("2018-09-03", 1)
    mine = brought.product.api("setup").get("/actions", region="WOE", state="open")["items"]
    assert [each["carried"] for each in mine] == [0]


def test_decisions_have_their_method_quorum_and_objections(brought: Brought) -> None:
    found = brought.get("/decisions", region="NENC")["items"]
    assert [(each["method"], each["quorum"]["took_part"], each["quorum"]["filled"]) for each in found] == [
        ("majority", 7, 9),
        ("consent", 8, 9),
    ]
    assert found[0]["counts"] == {"favour": 5, "against": 1, "abstain": 1}
    assert [each["answer"] for each in found[1]["objections"]] == ["taken_in"]


def test_surveys_say_what_is_known_and_what_nobody_published(brought: Brought) -> None:
    surveys = {each["title"]: each for each in brought.get("/surveys")["items"]}
    incidents = surveys["Learning from serious incidents"]
    assert (incidents["invited"], incidents["is_mismatched"]) == (280, True)
    [wave] = brought.get(f"/surveys/{incidents['id']}/results")["waves"]
    assert (len(wave["themes"]), wave["responses"], wave["rate"]) == (2, None, None)
    [wave] = brought.get(f"/surveys/{surveys['Annual review']['id']}/results")["waves"]
    assert [(each["percent"], each["base"]) for each in wave["figures"]] == [(100.0, None)]
    assert surveys["How do we want to meet next year?"]["invited"] == 6
