"""pytest fixtures for tests that need servers or a browser (loaded by ``-p launcher.testing``).

Servers come from ``AMQP_URI`` and ``MONGO_URI``, else from testcontainers when Docker answers, else
they are local processes of this session alone. Each is started at its first use, once for the
session, and ended with it: by Ctrl-C, by an error, and by the kernel when pytest is killed.

Of several xdist workers each has its own servers and its own browser. So that they are started for many
tests and seldom, ``--dist loadfile`` keeps a file on one worker, and folders that share a platform.
"""

import os
import tempfile
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser

BROWSER_ARGUMENTS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-dev-shm-usage",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip
"""No sandbox: CI is root, where Chromium has none. No shared memory: containers have little of it.
No talk with anybody but the tested page."""
TOGETHER = ("tests/journeys/", "tests/demo/", "tests/faults/")
"""Folders whose tests share one platform: the longest ways for one worker, so they are begun first."""
APART = ("gateway/tests/browser/test_every_page.py",)
"""Files whose tests know nothing of each other: they fill up whichever worker is free, at the end."""


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if hasattr(config, "workerinput"):
        items.sort(
            key=lambda item: 0 if _among(TOGETHER, item.nodeid) else 2 if _among(APART, item.nodeid) else 1
        )


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Which tests go to one worker under ``--dist loadfile``; any other way is xdist's own."""
    from xdist.scheduler import LoadScopeScheduling

    class ByServers(LoadScopeScheduling):
        def _split_scope(self, nodeid: str) -> str:
            file = nodeid.partition("::")[0]
            return nodeid if file in APART else _among(TOGETHER, nodeid) or file

    return ByServers(config, log) if config.getoption("dist") == "loadfile" else None


def _among(places: tuple[str, ...], nodeid: str) -> str | None:
    return next((place for place in places if nodeid.startswith(place)), None)


@pytest.fixture(scope="session")
def amqp_uri() -> Iterator[str]:
    """A RabbitMQ; private to this session unless ``AMQP_URI`` names one."""
    from launcher import session_servers

    with _folder() as folder:
        yield from session_servers.rabbitmq(os.environ.get("AMQP_URI", ""), Path(folder))


@pytest.fixture(scope="session")
def mongo_uri() -> Iterator[str]:
    """A MongoDB replica set; private to this session unless ``MONGO_URI`` names one."""
    from chassis.testkit.desk import drop_kept
    from launcher import session_servers

    with _folder() as folder:
        for uri in session_servers.mongodb(os.environ.get("MONGO_URI", ""), Path(folder)):
            yield uri
            drop_kept(uri)


@pytest.fixture
def database_prefix(mongo_uri: str) -> Iterator[str]:
    """A fresh prefix for this test's databases, which are dropped after it."""
    from pymongo import MongoClient

    prefix = f"t{uuid.uuid4().hex[:10]}_"
    yield prefix
    with MongoClient[dict[str, object]](mongo_uri) as client:
        for name in client.list_database_names():
            if name.startswith(prefix):
                client.drop_database(name)


@pytest.fixture(scope="session")
def chromium_path() -> str:
    """The path of the browser that `make test` installs."""
    from launcher import needs

    path = needs.browser()
    if path is None:
        pytest.fail("There is no Chromium here: make test installs it, or sudo apt-get install chromium")
    return path


@pytest.fixture(scope="session")
def chromium(chromium_path: str) -> "Iterator[Browser]":
    """The one headless browser of the session; a test opens its own contexts in it.

    One only: playwright's plain interface cannot be started twice in a process.
    """
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium_path, args=list(BROWSER_ARGUMENTS))
        yield browser
        browser.close()


def _folder() -> "tempfile.TemporaryDirectory[str]":
    return tempfile.TemporaryDirectory(prefix="qcommons-test-", ignore_cleanup_errors=True)
