"""Appointments' own fixtures; what their tests walk through stands in seat_calls.py."""

import sys
from dataclasses import replace
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))  # so that `seat_calls` is importable

from stewardship_desk import Desk

from contracts.regions import Regions


@pytest.fixture
def voting(desk: Desk) -> None:
    """The South West fills its members' seats by vote."""
    regions = desk.settings.regions
    by_vote = replace(regions.get("SW"), selection_mode="vote")

    class Voting(type(desk.settings)):  # type: ignore[misc]
        @property
        def regions(self) -> Regions:
            return Regions({**regions.by_code, "SW": by_vote}, regions.uk, regions.fingerprint)

    desk.settings = Voting(regions_folder=desk.settings.regions_folder)
