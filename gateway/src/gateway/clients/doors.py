"""How a client's function becomes a call: its name is the door, its answer the payload.

``@query("membership_regions")`` turns ``get_region(code)`` into ``get_region(caller, code)``,
``@command(...)`` turns ``leave(version)`` into ``leave(caller, command_id, version)``.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, ParamSpec

from chassis.bus.asking import Asking
from chassis.identity import Caller
from gateway.parts import parts
from gateway.tracing import trace_id

P = ParamSpec("P")
Payload = dict[str, Any]

QUERY_SECONDS = 2.0
COMMAND_SECONDS = 5.0


@dataclass(frozen=True)
class Query(Generic[P]):
    """A door that only reads; answers within ``QUERY_SECONDS`` or is ``temporarily_unavailable``."""

    service: str
    payload: Callable[P, Payload]
    timeout: float = QUERY_SECONDS

    @property
    def door(self) -> str:
        return self.payload.__name__

    def asking(self, caller: Caller, *args: P.args, **kwargs: P.kwargs) -> Asking:
        """The question, not yet asked; ``together`` takes several."""
        payload = self.payload(*args, **kwargs)
        return Asking(self.service, self.door, payload, caller, self.timeout, trace_id=trace_id())

    def __call__(self, caller: Caller, *args: P.args, **kwargs: P.kwargs) -> Any:
        payload = self.payload(*args, **kwargs)
        return parts().bus.call(
            self.service,
            self.door,
            payload,
            caller=caller,
            timeout=self.timeout,
            trace_id=trace_id(),
            retry=True,
        )


@dataclass(frozen=True)
class Command(Generic[P]):
    """A door that changes something, answered once per command id."""

    service: str
    payload: Callable[P, Payload]
    timeout: float = COMMAND_SECONDS

    @property
    def door(self) -> str:
        return self.payload.__name__

    def __call__(self, caller: Caller, command_id: str | None, *args: P.args, **kwargs: P.kwargs) -> Any:
        return parts().bus.call(
            self.service,
            self.door,
            self.payload(*args, **kwargs),
            caller=caller,
            timeout=self.timeout,
            command_id=command_id,
            trace_id=trace_id(),
        )


def query(service: str) -> Callable[[Callable[P, Payload]], Query[P]]:
    """Make a function that builds a payload into a question to the door of its name."""

    def made(payload: Callable[P, Payload]) -> Query[P]:
        return Query(service, payload)

    return made


def command(service: str) -> Callable[[Callable[P, Payload]], Command[P]]:
    """Make a function that builds a payload into an order to the door of its name."""

    def made(payload: Callable[P, Payload]) -> Command[P]:
        return Command(service, payload)

    return made


def together(*asked: Asking) -> list[Any]:
    """The answers in order, all in flight at once; a refusal stands in its place as the exception."""
    answers: list[Any] = parts().bus.gather(list(asked))
    return answers


def given(**named: Any) -> Payload:
    """A payload of the arguments that were given; None means "not said"."""
    return {name: value for name, value in named.items() if value is not None}
