"""The AsyncAPI document is fresh, whole, and says the same as the schemas."""

import copy
from pathlib import Path

import jsonschema
import pytest
import yaml
from marshmallow import Schema, fields

from contracts import asyncapi
from contracts.events import EventType

COMMITTED = Path(__file__).parents[3] / "docs" / "asyncapi.yaml"
TYPES = asyncapi.event_types()


class Visit(Schema):
    visitor = fields.Str(required=True)


VISIT = EventType("travel", "visit_made", 2, Visit, "A visit was made.", ("diary.note_visit", "maps.add"))


def problems_of(document: dict) -> list[str]:
    """What breaks the structure that AsyncAPI 3.0 asks for, as far as we use it."""
    found = [f"no {part}" for part in ("asyncapi", "info", "channels", "operations") if part not in document]
    if found:
        return found
    found += [f"info has no {part}" for part in ("title", "version") if part not in document["info"]]
    if not str(document["asyncapi"]).startswith("3.0."):
        found.append("not AsyncAPI 3.0")
    found += [f"{pointer} leads nowhere" for pointer in _pointers(document) if not _leads(document, pointer)]
    for name, operation in document["operations"].items():
        if operation.get("action") not in ("send", "receive"):
            found.append(f"operation {name} neither sends nor receives")
        channel = operation.get("channel", {}).get("$ref", "")
        for message in operation.get("messages", []):
            if not message["$ref"].startswith(f"{channel}/messages/"):
                found.append(f"operation {name} has a message that its channel has not")
    for name, message in document["components"]["messages"].items():
        try:
            jsonschema.Draft202012Validator.check_schema(message["payload"])
        except jsonschema.SchemaError as problem:
            found.append(f"message {name}: {problem.message}")
    return found


def _pointers(part) -> list[str]:
    if isinstance(part, dict):
        own = [part["$ref"]] if isinstance(part.get("$ref"), str) else []
        return own + [each for value in part.values() for each in _pointers(value)]
    return [each for value in part for each in _pointers(value)] if isinstance(part, list) else []


def _leads(document: dict, pointer: str) -> bool:
    place = document
    for step in pointer.removeprefix("#/").split("/"):
        if not isinstance(place, dict) or step not in place:
            return False
        place = place[step]
    return True


def _validator(document: dict, event_type: EventType) -> jsonschema.Draft202012Validator:
    message = document["components"]["messages"][f"{event_type.publisher}.{event_type.key}"]
    return jsonschema.Draft202012Validator({**message["payload"], "components": document["components"]})


def test_the_committed_document_is_what_the_contracts_say_today():
    assert COMMITTED.read_text(encoding="utf-8") == asyncapi.render(TYPES), (
        "run python -m contracts.asyncapi > docs/asyncapi.yaml"
    )


def test_the_committed_document_is_well_formed():
    assert problems_of(yaml.safe_load(COMMITTED.read_text(encoding="utf-8"))) == []


def test_a_changed_contract_makes_the_document_stale():
    assert asyncapi.render([VISIT]) != asyncapi.render([])
    renamed = EventType("travel", "visit_made", 2, Visit, "A visit ended.", VISIT.listeners)
    assert asyncapi.render([VISIT]) != asyncapi.render([renamed])


def test_an_event_is_a_channel_that_one_sends_on_and_each_listener_receives_from():
    made = asyncapi.document([VISIT])
    channel = made["channels"]["travel.visit_made.v2"]
    assert channel["address"] == "visit_made.v2"
    assert channel["bindings"]["amqp"]["exchange"]["name"] == "travel.events"
    assert {name: part["action"] for name, part in made["operations"].items()} == {
        "send.travel.visit_made.v2": "send",
        "receive.diary.note_visit.visit_made.v2": "receive",
        "receive.maps.add.visit_made.v2": "receive",
    }
    assert problems_of(made) == []


def _without(document: dict, *path: str) -> dict:
    broken = copy.deepcopy(document)
    place = broken
    for step in path[:-1]:
        place = place[step]
    del place[path[-1]]
    return broken


@pytest.mark.parametrize(
    "path",
    [
        ("asyncapi",),
        ("info", "version"),
        ("channels", "travel.visit_made.v2"),
        ("components", "schemas", "test_asyncapi.Visit"),
        ("components", "messages", "travel.visit_made.v2"),
        ("operations", "send.travel.visit_made.v2", "action"),
    ],
    ids="/".join,
)
def test_a_document_with_a_missing_part_is_found_out(path):
    made = asyncapi.document([VISIT])
    assert problems_of(_without(made, *path))


def test_a_document_with_a_schema_that_is_none_is_found_out():
    made = asyncapi.document([VISIT])
    made["components"]["messages"]["travel.visit_made.v2"]["payload"]["type"] = "thing"
    assert problems_of(made)


@pytest.mark.parametrize("event_type", TYPES, ids=lambda each: each.key)
def test_the_golden_example_fits_the_documented_schema_and_a_spoilt_one_does_not(event_type):
    document = yaml.safe_load(COMMITTED.read_text(encoding="utf-8"))
    validator = _validator(document, event_type)
    example = asyncapi.example_of(event_type)
    assert list(validator.iter_errors(example)) == []
    for spoilt in ({**example, "version": 99}, {**example, "data": {}}, {**example, "type": "other"}):
        assert list(validator.iter_errors(spoilt))
