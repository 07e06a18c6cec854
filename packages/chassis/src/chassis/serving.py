"""Runs a context, or one of its services: ``python -m chassis.serving membership[.membership_imports]``.

The process is made green before anything else is imported, as nameko's own command does it.
"""

import sys

import eventlet

eventlet.monkey_patch()

from chassis.process import main  # noqa: E402 - only after the patch

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
