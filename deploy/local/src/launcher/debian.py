"""Debian's and Ubuntu's packages, installed when we may.

``python -m launcher.debian PACKAGE...`` installs those that are missing (``make test`` runs it).
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from launcher.programs import NotPossible

POLICY = Path("/usr/sbin/policy-rc.d")
LISTS = Path("/var/lib/apt/lists")


def can_install() -> bool:
    """Whether this is a Debian-like machine and we are root."""
    return os.geteuid() == 0 and shutil.which("apt-get") is not None


def installed(package: str) -> bool:
    """Whether dpkg has this package in place."""
    answer = subprocess.run(
        ["dpkg-query", "-W", "-f", "${db:Status-Status}", package],
        capture_output=True,
        text=True,
        check=False,
    )
    return answer.returncode == 0 and answer.stdout == "installed"


def install(packages: list[str], say: Callable[[str], None] = print) -> None:
    """Install these packages; raises ``NotPossible`` with apt's last words when it fails."""
    say(f"Installing {' '.join(packages)} from the system's packages (about 20 s)")
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive", "LC_ALL": "C"}
    apt = ["apt-get", "-q", "-y", "-o", "DPkg::Lock::Timeout=300"]
    with _no_services_started():
        answer = _run([*apt, "install", "--no-install-recommends", *packages], environment)
        if answer.returncode != 0:
            # Lists that are missing or old are the usual reason; a second try with new ones says more.
            _run([*apt, "update"], environment)
            answer = _run([*apt, "install", "--no-install-recommends", *packages], environment)
    if answer.returncode != 0:
        lines = (answer.stdout + answer.stderr).strip().splitlines()
        raise NotPossible(
            f"apt-get could not install {' '.join(packages)}: {lines[-1] if lines else 'no word why'}"
        )


def _run(command: list[str], environment: dict[str, str]) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        command, env=environment, capture_output=True, text=True, stdin=subprocess.DEVNULL, check=False
    )


@contextmanager
def _no_services_started() -> Iterator[None]:
    """Keep the package from starting the system's own broker on the usual port: we run a private one."""
    if POLICY.exists():
        yield
        return
    POLICY.write_text("#!/bin/sh\nexit 101\n")
    POLICY.chmod(0o755)
    try:
        yield
    finally:
        POLICY.unlink(missing_ok=True)


def main(packages: list[str]) -> int:
    missing = [package for package in packages if not installed(package)]
    if not missing:
        return 0
    if not can_install():
        print(f"Missing here: {' '.join(missing)}. Install them: sudo apt-get install {' '.join(missing)}")
        return 1
    try:
        install(missing)
    except NotPossible as why:
        print(why)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
