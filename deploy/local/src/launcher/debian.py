"""Debian's and Ubuntu's packages, installed when we may."""

import os
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from launcher.programs import NotPossible

POLICY = Path("/usr/sbin/policy-rc.d")
MISSING_LIBRARY = re.compile(r"(lib\w+)\.so\.(\d+)")


def can_install() -> bool:
    """Whether this is a Debian-like machine and we are root."""
    return os.geteuid() == 0 and shutil.which("apt-get") is not None


def package_of_missing_library(program: str | Path) -> str | None:
    """The package of the first shared library that this program lacks, or None if it runs.

    Debian names a library's package after the library: libcurl.so.4 is in libcurl4.
    """
    answer = subprocess.run([program, "--version"], capture_output=True, text=True, check=False)
    missing = MISSING_LIBRARY.search(answer.stderr) if answer.returncode != 0 else None
    return f"{missing[1]}{missing[2]}" if missing else None


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
