"""Region files are rules as data: they load, or the start stops with file, key and reason (row 84)."""

import shutil
from datetime import date
from pathlib import Path

import pytest
import yaml

from contracts.regions import RegionFileError, Regions, load

FILES = Path(__file__).parents[3] / "deploy" / "regions"


@pytest.fixture(name="regions", scope="module")
def loaded_regions() -> Regions:
    return load(FILES)


@pytest.fixture(name="folder")
def copied_folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(FILES, tmp_path / "regions"))


def change(folder: Path, file: str, **values: object) -> None:
    """Set keys of a file; ``group__target`` means ``group.target``."""
    path = folder / file
    document = yaml.safe_load(path.read_text(encoding="utf-8"))
    for name, value in values.items():
        *above, key = name.split("__")
        place = document
        for part in above:
            place = place[part]
        place[key] = value
    path.write_text(yaml.safe_dump(document), encoding="utf-8")


def problems_of(folder: Path) -> list[tuple[str, str, str]]:
    with pytest.raises(RegionFileError) as caught:
        load(folder)
    return [(each.file, each.key, each.reason) for each in caught.value.problems]


def test_the_eighteen_groups_of_four_nations_load_in_the_order_of_their_names(regions: Regions) -> None:
    assert len(regions) == 18
    assert {region.nation for region in regions} == {"England", "Scotland", "Wales", "Northern Ireland"}
    names = [region.name for region in regions]
    assert names == sorted(names)


def test_the_three_pilots_keep_their_own_rules(regions: Regions) -> None:
    assert {region.code for region in regions if region.pilot} == {"WOE", "SW", "NENC"}
    woe, sw, nenc = (regions.by_code[code] for code in ("WOE", "SW", "NENC"))
    assert (woe.group.target, woe.group.per_system_min) == (9, 3)
    assert (sw.group.size_max, sw.group.includes_convenor, sw.group.patient_min) == (7, False, 1)
    assert (nenc.group.area_coverage, nenc.minutes_days, nenc.meetings.public) == (True, 14, "open")
    assert (sw.meetings.max_minutes, sw.meetings.count_most, woe.meetings.count_most) == (240, 4, None)
    assert [each.meetings.pdsa for each in (woe, sw, nenc)] == [False, False, True]


def test_each_pilot_is_measured_from_its_own_start(regions: Regions) -> None:
    found = {
        region.code: (region.growth.baseline.date, region.growth.baseline.date_precision)
        for region in regions
        if region.growth
    }
    assert found == {
        "WOE": (date(2017, 9, 7), "day"),
        "SW": (date(2017, 9, 1), "month"),
        "NENC": (date(2018, 1, 1), "day"),
    }


@pytest.mark.parametrize(
    ("size", "verdict"),
    [(13, "warn"), (14, "ok"), (16, "ok"), (17, "warn"), (18, "warn"), (19, "reject")],
)
def test_the_uk_wide_size_is_judged_as_the_vectors_say(regions: Regions, size: int, verdict: str) -> None:
    assert regions.uk.verdict_on(size) == verdict


@pytest.mark.parametrize("words", ["WOE", "woe", " West of  England ", "w", "WEST"])
def test_people_may_write_a_region_by_code_name_or_alias(regions: Regions, words: str) -> None:
    found = regions.find(words)
    assert found is not None
    assert found.code == "WOE"


def test_an_unknown_name_finds_nothing(regions: Regions) -> None:
    assert regions.find("Atlantis") is None
    assert regions.get("woe") is None
    assert "WOE" in regions


def test_an_unknown_key_is_named_with_its_file(folder: Path) -> None:
    change(folder, "woe.yaml", group__colour="green")
    assert problems_of(folder) == [("woe.yaml", "group.colour", "Unknown field.")]


def test_every_wrong_file_is_told_at_once(folder: Path) -> None:
    change(folder, "woe.yaml", meetings__max_minutes=5)
    change(folder, "sw.yaml", selection_mode="lottery", time_account__hard_floor_minutes=-60)
    found = {(file, key) for file, key, _ in problems_of(folder)}
    assert found == {
        ("woe.yaml", "meetings.max_minutes"),
        ("sw.yaml", "selection_mode"),
        ("sw.yaml", "time_account.hard_floor_minutes"),
    }


def test_nineteen_in_the_uk_policy_is_refused(folder: Path) -> None:
    change(folder, "uk.yaml", hard_max=19)
    assert [(file, key) for file, key, _ in problems_of(folder)] == [("uk.yaml", "hard_max")]


def test_a_fourth_pilot_is_refused(folder: Path) -> None:
    change(folder, "yh.yaml", pilot=True)
    assert problems_of(folder) == [("yh.yaml", "pilot", "4 regions are pilots, at most 3 may be")]


def test_a_code_must_match_its_file_and_a_name_belongs_to_one_region(folder: Path) -> None:
    change(folder, "sw.yaml", code="SWE")
    change(folder, "yh.yaml", aliases=["Wessex"])
    found = problems_of(folder)
    assert ("sw.yaml", "code", "SWE belongs into swe.yaml") in found
    assert ("yh.yaml", "name or aliases", "'wessex' is also in wes.yaml") in found


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("code: WOE\ncode: SW\n", "the key 'code' stands twice"),
        ("- a list\n", "a file of keys and values is wanted"),
        ("code: [\n", "while parsing"),
    ],
)
def test_a_file_that_is_not_keys_and_values_is_refused(folder: Path, text: str, reason: str) -> None:
    (folder / "woe.yaml").write_text(text, encoding="utf-8")
    [(file, key, told)] = problems_of(folder)
    assert (file, key) == ("woe.yaml", "(file)")
    assert reason in told


def test_a_text_number_or_a_switched_order_is_impossible(folder: Path) -> None:
    change(folder, "woe.yaml", group__target="9", growth__latest__date="2017-01-01")
    change(folder, "nenc.yaml", group__size_max=3)
    found = {(file, key) for file, key, _ in problems_of(folder)}
    assert found == {
        ("woe.yaml", "group.target"),
        ("nenc.yaml", "group.size_max"),
        ("woe.yaml", "growth.latest"),
    }


def test_a_percentage_needs_the_number_it_starts_from(folder: Path) -> None:
    document = yaml.safe_load((folder / "sw.yaml").read_text(encoding="utf-8"))
    document["targets"][0]["target_percent"] = 50
    (folder / "sw.yaml").write_text(yaml.safe_dump(document), encoding="utf-8")
    assert [key for _, key, _ in problems_of(folder)] == ["targets.0.baseline_members"]


def test_a_missing_uk_file_and_an_empty_folder_are_refused(folder: Path, tmp_path: Path) -> None:
    (folder / "uk.yaml").unlink()
    assert problems_of(folder) == [("uk.yaml", "(file)", "is missing")]
    assert problems_of(tmp_path / "nowhere") == [("nowhere", "(folder)", "holds no region file")]


def test_an_operator_adds_a_region_without_code(folder: Path) -> None:
    text = (folder / "yh.yaml").read_text(encoding="utf-8")
    new = text.replace("YH", "IOM").replace("Yorkshire and Humber", "Isle of Man")
    (folder / "iom.yaml").write_text(new, encoding="utf-8")
    assert load(folder).find("isle of man") is not None


def test_the_fingerprint_follows_the_files(folder: Path, regions: Regions) -> None:
    assert load(folder).fingerprint == regions.fingerprint
    change(folder, "yh.yaml", newsletters=12)
    assert load(folder).fingerprint != regions.fingerprint
