"""What the pages point at is there: files, folders, and the tests that are named as proof."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

TOP = r"(?:\.ci|deploy|docs|gateway|packages|services|tests)"
PATH = re.compile(rf"`({TOP}/[\w./*-]*)`")
PROOF = re.compile(rf"`({TOP}/[\w./-]+\.py)::(test_\w+)`")


def pages(root: Path) -> list[Path]:
    found = [*root.glob("*.md"), *root.glob("docs/**/*.md"), *root.glob("packages/*/README.md")]
    return sorted([*found, *root.glob("services/*/README.md")])


def broken_pointers(root: Path) -> list[str]:
    """Paths in backticks that lead nowhere; a ``*`` may stand for any name."""
    return [
        f"{page.relative_to(root)}: {path}"
        for page in pages(root)
        for path in PATH.findall(page.read_text(encoding="utf-8"))
        if not any(root.glob(path.rstrip("/")))
    ]


def missing_proofs(root: Path) -> list[str]:
    """Tests named as ``file.py::test_name`` that are not there."""
    return [
        f"{page.relative_to(root)}: {file}::{name}"
        for page in pages(root)
        for file, name in PROOF.findall(page.read_text(encoding="utf-8"))
        if name not in _tests_of(root / file)
    ]


@cache
def _tests_of(file: Path) -> frozenset[str]:
    if not file.is_file():
        return frozenset()
    tree = ast.parse(file.read_text(encoding="utf-8"))
    return frozenset(node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


def test_every_path_on_a_page_leads_somewhere():
    assert broken_pointers(ROOT) == []


def test_every_test_that_is_named_as_proof_exists():
    assert missing_proofs(ROOT) == []


def test_every_threat_of_the_security_page_names_its_proof():
    rows = _threats((ROOT / "docs" / "security.md").read_text(encoding="utf-8"))
    assert len(rows) > 10
    assert [row for row in rows if not PROOF.search(row)] == []


def _threats(text: str) -> list[str]:
    table = text.partition("\n## Threats")[2].partition("\n## ")[0]
    return [line for line in table.splitlines() if line.startswith("|")][2:]


@pytest.fixture
def tree(tmp_path) -> Path:
    (tmp_path / "tests").mkdir()
    (tmp_path / "tests" / "test_it.py").write_text("def test_it_holds():\n    pass\n")
    (tmp_path / "README.md").write_text(
        "See `tests/` and `tests/*.py`; proof: `tests/test_it.py::test_it_holds`."
    )
    return tmp_path


def test_a_page_that_points_well_passes(tree):
    assert broken_pointers(tree) == missing_proofs(tree) == []


@pytest.mark.parametrize("path", ["tests/gone.py", "docs/", "services/*/README.md"])
def test_a_path_that_leads_nowhere_is_found_out(tree, path):
    (tree / "README.md").write_text(f"See `{path}`.")
    assert len(broken_pointers(tree)) == 1


@pytest.mark.parametrize("proof", ["tests/test_it.py::test_it_held", "tests/test_gone.py::test_it_holds"])
def test_a_proof_that_is_not_there_is_found_out(tree, proof):
    (tree / "README.md").write_text(f"Proof: `{proof}`.")
    assert len(missing_proofs(tree)) == 1


def test_a_threat_without_a_proof_is_found_out():
    page = "# S\n\n## Threats\n\n| Threat | Proof |\n|---|---|\n| guessing | none |\n\n## Limits\n| a | b |\n"
    assert _threats(page) == ["| guessing | none |"]
    assert not PROOF.search(_threats(page)[0])
