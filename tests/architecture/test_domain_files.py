"""A domain is the standard library and nothing else: no clock, no chance, no door to the outside."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

# In the standard library, and still no part of a rule: the outside world, threads, chance.
OUTSIDE = {"os", "socket", "subprocess", "threading", "asyncio", "random", "secrets", "time", "logging"}
OUTSIDE |= {"sqlite3", "smtplib", "urllib", "http", "shutil", "tempfile", "multiprocessing"}

# A call that asks the machine instead of its caller: clock and ids are arguments.
READS_THE_WORLD = {
    ".now",
    ".utcnow",
    ".today",
    "uuid1",
    "uuid4",
    ".uuid1",
    ".uuid4",
    "open",
    "input",
    "print",
}


def domain_files(root: Path) -> list[Path]:
    """``domain.py`` and files of a ``domain`` folder, and the context's own refusal."""
    found = [*root.glob("services/*/src/**/domain.py"), *root.glob("services/*/src/**/domain/*.py")]
    found += root.glob("packages/commons/src/**/domain.py")
    return sorted([*found, *root.glob("services/*/src/*/refusal.py")])


def impurities(root: Path) -> list[str]:
    """What the domain files, and the files of the context and of commons that they lean on, should not do."""
    waiting, seen, found = domain_files(root), set(), []
    while waiting:
        file = waiting.pop()
        if file in seen:
            continue
        seen.add(file)
        source = next(parent for parent in file.parents if parent.name == "src")
        context = file.relative_to(source).parts[0]
        place = file.relative_to(root).as_posix()
        tree = ast.parse(file.read_text(encoding="utf-8"))
        for name in _imports(tree):
            top = name.split(".")[0]
            if top == context:
                waiting += _own_files(source, name)
            elif top == "commons":
                waiting += _own_files(root / "packages" / "commons" / "src", name)
            elif top not in sys.stdlib_module_names or top in OUTSIDE:
                found.append(f"{place} imports {name}")
        found += [
            f"{place}:{line} calls {called}()" for line, called in _calls(tree) if called in READS_THE_WORLD
        ]
    return sorted(found)


def _imports(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            # ``from membership.members import domain`` means the module as much as a name in it.
            yield node.module or ""
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield f"relative import of {node.module}"


def _own_files(source: Path, name: str) -> list[Path]:
    path = source.joinpath(*name.split("."))
    return [file for file in (path.with_suffix(".py"),) if file.is_file()]


def _calls(tree: ast.Module) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            method = f".{node.func.attr}" if isinstance(node.func, ast.Attribute) else ""
            yield node.lineno, method or getattr(node.func, "id", "")


def mutable_classes(root: Path) -> list[str]:
    """Domain classes that can be changed after they were made."""
    return sorted(
        f"{file.relative_to(root).as_posix()}: {node.name}"
        for file in domain_files(root)
        for node in ast.parse(file.read_text(encoding="utf-8")).body
        if isinstance(node, ast.ClassDef) and _is_mutable(node)
    )


def _is_mutable(node: ast.ClassDef) -> bool:
    bases = {getattr(base, "id", getattr(base, "attr", "")) for base in node.bases}
    if bases & {"Exception", "Enum", "StrEnum", "IntEnum", "NamedTuple", "Protocol", "TypedDict"}:
        return False
    return not any("frozen=True" in ast.unparse(decorator) for decorator in node.decorator_list)


def test_every_domain_is_pure():
    assert impurities(ROOT) == []


def test_every_class_of_a_domain_is_frozen():
    assert mutable_classes(ROOT) == []


def test_the_domain_files_are_found():
    assert {file.name for file in domain_files(ROOT)} == {"domain.py", "refusal.py"}


SEEDS = [
    "import pymongo",
    "import structlog",
    "from marshmallow import Schema",
    "from chassis.ids import new_id",
    "from contracts.refusals import Refused",
    "from . import store",
    "import random",
    "import time",
    "def f():\n    import requests",
    "from datetime import datetime\nat = datetime.now()",
    "import datetime\nat = datetime.date.today()",
    "import uuid\nid = uuid.uuid4()",
    "print('accepted')",
    "from membership.members import rates",
    "from commons.places import keeps",
    "import membership.members.rates",
]


def _domain(root: Path, text: str) -> None:
    folder = root / "services" / "membership" / "src" / "membership" / "members"
    folder.mkdir(parents=True)
    (folder / "domain.py").write_text(text)
    (folder / "rates.py").write_text("import pymongo\n")
    commons = root / "packages" / "commons" / "src" / "commons"
    commons.mkdir(parents=True)
    (commons / "places.py").write_text("from chassis.identity import Caller\n")


@pytest.mark.parametrize("text", SEEDS)
def test_an_impure_domain_is_found_out(tmp_path, text):
    _domain(tmp_path, text)
    assert impurities(tmp_path)


@pytest.mark.parametrize("text", ["class Member:\n    pass", "@dataclass\nclass Member:\n    id: str"])
def test_a_class_that_can_be_changed_is_found_out(tmp_path, text):
    _domain(tmp_path, text)
    assert mutable_classes(tmp_path)


def test_a_pure_domain_passes(tmp_path):
    _domain(
        tmp_path, "from dataclasses import dataclass\n@dataclass(frozen=True)\nclass Member:\n    id: str\n"
    )
    assert impurities(tmp_path) == mutable_classes(tmp_path) == []
