"""`make check`: every check that needs no server, side by side; the output of those that fail.

`make test` (``checks.py everything``) goes on with the tests that need servers or a browser, side by
side too, and then with those that kill processes: they wait more than they work, and each worker has servers
of its own to kill.
Run by the virtual environment's Python. Each check is the plain command that is printed.
"""

import os
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
WORKERS = max(2, min(4, len(os.sched_getaffinity(0))))
"""Each more costs its own look through all tests, and with servers its own servers."""
TESTS = f'pytest -q -n {WORKERS} -m "not servers and not browser and not faults"'
# A broker from outside is one: workers beside each other would empty each other's queues.
BESIDE = "" if os.environ.get("AMQP_URI") else f" -n {WORKERS} --dist loadfile --no-loadscope-reorder"
SLOW = {
    "servers": f'pytest -q{BESIDE} -m "(servers or browser) and not faults"',
    "faults": f"pytest -q{BESIDE} -m faults",
}
"""One after another, after the rest; what they print is seen while they run."""
QUIET_WHEN_GREEN = {"style", "format", "imports", "yaml", "compose", "dockerfile", "types"}


def main(everything: bool) -> int:
    began = time.monotonic()
    failed = fast_half()
    print(f"make check took {time.monotonic() - began:.0f} s", flush=True)
    if everything and not failed:
        failed = [name for name, command in SLOW.items() if not watch(name, command)]
        print(f"make test took {time.monotonic() - began:.0f} s", flush=True)
    if failed:
        print(f"Failed: {', '.join(failed)}")
    return 1 if failed else 0


def fast_half() -> list[str]:
    """The names of the checks that failed."""
    # The two long ones at once, one per processor, and the short ones one after another beside them.
    with ThreadPoolExecutor(3) as pool:
        tests = pool.submit(check, "tests", TESTS)
        types = pool.submit(check, "types", TYPES)
        short = pool.submit(lambda: [check(name, command) for name, command in LINTERS.items()])
        results = [*short.result(), types.result(), tests.result()]
    return [name for name, good in results if not good]


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


def watch(name: str, command: str) -> bool:
    """Run one long check, whose output is seen as it comes."""
    began = time.monotonic()
    words = shlex.split(command)
    good = subprocess.run([str(BIN / words[0]), *words[1:]], cwd=ROOT, check=False).returncode == 0
    print(f"{'ok  ' if good else 'FAIL'} {name:10} {time.monotonic() - began:5.1f} s  {command}", flush=True)
    return good


if __name__ == "__main__":
    sys.exit(main(everything="everything" in sys.argv[1:]))
