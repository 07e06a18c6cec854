"""No query runs code in the database, and none takes what somebody sent as it came."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCES = ("packages/*/src", "services/*/src", "gateway/src")

RUNS_CODE = {"$" + word for word in ("where", "expr", "function", "accumulator")}
SENT = {"body", "payload", "asked", "form", "json", "args", "values", "params", "data", "request", "sent"}
FINDERS = {"find", "find_one", "count_documents", "aggregate", "distinct", "delete_one", "delete_many"}
FINDERS |= {"update_one", "update_many", "replace_one", "find_one_and_update", "find_one_and_delete"}
FINDERS |= {"find_one_and_replace", "bulk_write"}


@cache
def _parsed(text: str) -> ast.Module:
    return ast.parse(text)


def code_in_queries(text: str) -> list[str]:
    """Operators that run JavaScript or compare by expression."""
    return [
        f"{node.lineno}: {node.value}"
        for node in ast.walk(_parsed(text))
        if isinstance(node, ast.Constant) and node.value in RUNS_CODE
    ]


def unwrapped_input(text: str) -> list[str]:
    """Finders whose filter is, or spreads, something that was sent."""
    return [
        f"{call.lineno}: {ast.unparse(argument)}"
        for call in ast.walk(_parsed(text))
        if isinstance(call, ast.Call) and getattr(call.func, "attr", "") in FINDERS
        for argument in (*call.args[:1], *(word.value for word in call.keywords if word.arg == "filter"))
        if any(_name(part) in SENT for part in _whole_parts(argument))
    ]


def _whole_parts(argument: ast.expr) -> Iterator[ast.expr]:
    """What stands in a filter unwrapped: the filter itself, what it spreads, what it copies."""
    if isinstance(argument, ast.Dict):
        pairs = zip(argument.keys, argument.values, strict=True)
        yield from (part for key, value in pairs if key is None for part in _whole_parts(value))
    elif isinstance(argument, ast.Call) and _name(argument.func) in {"dict", "Mapping"}:
        yield from (part for inner in argument.args for part in _whole_parts(inner))
        yield from (word.value for word in argument.keywords if word.arg is None)
    elif isinstance(argument, ast.BinOp):
        yield from (*_whole_parts(argument.left), *_whole_parts(argument.right))
    else:
        yield argument


def _name(part: ast.expr) -> str:
    return getattr(part, "id", getattr(part, "attr", ""))


def _tree(rule) -> list[str]:
    return [
        f"{file.relative_to(ROOT)}:{problem}"
        for part in SOURCES
        for folder in ROOT.glob(part)
        for file in sorted(folder.rglob("*.py"))
        for problem in rule(file.read_text(encoding="utf-8"))
    ]


def test_no_query_runs_code():
    assert _tree(code_in_queries) == []


def test_no_query_takes_what_was_sent_as_it_came():
    assert _tree(unwrapped_input) == []


@pytest.mark.parametrize("operator", sorted(RUNS_CODE))
def test_a_query_that_runs_code_is_found_out(operator):
    assert code_in_queries(f"self.members.find({{'{operator}': 'this.a == 1'}})")


@pytest.mark.parametrize(
    "line",
    [
        "self.members.find(asked)",
        "self.members.find_one({**payload})",
        "self.members.find_one({'region': {'$eq': r}, **asked})",
        "members.count_documents({**call.payload})",
        "members.delete_many(dict(body))",
        "members.delete_many(dict(**body))",
        "members.update_one({} | form, {'$set': {}})",
        "members.find(filter=request.json)",
    ],
)
def test_a_query_made_of_what_was_sent_is_found_out(line):
    assert unwrapped_input(line)


@pytest.mark.parametrize(
    "line",
    [
        "self.members.find({'region': {'$eq': asked['region']}})",
        "self.members.find({**wanted, 'stage': {'$eq': asked['stage']}})",
        "text.find('payload')",
        "self.members.insert_one(body)",
    ],
)
def test_a_query_that_wraps_its_values_passes(line):
    assert unwrapped_input(line) == []
