"""What people type as a number is read in one place, which knows how long a number may be."""

import ast
from pathlib import Path

GATEWAY = Path(__file__).parents[2] / "gateway" / "src" / "gateway"
READERS = {"whole_numbers.py", "money.py"}
ASKS = {"isdecimal", "isnumeric"}


def own_readings(text: str) -> list[int]:
    """The lines that ask by themselves whether a text is a number."""
    return [
        node.lineno
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Attribute) and node.attr in ASKS
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
