"""The desk on the day of a meeting, and its minutes."""

import sys
from pathlib import Path

import pytest
from meetings_desk import Desk

sys.path.insert(0, str(Path(__file__).parent))  # so that `minutes_knocks` is importable

from minutes_knocks import MEETING_DAY, Minutes


@pytest.fixture
def desk(desk: Desk) -> Desk:
    desk.now = MEETING_DAY
    desk.meeting()
    desk.member("v-NENC", "NENC", "convenor:NENC")
    desk.member("c-NENC", "NENC", "coordinator:NENC")
    return desk


@pytest.fixture
def minutes(desk: Desk) -> Minutes:
    return Minutes(desk)
