"""The demo's meetings, brought into the real product in memory: what the seeds say, and once.

The figures are those of the pilot report of 30 November 2018, written down here a second time.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))  # so that `brought` is importable

from brought import Brought


@pytest.fixture(scope="module")
def brought(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Brought]:
    with pytest.MonkeyPatch.context() as patched:
        made = Brought(tmp_path_factory.mktemp("keys"), patched)
        made.bring_meetings()
        yield made


def test_bringing_it_again_adds_nothing(brought: Brought) -> None:
    before = brought.product.stored("meetings")
    brought.bring_meetings()
    assert brought.product.stored("meetings") == before
