"""The region files: what an operator may set for a region without a line of code (row 84).

``load(folder)`` reads one YAML file per region and ``uk.yaml``. An unknown key, a key given
twice or an impossible value stops the start: ``RegionFileError`` names every file, key and
reason at once. The meaning and the default of each key stand in the schemas' metadata.
"""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from marshmallow import Schema, ValidationError

from contracts.region_schemas import RegionSchema, UkSchema
from contracts.region_settings import Region, UkPolicy

UK_FILE = "uk.yaml"


@dataclass(frozen=True)
class Problem:
    """One thing wrong in one file; ``key`` is a path such as ``group.size_max``."""

    file: str
    key: str
    reason: str

    def __str__(self) -> str:
        return f"{self.file}: {self.key}: {self.reason}"


class RegionFileError(Exception):
    """The region files cannot be used; ``problems`` holds all that was found."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        super().__init__("; ".join(str(each) for each in problems))


@dataclass(frozen=True)
class Regions:
    """Every region by code, in the order of their names, and what holds for the whole UK.

    ``fingerprint`` (SHA-256 of the files) lets a service log which settings it started with.
    """

    by_code: Mapping[str, Region]
    uk: UkPolicy
    fingerprint: str

    def __iter__(self) -> Iterator[Region]:
        return iter(self.by_code.values())

    def __len__(self) -> int:
        return len(self.by_code)

    def __contains__(self, code: object) -> bool:
        return code in self.by_code

    def get(self, code: str) -> Region | None:
        """The region of a code, exactly as written, or None."""
        return self.by_code.get(code)

    def find(self, words: str) -> Region | None:
        """The region that a person means: its code, name or alias, in any case (C36)."""
        wanted = _plain(words)
        return next((region for region in self if wanted in _names(region)), None)


def load(folder: str | Path) -> Regions:
    """The regions of a folder. Raises ``RegionFileError`` with every problem found."""
    root = Path(folder)
    paths = sorted(root.glob("*.yaml")) if root.is_dir() else []
    if not paths:
        raise RegionFileError([Problem(root.name, "(folder)", "holds no region file")])
    problems: list[Problem] = []
    regions: dict[str, Region] = {}
    uk: UkPolicy | None = None
    for path in paths:
        schema: Schema = UkSchema() if path.name == UK_FILE else RegionSchema()
        loaded = _read(path, schema, problems)
        if isinstance(loaded, UkPolicy):
            uk = loaded
        elif isinstance(loaded, Region):
            regions[path.name] = loaded
    if not any(path.name == UK_FILE for path in paths):
        problems.append(Problem(UK_FILE, "(file)", "is missing"))
    problems += _between(regions, uk)
    if problems or uk is None:
        raise RegionFileError(problems)
    ordered = sorted(regions.values(), key=lambda region: region.name)
    digest = hashlib.sha256(b"\0".join(path.read_bytes() for path in paths)).hexdigest()
    return Regions({region.code: region for region in ordered}, uk, digest)


def _read(path: Path, schema: Schema, problems: list[Problem]) -> Any:
    try:
        document = yaml.load(path.read_text(encoding="utf-8"), Loader=_StrictLoader)  # noqa: S506 (a SafeLoader)
        if not isinstance(document, dict):
            raise yaml.YAMLError("a file of keys and values is wanted")
        return schema.load(document)
    except ValidationError as wrong:
        problems += [Problem(path.name, key, reason) for key, reason in _flat(wrong.messages)]
    except (yaml.YAMLError, UnicodeDecodeError) as wrong:
        problems.append(Problem(path.name, "(file)", " ".join(str(wrong).split())))
    return None


def _between(regions: Mapping[str, Region], uk: UkPolicy | None) -> list[Problem]:
    """What no single file can tell: codes, names and the number of pilots (row 11)."""
    problems: list[Problem] = []
    names: dict[str, str] = {}
    for file, region in regions.items():
        if file != f"{region.code.lower()}.yaml":
            problems.append(Problem(file, "code", f"{region.code} belongs into {region.code.lower()}.yaml"))
        for name in sorted(_names(region)):
            if names.setdefault(name, file) != file:
                problems.append(Problem(file, "name or aliases", f"{name!r} is also in {names[name]}"))
    pilots = [file for file, region in regions.items() if region.pilot]
    if uk is not None and len(pilots) > uk.pilot_sites_max:
        reason = f"{len(pilots)} regions are pilots, at most {uk.pilot_sites_max} may be"
        problems.append(Problem(pilots[-1], "pilot", reason))
    return problems


def _names(region: Region) -> frozenset[str]:
    return frozenset(_plain(name) for name in (region.code, region.name, *region.aliases))


def _plain(words: str) -> str:
    return " ".join(words.casefold().split())


def _flat(messages: Any, prefix: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(messages, Mapping):
        for key, below in messages.items():
            path = f"{prefix}.{key}" if prefix else str(key)
            yield from _flat(below, prefix if key == "_schema" else path)
    else:
        for reason in messages if isinstance(messages, list) else [messages]:
            yield prefix or "(file)", str(reason)


class _StrictLoader(yaml.SafeLoader):
    """YAML as the files use it: no key twice, and dates stay the strings that were written."""

    yaml_implicit_resolvers = {
        first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }

    def construct_mapping(self, node: Any, deep: bool = False) -> Any:
        seen: set[Any] = set()
        for key_node, _ in node.value:
            key = self.construct_object(key_node, deep=True)
            if key in seen:
                raise yaml.YAMLError(f"the key {key!r} stands twice")
            seen.add(key)
        return super().construct_mapping(node, deep)
