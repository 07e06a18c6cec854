"""An election at SW, taken as far as a test needs it; dates as a coordinator would choose them."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))  # so that `hustings` is importable

from hustings import Hustings
from stewardship_desk import Desk


@pytest.fixture
def hustings(desk: Desk) -> Hustings:
    return Hustings(desk)
