"""What an event is on the bus: its type, and the message that carries a fact."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from marshmallow import EXCLUDE, Schema, fields


@dataclass(frozen=True)
class EventType:
    """One kind of event: published by one context, versioned, with its listeners named.

    ``listeners`` are the queues that receive it, ``<consumer>.<handler>``; the topology
    is declared from them and a test compares them with the real handlers.
    """

    publisher: str
    name: str
    version: int
    data: type[Schema]
    means: str
    listeners: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """The routing key and the ``type`` of the message: ``member_joined.v1``."""
        return f"{self.name}.v{self.version}"

    def of(
        self,
        aggregate_id: str,
        aggregate_version: int,
        data: Mapping[str, Any],
        region: str | None = None,
    ) -> "Fact":
        """A fact of this type; ``data`` is checked against the schema when it is saved."""
        return Fact(self, aggregate_id, aggregate_version, region, dict(data))


@dataclass(frozen=True)
class Fact:
    """Something that became true, not yet saved: ``save`` stamps its id and time."""

    type: EventType
    aggregate_id: str
    aggregate_version: int
    region: str | None
    data: dict[str, Any] = field(default_factory=dict)


class EventMessage(Schema):
    """The body of every event on the bus (JSON)."""

    class Meta:
        unknown = EXCLUDE

    id = fields.Str(required=True, metadata={"description": "UUIDv7, also the AMQP message id"})
    type = fields.Str(required=True)
    version = fields.Int(required=True)
    aggregate_id = fields.Str(required=True)
    aggregate_version = fields.Int(required=True)
    region = fields.Str(required=True, allow_none=True)
    occurred_at = fields.AwareDateTime(required=True, format="iso")
    data = fields.Dict(required=True)


@dataclass(frozen=True)
class Event:
    """A fact as a handler receives it. ``data`` holds the schema's loaded values."""

    id: str
    type: str
    version: int
    aggregate_id: str
    aggregate_version: int
    region: str | None
    occurred_at: Any
    data: dict[str, Any]
