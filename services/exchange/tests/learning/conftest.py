"""So that ``library`` is importable."""

import sys
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parent))


@pytest.fixture
def ann(desk: Any) -> Any:
    return desk.member("ann", "SW")
