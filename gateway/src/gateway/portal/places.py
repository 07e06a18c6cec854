"""Names of regions for the pages: codes are for machines."""

from typing import Any

from chassis.identity import Caller
from gateway.clients import membership


def region_names(caller: Caller) -> dict[str, str]:
    """Code -> name of every region, in the order of their names."""
    return {region["code"]: region["name"] for region in membership.list_regions(caller)["items"]}


def as_choices(names: dict[str, str]) -> list[dict[str, Any]]:
    """Regions as the choices of a form's field."""
    return [{"value": code, "text": name} for code, name in names.items()]


def kept_regions(person: Caller, names: dict[str, str]) -> dict[str, str]:
    """Those of these regions that this person looks after, in the order of their names."""
    return {code: name for code, name in names.items() if person.acts_for(code, "coordinator", "convenor")}


def kept_places(person: Caller, names: dict[str, str]) -> dict[str, str]:
    """What this person looks after: those regions, and for the centre what belongs to all of Q."""
    return kept_regions(person, {**names, "UK": "All of Q"})
