"""Marks a door for the bus. nameko is imported only when a process serves (chassis.serving)."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

Door = Callable[..., Any]
MARK = "chassis_door"


@dataclass(frozen=True)
class Doorway:
    """How one method is reached: by RPC, by an event's queue, or when work falls due."""

    kind: str
    options: dict[str, Any] = field(default_factory=dict)


def doorway_of(method: Any) -> Doorway | None:
    """The doorway of a service's method, or None for a plain method."""
    return getattr(method, MARK, None)


def rpc_entrypoint(method: Door, **options: Any) -> Door:
    return _mark(method, Doorway("rpc", options))


def event_entrypoint(method: Door, event_type: Any, queue: str) -> Door:
    return _mark(method, Doorway("event", {"event_type": event_type, "queue": queue}))


def due_entrypoint(method: Door, kind: str, *, outside: bool) -> Door:
    return _mark(method, Doorway("due", {"kind": kind, "outside": outside}))


def _mark(method: Door, doorway: Doorway) -> Door:
    setattr(method, MARK, doorway)
    return method
