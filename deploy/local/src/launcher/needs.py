"""What `make test` needs beside Python: servers and a browser; installed when we may, else said.

Run as ``python -m launcher.needs``.
"""

import importlib.metadata
import os
import shutil
import sys
from pathlib import Path

from launcher import containers, debian, mongodb, rabbitmq, servers
from launcher.programs import NotPossible

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
BROWSER_PACKAGES = ["chromium", "fonts-liberation"]
"""The fonts have Arial's measures: pages look, and break, as they will for people."""


def browser() -> str | None:
    """The path of a headless-capable Chromium; ``CHROMIUM`` names another."""
    named = os.environ.get("CHROMIUM")
    return named or next((path for name in BROWSERS if (path := shutil.which(name))), None)


def missing_packages() -> list[str]:
    """Debian's names of what is not here and cannot be had otherwise."""
    packages = []
    if not os.environ.get("AMQP_URI") and rabbitmq.script() is None and not containers.answers():
        packages.append(rabbitmq.PACKAGE)
    if browser() is None:
        packages += BROWSER_PACKAGES
    driver = playwright_driver()
    library = debian.package_of_missing_library(driver) if driver is not None else None
    if library is not None:
        packages.append(library)
    # The README's first walk is a script of curl commands, and a test walks it.
    packages += [name for name in ("curl",) if shutil.which(name) is None]
    return packages


def playwright_driver() -> Path | None:
    """The program inside the playwright wheel that drives the browser; slim machines lack its libatomic."""
    files = importlib.metadata.distribution("playwright").files or []
    return next((Path(str(file.locate())) for file in files if file.match("driver/node")), None)


def main() -> int:
    try:
        packages = missing_packages()
        if packages and not debian.can_install():
            raise NotPossible(
                f"The tests need more on this machine: sudo apt-get install {' '.join(packages)} "
                f"(make check runs all that need none of it)"
            )
        if packages:
            debian.install(packages)
        mongod = mongodb.binary()
        if mongod is not None and not os.environ.get("MONGO_URI"):
            mongodb.make_runnable(mongod)
        elif not os.environ.get("MONGO_URI") and not containers.answers():
            raise NotPossible(servers.NO_MONGODB)
    except NotPossible as why:
        print(why)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
