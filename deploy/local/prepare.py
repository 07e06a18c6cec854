"""Makes `.venv` fit for `make run` or `make test`, from nothing but Python 3.11.

Called as ``python3.11 deploy/local/prepare.py run|test``; standard library only, for nothing else is
there yet. Quick when nothing has changed: a stamp holds a hash of all that was installed.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
OWN = ("packages/*", "services/*", "gateway", "deploy/local")
REQUIREMENTS = {"run": "requirements.txt", "test": "requirements-dev.txt"}
"""The tests' set holds the other whole: what is ready for tests is ready to run."""


class NotPossible(Exception):
    """One plain sentence for a person."""


def main(purpose: str) -> int:
    if sys.version_info[:2] != (3, 11):
        found = f"{sys.version_info[0]}.{sys.version_info[1]}"
        print(f"Q Commons needs Python 3.11, and this is {found}: make run PYTHON=/path/to/python3.11")
        return 1
    try:
        if not is_ready(purpose):
            set_up(purpose)
    except NotPossible as why:
        print(why)
        return 1
    return 0


def distributions() -> list[Path]:
    """The folders of our own packages, in the order of their layers."""
    return [
        path for pattern in OWN for path in sorted(ROOT.glob(pattern)) if (path / "pyproject.toml").exists()
    ]


def fingerprint(purpose: str) -> str:
    """Changes when anything that is installed for this purpose does."""
    content = hashlib.sha256(f"{sys.version_info[:3]} {ROOT}".encode())
    for file in ("requirements-uv.txt", REQUIREMENTS[purpose], *distributions()):
        path = ROOT / file
        content.update((path / "pyproject.toml" if path.is_dir() else path).read_bytes())
    return content.hexdigest()


def stamp(purpose: str) -> Path:
    return VENV / f".ready-to-{purpose}"


def is_ready(purpose: str) -> bool:
    if not PYTHON.exists():
        return False
    enough = ("test",) if purpose == "test" else ("run", "test")
    return any(stamp(each).exists() and stamp(each).read_text() == fingerprint(each) for each in enough)


def set_up(purpose: str) -> None:
    began = time.monotonic()
    # A set-up for tests stays one: `make run` after `make test` must not take the tests' tools away.
    if stamp("test").exists():
        purpose = "test"
    for each in REQUIREMENTS:
        stamp(each).unlink(missing_ok=True)
    make_venv()
    say(f"Installing {REQUIREMENTS[purpose]} (hashes checked)")
    install_uv()
    install_requirements(REQUIREMENTS[purpose])
    install_own()
    stamp(purpose).write_text(fingerprint(purpose))
    say(f"The virtual environment is ready ({time.monotonic() - began:.0f} s)")


def make_venv() -> None:
    if runs([PYTHON, "-c", f"import pip, sys; sys.exit(sys.prefix != {str(VENV)!r})"]):
        return
    say(f"Making {VENV.name} with Python {sys.version.split()[0]}")
    shutil.rmtree(VENV, ignore_errors=True)
    # Called from inside the environment itself, it must be made by the Python below it.
    below = getattr(sys, "_base_executable", sys.executable)
    command = [below, "-m", "venv", VENV]
    if runs(command):
        return
    shutil.rmtree(VENV, ignore_errors=True)
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        raise NotPossible("Python's venv module is missing; install it: sudo apt-get install python3.11-venv")
    say("Installing python3.11-venv from the system's packages")
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    install = ["apt-get", "-q", "-y", "-o", "DPkg::Lock::Timeout=300", "install", "python3.11-venv"]
    if not runs(install, environment):
        runs(["apt-get", "-q", "update"], environment)
        need(install, "apt-get could not install python3.11-venv", environment)
    need(command, "The virtual environment could not be made")


def install_uv() -> None:
    """The fast installer, once by pip, which reads the machine's own index settings."""
    if runs([VENV / "bin" / "uv", "--version"]) and uv_is_the_pinned_one():
        return
    pip = [PYTHON, "-m", "pip", "install", "-q", "--disable-pip-version-check", "--require-hashes"]
    need([*pip, "-r", ROOT / "requirements-uv.txt"], "pip could not install uv")


def uv_is_the_pinned_one() -> bool:
    found = subprocess.run([VENV / "bin" / "uv", "--version"], capture_output=True, text=True, check=False)
    words = found.stdout.split()
    return len(words) > 1 and f"uv=={words[1]} " in (ROOT / "requirements-uv.txt").read_text()


def install_requirements(file: str) -> None:
    sync = [VENV / "bin" / "uv", "pip", "sync", "-q", "--python", PYTHON, "--require-hashes", ROOT / file]
    if runs(sync, uv_environment()):
        return
    # An index that only pip's settings know how to reach: slower, and as safe.
    say("Installing with pip instead of uv (about a minute)")
    pip = [PYTHON, "-m", "pip", "install", "-q", "--disable-pip-version-check", "--require-hashes"]
    need([*pip, "-r", ROOT / file], f"{file} could not be installed")


def install_own() -> None:
    """Our own packages, editable. Without their dependencies (installed above) and without an index."""
    editable = [word for path in distributions() for word in ("-e", path)]
    uv = [VENV / "bin" / "uv", "pip", "install", "-q", "--python", PYTHON, "--no-deps", "--offline"]
    need([*uv, *editable], "Our own packages could not be installed", uv_environment())


def uv_environment() -> dict[str, str]:
    """uv does not read pip's settings: the machine's own index and certificates are handed over."""
    environment = {**os.environ, "UV_PYTHON_DOWNLOADS": "never", "UV_NO_CONFIG": "1"}
    asked = subprocess.run(
        [PYTHON, "-m", "pip", "config", "list"], capture_output=True, text=True, check=False
    )
    for line in asked.stdout.splitlines():
        name, _, value = line.partition("=")
        if name.endswith(".index-url") or name == ":env:.index-url":
            environment.setdefault("UV_DEFAULT_INDEX", value.strip("'"))
        if name.endswith(".cert"):
            environment.setdefault("SSL_CERT_FILE", value.strip("'"))
    return environment


def runs(command: list[object], environment: dict[str, str] | None = None) -> bool:
    try:
        return (
            subprocess.run(
                [str(word) for word in command],
                env=environment,
                capture_output=True,
                stdin=subprocess.DEVNULL,
                check=False,
            ).returncode
            == 0
        )
    except OSError:
        return False


def need(command: list[object], what: str, environment: dict[str, str] | None = None) -> None:
    done = subprocess.run(
        [str(word) for word in command],
        env=environment,
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        check=False,
    )
    if done.returncode != 0:
        lines = (done.stderr or done.stdout).strip().splitlines()
        raise NotPossible(f"{what}: {' / '.join(lines[-3:]) or 'no word why'}")


def say(text: str) -> None:
    print(text, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
