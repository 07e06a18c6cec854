"""How gunicorn serves the gateway: threads, no monkey-patching, no control socket.

Read from the same environment as the app; start with
``gunicorn -c python:gateway.gunicorn_conf gateway.wsgi:app``.
"""

import os
import shutil
from pathlib import Path
from typing import Any

from prometheus_client import multiprocess

from chassis.collecting import spare_collections
from chassis.settings import read
from gateway.settings import Settings

settings = read(Settings)

bind = [f"{settings.bind_host}:{settings.port}"]
worker_class = "gthread"
workers = settings.web_workers
threads = settings.web_threads
# The app opens its connections after the fork, so it is not loaded before it.
preload_app = False
# gunicorn 27 would open a socket in the home directory that a second gunicorn silently takes over.
control_socket_disable = True

# Workers start afresh now and then, never all at once.
max_requests = 200_000
max_requests_jitter = 20_000
# A worker that stops answering its arbiter is replaced; a request ends long before (commands: 5 s).
timeout = 30
graceful_timeout = 20
keepalive = 5

limit_request_line = 4094
limit_request_fields = 60
limit_request_field_size = 8190

# The app writes its own access log, as JSON; gunicorn says only what goes wrong.
accesslog = None
loglevel = "warning"
forwarded_allow_ips = "127.0.0.1"


def on_starting(_server: Any) -> None:
    """Counts of an earlier run would be added to ours."""
    folder = os.environ.get("PROMETHEUS_MULTIPROC_DIR")
    if folder:
        shutil.rmtree(folder, ignore_errors=True)
        Path(folder).mkdir(parents=True)


def post_worker_init(_worker: Any) -> None:
    """Keep the collector of cycles away from the code, which stays, and from each few requests."""
    spare_collections()


def child_exit(_server: Any, worker: Any) -> None:
    """Forget the gauges of a worker that ended; its counts stay."""
    # Without the variable this would kill the arbiter at shutdown.
    if os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
        multiprocess.mark_process_dead(worker.pid)  # type: ignore[no-untyped-call]
