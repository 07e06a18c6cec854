"""From a fresh clone: what is installed, by which hashes, and when it is installed again."""

import importlib.util
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LOCKED = sorted([*ROOT.glob("requirements*.txt"), *ROOT.glob("deploy/requirements/*.txt")])


@pytest.fixture
def prepare(tmp_path, monkeypatch):
    """deploy/local/prepare.py over a small tree of its own, which installs nothing."""
    spec = importlib.util.spec_from_file_location("prepare", ROOT / "deploy" / "local" / "prepare.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    for file in ("requirements-uv.txt", "requirements.txt", "requirements-dev.txt", "gateway/pyproject.toml"):
        (tmp_path / file).parent.mkdir(exist_ok=True)
        (tmp_path / file).write_text(file)
    monkeypatch.setattr(module, "ROOT", tmp_path)
    monkeypatch.setattr(module, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(module, "PYTHON", Path(sys.executable))
    (tmp_path / ".venv").mkdir()
    module.installed = []
    monkeypatch.setattr(module, "make_venv", lambda: None)
    monkeypatch.setattr(module, "install_uv", lambda: None)
    monkeypatch.setattr(module, "install_own", lambda: None)
    monkeypatch.setattr(module, "install_requirements", module.installed.append)
    return module


def test_nothing_is_installed_twice(prepare):
    assert prepare.main("run") == 0
    assert prepare.main("run") == 0
    assert prepare.installed == ["requirements.txt"]


@pytest.mark.parametrize("file", ["requirements-uv.txt", "requirements.txt", "gateway/pyproject.toml"])
def test_a_change_is_installed(prepare, file):
    prepare.main("run")
    (prepare.ROOT / file).write_text("changed")
    prepare.main("run")
    assert len(prepare.installed) == 2


def test_what_is_ready_for_tests_is_ready_to_run_and_stays_ready_for_tests(prepare):
    prepare.main("test")
    prepare.main("run")
    assert prepare.installed == ["requirements-dev.txt"]
    (prepare.ROOT / "gateway" / "pyproject.toml").write_text("changed")
    prepare.main("run")
    assert prepare.installed == ["requirements-dev.txt"] * 2


def test_a_set_up_that_was_interrupted_is_done_again(prepare, monkeypatch):
    prepare.main("run")
    (prepare.ROOT / "requirements.txt").write_text("changed")

    def fail(_file):
        raise prepare.NotPossible("no network")

    with monkeypatch.context() as broken:
        broken.setattr(prepare, "install_requirements", fail)
        assert prepare.main("run") == 1
    assert not prepare.is_ready("run")


def test_another_python_is_refused_in_one_sentence(prepare, monkeypatch, capsys):
    monkeypatch.setattr(prepare.sys, "version_info", (3, 12, 1))
    assert prepare.main("run") == 1
    assert capsys.readouterr().out == (
        "Q Commons needs Python 3.11, and this is 3.12: make run PYTHON=/path/to/python3.11\n"
    )


@pytest.mark.parametrize("file", LOCKED, ids=lambda file: file.name)
def test_every_requirement_is_pinned_with_hashes_and_names_no_host(file):
    text = file.read_text()
    assert "://" not in text
    assert "--index" not in text
    assert "--find-links" not in text
    entries = re.split(r"\n(?=\S)", re.sub(r"^\s*#.*\n", "", text, flags=re.MULTILINE).strip())
    for entry in entries:
        assert re.match(r"[a-z0-9.\-\[\],]+==\S+ ", entry), entry[:60]
        assert "--hash=sha256:" in entry, entry[:60]


@pytest.mark.parametrize(
    ("written", "locked"),
    [
        ("requirements.in", "requirements.txt"),
        ("requirements-dev.in", "requirements-dev.txt"),
        ("requirements.txt", "requirements-dev.txt"),
        ("requirements-uv.in", "requirements-uv.txt"),
    ],
)
def test_the_locked_files_hold_what_people_wrote(written, locked):
    wanted = re.findall(
        r"^([a-z][\w.-]*(?:\[\w+\])?)(==[^\s;]+)?", (ROOT / written).read_text(), re.MULTILINE
    )
    found = (ROOT / locked).read_text()
    for name, version in wanted:
        plain = name.partition("[")[0]
        assert re.search(rf"^{re.escape(plain)}(\[\w+\])?{re.escape(version)}", found, re.MULTILINE), (
            f"make lock: {name}"
        )


def test_ci_runs_the_test_command_and_nothing_else():
    script = (ROOT / ".ci" / "run").read_text()
    commands = [line for line in script.splitlines() if line and not line.startswith("#")]
    assert commands == ["set -euo pipefail", 'cd "$(dirname "$0")/.."', "exec make test"]


def test_make_help_names_every_command():
    told = subprocess.run(["make", "-s", "help"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert re.findall(r"make (\w+)", told) == [
        "run",
        "test",
        "check",
        "faults",
        "bench",
        "lock",
        "help",
        "clean",
    ]
