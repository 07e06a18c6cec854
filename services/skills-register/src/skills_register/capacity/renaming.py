"""A listed organisation is called otherwise: what it reported goes along, under whatever name it did."""

from dataclasses import replace
from typing import Any

from skills_register.capacity.store import CapacityStore
from skills_register.organisations.domain import Organisation


def follow(work: Any, before: Organisation, after: Organisation) -> None:
    """Bind what it reported to it, and call it as it is called now."""
    store = CapacityStore(work)
    body = store.of_organisation(before)
    if body is not None and before.name != after.name:
        store.save(replace(body, version=body.version + 1, name=after.name, organisation_id=after.id))
