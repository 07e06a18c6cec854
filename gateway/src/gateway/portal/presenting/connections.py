"""Connections sorted by what I can do about them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from gateway.portal.dates import show_date


@dataclass(frozen=True)
class Connection:
    """Somebody I met: when, how, and whether both of us have said so."""

    id: str
    other_id: str
    other: str
    how: str
    where: str
    met_on: str


@dataclass(frozen=True)
class Connections:
    """Mine to confirm, confirmed by both, and still waiting for the other side."""

    to_confirm: tuple[Connection, ...]
    confirmed: tuple[Connection, ...]
    waiting: tuple[Connection, ...]


def connections_of(items: Iterable[Mapping[str, Any]], me: str) -> Connections:
    """The page's three lists from ``my_connections``."""
    found = list(items)
    return Connections(
        to_confirm=tuple(_one(each) for each in found if waits_for(each, me)),
        confirmed=tuple(_one(each) for each in found if each["state"] == "confirmed"),
        waiting=tuple(
            _one(each) for each in found if each["state"] == "proposed" and not waits_for(each, me)
        ),
    )


def waits_for(connection: Mapping[str, Any], me: str) -> bool:
    """Whether the other side proposed it and I have not answered yet."""
    return bool(connection["state"] == "proposed" and connection["proposed_by"] != me)


def _one(connection: Mapping[str, Any]) -> Connection:
    other = connection["other"]
    return Connection(
        id=connection["id"],
        other_id=other["id"],
        other=other.get("name") or "A member",
        how=connection["how"],
        where=connection.get("where") or "",
        met_on=show_date(connection["met_on"]),
    )
