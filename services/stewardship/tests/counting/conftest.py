"""So that the other ways to count, and elections at random, are importable by their names."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
