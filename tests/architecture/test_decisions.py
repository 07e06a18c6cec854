"""Decisions are numbered, dated, and say what breaks them."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TITLE = re.compile(r"# (\d{4})\. \S.*")
DATED = re.compile(r"^Decided on \d{1,2} [A-Z][a-z]+ 20\d\d\.$", re.MULTILINE)
LAST_WORDS = "A change violates this when "


def faults(folder: Path) -> list[str]:
    found = []
    files = sorted(folder.glob("*.md"))
    for number, file in enumerate(files, 1):
        text = file.read_text(encoding="utf-8").strip()
        title = TITLE.match(text)
        if title is None or not file.name.startswith(f"{title.group(1)}-"):
            found.append(f"{file.name}: the title does not carry the file's number")
        if not file.name.startswith(f"{number:04}-"):
            found.append(f"{file.name}: the numbers have a gap or a double")
        if not DATED.search(text):
            found.append(f"{file.name}: no date")
        if not text.split("\n\n")[-1].startswith(LAST_WORDS):
            found.append(f"{file.name}: does not end with what violates it")
    return found


def test_every_decision_is_whole():
    assert faults(ROOT / "docs" / "adr") == []


def test_every_decision_that_is_named_exists():
    there = {file.name[:4] for file in (ROOT / "docs" / "adr").glob("*.md")}
    pages = [
        *ROOT.glob("*.md"),
        *ROOT.glob("docs/**/*.md"),
        *ROOT.glob("*/*/README.md"),
        ROOT / "pyproject.toml",
    ]
    code = [
        file
        for part in ("packages", "services", "gateway", "deploy")
        for file in ROOT.glob(f"{part}/**/*.py")
    ]
    for file in (*pages, *code):
        named = set(re.findall(r"ADR (\d{4})", file.read_text(encoding="utf-8")))
        assert named <= there, f"{file.relative_to(ROOT)} names a decision that is not there"


GOOD = """# 0001. We write it down

Decided on 21 November 2026.

Why.

A change violates this when it is not.
"""


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("0001-a.md", GOOD.replace("0001", "0002")),
        ("0002-a.md", GOOD.replace("0001", "0002")),
        ("0001-a.md", GOOD.replace("21 November 2026", "some day")),
        ("0001-a.md", GOOD.replace("A change violates", "Nothing violates")),
        ("0001-a.md", GOOD + "\nPS.\n"),
    ],
    ids=["title", "gap", "date", "no last words", "words after"],
)
def test_a_decision_with_a_fault_is_found_out(tmp_path, name, text):
    (tmp_path / name).write_text(text)
    assert faults(tmp_path)


def test_a_whole_decision_passes(tmp_path):
    (tmp_path / "0001-a.md").write_text(GOOD)
    assert faults(tmp_path) == []
