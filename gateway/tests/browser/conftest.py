"""The app under a threaded server, over services in memory, with a community to look at.

One server and one Chromium for the whole run; ``open_page`` says who the browser is, and only
while its test runs: tests of other folders are recognised as ever.
"""

import socket
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import mongomock
import pytest
from flask import Flask
from joserfc.jwk import OKPKey
from playwright.sync_api import Browser, BrowserContext, Page
from werkzeug.serving import make_server

from chassis import tickets
from chassis.call import Call
from chassis.identity import VISITOR
from chassis.testkit.local_bus import LocalBus
from exchange.service import SERVICES as EXCHANGE
from gateway.app import create_app
from gateway.settings import Settings
from gateway.signin import Who, recognition
from meetings.service import SERVICES as MEETINGS
from membership.service import SERVICES, before_serving
from skills_register.service import SERVICES as SKILLS
from stewardship.service import SERVICES as STEWARDSHIP

from .world import World, populate

SIGNED_IN = " signed in"
really_recognise = recognition._recognise


class OneAtATime:
    """A bus for a server with threads: the stores in memory hold one call at a time."""

    def __init__(self, bus: LocalBus) -> None:
        self._bus = bus
        self._lock = threading.RLock()

    def call(self, *args: Any, **named: Any) -> Any:
        with self._lock:
            return self._bus.call(*args, **named)

    def gather(self, asked: Any) -> list[Any]:
        with self._lock:
            return self._bus.gather(asked)


class Site:
    """The running site: its address, its people, and who the browser is at the moment."""

    def __init__(self, url: str, app: Flask, world: World) -> None:
        self.url = url
        self.app = app
        self.world = world
        self._who: Who | None = Who()

    def as_(self, role: str) -> None:
        """From here on requests come from this person of the world, or from a visitor.

        A role with ``signed in`` behind it is recognised by its session, as outside of tests.
        """
        if role.endswith(SIGNED_IN):
            self._who = None
        else:
            self._who = Who(VISITOR if role == "visitor" else self.world.people[role])

    def recognised(self) -> Who:
        return really_recognise() if self._who is None else self._who

    def sign_in_link(self, role: str) -> str:
        """A fresh link of this person, as the mail would carry it."""
        ticket = tickets.mint(
            self.world.ticket_key,
            subject=self.world.people[role].subject,
            audience="sign-in",
            now=datetime.now(UTC),
            lifetime=timedelta(minutes=15),
        )
        return f"/sign-in/link?ticket={ticket}"


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder: Path = tmp_path_factory.mktemp("keys")
    key = OKPKey.generate_key("Ed25519")
    (folder / "ticket.pem").write_bytes(key.as_pem(private=False))
    bus = LocalBus((*SERVICES, *STEWARDSHIP, *MEETINGS, *SKILLS, *EXCHANGE))
    before_serving(bus.databases["membership"], Call())
    world = populate(bus, key.as_pem(private=True))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    url = f"http://127.0.0.1:{port}"
    settings = Settings(
        amqp_uri="memory://",
        mongo_uri="mongodb://localhost/none",
        secret_key="a secret that only tests know 0123456789",
        envelope_private_key_file=folder / "envelope.pem",
        ticket_public_key_file=folder / "ticket.pem",
        portal_url=url,
    )
    app = create_app(settings, OneAtATime(bus), mongomock.MongoClient(tz_aware=True)["gateway"])
    running = Site(url, app, world)
    server = make_server("127.0.0.1", port, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield running
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)


@pytest.fixture(scope="session")
def contexts(chromium: Browser, site: Site) -> Callable[[str], BrowserContext]:
    """One browser context per purpose, so that styles and scripts are fetched once."""
    made: dict[str, BrowserContext] = {}

    def context(purpose: str) -> BrowserContext:
        if purpose not in made:
            made[purpose] = chromium.new_context(
                base_url=site.url, java_script_enabled=purpose != "without scripts"
            )
            if purpose.endswith(SIGNED_IN):
                site.as_(purpose)
                page = made[purpose].new_page()
                page.goto(site.sign_in_link(purpose.removesuffix(SIGNED_IN)))
                with page.expect_navigation():  # closing a page on its way somewhere may hang
                    page.get_by_role("button", name="Sign in", exact=True).click()
                page.close()
        return made[purpose]

    return context


@pytest.fixture
def open_page(
    contexts: Callable[[str], BrowserContext], site: Site, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[..., Page]]:
    """``open_page(path, role="visitor", width=1280, scripts=True)``: a new tab at that page."""
    monkeypatch.setattr(recognition, "_recognise", site.recognised)
    pages = []

    def opened(path: str, role: str = "visitor", width: int = 1280, scripts: bool = True) -> Page:
        purpose = role if role.endswith(SIGNED_IN) else "plain" if scripts else "without scripts"
        page = contexts(purpose).new_page()
        pages.append(page)
        site.as_(role)
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(path)
        return page

    yield opened
    for page in pages:
        page.close()


@pytest.fixture(scope="session")
def tabs() -> dict[str, Page]:
    """Purpose -> the tab that ``read_page`` goes on in."""
    return {}


@pytest.fixture
def read_page(
    contexts: Callable[[str], BrowserContext],
    site: Site,
    tabs: dict[str, Page],
    monkeypatch: pytest.MonkeyPatch,
    request: pytest.FixtureRequest,
) -> Iterator[Callable[..., Page]]:
    """As ``open_page``, in one tab for all tests that only look: each tab is a process of its own."""
    monkeypatch.setattr(recognition, "_recognise", site.recognised)
    used = []

    def read(path: str, role: str = "visitor", width: int = 1280) -> Page:
        purpose = role if role.endswith(SIGNED_IN) else "plain"
        page = tabs.pop(purpose, None) or contexts(purpose).new_page()
        site.as_(role)
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(path)
        used.append((purpose, page))
        return page

    before = request.session.testsfailed
    yield read
    for purpose, page in used:
        # The next test must not suffer from what became of this one's tab.
        if request.session.testsfailed > before or purpose in tabs:
            page.close()
        else:
            tabs[purpose] = page
