"""What no file of the tree may hold or be called, each rule seen to catch a file that breaks it."""

import ast
import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

# Made by tools or by running; none of it is committed.
NOT_OURS = {".git", ".venv", "var", "node_modules", "__pycache__", ".pytest_cache", ".mypy_cache"}
NOT_OURS |= {".ruff_cache", ".hypothesis", ".import_linter_cache"}
VENDORED = "static"
"""Folders of this name hold other people's files as they published them."""

FORBIDDEN_NAMES = {"utils", "util", "helpers", "helper", "common", "base", "manager", "managers", "misc"}
MOST_LINES = 400
CODE = {".py", ".jinja", ".html", ".css", ".js", ".sh", ".toml", ".yml", ".yaml", ".conf", ""}

# Written in pieces so that this file does not hold what it looks for.
UNFINISHED = re.compile(r"\b(" + "|".join(("TO" + "DO", "FIX" + "ME")) + r")\b")
MACHINE_PATH = re.compile(r"(?<![\w.$}/])/(?:wo" + r"rk|ro" + r"ot|tm" + r"p|home/\w+)/")
INSIDE_AN_IMAGE = re.compile(r"(?<![\w.$}/])/(?:wo" + r"rk|ro" + r"ot|home/\w+)/")
"""In a container the temporary folder is its own."""
REGISTRY = re.compile("|".join(("py" + r"pi\.org", "python" + r"hosted\.org", "npm" + r"js\.(?:org|com)")))
REGISTRY_SETTING = re.compile(r"--(?:extra-)?index" + r"-url|registry" + r"\s*=\s*http")
UNBROKEN = re.compile(r"contin" + r"uous(?:ly)?\b", re.IGNORECASE)
TRANSPORT = {"nameko", "kombu", "amqp", "eventlet"}
PROBING = {"amqp"}
"""The launcher starts the broker and has to see that it answers; it carries no business code."""


def files(root: Path) -> Iterator[Path]:
    """Every file of the tree that is ours or vendored, not what runs and tools leave behind."""
    for folder, inner, names in os.walk(root):
        inner[:] = sorted(name for name in inner if name not in NOT_OURS and not name.endswith(".egg-info"))
        yield from (Path(folder) / name for name in sorted(names))


def _ours(root: Path) -> Iterator[Path]:
    return (file for file in files(root) if VENDORED not in file.relative_to(root).parts)


def _lines(file: Path) -> list[str]:
    try:
        return file.read_text(encoding="utf-8").splitlines()
    except UnicodeDecodeError:
        return []  # a picture


def _found(root: Path, chosen: Iterator[Path], *patterns: re.Pattern[str]) -> list[str]:
    return [
        f"{file.relative_to(root)}:{number}: {line.strip()[:80]}"
        for file in chosen
        for number, line in enumerate(_lines(file), 1)
        if any(pattern.search(line) for pattern in patterns)
    ]


def names_that_say_nothing(root: Path) -> list[str]:
    return [
        str(file.relative_to(root))
        for file in _ours(root)
        if FORBIDDEN_NAMES & {part.removesuffix(".py") for part in file.relative_to(root).parts}
    ]


def files_too_long(root: Path) -> list[str]:
    python = (file for file in _ours(root) if file.suffix == ".py")
    return [
        f"{file.relative_to(root)}: {len(_lines(file))}" for file in python if len(_lines(file)) > MOST_LINES
    ]


def unfinished_work(root: Path) -> list[str]:
    return _found(root, (file for file in _ours(root) if file.suffix in CODE), UNFINISHED)


def machine_paths(root: Path) -> list[str]:
    of_images = [file for file in files(root) if _describes_an_image(file.relative_to(root))]
    others = (file for file in files(root) if file not in of_images)
    return _found(root, others, MACHINE_PATH) + _found(root, iter(of_images), INSIDE_AN_IMAGE)


def _describes_an_image(place: Path) -> bool:
    return place.name in ("docker-compose.yml", "Dockerfile") or "kubernetes" in place.parts


def registries(root: Path) -> list[str]:
    return _found(root, files(root), REGISTRY, REGISTRY_SETTING)


def wrong_word_for_improvement(root: Path) -> list[str]:
    """Site text says continual; a person's job title is data and stays as it is (C37)."""
    pages = (
        file
        for file in _ours(root)
        if {"templates", "portal"} & set(file.parts) and "tests" not in file.parts
    )
    return _found(root, pages, UNBROKEN)


