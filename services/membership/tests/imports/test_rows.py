"""Everything people put into cells: what is taken, and what is told when it cannot be."""

import pytest
from import_files import checked, csv_of, errors_of, imported, people
from membership_desk import Desk

HEAD = "email,name,region,joined,cohort,profession,left,compact_version"


def row(**cells: str) -> str:
    usual = {"email": "a@example.org", "name": "Anna", "region": "WOE", "joined": "2017-03-01"}
    return ",".join({**dict.fromkeys(HEAD.split(","), ""), **usual, **cells}.values())


@pytest.mark.parametrize(
    ("cells", "field", "code"),
    [
        ({"email": ""}, "email", "required"),
        ({"email": "a@localhost"}, "email", "not_usable"),
        ({"name": ""}, "name", "required"),
        ({"name": "x" * 300}, "name", "too_long"),
        ({"name": "Anna\u202eevil"}, "name", "not_usable"),
        ({"region": "Atlantis"}, "region", "region_unknown"),
        ({"region": '{"$ne": 1}'}, "region", "region_unknown"),
        ({"joined": "2017-02-30"}, "joined", "date_wrong"),
        ({"joined": "03/2017"}, "joined", "date_wrong"),
        ({"joined": "1.3.2017"}, "joined", "date_wrong"),
        ({"joined": "2030-01-01"}, "joined", "date_to_come"),
        ({"joined": "01/03/0017"}, "joined", "date_too_early"),
        ({"left": "2017-02-28"}, "left", "left_before_joined"),
        ({"cohort": "friends"}, "cohort", "cohort_unknown"),
        ({"compact_version": "9"}, "compact_version", "compact_unknown"),
    ],
)
def test_a_cell_that_cannot_be_taken_is_told_with_its_line_and_column(
    desk: Desk, cells: dict[str, str], field: str, code: str
) -> None:
    found = checked(desk, csv_of(row(email="ok@example.org"), row(**cells), header=HEAD))
    assert errors_of(found) == [(3, field, code)]
    assert (found["counts"]["new"], found["counts"]["wrong"]) == (1, 1)
    assert found["errors"][0]["message"]


def test_every_problem_of_a_row_is_told_at_once(desk: Desk) -> None:
    found = checked(desk, csv_of(row(email="x", region="?", joined="?"), header=HEAD))
    assert [field for _, field, _ in errors_of(found)] == ["email", "region", "joined"]


def test_the_same_address_twice_in_a_file_is_told_with_the_first_line(desk: Desk) -> None:
    found = checked(desk, csv_of(row(), row(email="b@example.org"), row(email="A@EXAMPLE.org"), header=HEAD))
    assert errors_of(found) == [(4, "email", "duplicate_in_file")]
    assert "line 2" in found["errors"][0]["message"]


def test_too_many_cells_are_told_and_missing_ones_are_blank(desk: Desk) -> None:
    found = checked(
        desk, csv_of("a@example.org,Anna,WOE,2017-03-01,", "b@example.org,Bea,WOE,2017-03-01,x,y")
    )
    assert [code for _, _, code in errors_of(found)] == ["cells_too_many", "cells_too_many"]
    found = checked(desk, csv_of("a@example.org,Anna,WOE,2017-03-01", "", ",,,", header=HEAD))
    assert (found["errors"], found["rows"]) == ([], 1)


@pytest.mark.parametrize(
    ("name", "encoding", "told"),
    [
        ("José Ångström", "utf-8-sig", "UTF-8 with byte order mark"),
        ("José Ångström", "cp1252", "Windows-1252"),
        ("יעל 👩🏽‍⚕️", "utf-8", "UTF-8"),
        ("نرگس", "utf-8", "UTF-8"),
    ],
)
def test_names_arrive_as_they_were_written(desk: Desk, name: str, encoding: str, told: str) -> None:
    content = csv_of(row(name=name), header=HEAD).decode().encode(encoding)
    found = imported(desk, content)
    assert (found["encoding"], found["state"]) == (told, "done")
    assert desk.work.database["members"].find_one()["name"] == name


