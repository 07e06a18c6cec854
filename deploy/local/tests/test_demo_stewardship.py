"""The demo's stewardship, brought into the real product in memory: what the seeds say, and once.

The figures are those of the pilot report of 30 November 2018, written down here a second time.
"""

import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parent))  # so that `product` is importable

from brought import FACTS, HOLDING, ROWS, Brought, chosen

PILOTS = tuple(FACTS.groups["groups"])
REPORT_DAY = "2018-11-30"


@pytest.fixture(scope="module")
def brought(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Brought]:
    with pytest.MonkeyPatch.context() as patched:
        yield Brought(tmp_path_factory.mktemp("keys"), patched)


def places(roster: Any) -> dict[str, int]:
    return dict(Counter("/".join(seat["locations"]) for seat in roster["seats"]))


def test_the_rosters_are_those_of_the_report(brought: Brought) -> None:
    then = {code: brought.get(f"/groups/{code}/seats", on=REPORT_DAY) for code in PILOTS}
    assert {code: each["size"] for code, each in then.items()} == {"WOE": 11, "SW": 6, "NENC": 8}
    assert [seat["background"] for seat in then["SW"]["seats"]] == [
        "Consultant and Medical Director",
        "Patient representative",
        "Head of Quality Development",
        "Consultant and Regional Patient Safety Lead",
        "Non-Executive Director of an NHS Trust",
        "Consultant and Assistant Medical Director for Safety and Quality",
    ]
    assert places(then["WOE"]) == {
        "Avon": 5,
        "Gloucestershire": 3,
        "Gloucestershire/Northumbria": 1,
        "North Somerset": 1,
        "South Central": 1,
    }
    assert places(then["SW"]) == {"Devon": 6}
    for code, roster in then.items():
        assert [seat["kind"] for seat in roster["seats"]].count("convenor") == 1, code
        assert [seat["patient"] for seat in roster["seats"]].count(True) == 1, code
        assert all(seat["shown_name"] is None for seat in roster["seats"])


def test_west_of_england_is_above_its_target_which_is_noted_and_not_refused(brought: Brought) -> None:
    roster = brought.get("/groups/WOE/seats", on=REPORT_DAY)
    assert roster["verdict"] == "ok"
    assert "11 seats against a target of 9" in [each["words"] for each in roster["findings"]]


def test_somebody_resigned_in_the_north_east_in_october_2018(brought: Brought) -> None:
    before = brought.get("/groups/NENC/seats", on="2018-09-30")
    after = brought.get("/groups/NENC/seats", on="2018-10-31")
    assert (before["size"], after["size"]) == (9, 8)
    assert places(before) == {"Cumbria": 7, "Newcastle": 1, "Northumbria": 1}
    [vacant] = after["vacant"]
    assert (vacant["since"], vacant["precision"], vacant["how"]) == ("2018-10-01", "month", "resigned")
    assert not vacant["patient"]


def test_convenors_were_appointed_for_twelve_months(brought: Brought) -> None:
    first = {}
    for code in PILOTS:
        roster = brought.get(f"/groups/{code}/seats", on="2018-02-01")
        [seat] = [each for each in roster["seats"] if each["kind"] == "convenor"]
        first[code] = (seat["start"], seat["start_precision"], seat["end"], seat["designation"])
    assert first == {
        "WOE": ("2017-09-07", "day", "2018-09-07", "appointed"),
        "SW": ("2017-09-01", "month", "2018-09-01", "appointed"),
        "NENC": ("2018-01-01", "day", "2019-01-01", "appointed"),
    }


def test_the_south_west_was_appointed_from_those_who_sought_the_convenors_post(brought: Brought) -> None:
    [past] = brought.get("/appointments/past")["items"]
    assert (past["region"], past["kind"], past["began"], past["decided"]) == (
        "SW",
        "convenor",
        "2017",
        "2017-09",
    )
    assert Counter(each["kind"] for each in past["outcomes"]) == {"convenor": 1, "member": 5}
    assert sum(each["patient"] for each in past["outcomes"]) == 1
    held = {each["background"] for each in brought.get("/groups/SW/seats", on=REPORT_DAY)["seats"]}
    assert {each["background"] for each in past["outcomes"]} == held


def test_the_convenor_of_the_demo_holds_the_convenors_seat(brought: Brought) -> None:
    [mine] = brought.get_as("convenor", "/me/seats")["items"]
    assert (mine["region"], mine["kind"]) == ("WOE", "convenor")
    assert [(term["background"], term["start"], term["end"]) for term in mine["terms"]] == [
        ("GP", "2018-09-07", None),
        ("GP", "2017-09-07", "2018-09-07"),
    ]


def test_the_pilots_are_as_far_as_they_were_on_the_day_of_the_report(brought: Brought) -> None:
    then = {code: brought.get(f"/groups/{code}", as_at=REPORT_DAY) for code in PILOTS}
    assert {code: each["stage"] for code, each in then.items()} == {
        "WOE": "complete", "SW": "complete", "NENC": "running",
    }  # fmt: skip
    assert {each["status"] for each in then.values()} == {"active"}
    assert then["NENC"]["pilot"]["cycle"]["ends"] == "2019-03"
    elsewhere = {each["status"] for each in brought.get("/groups")["items"] if each["region"] not in PILOTS}
    assert elsewhere == {"none"}


