"""Composition: the pilots as they were, and every rule broken in its own words (rows 12 and 23)."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pilot_rosters import ROSTERS, places

from contracts.regions import load
from stewardship.seats.composition import (
    Place,
    Rules,
    balance,
    check,
    counted,
    coverage,
    outside,
    verdict,
)
from stewardship.seats.domain import CHAIR, CONVENOR, MEMBER, Description
from stewardship.seats.rules import rules_of

REGIONS = load(Path(__file__).parents[4] / "deploy" / "regions")


def rules(region: str, groups: tuple[str, ...] = ()) -> Rules:
    return rules_of(REGIONS, region, groups)


def roster(region: str) -> list[Place]:
    return [Place(each.pop("kind"), Description(**listed(each))) for each in places(region)]


def listed(place: dict) -> dict:
    return {**place, "locations": tuple(place["locations"])}


def uk(members: int) -> list[Place]:
    seats = [Place(CHAIR, Description("Chair"))]
    return seats + [Place(MEMBER, Description("Nurse")) for _ in range(members - 1)]


def words(found) -> list[str]:
    return [each.words for each in found]


def codes(found) -> set[str]:
    return {each.code for each in found}


def test_eleven_seats_in_the_west_of_england_against_nine_are_noted_and_not_blocked():
    found = check(rules("WOE"), roster("WOE"))
    assert "11 seats against a target of 9" in words(found)
    assert verdict(found) == "ok"
    assert {each.level for each in found} == {"note"}


def test_six_seats_in_the_south_west_pass_with_the_convenor_counted_beside_them():
    assert check(rules("SW"), roster("SW")) == []
    assert counted(rules("SW"), roster("SW")) == 5


def test_the_south_west_without_its_patient_seat_is_told_so_in_the_rules_own_words():
    rest = [each for each in roster("SW") if not each.description.patient]
    found = check(rules("SW"), rest)
    assert words(found) == ["needs at least 1 patient or service-user seat"]
    assert verdict(found) == "warn"


@pytest.mark.parametrize(("people", "said"), [(8, "ok"), (9, "reject")])
def test_a_convenor_and_seven_others_are_the_most_in_the_south_west(people, said):
    grown = roster("SW") + [Place(MEMBER, Description("Nurse"))] * (people - 6)
    assert verdict(check(rules("SW"), grown)) == said


@pytest.mark.parametrize(
    ("members", "result"), [(13, "warn"), (14, "ok"), (16, "ok"), (17, "warn"), (18, "warn"), (19, "reject")]
)
def test_the_size_of_the_uk_wide_group_is_judged_as_published(members, result):
    assert verdict(check(rules("UK"), uk(members))) == result


def test_the_uk_wide_group_warns_of_a_regional_group_without_a_voice_and_refuses_two_for_one():
    voices = [Place(MEMBER, Description("Nurse", basis="region", represents=("SW",)))] * 2
    found = check(rules("UK", ("SW", "WOE")), uk(14) + voices)
    assert "gives each regional group one voice; twice: South West of England" in words(found)
    assert "needs a seat for every regional group; not yet: West of England" in words(found)
    assert verdict(found) == "reject"


def test_a_group_without_a_convenor_is_warned_and_with_two_refused():
    rest = roster("SW")[1:]
    assert words(check(rules("SW"), rest)) == ["needs a convenor"]
    two = [*roster("SW"), Place(CONVENOR, Description("Nurse"))]
    assert "a group has one convenor; here are 2" in words(check(rules("SW"), two))
    assert verdict(check(rules("SW"), two)) == "reject"


def test_wanted_sectors_are_shown_or_not_shown_and_never_missing():
    shown = {each.label: each.seats for each in coverage(rules("WOE"), roster("WOE"))}
    assert shown["patient_or_carer"] == 1
    assert shown["commissioner"] == 0
    assert not codes(check(rules("WOE"), roster("WOE"))) & {"sector", "sectors"}


def test_a_sector_is_found_however_it_is_written():
    gp = Place(MEMBER, Description("GP", sectors=("Primary provider",)))
    shown = {each.label: each.seats for each in coverage(rules("WOE"), [gp])}
    assert shown["primary_provider"] == 1


def test_places_of_another_region_are_flagged_and_not_refused():
    flagged = {each.description.background: outside(rules("WOE"), each.description) for each in roster("WOE")}
    assert {name: at for name, at in flagged.items() if at} == {
        "NHSE Quality and Safety Improvement Manager": ("South Central",),
        "Director of Quality Development": ("Northumbria",),
    }
    assert all(outside(rules("SW"), each.description) == () for each in roster("SW"))


@pytest.mark.parametrize(
    ("region", "by_place"),
    [
        (
            "WOE",
            {
                "Avon": 5,
                "Gloucestershire": 3,
                "Gloucestershire/Northumbria": 1,
                "North Somerset": 1,
                "South Central": 1,
            },
        ),
        ("SW", {"Devon": 6}),
        ("NENC", {"Cumbria": 7, "Newcastle": 1, "Northumbria": 1}),
    ],
)
def test_the_balance_by_place_and_perspective_is_the_pilots(region, by_place):
    found = balance(roster(region))
    assert {share.label: share.seats for share in found["place"]} == by_place
    perspectives = {share.label: share.seats for share in found["perspective"]}
    assert perspectives == {"patient": 1, "professional": len(ROSTERS[region]) - 1}


def test_systems_and_areas_are_only_checked_where_the_region_lists_them():
    assert {"systems_unknown"} <= codes(check(rules("WOE"), roster("WOE")))
    assert {"areas_unknown"} <= codes(check(rules("NENC"), roster("NENC")))
    listed = Rules(
        "WOE",
        "West of England",
        CONVENOR,
        12,
        per_system_min=3,
        systems=("North", "South"),
        area_coverage=True,
        areas=("Avon", "Wiltshire"),
    )
    avon = Description("Nurse", ("Avon",), systems=("North",))
    people = [Place(CONVENOR, avon), Place(MEMBER, avon), Place(MEMBER, avon)]
    assert words(check(listed, people)) == [
        "needs at least 3 people from each system: South shows 0",
        "needs somebody from every geographic area; not shown: Wiltshire",
    ]


def test_the_smallest_size_warns_in_words():
    found = check(Rules("X", "X", CONVENOR, 12, size_min=2), [Place(CONVENOR, Description("GP"))])
    assert words(found) == ["needs at least 2 people; here are 1"]


@given(st.integers(0, 30), st.integers(1, 18), st.booleans())
def test_a_hard_maximum_refuses_exactly_the_sizes_above_it(members, most, counts_leader):
    group = Rules("X", "X", CONVENOR, 12, size_max=most, counts_leader=counts_leader)
    people = [Place(CONVENOR, Description("GP"))] + [Place(MEMBER, Description("Nurse"))] * members
    size = members + 1 if counts_leader else members
    assert (verdict(check(group, people)) == "reject") is (size > most)
