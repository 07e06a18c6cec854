"""Membership does not start on settings it cannot keep."""

import shutil
from pathlib import Path

import pytest
from membership_desk import REGIONS_FOLDER

from chassis.settings import SettingsError, read
from membership.settings import Settings


def test_the_regions_are_read_from_their_folder():
    settings = read(Settings, {"REGIONS_FOLDER": str(REGIONS_FOLDER), "COMPACT_GRACE_DAYS": "14"})
    assert "WOE" in settings.regions
    assert len(settings.regions) == 18
    assert settings.compact_grace_days == 14


@pytest.mark.parametrize("name", ["COMPACT_GRACE_DAYS", "COMPACT_BATCH"])
def test_a_number_that_makes_no_sense_stops_the_start(name):
    with pytest.raises(SettingsError, match=name):
        read(Settings, {"REGIONS_FOLDER": str(REGIONS_FOLDER), name: "0"})


def test_an_unknown_key_in_a_region_file_stops_the_start_with_file_key_and_reason(tmp_path: Path):
    shutil.copytree(REGIONS_FOLDER, tmp_path / "regions")
    with (tmp_path / "regions" / "woe.yaml").open("a", encoding="utf-8") as file:
        file.write("colour: green\n")
    with pytest.raises(SettingsError, match=r"woe\.yaml: colour: "):
        read(Settings, {"REGIONS_FOLDER": str(tmp_path / "regions")})


def test_a_folder_without_regions_stops_the_start(tmp_path: Path):
    with pytest.raises(SettingsError, match="REGIONS_FOLDER"):
        read(Settings, {"REGIONS_FOLDER": str(tmp_path)})
