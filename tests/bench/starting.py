"""``make run`` from nothing and again: seconds until it says that it is ready."""

import os
import shutil
import signal
import subprocess
import time
from pathlib import Path

from tests.bench.figures import Figure, plain
from tests.bench.programs import ROOT, Programs, free_port

READY = "Q Commons is ready at"


def measure(programs: Programs) -> list[Figure]:
    """Cold: no data yet, demo loaded. Warm: the same data again. The virtual environment stands in both."""
    var = programs.folder / "run"
    cold = _seconds_to_ready(var, programs.folder / "cold.log")
    warm = _seconds_to_ready(var, programs.folder / "warm.log")
    shutil.rmtree(var, ignore_errors=True)
    return [plain("make_run_cold", cold, "s"), plain("make_run_warm", warm, "s")]


def _seconds_to_ready(var: Path, log: Path) -> float:
    outside = {"AMQP_URI", "MONGO_URI"}
    environment = {name: value for name, value in os.environ.items() if name not in outside}
    environment |= {"VAR": str(var), "PORT": str(free_port())}
    began = time.perf_counter()
    with log.open("wb") as output:
        launcher = subprocess.Popen(
            ["make", "run"], cwd=ROOT, env=environment, stdout=output, stderr=subprocess.STDOUT,
            start_new_session=True,
        )  # fmt: skip
    try:
        while READY not in log.read_text():
            if launcher.poll() is not None or time.perf_counter() - began > 600:
                raise SystemExit(f"make run did not get ready:\n{log.read_text()[-2000:]}")
            time.sleep(0.1)
        return time.perf_counter() - began
    finally:
        os.killpg(launcher.pid, signal.SIGTERM)
        launcher.wait(timeout=90)