def test_terms_of_reference_were_agreed_at_meetings_and_those_of_the_south_west_are_overdue(
    brought: Brought,
) -> None:
    meetings = {
        code: brought.get(f"/groups/{code}/terms-of-reference")["shown"]["agreed"]["meeting"]
        for code in PILOTS
    }
    assert meetings == {
        "WOE": "first meeting of the group",
        "SW": "second meeting of the group",
        "NENC": "first meeting of the group",
    }
    [late] = [
        each for each in brought.get("/document-reviews")["items"] if each["kind"] == "terms_of_reference"
    ]
    assert (late["region"], late["review"]["due"], late["review"]["state"]) == ("SW", "2018-12-31", "overdue")


def test_what_the_groups_wrote_down_is_there_in_full(brought: Brought) -> None:
    counts = {
        (region, kind): len(brought.clauses(region, kind))
        for kind, regions in FACTS.documents.items()
        for region in regions
    }
    assert counts == {
        ("WOE", "terms_of_reference"): 8,
        ("SW", "terms_of_reference"): 8,
        ("NENC", "terms_of_reference"): 8,
        ("WOE", "vision"): 1,
        ("WOE", "objectives"): 3,
        ("SW", "objectives"): 5,
        ("SW", "principles"): 7,
        ("WOE", "duties"): 12,
        ("SW", "duties"): 10,
        ("UK", "guidance"): 11,
    }
    duties = {each["code"]: each["state"] for each in brought.clauses("WOE", "duties")}
    assert (duties["funding_allocation"], duties["dispute_processes"]) == ("dormant", "untested")
    [grown] = [each for each in brought.clauses("SW", "objectives") if each["code"] == "membership"]
    assert (grown["state"], [link["address"] for link in grown["evidence"]]) == ("met", ["/regions/SW"])


def test_costs_and_barriers_are_the_published_ones(brought: Brought) -> None:
    costs = brought.get("/costs")
    assert (costs["total"]["amount_pence"], costs["total"]["regions"]) == (3_000_000, 3)
    shares = {each["region"]: each["per_new_member_pence"] for each in costs["items"]}
    assert shares == {"WOE": 20833, "SW": 24390, "NENC": 27778}
    assert {each["approximate"] for each in costs["items"]} == {True}
    barriers = {code: len(brought.get(f"/groups/{code}/barriers")["items"]) for code in (*PILOTS, "UK")}
    assert barriers == {"WOE": 4, "SW": 2, "NENC": 0, "UK": 3}


def test_one_matter_is_answered_and_one_is_open(brought: Brought) -> None:
    found = brought.get("/matters")["items"]
    assert sorted(each["state"] for each in found) == ["answered", "raised"]
    [answered] = [each for each in found if each["state"] == "answered"]
    assert answered["asked"][0]["reasons"]


def test_a_consultation_with_three_options_is_open_and_members_have_a_group_of_their_own(
    brought: Brought,
) -> None:
    [asked] = brought.get("/consultations")["items"]
    assert asked["state"] == "open"
    assert len(brought.get(f"/consultations/{asked['id']}")["options"]) == 3
    [own] = brought.get_as("member", "/self-organised-groups")["items"]
    assert (own["name"], own["state"]) == ("Flow and frailty", "active")


def test_an_election_of_the_south_west_is_in_voting_with_a_seat_kept_for_a_patient(brought: Brought) -> None:
    [found] = brought.get("/elections", region="SW")["items"]
    assert (found["state"], found["patient_seats"]) == ("voting", 1)
    assert len(found["candidates"]) == 5
    seated, voters = chosen()
    here = [row for row in ROWS if row["region"] == "SW" and row["email"] in {*seated["SW"], *voters}]
    assert found["roll_size"] == len(here)
    assert "rehearsal" in " ".join(step["note"] or "" for step in found["history"])


def test_bringing_it_again_adds_nothing(brought: Brought) -> None:
    before = brought.product.stored()
    brought.bring()
    assert brought.product.stored() == before


def test_everybody_with_a_seat_has_one_and_patients_speak_for_patients() -> None:
    seated, voters = chosen()
    everybody = [*(email for each in seated.values() for email in each), *voters]
    assert len(everybody) == len(set(everybody)) == 26 + 8
    assert not set(voters) & set(HOLDING.values())
    assert seated["WOE"][0] == HOLDING["convenor"]
    by_address = {row["email"]: row for row in ROWS}
    for code, wanted in FACTS.groups["groups"].items():
        for seat, email in zip(wanted["seats"], seated[code], strict=True):
            row = by_address[email]
            assert (row["region"], row["joined"] < wanted["began"]) == (code, True)
            assert (row["profession"] == "patient representative") == bool(seat.get("patient"))
