"""Cursor pages over a store."""

import mongomock
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chassis.paging import cut
from contracts.refusals import Refused


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(0, 5), max_size=30), st.integers(1, 7), st.sampled_from([1, -1]))
def test_the_pages_together_are_the_list(values: list[int], limit: int, direction: int) -> None:
    collection = mongomock.MongoClient()["x"]["y"]
    rows = [{"_id": f"{place:03}", "n": value} for place, value in enumerate(values)]
    if rows:
        collection.insert_many(rows)
    seen, cursor = [], None
    for _ in range(len(values) + 2):
        page = cut(
            collection,
            {},
            order=("n", direction),
            asked={"cursor": cursor, "limit": limit},
            shape=lambda row: (row["n"], row["_id"]),
        )
        seen += page["items"]
        cursor = page["next"]
        if cursor is None:
            break
    assert seen == sorted(((row["n"], row["_id"]) for row in rows), reverse=direction < 0)


@pytest.mark.parametrize(
    "cursor", ["x", "e30=", "WyJ2IiwgeyIkZ3QiOiAiIn0sICJhIl0=", "WyJ2IiwgIlx1ZDgwMCIsICJ4Il0="]
)
def test_a_made_up_cursor_is_refused(cursor: str) -> None:
    collection = mongomock.MongoClient()["x"]["y"]
    with pytest.raises(Refused, match="invalid_input"):
        cut(collection, {}, order=("n", 1), asked={"cursor": cursor}, shape=dict)
