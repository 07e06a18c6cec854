"""A read through gateway, token check, bus and database against a page that reads the document itself."""

import json
import os
import subprocess
import sys
import urllib.request
from typing import Any

from tests.bench.figures import Figure, compare
from tests.bench.programs import ROOT, Programs, free_port, wait_for
from tests.bench.readers import rate

REQUESTS = 800
WORKERS, THREADS = 2, 8


def measure(programs: Programs) -> list[Figure]:
    environment = gateway_environment(programs)
    programs.start_context("membership", REGIONS_DIR=str(ROOT / "deploy" / "regions"))
    gateway = start_gateway(programs, environment)
    token = issue_token(programs, environment, "service:setup", ["national_team"])
    member_id = join(gateway, token)
    mine = issue_token(programs, environment, member_id, [])
    programs.start_script("stock_service.py")
    direct = start_page(programs, "direct_page")
    peer = start_page(programs, "stock_page")

    def ours() -> float:
        return rate(gateway, f"/api/v1/members/{member_id}", mine, REQUESTS)

    figures = [
        compare(
            "read_vs_direct",
            ours,
            lambda: rate(direct, f"/members/{member_id}", "", REQUESTS),
            "reads/s",
            ">= 0.5",
        ),
        compare(
            "read_vs_stock_proxy_per_request",
            ours,
            lambda: rate(peer, f"/members/{member_id}", "", REQUESTS // 8),
            "reads/s",
        ),
    ]
    programs.stop_all()
    return figures


def gateway_environment(programs: Programs) -> dict[str, str]:
    port = free_port()
    return {
        "PORT": str(port),
        "PORTAL_URL": f"http://127.0.0.1:{port}",
        "SECRET_KEY": programs.key_files["SECRET_KEY_FILE"].read_text(),
        "WEB_WORKERS": str(WORKERS),
        "WEB_THREADS": str(THREADS),
        "LOG_LEVEL": "warning",
    }


def start_gateway(programs: Programs, environment: dict[str, str]) -> int:
    """The gateway as ``make run`` starts it; its port, once membership answers through it."""
    child = programs.start(["sh", "deploy/start", "gateway"], "gateway", **environment)
    port = int(environment["PORT"])
    wait_for(f"http://127.0.0.1:{port}/api/v1/regions", child)
    return port


def start_page(programs: Programs, module: str) -> int:
    """One of the pages to compare with, under the same gunicorn workers and threads."""
    port = free_port()
    command = [
        *(sys.executable, "-W", "ignore", "-m", "gunicorn", "--no-control-socket", "--log-level", "warning"),
        *("-k", "gthread", "-w", str(WORKERS), "--threads", str(THREADS), "-b", f"127.0.0.1:{port}"),
        f"tests.bench.{module}:app",
    ]
    child = programs.start(command, module)
    wait_for(f"http://127.0.0.1:{port}/ready", child)
    return port


def issue_token(programs: Programs, environment: dict[str, str], subject: str, roles: list[str]) -> str:
    command = [sys.executable, "-W", "ignore", "-m", "gateway.tokens", "issue", "--subject", subject]
    command += [part for role in roles for part in ("--role", role)]
    command += ["--scope", "read", "--scope", "write", "--scope", "admin", "--name", "bench", "--json"]
    done = subprocess.run(
        command, env={**programs.environment(), **environment}, capture_output=True, check=True
    )
    return str(json.loads(done.stdout)["token"])


def join(port: int, token: str) -> str:
    """A member, made as members are made: applied and accepted."""
    asked = {
        "region": "WOE",
        "name": "Ada Example",
        "email": f"bench{os.getpid()}@example.org",
        "why": "To be read often.",
        "compact_accepted": True,
    }
    application = post(port, "/api/v1/applications", asked, token)
    decided = post(port, f"/api/v1/applications/{application['id']}/decision", {"decision": "accept"}, token)
    return str(decided["member_id"])


def post(port: int, path: str, body: dict[str, Any], token: str) -> Any:
    request = urllib.request.Request(
        f"http://127.0.0.1:{port}{path}",
        json.dumps(body).encode(),
        {"Content-Type": "application/json", "Authorization": f"Bearer {token}"},
    )
    with urllib.request.urlopen(request, timeout=10) as answer:
        return json.load(answer)