def transport_outside_the_chassis(root: Path) -> list[str]:
    """Every import of the transport, inside functions too; the chassis, benches and tests may."""
    found = []
    for file in _ours(root):
        place = file.relative_to(root).as_posix()
        if file.suffix != ".py" or place.startswith(("packages/chassis/", "tests/")) or "/tests/" in place:
            continue
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            banned = TRANSPORT - (PROBING if place.startswith("deploy/local/") else set())
            found += [f"{place}:{node.lineno}: {name}" for name in names if name.split(".")[0] in banned]
    return found


GUARDS = [
    names_that_say_nothing,
    files_too_long,
    unfinished_work,
    machine_paths,
    registries,
    wrong_word_for_improvement,
    transport_outside_the_chassis,
]


@pytest.mark.parametrize("guard", GUARDS, ids=lambda guard: guard.__name__)
def test_the_tree_keeps_the_rule(guard):
    assert guard(ROOT) == []


def _service(name: str) -> str:
    return f"services/exchange/src/exchange/{name}"


SEEDS = [
    (names_that_say_nothing, _service("utils.py"), ""),
    (names_that_say_nothing, _service("common/money.py"), ""),
    (names_that_say_nothing, "packages/chassis/src/chassis/base.py", ""),
    (names_that_say_nothing, "gateway/tests/helpers.py", ""),
    (names_that_say_nothing, "tests/manager.py", ""),
    (files_too_long, _service("domain.py"), "x = 1\n" * (MOST_LINES + 1)),
    (unfinished_work, _service("domain.py"), "# TO" + "DO later\n"),
    (unfinished_work, "Makefile", "run: # FIX" + "ME\n"),
    (unfinished_work, "gateway/src/gateway/templates/home.jinja", "{# FIX" + "ME #}"),
    (machine_paths, "docs/notes.md", "see /wo" + "rk/main/README.md"),
    (machine_paths, "deploy/local/src/launcher/run.py", "VAR = '/tm" + "p/var/x'"),
    (machine_paths, "docker-compose.yml", "  - /ro" + "ot/keys:/keys"),
    (machine_paths, "Makefile", "PATH=/home/" + "alex/bin"),
    (machine_paths, "deploy/start", "exec /tm" + "p/venv/bin/python"),
    (registries, "requirements.txt", "--index" + "-url https://example.org/simple"),
    (registries, "deploy/Dockerfile", "RUN pip install -i https://py" + "pi.org/simple x"),
    (registries, "gateway/package-lock.json", '"resolved": "https://registry.npm' + 'js.org/x.tgz"'),
    (wrong_word_for_improvement, "gateway/src/gateway/templates/home.jinja", "Contin" + "uous improvement"),
    (wrong_word_for_improvement, "gateway/src/gateway/portal/home.py", "'contin" + "uously better'"),
    (wrong_word_for_improvement, "services/n/src/n/templates/mail.jinja", "contin" + "uous"),
    (transport_outside_the_chassis, _service("service.py"), "from nameko.rpc import rpc\n"),
    (transport_outside_the_chassis, "gateway/src/gateway/app.py", "def f():\n    import kombu.pools\n"),
    (transport_outside_the_chassis, "deploy/local/src/launcher/run.py", "import kombu\n"),
]


@pytest.mark.parametrize(
    ("guard", "place", "text"), SEEDS, ids=lambda value: getattr(value, "__name__", None)
)
def test_a_file_that_breaks_a_rule_is_found_out(tmp_path, guard, place, text):
    file = tmp_path / place
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text)
    assert len(guard(tmp_path)) == 1


@pytest.mark.parametrize(
    ("guard", "place", "text"),
    [
        (files_too_long, _service("domain.py"), "x = 1\n" * MOST_LINES),
        (names_that_say_nothing, "gateway/src/gateway/templates/base_page.jinja", ""),
        (machine_paths, "deploy/Dockerfile", "WORKDIR /app/wo" + "rk/x\nENV D=${D}/tm" + "p/x\n"),
        (machine_paths, "docker-compose.yml", "METRICS: /tm" + "p/metrics"),
        (wrong_word_for_improvement, "deploy/regions/nenc.yaml", "Head of Contin" + "uous Improvement"),
        (transport_outside_the_chassis, "packages/chassis/src/chassis/serving.py", "import nameko\n"),
        (unfinished_work, "gateway/src/gateway/static/nhsuk/x.js", "// TO" + "DO upstream"),
    ],
    ids=lambda value: getattr(value, "__name__", None),
)
def test_a_file_that_keeps_the_rule_passes(tmp_path, guard, place, text):
    file = tmp_path / place
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text)
    assert guard(tmp_path) == []


def test_every_guard_has_a_seeded_violation():
    assert {guard for guard, _, _ in SEEDS} == set(GUARDS)
