"""Where people are: a district at most, distances in words, and a file that has to be right."""

import pytest

from chassis.settings import SettingsError
from skills_register.refusal import Refusal
from skills_register.settings import Settings
from skills_register.skills import place_file
from skills_register.skills.places import Spot, distance_in_words, district_of, miles_between

from skills_desk import REGIONS_FOLDER  # isort: skip

PLACES = place_file.load()


def test_every_postcode_area_of_the_country_is_there():
    assert len(PLACES.spots) == 124


@pytest.mark.parametrize(
    ("written", "district"),
    [("EX4 6NB", "EX4"), ("ex46nb", "EX4"), ("EX4", "EX4"), ("sw1a 1aa", "SW1A"), ("M1 1AE", "M1")],
)
def test_of_a_postcode_only_the_district_is_kept(written, district):
    place = PLACES.of(written)
    assert place.district == district
    assert district_of(written) == district
    assert "6NB" not in repr(place)


@pytest.mark.parametrize(
    "written", ["ZZ1 1AA", "12345", "EX", "Exeter", "EX4 6NBX", "", "EX4;drop", "é1 1aa"]
)
def test_a_distance_from_an_unknown_postcode_is_refused(written):
    with pytest.raises(Refusal, match="postcode_unknown"):
        PLACES.of(written)


@pytest.mark.parametrize(
    ("here", "there", "miles", "give"),
    [
        ("EC", "EH", 331, 12),
        ("EX", "TQ", 22, 8),
        ("M", "L", 30, 6),
        ("BS", "CF", 28, 8),
        ("AB", "DD", 60, 15),
    ],
)
def test_distances_are_about_what_people_know_them_to_be(here, there, miles, give):
    spots = PLACES.spots
    assert miles_between(spots[here], spots[there]) == pytest.approx(miles, abs=give)
    assert miles_between(spots[here], spots[there]) == miles_between(spots[there], spots[here])


def test_what_lies_around_a_place_comes_nearest_first():
    around = PLACES.around(PLACES.spots["EX"], 30)
    assert next(iter(around)) == "EX"
    assert set(around) == {"EX", "TQ", "TA"}
    assert list(around.values()) == sorted(around.values())


@pytest.mark.parametrize(
    ("miles", "words"),
    [
        (0.0, "in the same postcode area (Truro)"),
        (1.2, "about 1 mile away (Truro)"),
        (7.4, "about 7 miles away (Truro)"),
        (28.9, "about 30 miles away (Truro)"),
    ],
)
def test_a_distance_is_said_no_more_exactly_than_it_is_known(miles, words):
    assert distance_in_words(miles, Spot("TR", "Truro", 50.2, -5.2, 20)) == words


HEAD = "code,name,latitude,longitude,within\n"


def written(tmp_path, text):
    file = tmp_path / "districts.csv"
    file.write_text(text, encoding="utf-8")
    return str(file)


def test_an_operators_districts_go_before_their_area(tmp_path):
    places = place_file.load(written(tmp_path, HEAD + "EX4,Exeter north,50.73,-3.53,2\n"))
    assert places.of("EX4 6NB").spot.name == "Exeter north"
    assert places.of("EX1 1AA").spot.name == "Exeter"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("postcode,name\n", "districts.csv: (file): the first row is wanted to be code,name"),
        (HEAD + "EX4,Exeter,50.7\n", "districts.csv: line 2: 3 columns instead of 5"),
        (HEAD + "EX4 6NB,Exeter,50.7,-3.5,2\n", "'EX4 6NB' is no postcode area or district"),
        (HEAD + "EX4,Exeter,north,-3.5,2\n", "are wanted as numbers"),
        (HEAD + "EX4,Exeter,5.07,-3.5,2\n", "does not lie in the UK"),
        (HEAD + "EX4,Exeter,nan,-3.5,2\n", "does not lie in the UK"),
        (HEAD + "EX4,Exeter,50.7,-3.5,0\n", "is not more than 0"),
        (HEAD + "EX4,,50.7,-3.5,2\n", "a name is wanted"),
        (HEAD + "EX4,A,50.7,-3.5,2\nEX4,B,50.7,-3.5,2\n", "districts.csv: line 3: EX4 stands twice"),
    ],
)
def test_a_wrong_file_of_places_stops_the_start(tmp_path, text, problem):
    with pytest.raises(SettingsError) as stopped:
        Settings(regions_folder=REGIONS_FOLDER, postcode_file=written(tmp_path, text))
    assert problem in str(stopped.value)


def test_a_freshness_of_no_time_stops_the_start():
    with pytest.raises(SettingsError, match="SKILL_FRESH_MONTHS=0"):
        Settings(regions_folder=REGIONS_FOLDER, skill_fresh_months=0)
