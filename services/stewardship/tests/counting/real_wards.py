"""The ballots of Scottish council wards, where they lie beside this project; no test carries a copy."""

from pathlib import Path

import pytest

ROOT = Path(__file__).parents[4]
FOLDER = ROOT.parent / "shared" / "data" / "elections"
FILES = sorted(FOLDER.glob("*.blt"))

every_ward = pytest.mark.parametrize(
    "ward",
    FILES or [pytest.param(None, marks=pytest.mark.skip("shared/data/elections is not beside the project"))],
    ids=lambda file: file.stem if file else "none",
)
