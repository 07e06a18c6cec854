"""The operator's commands: ``python -m chassis.bus`` (installed as ``bus``)."""

import sys

from chassis.bus.operating import main

if __name__ == "__main__":
    sys.exit(main())
