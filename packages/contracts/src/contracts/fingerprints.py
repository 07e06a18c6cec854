"""The recorded shape of every event version, so that none changes by accident.

``fingerprints.json`` holds what was agreed. ``python -m contracts.fingerprints`` records new
event versions and new optional fields; any other change it refuses: that is a new version of
the event, beside the old one.
"""

import json
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from marshmallow import Schema, fields, validate

from contracts.asyncapi import event_types
from contracts.events import EventMessage, EventType

RECORDED = Path(__file__).parent / "fingerprints.json"

Shape = dict[str, str]
"""Path of a field (``contact.email``) -> what it may hold (``String required``)."""


def shape_of(schema: type[Schema] | Schema, prefix: str = "") -> Shape:
    """Every field of a schema, those of nested schemas too."""
    made = schema() if isinstance(schema, type) else schema
    shape: Shape = {}
    for name, field in sorted(made.fields.items()):
        path = f"{prefix}{name}"
        shape[path] = _describe(field)
        inner, below = field, f"{path}."
        while isinstance(inner, fields.List):
            inner, below = inner.inner, f"{path}[]."
            shape[below.removesuffix(".")] = _describe(inner)
        if isinstance(inner, fields.Nested):
            shape |= shape_of(inner.schema, below)
    return shape


def _describe(field: fields.Field[Any]) -> str:
    words = [type(field).__name__, "required" if field.required else "optional"]
    if field.allow_none:
        words.append("or null")
    for rule in field.validators:
        if isinstance(rule, validate.OneOf):
            words.append("one of " + "|".join(str(choice) for choice in rule.choices))
        else:
            words.append(repr(rule))
    return " ".join(words)


def shapes(types: Iterable[EventType]) -> dict[str, Shape]:
    """The shape of the message, and of each event version's data under ``<publisher>.<key>``."""
    data = {f"{each.publisher}.{each.key}": shape_of(each.data) for each in types}
    return {"message": shape_of(EventMessage), **data}


def recorded() -> dict[str, Shape]:
    found: dict[str, Shape] = json.loads(RECORDED.read_text(encoding="utf-8"))
    return found


def broken(agreed: Mapping[str, Shape], now: Mapping[str, Shape]) -> list[str]:
    """What must not happen to a published version: each change that some listener would feel."""
    problems = []
    for key, shape in agreed.items():
        if key not in now:
            problems.append(f"{key} is gone")
            continue
        for path, was in shape.items():
            became = now[key].get(path, "gone")
            if became != was:
                problems.append(f"{key}: {path} was {was!r}, is {became!r}")
        for path in now[key].keys() - shape.keys():
            if _is_demanded(path, now[key]):
                problems.append(f"{key}: {path} is new and required")
    return sorted(problems)


def _is_demanded(path: str, shape: Shape) -> bool:
    # A required part of an optional new field asks nothing of those who do not send it.
    parents = [other for other in shape if path.startswith((f"{other}.", f"{other}["))]
    return all(" required" in shape[each] for each in [*parents, path])


def unrecorded(agreed: Mapping[str, Shape], now: Mapping[str, Shape]) -> list[str]:
    """What may be added in place, but has not been recorded yet."""
    return sorted(
        f"{key}: {path}" for key, shape in now.items() for path in shape.keys() - agreed.get(key, {}).keys()
    )


def main() -> int:
    now = shapes(event_types())
    agreed = recorded() if RECORDED.exists() else {}
    problems = broken(agreed, now)
    for problem in problems:
        sys.stderr.write(f"{problem}: make a new version of the event instead\n")
    if problems:
        return 1
    RECORDED.write_text(json.dumps(now, indent=2, sort_keys=True) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
