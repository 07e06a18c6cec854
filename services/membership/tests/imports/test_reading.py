"""Bytes become records: any encoding we know, cut into any chunks, stopped and resumed anywhere."""

import csv
import io
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from membership.imports.reading import (
    UTF_8,
    UTF_8_MARKED,
    WINDOWS_1252,
    Encoding,
    Place,
    Record,
    Slice,
    Unreadable,
    beginning,
    delimiter_of,
)

CELLS = st.text(alphabet="aé\U0001f600 ,;\"'\n=ק", max_size=6)
TABLES = st.lists(st.lists(CELLS, min_size=1, max_size=4), max_size=8)


def cut(content: bytes, size: int) -> list[tuple[int, bytes]]:
    return [
        (number, content[start : start + size]) for number, start in enumerate(range(0, len(content), size))
    ]


def encoding_of(content: bytes, size: int = 7) -> str | None:
    finder = Encoding()
    for _, chunk in cut(content, size):
        finder.feed(chunk)
    return finder.found()


@pytest.mark.parametrize(
    ("content", "found"),
    [
        ("name\nJosé".encode(), UTF_8),
        ("name\nJosé".encode("utf-8-sig"), UTF_8_MARKED),
        ("name\nJosé, “x”".encode("cp1252"), WINDOWS_1252),
        (b"name\nplain", UTF_8),
        ("name\nJosé".encode("utf-16"), None),
        (b"name\n\xff\x81", None),
        (b"PK\x03\x04\0\0\xff", None),
    ],
)
@pytest.mark.parametrize("size", [1, 3, 1000])
def test_the_encoding_is_found_however_the_file_is_cut(content: bytes, found: str | None, size: int) -> None:
    assert encoding_of(content, size) == found


@given(TABLES, st.integers(1, 40), st.integers(1, 3), st.sampled_from(["\r\n", "\n"]))
def test_slices_over_chunks_read_what_was_written(
    table: list[list[str]], size: int, per_slice: int, end: str
) -> None:
    out = io.StringIO()
    csv.writer(out, lineterminator=end).writerows(table)
    content = out.getvalue().encode()
    chunks, place, read = cut(content, size), beginning(UTF_8), []
    while True:
        records = Slice(chunks[place.chunk :], place, UTF_8, ",")
        some = list(islice(records, per_slice))
        read += some
        place = records.place
        if len(some) < per_slice:
            break
    assert [list(record.cells) for record in read] == list(
        csv.reader(io.StringIO(out.getvalue(), newline=""))
    )
    assert [record.line for record in read] == sorted({record.line for record in read})


def test_a_record_tells_the_line_on_which_it_begins() -> None:
    content = b'a,b\r\n"x\r\ny",1\r\n\r\nz,2'
    records = list(Slice(cut(content, 4), Place(0, 0, 1), UTF_8, ","))
    assert records == [
        Record(1, ("a", "b")),
        Record(2, ("x\r\ny", "1")),
        Record(4, ()),
        Record(5, ("z", "2")),
    ]


@pytest.mark.parametrize("content", [b'a,b\n"x,1\ny,2\n', b'a,b\n"x"y,1\n', b'a,b\nx,"' + b"1\n" * 200_000])
def test_a_stray_quotation_mark_stops_the_reading_with_its_line(content: bytes) -> None:
    with pytest.raises(Unreadable) as no:
        list(Slice(cut(content, 1000), Place(0, 0, 1), UTF_8, ","))
    assert (no.value.line, no.value.code) == (2, "csv_unreadable")


def test_a_line_without_end_is_not_held_in_memory() -> None:
    with pytest.raises(Unreadable) as no:
        list(Slice(((number, b"x" * 50_000) for number in range(400)), Place(0, 0, 1), UTF_8, ","))
    assert no.value.code == "line_too_long"


@pytest.mark.parametrize(("header", "found"), [("a,b,c", ","), ("a;b;c", ";"), ("a", ",")])
def test_the_delimiter_is_the_one_the_header_has_more_of(header: str, found: str) -> None:
    assert delimiter_of(header) == found
