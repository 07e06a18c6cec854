"""The desk of these tests has the Compact's first version, as a serving process has."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))  # so that `import_files` is importable

from membership_desk import Desk, in_memory

from chassis.call import Call
from membership.service import before_serving


@pytest.fixture
def desk() -> Desk:
    made = Desk(in_memory())
    before_serving(made.work, Call(now=made.now))
    return made
