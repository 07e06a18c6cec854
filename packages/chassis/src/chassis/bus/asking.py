"""One call to be made, as ``gather`` takes several of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from chassis.identity import Caller


@dataclass(frozen=True)
class Asking:
    """A question to a door; ``timeout`` in seconds."""

    service: str
    door: str
    payload: Mapping[str, Any]
    caller: Caller
    timeout: float = 2.0
    command_id: str | None = None
    trace_id: str = ""
