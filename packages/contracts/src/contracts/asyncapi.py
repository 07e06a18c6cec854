"""The AsyncAPI 3.0 document of the events, worked out from the contracts.

``python -m contracts.asyncapi`` prints it; ``docs/asyncapi.yaml`` is its committed copy,
and a test compares the two. Each event version is a channel, its publisher sends on it,
and every queue that listens receives from it.
"""

import importlib
import json
import pkgutil
import sys
from collections.abc import Iterable
from importlib import resources
from typing import Any

import yaml
from marshmallow import Schema

import contracts
from contracts.events import EventMessage, EventType

ASYNCAPI = "3.0.0"
AMQP_BINDING = "0.3.0"


def event_types() -> list[EventType]:
    """Every event type that the contracts' modules declare, by publisher and key."""
    found: dict[tuple[str, str], EventType] = {}
    for module in pkgutil.iter_modules(contracts.__path__):
        for value in vars(importlib.import_module(f"contracts.{module.name}")).values():
            if isinstance(value, EventType):
                found[value.publisher, value.key] = value
    return [found[name] for name in sorted(found)]


def example_of(event_type: EventType) -> dict[str, Any] | None:
    """The golden example of an event's whole message, or None while it has none."""
    folder = resources.files("contracts") / "examples" / event_type.publisher
    file = folder / f"{event_type.key}.json"
    return json.loads(file.read_text(encoding="utf-8")) if file.is_file() else None


def document(types: Iterable[EventType]) -> dict[str, Any]:
    """The AsyncAPI document of these event types, as plain data."""
    wanted = list(types)
    schemas = _schemas(wanted)
    envelope = schemas.pop(_schema_id(EventMessage))
    return {
        "asyncapi": ASYNCAPI,
        "info": {
            "title": "Q Commons: events",
            "version": "1.0.0",
            "description": (
                "What the contexts of Q Commons tell each other. Made from packages/contracts by "
                "python -m contracts.asyncapi; do not edit by hand. Events carry the state and version "
                "of their aggregate: a listener ignores a version that is not newer than its own."
            ),
        },
        "defaultContentType": "application/json",
        "channels": {_channel_id(each): _channel(each) for each in wanted},
        "operations": {name: operation for each in wanted for name, operation in _operations(each)},
        "components": {
            "messages": {_channel_id(each): _message(each, envelope) for each in wanted},
            "schemas": schemas,
        },
    }


def render(types: Iterable[EventType]) -> str:
    """The document as YAML, the same text for the same contracts."""
    return yaml.dump(document(types), Dumper=_Plain, sort_keys=False, allow_unicode=True, width=100)


class _Plain(yaml.SafeDumper):
    """YAML without anchors: a reader finds each part written out where it belongs."""

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002 - yaml's own signature
        return True


def _schemas(types: list[EventType]) -> dict[str, Any]:
    # Imported here because the bus loads every module of this package to find the events,
    # and a service's image has no need of apispec.
    from apispec import APISpec
    from apispec.ext.marshmallow import MarshmallowPlugin

    plugin = MarshmallowPlugin(schema_name_resolver=_schema_id)
    spec = APISpec(title="", version="", openapi_version="3.1.0", plugins=[plugin])
    classes: list[type[Schema]] = [EventMessage, *dict.fromkeys(each.data for each in types)]
    for schema in classes:
        if _schema_id(schema) not in spec.components.schemas:
            spec.components.schema(_schema_id(schema), schema=schema)
    return dict(sorted(json.loads(json.dumps(spec.to_dict()["components"]["schemas"])).items()))


def _schema_id(schema: Any) -> str:
    """``membership.Contact``: two publishers may use the same word for different shapes."""
    made_from = schema if isinstance(schema, type) else type(schema)
    return f"{made_from.__module__.rpartition('.')[2]}.{made_from.__name__}"


def _channel_id(event_type: EventType) -> str:
    return f"{event_type.publisher}.{event_type.key}"


def _channel(event_type: EventType) -> dict[str, Any]:
    return {
        "address": event_type.key,
        "title": event_type.name,
        "description": event_type.means,
        "messages": {event_type.key: {"$ref": f"#/components/messages/{_channel_id(event_type)}"}},
        "bindings": {
            "amqp": {
                "is": "routingKey",
                "exchange": {
                    "name": f"{event_type.publisher}.events",
                    "type": "topic",
                    "durable": True,
                    "autoDelete": False,
                },
                "bindingVersion": AMQP_BINDING,
            }
        },
    }


def _operations(event_type: EventType) -> Iterable[tuple[str, dict[str, Any]]]:
    channel = _channel_id(event_type)
    on_channel = {
        "channel": {"$ref": f"#/channels/{channel}"},
        "messages": [{"$ref": f"#/channels/{channel}/messages/{event_type.key}"}],
    }
    yield f"send.{channel}", {"action": "send", "title": f"{event_type.publisher} publishes", **on_channel}
    for queue in event_type.listeners:
        consumer = queue.partition(".")[0]
        yield (
            f"receive.{queue}.{event_type.key}",
            {"action": "receive", "title": f"{consumer} listens", **on_channel, "x-queue": queue},
        )


def _message(event_type: EventType, envelope: dict[str, Any]) -> dict[str, Any]:
    properties = {
        **envelope["properties"],
        "type": {"const": event_type.name},
        "version": {"const": event_type.version},
        "data": {"$ref": f"#/components/schemas/{_schema_id(event_type.data)}"},
    }
    message: dict[str, Any] = {
        "name": event_type.key,
        "title": event_type.name,
        "summary": event_type.means,
        "contentType": "application/json",
        "payload": {**envelope, "properties": properties},
    }
    example = example_of(event_type)
    if example is not None:
        message["examples"] = [{"name": "golden", "payload": example}]
    return message


if __name__ == "__main__":
    sys.stdout.write(render(event_types()))
