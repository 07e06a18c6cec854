"""What the pages tell people to type or to look for exists: commands, targets, settings, metrics."""

import argparse
import ast
import re
import shlex
import subprocess
from pathlib import Path

import pytest

from chassis.bus.operating import _parser as bus_parser

ROOT = Path(__file__).parents[2]
FENCED = re.compile(r"^```(\w*)\n(.*?)^```", re.MULTILINE | re.DOTALL)
SETTING = re.compile(r"`([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)`")
METRIC = re.compile(r"`(qcommons_\w+)`")
MAKE = re.compile(r"(?:^|`)make ([a-z]+)\b", re.MULTILINE)
OF_THE_OUTER_COMMAND = {"AMQP_URI", "MONGO_URI"}


def _pages() -> dict[str, str]:
    files = [ROOT / "README.md", *ROOT.glob("docs/*.md"), *ROOT.glob("docs/adr/*.md")]
    return {str(file.relative_to(ROOT)): file.read_text(encoding="utf-8") for file in files}


def blocks(text: str, language: str | None = None) -> list[str]:
    return [body for said, body in FENCED.findall(text) if language is None or said == language]


def bus_commands(text: str) -> list[list[str]]:
    """The ``bus`` lines of the fenced blocks as argument lists, without brackets and explanations."""
    lines = [line for block in blocks(text) for line in block.splitlines() if line.startswith("bus ")]
    return [shlex.split(re.split(r"\s{3,}", line)[0].replace("[", "").replace("]", ""))[1:] for line in lines]


def unknown_bus_commands(text: str) -> list[list[str]]:
    return [command for command in bus_commands(text) if not _parses(command)]


def _parses(command: list[str]) -> bool:
    known = [word.replace("CONTEXT", "membership") for word in command]
    try:
        bus_parser().parse_args(known)
    except (SystemExit, argparse.ArgumentError):
        return False
    return True


def settings(root: Path) -> set[str]:
    """Every name that some settings class reads from the environment."""
    found = set()
    for folder in ("packages", "services", "gateway", "deploy"):
        for file in (root / folder).rglob("*.py"):
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                if isinstance(node, ast.AnnAssign) and isinstance(node.value, ast.Call):
                    called = getattr(node.value.func, "id", "")
                    if called == "setting" and isinstance(node.target, ast.Name):
                        found.add(node.target.id.upper())
    return found


def of_the_compose_file(root: Path) -> set[str]:
    """What docker-compose.yml takes from the environment."""
    text = (root / "docker-compose.yml").read_text(encoding="utf-8")
    return set(re.findall(r"\$\{([A-Z0-9_]+)", text))


def test_the_readme_opens_with_a_sentence_and_the_two_commands():
    opening = _pages()["README.md"].split("\n\n")
    assert opening[0].startswith("# Q Commons")
    assert opening[1].count(".") == 1
    assert re.findall(MAKE, opening[2]) == ["run", "test"]


def test_every_shell_block_of_the_readme_is_a_shell_script():
    for block in blocks(_pages()["README.md"], "bash"):
        checked = subprocess.run(["bash", "-n"], input=block, text=True, capture_output=True, check=False)
        assert checked.returncode == 0, checked.stderr


def test_every_bus_command_on_a_page_is_one():
    assert bus_commands(_pages()["docs/operations.md"])
    for page, text in _pages().items():
        assert unknown_bus_commands(text) == [], page


def test_every_setting_on_a_page_is_read_somewhere():
    known = settings(ROOT) | of_the_compose_file(ROOT) | OF_THE_OUTER_COMMAND
    for page, text in _pages().items():
        assert set(SETTING.findall(text)) <= known, page


def test_every_metric_on_a_page_is_counted():
    source = (ROOT / "packages/chassis/src/chassis/metrics.py").read_text(encoding="utf-8")
    for page, text in _pages().items():
        assert [name for name in METRIC.findall(text) if f'"{name}"' not in source] == [], page


def test_every_target_on_a_page_is_in_the_makefile():
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    for page, text in _pages().items():
        assert set(MAKE.findall(text)) <= targets, page


@pytest.mark.parametrize(
    "line", ["bus dead bury QUEUE", "bus dead replay QUEUE --all", "bus republish", "bus lag --csv"]
)
def test_a_bus_command_that_does_not_exist_is_found_out(line):
    assert unknown_bus_commands(f"```\n{line}     what it does\n```\n")


def test_a_setting_that_nothing_reads_is_found_out(tmp_path):
    (tmp_path / "gateway").mkdir()
    (tmp_path / "gateway" / "settings.py").write_text('port_base: int = setting("x")\nother: int = 3\n')
    assert settings(tmp_path) == {"PORT_BASE"}
    assert SETTING.findall("`PORT_BASE` and `NOT_READ`, not `CODES`") == ["PORT_BASE", "NOT_READ"]
