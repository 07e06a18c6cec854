"""Importing 2,700 members through the product's own door, and the memory of the processes that do it."""

import csv
import io
import json
import subprocess
import time
import urllib.request
import uuid
from pathlib import Path
from typing import Any

from tests.bench.figures import Figure, plain
from tests.bench.programs import ROOT, Programs
from tests.bench.reading import gateway_environment, issue_token, start_gateway

MEMBERS = 2700


def measure(programs: Programs) -> list[Figure]:
    environment = gateway_environment(programs)
    programs.start_context("membership", REGIONS_DIR=str(ROOT / "deploy" / "regions"))
    gateway = start_gateway(programs, environment)
    token = issue_token(programs, environment, "service:setup", ["national_team"])
    began = time.perf_counter()
    sent = _ask(gateway, token, "/api/v1/imports/members", *_multipart(_members()))
    checked = _when(gateway, token, sent["id"], "checked")
    _ask(gateway, token, f"/api/v1/imports/{checked['id']}/apply", b"{}", "application/json")
    _when(gateway, token, sent["id"], "done")
    took = time.perf_counter() - began
    figures = [plain("import_2700_members", took, "s"), *_memory(programs)]
    programs.stop_all()
    return figures


def _members() -> bytes:
    out = io.StringIO()
    rows = csv.writer(out)
    rows.writerow(["email", "name", "region", "joined", "cohort", "compact_version"])
    for number in range(MEMBERS):
        rows.writerow([f"m{number}@example.org", f"Member {number}", "WOE", "2018-01-01", "2018", "1"])
    return out.getvalue().encode()


def _multipart(content: bytes) -> tuple[bytes, str]:
    border = uuid.uuid4().hex
    head = (
        f'--{border}\r\nContent-Disposition: form-data; name="file"; filename="members.csv"\r\n'
        "Content-Type: text/csv\r\n\r\n"
    )
    whole = head.encode() + content + f"\r\n--{border}--\r\n".encode()
    return whole, f"multipart/form-data; boundary={border}"


def _ask(port: int, token: str, path: str, body: bytes | None = None, kind: str = "") -> Any:
    headers = {"Authorization": f"Bearer {token}"} | ({"Content-Type": kind} if kind else {})
    request = urllib.request.Request(f"http://127.0.0.1:{port}{path}", body, headers)
    with urllib.request.urlopen(request, timeout=30) as answer:
        return json.load(answer)


def _when(port: int, token: str, import_id: str, state: str) -> Any:
    deadline = time.monotonic() + 300
    while time.monotonic() < deadline:
        found = _ask(port, token, f"/api/v1/imports/{import_id}")
        if found["state"] == state:
            return found
        time.sleep(0.1)
    raise SystemExit(f"the import did not come to {state}")


def _memory(programs: Programs) -> list[Figure]:
    """Resident memory (MiB) of each measured program with its own children."""
    running = sorted(programs.running().items())
    return [plain(f"memory_{name}", _resident(child.pid), "MiB") for name, child in running]


def _resident(pid: int) -> float:
    children = subprocess.run(["pgrep", "-P", str(pid)], capture_output=True, text=True, check=False)
    pids = [pid, *map(int, children.stdout.split())]
    pages = sum(int(Path(f"/proc/{each}/statm").read_text().split()[1]) for each in pids)
    return pages * 4096 / 2**20