def test_semicolons_british_dates_and_any_case_of_the_header_are_understood(desk: Desk) -> None:
    found = imported(desk, b"EMAIL; Name;Region ;Joined\na@example.org;Anna;West of England;1/3/2017\n")
    assert (found["state"], found["counts"]["new"]) == ("done", 1)
    member = desk.work.database["members"].find_one()
    assert (member["region"], member["joined"]) == ("WOE", "2017-03-01")


def test_an_escaped_formula_is_read_as_it_was_meant(desk: Desk) -> None:
    imported(desk, csv_of(row(profession="'=nurse", name="'quoted"), header=HEAD))
    member = desk.work.database["members"].find_one()
    assert (member["profession"], member["name"]) == ("=nurse", "'quoted")


@pytest.mark.parametrize("content", ["email,name\n".encode("utf-16"), b"PK\x03\x04\0\0", b"\xff\x81\n"])
def test_a_file_that_is_no_text_is_told_so(desk: Desk, content: bytes) -> None:
    found = checked(desk, content)
    assert (found["state"], errors_of(found)) == ("failed", [(1, "", "encoding_unknown")])


def test_an_open_quotation_mark_fails_the_file_with_its_line(desk: Desk) -> None:
    found = checked(desk, csv_of(row(), '"b@example.org,Bea,WOE,2017-03-01', header=HEAD))
    assert (found["state"], errors_of(found)) == ("failed", [(3, "", "csv_unreadable")])


@pytest.mark.parametrize(
    ("cells", "field", "code"),
    [
        ({"joined": "2017-03-02"}, "joined", "joined_differs"),
        ({"cohort": "founding"}, "cohort", "cohort_fixed"),
        ({"left": "2017-02-01"}, "left", "left_before_joined"),
    ],
)
def test_a_row_that_contradicts_the_register_is_wrong(
    desk: Desk, cells: dict[str, str], field: str, code: str
) -> None:
    imported(desk, csv_of(row(), header=HEAD))
    assert errors_of(checked(desk, csv_of(row(**cells), header=HEAD))) == [(2, field, code)]


def test_who_left_is_closed_and_an_old_row_does_not_bring_them_back(desk: Desk) -> None:
    imported(desk, csv_of(row(), header=HEAD))
    imported(desk, csv_of(row(left="2018-01-10"), header=HEAD))
    assert desk.work.database["members"].find_one()["status"] == "left"
    assert checked(desk, csv_of(row(), header=HEAD))["counts"]["unchanged"] == 1
    assert errors_of(checked(desk, csv_of(row(left="2018-01-11"), header=HEAD))) == [
        (2, "left", "left_differs")
    ]


def test_somebody_comes_back_by_a_later_day_of_joining_and_only_once(desk: Desk) -> None:
    imported(desk, csv_of(row(left="2018-01-10", cohort="founding"), header=HEAD))
    again = csv_of(row(joined="2018-05-01", region="SW"), header=HEAD)
    assert imported(desk, again)["counts"]["changed"] == 1
    member = desk.work.database["members"].find_one()
    assert (member["status"], member["region"], member["cohort"]) == ("active", "SW", "founding")
    assert [stay["until"] for stay in member["home_regions"]] == ["2018-01-10", None]
    assert imported(desk, again)["counts"]["unchanged"] == 1
    assert len(desk.events("member_joined")) == 1
    assert len(desk.events("member_left")) == 1


def test_a_named_compact_is_accepted_from_the_day_of_joining(desk: Desk) -> None:
    imported(desk, csv_of(row(compact_version="1"), header=HEAD))
    compact = desk.work.database["members"].find_one()["compact"]
    assert (compact["version"], compact["accepted_at"].isoformat()[:10]) == ("1", "2017-03-01")
    assert len(desk.events("compact_accepted")) == 1


def test_a_file_with_the_line_ends_of_old_macs_is_told_how_to_save_it(desk: Desk) -> None:
    found = checked(desk, csv_of(*people(2)).replace(b"\r\n", b"\r"))
    assert (found["state"], errors_of(found)) == ("failed", [(1, "", "csv_unreadable")])
    assert "Save it as CSV (UTF-8)" in found["errors"][0]["message"]
