"""What a sheet of projects may be as a file, and what an export says that breaks off (row 70)."""

import io

import pytest

from chassis.testkit.refusing import refused
from contracts.refusals import Refused
from gateway import project_files


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (b"\xef\xbb\xbftitle\r\nFalls\r\n", "title\nFalls\n"),
        ("title\nCafé".encode("cp1252"), "title\nCafé"),
        ("title\rCafé".encode(), "title\nCafé"),
    ],
)
def test_a_sheet_is_read_as_spreadsheets_save_it(raw, text):
    assert project_files.text_of(io.BytesIO(raw)) == text


@pytest.mark.parametrize(
    ("code", "raw"),
    [("sheet_unreadable", b"title\n\x81\xff"), ("sheet_too_long", b"x" * (project_files.MOST_BYTES + 1))],
)
def test_a_file_that_is_no_sheet_is_refused_beside_its_field(code, raw):
    with refused(code) as no:
        project_files.text_of(io.BytesIO(raw))
    assert list(no.value.fields) == ["file"]


def test_a_file_that_breaks_off_says_so_itself():
    def pages():
        yield {"columns": ["id", "title"], "items": [{"id": "p-1", "title": "Falls"}]}
        raise Refused("temporarily_unavailable")

    lines = "".join(project_files.saying_when_cut(project_files.as_csv(pages()))).splitlines()
    assert lines[:2] == ["\ufeffid,title", "p-1,Falls"]
    assert lines[2].startswith("This file is not complete: ")


def test_a_search_without_projects_is_a_sheet_with_its_columns_alone():
    assert "".join(project_files.as_csv(iter([{"columns": ["id"], "items": []}]))) == "\ufeffid\r\n"
    assert "".join(project_files.as_json(iter([{"items": []}]))) == '{"items":[]}\n'
