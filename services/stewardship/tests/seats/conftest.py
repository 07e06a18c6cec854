"""The fixtures of the seats' tests; the pilots' rosters stand in pilot_rosters.py."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))  # so that `pilot_rosters` is importable

from pilot_rosters import Group
from stewardship_desk import Desk


@pytest.fixture
def group(desk: Desk) -> Group:
    return Group(desk)
