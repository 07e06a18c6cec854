"""Settings: frozen, read once at the door from the environment, each with unit and purpose."""

import dataclasses
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any, TypeVar

T = TypeVar("T")

TRUE_WORDS = {"1": True, "true": True, "yes": True, "0": False, "false": False, "no": False}


class SettingsError(Exception):
    """What is missing or impossible, all of it at once; the process does not start."""


def setting(purpose: str, *, default: Any = dataclasses.MISSING, unit: str = "") -> Any:
    """A field of a settings class: read from the environment under its upper-case name.

    ``unit`` is said where the value has one (seconds, days, bytes). Without a default it is required.
    """
    metadata = {"purpose": purpose, "unit": unit}
    if default is dataclasses.MISSING:
        return dataclasses.field(metadata=metadata)
    return dataclasses.field(default=default, metadata=metadata)


def read(settings_class: type[T], environment: Mapping[str, str] | None = None) -> T:
    """The settings of one class; ``SettingsError`` names every wrong value, with its purpose."""
    source = os.environ if environment is None else environment
    values: dict[str, Any] = {}
    wrong: list[str] = []
    for each in dataclasses.fields(settings_class):  # type: ignore[arg-type]
        name = each.name.upper()
        raw = source.get(name)
        purpose = each.metadata.get("purpose", "")
        if raw is None or raw == "":
            if each.default is dataclasses.MISSING:
                wrong.append(f"{name} is not set ({purpose})")
            continue
        try:
            values[each.name] = _parse(each.type, raw)
        except ValueError:
            unit = each.metadata.get("unit", "")
            wrong.append(f"{name}={raw!r} is not a {_type_name(each.type)} {unit}".rstrip() + f" ({purpose})")
    if wrong:
        raise SettingsError("; ".join(wrong))
    return settings_class(**values)


def _type_name(kind: Any) -> str:
    return kind if isinstance(kind, str) else kind.__name__


def _parse(kind: Any, raw: str) -> Any:
    name = _type_name(kind)
    if name == "bool":
        if raw.lower() not in TRUE_WORDS:
            raise ValueError(raw)
        return TRUE_WORDS[raw.lower()]
    return {"int": int, "float": float, "Path": Path}.get(name, str)(raw)
