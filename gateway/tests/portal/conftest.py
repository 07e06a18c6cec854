"""People who really belong, admitted through the doors, and a browser that checks every page."""

import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from flask.testing import FlaskClient

from chassis.identity import Caller
from chassis.testkit.local_bus import LocalBus

from .page import Browser

NATIONAL = Caller("the-national-team", frozenset({"member", "national_team"}), "WOE")


@dataclass
class Community:
    """Members made as the product makes them: an application, accepted."""

    bus: LocalBus
    calling: Callable[..., Any]
    members: dict[str, Caller] = field(default_factory=dict)
    _numbers: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    def knock(self, service: str, door: str, payload: dict[str, Any], caller: Caller = NATIONAL) -> Any:
        return self.bus.call(f"membership_{service}", door, payload, caller=caller)

    def apply(self, name: str, region: str = "WOE", **more: Any) -> dict[str, Any]:
        answers = {
            "region": region,
            "name": name,
            "email": f"person{next(self._numbers)}@example.org",
            "why": "To make discharge from hospital kinder.",
            "compact_accepted": True,
            **more,
        }
        made: dict[str, Any] = self.knock("applications", "submit_application", answers, Caller())
        return made

    def admit(self, name: str, region: str = "WOE", roles: tuple[str, ...] = (), **more: Any) -> Caller:
        """A new member; ``roles`` as in an envelope, for example ``coordinator:WOE``."""
        application = self.apply(name, region, **more)
        accepted = self.knock(
            "applications", "decide_application", {"id": application["id"], "decision": "accept"}
        )
        for role in roles:
            title, _, place = role.partition(":")
            payload = {"id": accepted["member_id"], "role": title, **({"region": place} if place else {})}
            self.knock("members", "grant_role", payload)
        caller = Caller(accepted["member_id"], frozenset({"member", *roles}), region)
        self.members[name] = caller
        return caller

    def show_publicly(self, caller: Caller, *names: str) -> None:
        """This member shows these fields to everybody."""
        version = self.knock("members", "my_profile", {}, caller)["version"]
        payload = {"version": version, "visibility": dict.fromkeys(names, "public")}
        self.knock("members", "change_profile", payload, caller)

    def sign_in(self, caller: Caller) -> Caller:
        """From here on the requests come from this person."""
        self.calling(caller)
        return caller


@pytest.fixture
def community(bus: LocalBus, calling: Callable[..., Any]) -> Community:
    return Community(bus, calling)


@pytest.fixture
def browser(client: FlaskClient) -> Browser:
    return Browser(client)
