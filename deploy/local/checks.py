"""`make check`: every check that needs no server, side by side; the output of those that fail.

Run by the virtual environment's Python. Each check is the plain command that is printed.
"""

import shlex
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BIN = ROOT / ".venv" / "bin"
LINTERS = {
    "style": "ruff check .",
    "format": "ruff format --check .",
    "imports": "lint-imports",
    "yaml": "yamllint --strict .",
    "compose": "check-jsonschema --builtin-schema vendor.compose-spec docker-compose.yml",
    "dockerfile": "hadolint deploy/Dockerfile",
}
TYPES = "mypy"
TESTS = 'pytest -q -n 2 -m "not servers and not browser and not faults"'
"""On two processors: no test here needs a server, so nothing is started twice."""
QUIET_WHEN_GREEN = {"style", "format", "imports", "yaml", "compose", "dockerfile", "types"}


def main() -> int:
    began = time.monotonic()
    # The two long ones at once, one per processor, and the short ones one after another beside them.
    with ThreadPoolExecutor(3) as pool:
        tests = pool.submit(check, "tests", TESTS)
        types = pool.submit(check, "types", TYPES)
        short = pool.submit(lambda: [check(name, command) for name, command in LINTERS.items()])
        results = [*short.result(), types.result(), tests.result()]
    print(f"make check took {time.monotonic() - began:.0f} s", flush=True)
    failed = [name for name, good in results if not good]
    if failed:
        print(f"Failed: {', '.join(failed)}")
    return 1 if failed else 0


def check(name: str, command: str) -> tuple[str, bool]:
    """Run one check and print it; its output too, unless it is green and has nothing to say."""
    began = time.monotonic()
    words = shlex.split(command)
    done = subprocess.run(
        [str(BIN / words[0]), *words[1:]],
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    good = done.returncode == 0
    shown = "" if good and name in QUIET_WHEN_GREEN else done.stdout
    headline = f"{'ok  ' if good else 'FAIL'} {name:10} {time.monotonic() - began:5.1f} s  {command}"
    print(f"{headline}\n{shown}" if shown else headline, flush=True)
    return name, good


if __name__ == "__main__":
    sys.exit(main())
