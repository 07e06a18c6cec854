"""Makes what awards are tested with importable: a round after its vote."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
