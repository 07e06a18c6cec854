"""``make bench``: measures, prints a table, writes ``var/bench.json``.

Each figure with a goal is a ratio of two sides in one run, interleaved, the median of five.
``python tests/bench/run.py calling events`` measures only those.
"""

import importlib
import json
import os
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "packages" / "chassis" / "tests")]

from launcher import session_servers  # noqa: E402
from tests.bench.figures import Figure, table  # noqa: E402
from tests.bench.programs import Programs  # noqa: E402

MEASURES = (
    "calling",
    "reading",
    "events",
    "importing",
    "voting",
    "exchange_votes",
    "booking",
    "entries",
    "feeds",
    "counting",
    "tallying",
    "transfers",
    "searching",
    "projects",
    "starting",
)


def main(wanted: list[str]) -> int:
    figures: list[Figure] = []
    with tempfile.TemporaryDirectory(prefix="qcommons-bench-") as name:
        folder = Path(name)
        broker = contextmanager(session_servers.rabbitmq)(os.environ.get("AMQP_URI", ""), folder / "broker")
        store = contextmanager(session_servers.mongodb)(os.environ.get("MONGO_URI", ""), folder / "store")
        with broker as amqp_uri, store as mongo_uri:
            for measure in wanted or MEASURES:
                print(f"measuring {measure} ...", flush=True)
                measured = _measured(measure, Programs(amqp_uri, mongo_uri, folder, measure))
                print(table(measured), flush=True)
                figures += measured
    print(table(figures))
    out = Path(os.environ.get("VAR", ROOT / "var")) / "bench.json"
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text(json.dumps([figure.as_json() for figure in figures], indent=2) + "\n")
    print(f"written to {out}")
    return 0


def _measured(measure: str, programs: Programs) -> list[Figure]:
    programs.declare_sample()
    try:
        found: list[Figure] = importlib.import_module(f"tests.bench.{measure}").measure(programs)
    finally:
        programs.stop_all()
    return found


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
