"""What people type as a number or a day is read in one place, which knows how large either may be."""

import ast
from pathlib import Path

ROOT = Path(__file__).parents[2]
GATEWAY = ROOT / "gateway" / "src" / "gateway"
SHAPES = ("services/*/src/**/schemas.py", "packages/commons/src/**/schemas.py")
READERS = {"whole_numbers.py", "money.py"}
ASKS = {"isdecimal", "isnumeric"}


def own_readings(text: str) -> list[int]:
    """The lines that ask by themselves whether a text is a number."""
    return [
        node.lineno
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Attribute) and node.attr in ASKS
    ]


def unbounded_days(text: str) -> list[int]:
    """The lines with a day that may be of any year."""
    return [
        node.lineno
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "fields.Date"
    ]


def test_only_the_readers_of_numbers_ask_whether_a_text_is_one():
    found = {
        f"{path.name}:{line}"
        for path in GATEWAY.rglob("*.py")
        if path.name not in READERS
        for line in own_readings(path.read_text())
    }
    assert found == set(), "use gateway.portal.whole_numbers.whole"


def test_a_reading_of_its_own_is_found():
    assert own_readings("version = int(sent) if sent.isdecimal() else None\n") == [1]


def test_every_day_that_is_sent_is_one_that_can_be_reckoned_with():
    found = {
        f"{path.relative_to(ROOT)}:{line}"
        for pattern in SHAPES
        for path in ROOT.glob(pattern)
        for line in unbounded_days(path.read_text())
    }
    assert found == set(), "use chassis.fields.Day"


def test_an_unbounded_day_is_found():
    assert unbounded_days("on = fields.Date(required=True)\n") == [1]
