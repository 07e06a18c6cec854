"""Every refusal in the source has its code in the contracts, and every code is used."""

import ast
from collections.abc import Iterable
from pathlib import Path

import pytest

from contracts.refusals import CODES

ROOT = Path(__file__).parents[2]
CODES_FOLDER = ROOT / "packages" / "contracts" / "src" / "contracts" / "codes"
RAISERS = {"Refused", "Refusal"}


def sources() -> list[Path]:
    parts = ("packages/*/src", "services/*/src", "gateway/src")
    return sorted(file for part in parts for folder in ROOT.glob(part) for file in folder.rglob("*.py"))


def raised_codes(text: str) -> set[str]:
    """The codes written out in calls of ``Refused`` and ``Refusal``, either branch of a choice too."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call) and _called(node) in RAISERS:
            asked = node.args[:1] or [word.value for word in node.keywords if word.arg == "code"]
            found |= {code for argument in asked for code in _texts(argument)}
    return found


def _called(call: ast.Call) -> str:
    return getattr(call.func, "id", getattr(call.func, "attr", ""))


def _texts(argument: ast.expr) -> Iterable[str]:
    if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
        yield argument.value
    if isinstance(argument, ast.IfExp):
        yield from (*_texts(argument.body), *_texts(argument.orelse))


def written_texts(text: str) -> set[str]:
    """Every string constant: a code may also stand in a table."""
    tree = ast.parse(text)
    return {
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def unknown(texts: Iterable[str], codes: Iterable[str]) -> set[str]:
    return {code for text in texts for code in raised_codes(text)} - set(codes)


def unused(texts: Iterable[str], codes: Iterable[str]) -> set[str]:
    return set(codes) - {word for text in texts for word in written_texts(text)}


def _tree() -> list[str]:
    return [file.read_text(encoding="utf-8") for file in sources() if file.parent != CODES_FOLDER]


def test_every_code_that_the_source_raises_is_in_the_contracts():
    assert unknown(_tree(), CODES) == set()


def test_every_code_of_the_contracts_is_used_somewhere():
    assert unused(_tree(), CODES) == set()


@pytest.mark.parametrize("code", CODES)
def test_a_code_has_a_status_of_refusal_and_a_plain_sentence(code):
    assert 400 <= CODES[code].status < 600
    assert CODES[code].sentence.endswith((".", "?"))
    assert code == code.lower().strip()


@pytest.mark.parametrize(
    "line",
    [
        "raise Refused('made_up')",
        "raise Refusal('made_up', 'No.', {})",
        "raise refusals.Refused(code='made_up')",
        "raise Refused('not_found' if x else 'made_up')",
        "def f():\n    return [Refusal('made_up') for _ in ()]",
    ],
)
def test_a_code_that_the_contracts_lack_is_found_out(line):
    assert unknown([line], CODES) == {"made_up"}


def test_a_code_that_nobody_uses_is_found_out():
    assert unused(["raise Refused('kept')"], ["kept", "forgotten"]) == {"forgotten"}


def test_a_code_in_a_table_counts_as_used():
    assert unused(["PROBLEMS = {'email': ('kept', 'Write an address.')}"], ["kept"]) == set()
