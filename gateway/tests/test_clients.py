"""The clients say what the doors understand: same names, same fields, every door has its function."""

import importlib
import inspect
import pkgutil
from typing import Any

import pytest

from chassis.wiring import doorway_of
from exchange.service import SERVICES as EXCHANGE
from gateway.clients import doors as machinery
from gateway.clients import exchange, meetings, membership, notifications, skills_register, stewardship
from gateway.clients.doors import COMMAND_SECONDS, QUERY_SECONDS, Command, Query
from meetings.service import SERVICES as MEETINGS
from membership.service import SERVICES as MEMBERSHIP
from notifications.service import SERVICES as NOTIFICATIONS
from skills_register.service import SERVICES as SKILLS
from stewardship.service import SERVICES as STEWARDSHIP

DOORS = {
    (service.name, name): doorway
    for service in (*MEMBERSHIP, *STEWARDSHIP, *MEETINGS, *SKILLS, *EXCHANGE, *NOTIFICATIONS)
    for name, method in inspect.getmembers(service, inspect.isfunction)
    if (doorway := doorway_of(method)) and doorway.kind == "rpc"
}
CAPABILITIES = [
    importlib.import_module(f"{context.__name__}.{found.name}")
    for context in (stewardship, meetings, skills_register, exchange)
    for found in pkgutil.iter_modules(context.__path__)
]
CLIENTS = {
    (client.service, client.door): client
    for module in (membership, notifications, *CAPABILITIES)
    for client in vars(module).values()
    if isinstance(client, Query | Command)
}


def test_every_door_has_a_function_and_every_function_a_door():
    assert set(CLIENTS) == set(DOORS)


@pytest.mark.parametrize("key", sorted(CLIENTS), ids=".".join)
def test_a_function_asks_or_orders_as_its_door_does(key):
    changes = DOORS[key].options["changes"]
    assert isinstance(CLIENTS[key], Command if changes else Query)
    assert CLIENTS[key].timeout == (COMMAND_SECONDS if changes else QUERY_SECONDS)


@pytest.mark.parametrize("key", sorted(CLIENTS), ids=".".join)
def test_a_function_sends_only_fields_that_its_door_knows(key):
    client = CLIENTS[key]
    arguments: dict[str, Any] = {
        name: {} if "Mapping" in str(parameter.annotation) else "x"
        for name, parameter in inspect.signature(client.payload).parameters.items()
    }
    sent = client.payload(**arguments)
    fields = DOORS[key].options["schema"]().fields
    known = {field.data_key or name for name, field in fields.items()}
    assert set(sent) <= known
    needed = {field.data_key or name for name, field in fields.items() if field.required}
    if not any(value == {} for value in arguments.values()):
        assert needed <= set(sent)


def test_several_questions_are_asked_at_once_and_a_refusal_stands_in_its_place(app, people):
    with app.test_request_context("/"):
        asked = [
            membership.list_regions.asking(people["visitor"]),
            membership.get_region.asking(people["visitor"], "XXX"),
        ]
        regions, unknown = machinery.together(*asked)
    assert len(regions["items"]) == 18
    assert unknown.code == "region_unknown"
