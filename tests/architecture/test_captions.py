"""Every folder of the top three levels has a caption, in README.md or docs/layout.md."""

import os
import re
from fnmatch import fnmatchcase
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PLACES = ("README.md", "docs/layout.md")
LEVELS = 3
MADE_BY_TOOLS = {"__pycache__", "node_modules", "var"}

CAPTION = re.compile(r"^\|\s*(`[^|]+/`)\s*\|\s*([^|]*[^|\s])\s*\|", re.MULTILINE)
"""A line of a table: the folder in backticks with a slash behind it, then what it is for."""


def captions(root: Path) -> dict[str, str]:
    """Folder (or pattern of folders) -> caption, from both pages."""
    found = {}
    for place in PLACES:
        page = root / place
        if page.is_file():
            for folders, caption in CAPTION.findall(page.read_text(encoding="utf-8")):
                found |= dict.fromkeys(re.findall(r"`([^`]+)/`", folders), caption)
    return found


def folders(root: Path) -> list[str]:
    found = []
    for here, inner, _ in os.walk(root):
        depth = len(Path(here).relative_to(root).parts)
        inner[:] = sorted(name for name in inner if _is_ours(name)) if depth < LEVELS else []
        found += [(Path(here) / name).relative_to(root).as_posix() for name in inner]
    return sorted(found)


def _is_ours(name: str) -> bool:
    hidden = name.startswith(".") and name != ".ci"
    return not hidden and name not in MADE_BY_TOOLS and not name.endswith(".egg-info")


def _matches(folder: str, pattern: str) -> bool:
    return folder.count("/") == pattern.count("/") and fnmatchcase(folder, pattern)


def without_caption(root: Path) -> list[str]:
    patterns = captions(root)
    return [folder for folder in folders(root) if not any(_matches(folder, each) for each in patterns)]


def without_folder(root: Path) -> list[str]:
    """Captions of folders that are no longer there."""
    known = folders(root)
    near = [each for each in captions(root) if each.count("/") < LEVELS]
    return [pattern for pattern in near if not any(_matches(folder, pattern) for folder in known)]


def test_every_folder_has_a_caption():
    assert without_caption(ROOT) == []


def test_every_caption_has_its_folder():
    assert without_folder(ROOT) == []


@pytest.fixture
def tree(tmp_path) -> Path:
    for folder in ("docs/adr", "services/membership/src/membership", ".venv/lib", "docs/__pycache__"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "README.md").write_text(
        "| `docs/` | pages to read |\n| `services/` | one folder per context |\n"
    )
    (tmp_path / "docs/layout.md").write_text(
        "| `docs/adr/` | decisions |\n"
        "| `services/membership/` | who belongs? |\n"
        "| `services/*/src/` | code |\n"
    )
    return tmp_path


def test_a_tree_with_all_its_captions_passes(tree):
    assert without_caption(tree) == without_folder(tree) == []


@pytest.mark.parametrize(
    "folder", ["bench", "docs/pictures", "services/exchange", "services/membership/tests", ".ci"]
)
def test_a_new_folder_without_a_caption_is_found_out(tree, folder):
    (tree / folder).mkdir()
    assert without_caption(tree) == [folder]


@pytest.mark.parametrize("page", PLACES)
def test_a_page_without_its_captions_is_found_out(tree, page):
    (tree / page).write_text("| `docs/adr/` | |\nSee `docs/adr/` and `services/`.\n")
    assert without_caption(tree)


def test_a_caption_of_a_folder_that_went_is_found_out(tree):
    (tree / "docs/adr").rmdir()
    assert without_folder(tree) == ["docs/adr"]
