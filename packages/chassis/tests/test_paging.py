"""Cursor pages over a store."""

from base64 import urlsafe_b64encode

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
    _refuses(cursor)


@pytest.mark.parametrize(
    "written",
    [b'["v", 1%s, "x"]' % (b"0" * 30), b'["t", "0001-01-01T00:00:00+14:00", "x"]', b"[" * 50_000],
    ids=["a number beyond 64 bits", "an instant before the calendar", "lists without an end"],
)
def test_a_cursor_that_no_database_could_be_asked_for_is_refused(written: bytes) -> None:
    _refuses(urlsafe_b64encode(written).decode())


def _refuses(cursor: str) -> None:
    collection = mongomock.MongoClient()["x"]["y"]
    with pytest.raises(Refused, match="invalid_input"):
        cut(collection, {}, order=("n", 1), asked={"cursor": cursor}, shape=dict)
