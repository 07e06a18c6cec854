"""So that polling.py is importable by its name, and an open poll."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from exchange_desk import Desk
from polling import Polling


@pytest.fixture
def polls(desk: Desk) -> Polling:
    return Polling(desk).open()
