"""A stand-in for `make run` with small children, for the tests of supervision.

``python fake_platform.py VAR``: a "server" whose shell has a grandchild, and two "services"; each
writes to VAR/events when it is asked to stop. FAKE_DIES names one that dies at once,
FAKE_STUBBORN names one that ignores SIGTERM, FAKE_SLOW one that takes 1.5 s to end.
"""

import os
import sys
from pathlib import Path

from launcher import front, lock
from launcher.programs import NotPossible, Program
from launcher.supervising import Stopped, Supervisor

CHILD = """
import os, signal, sys, time
name, events = sys.argv[1:3]
def stop(*_):
    if name == os.environ.get("FAKE_SLOW"):
        time.sleep(1.5)
    with open(events, "a") as file:
        file.write(f"{name} stopped\\n")
    sys.exit(0)
signal.signal(signal.SIGTERM, signal.SIG_IGN if name == os.environ.get("FAKE_STUBBORN") else stop)
if name == os.environ.get("FAKE_DIES"):
    print("the reason why it died", flush=True)
    sys.exit(3)
print("up", flush=True)
while True:
    time.sleep(0.05)
"""


def child(name: str, var: Path, *, grandchild: bool = False, **more: float) -> Program:
    command: tuple[str, ...] = (sys.executable, "-c", CHILD, name, str(var / "events"))
    if grandchild:
        # A wrapper that waits, as many servers' start scripts do; its child is not tied to us.
        inner = " ".join(f"'{word}'" for word in command[:2]) + ' "$CODE" ' + f"{name} '{var / 'events'}'"
        command = ("/bin/sh", "-c", f"{inner} & wait; true")

    def probe() -> str:
        log = var / "logs" / f"{name}.log"
        return "" if log.exists() and "up" in log.read_text().splitlines() else "its first line"

    return Program(name, command, {**os.environ, "CODE": CHILD}, probe=probe, **more)  # type: ignore[arg-type]


def main(var: Path) -> int:
    var.mkdir(exist_ok=True)

    def say(text: str) -> None:
        print(text, flush=True)

    try:
        held = lock.take(var, say, wait=10.0)
    except NotPossible as why:
        say(str(why))
        return 1

    def work() -> int:
        supervisor = Supervisor(var, say, keep=(held,))
        supervisor.heed_signals()
        front.let_signals_in()
        code = 0
        try:
            supervisor.start([child("server", var, grandchild=True, tries=2)])
            supervisor.start([child("first", var), child("second", var, grace=1.0)])
            say("the whole stand-in runs")
            supervisor.watch()
        except Stopped:
            pass
        except NotPossible as why:
            say(str(why))
            code = 1
        finally:
            supervisor.stop_all()
        return code

    return front.run(work, say)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
