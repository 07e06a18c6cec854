"""Each event version has one golden example, which loads today and with a field of tomorrow."""

import copy
from datetime import timedelta
from importlib import resources
from typing import Any
from uuid import UUID

import pytest
from marshmallow import ValidationError

from contracts.asyncapi import event_types, example_of
from contracts.events import EventMessage, EventType

TYPES = event_types()
by_key = pytest.mark.parametrize("event_type", TYPES, ids=lambda each: f"{each.publisher}.{each.key}")


def _load(event_type: EventType, message: dict) -> dict:
    """As a listener does: the envelope, then the data; both must fit."""
    whole = EventMessage().load(message)
    whole["data"] = event_type.data().load(whole["data"])
    return whole


def _of_tomorrow(part: Any) -> Any:
    """The same with a new field in every object, however deep."""
    if isinstance(part, dict):
        return {name: _of_tomorrow(value) for name, value in part.items()} | {"of_tomorrow": {"deep": [1]}}
    return [_of_tomorrow(each) for each in part] if isinstance(part, list) else part


def _golden(event_type: EventType) -> dict:
    example = example_of(event_type)
    assert example is not None, f"{event_type.key} has no example"
    return copy.deepcopy(example)


@by_key
def test_an_example_loads_and_says_what_it_is(event_type):
    loaded = _load(event_type, _golden(event_type))
    assert (loaded["type"], loaded["version"]) == (event_type.name, event_type.version)
    assert loaded["occurred_at"].utcoffset() == timedelta(0)
    assert UUID(loaded["id"]).version == 7


@by_key
def test_an_example_loads_with_unknown_fields_in_message_and_data(event_type):
    message = _of_tomorrow(_golden(event_type))
    assert "of_tomorrow" in message["data"]
    assert _load(event_type, message) == _load(event_type, _golden(event_type))


@by_key
def test_an_example_without_one_of_its_required_fields_is_refused(event_type):
    required = [name for name, field in event_type.data().fields.items() if field.required]
    assert required
    for name in required:
        message = _golden(event_type)
        del message["data"][name]
        with pytest.raises(ValidationError, match=name):
            _load(event_type, message)


@by_key
def test_an_example_fills_every_field(event_type):
    """An optional field too: an example shows the whole shape."""
    assert _golden(event_type)["data"].keys() >= event_type.data().fields.keys()


def test_there_is_no_example_of_an_event_that_does_not_exist():
    known = {(each.publisher, f"{each.key}.json") for each in TYPES}
    for folder in (resources.files("contracts") / "examples").iterdir():
        for file in folder.iterdir():
            assert (folder.name, file.name) in known
