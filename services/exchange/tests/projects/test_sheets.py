"""Projects from a spreadsheet: looked at first, an error for its line, and never twice (row 70)."""

import csv
import io

import pytest
from exchange_desk import NATIONAL, coordinator
from hypothesis import given
from hypothesis import strategies as some
from repository import add, get, search, titles

from chassis.testkit.refusing import refused
from contracts.csv_cells import escaped
from exchange.projects.sheets import days
from exchange.projects.sheets.reading import read

KEEPER = coordinator("SW")
SHEET = """Project title;Region;Topic;Start date;Condition;Status;Outcome;Lessons;Colour
Falls at night;South West;Safety;2017-05;;;did_not_work;Alarms woke everybody.;red
Sepsis six;SW;Safety;2018;Sepsis;running;;;blue
Flow;SW;Flow;2018-02-30;;;;;
Flow again;WOE;Flow;2018;;;;;
Nowhere;XX;Flow;2018;;;;;
Sepsis six;SW;Safety;2018;;;;;
"""


def preview(desk, text=SHEET, by=KEEPER):
    return desk.knock("project_sheets.preview_sheet", {"text": text}, by=by)


def bring(desk, text=SHEET, by=KEEPER, **more):
    return desk.knock("project_sheets.import_sheet", {"text": text, **more}, by=by)


def test_a_preview_says_what_each_line_would_do_and_changes_nothing(desk):
    seen = preview(desk)
    assert seen["counts"] == {"new": 2, "changed": 0, "unchanged": 0, "wrong": 4}
    assert [(each["line"], each["verdict"]) for each in seen["items"]] == [
        (2, "new"),
        (3, "new"),
        (4, "wrong"),
        (5, "wrong"),
        (6, "wrong"),
        (7, "wrong"),
    ]
    assert seen["errors"] == [
        {"line": 4, "column": "date", "message": "Enter a real date: a day, a month or a year."},
        {"line": 5, "column": "region", "message": "This belongs to another region."},
        {"line": 6, "column": "region", "message": "There is no such region."},
        {"line": 7, "column": "reference", "message": "Line 3 is about the same project."},
    ]
    assert seen["ignored_columns"] == ["colour"]
    assert search(desk)["number"] == 0


def test_a_sheet_with_errors_is_brought_in_wholly_or_without_them_by_choice(desk):
    with refused("sheet_has_errors") as no:
        bring(desk)
    assert no.value.fields["text"][0].startswith("Line 4, date: ")
    assert search(desk)["number"] == 0
    made = bring(desk, skip_wrong=True)
    assert (made["counts"]["new"], len(made["ids"])) == (2, 2)
    assert titles(search(desk)) == ["Sepsis six", "Falls at night"]
    assert titles(search(desk, archive=True)) == ["Falls at night"]
    seen = get(desk, made["ids"][1])
    assert (seen["medical_condition"], seen["stage"], seen["has_lead"]) == ("Sepsis", "running", False)


def test_the_same_sheet_again_changes_nothing_and_a_changed_line_changes_its_project(desk):
    bring(desk, skip_wrong=True)
    assert bring(desk, skip_wrong=True)["counts"] == {"new": 0, "changed": 0, "unchanged": 2, "wrong": 4}
    changed = SHEET.replace("Sepsis;running", "Sepsis;planned")
    assert preview(desk, changed)["items"][1]["changes"] == ["stage"]
    made = bring(desk, changed, skip_wrong=True)
    assert (made["counts"]["changed"], get(desk, made["ids"][0])["stage"]) == (1, "planned")
    assert search(desk)["number"] == 2


def test_what_a_sheet_leaves_blank_stays_as_people_wrote_it(desk):
    [made] = bring(desk, "title,region,issue,date,ref\nFalls,SW,Safety,2018,7\n")["ids"]
    said = {"title": "Falls", "region": "SW", "issue": "Safety", "date": "2018", "aim": "None at night."}
    desk.knock("projects.change_project", {"id": made, **said, "stp": "Devon"}, by=KEEPER)
    bring(desk, "title,region,issue,date,ref,aim\nFewer falls,SW,Safety,2018,7,\n")
    seen = get(desk, made)
    assert (seen["title"], seen["aim"], seen["stp"]) == ("Fewer falls", "None at night.", "Devon")


def test_no_sheet_takes_back_what_came_of_a_project(desk):
    [made] = bring(desk, "title,region,issue,date\nFalls,SW,Safety,2018\n")["ids"]
    ending = {"id": made, "result": "did_not_work", "learned": "Alarms woke everybody."}
    desk.knock("projects.end_project", ending, by=KEEPER)
    assert bring(desk, "title,region,issue,date\nFalls,SW,Safety,2018\n")["counts"]["unchanged"] == 1
    [wrong] = preview(desk, "title,region,issue,date,status\nFalls,SW,Safety,2018,running\n")["errors"]
    assert (wrong["column"], wrong["message"][:24]) == ("stage", "This project has ended. ")
    text = "title,region,issue,date,outcome\nFalls,SW,Safety,2018,stopped\n"
    assert bring(desk, text)["counts"]["changed"] == 1
    seen = get(desk, made)
    assert (seen["result"], seen["learned"]) == ("stopped", "Alarms woke everybody.")


def test_a_project_does_not_move_where_another_has_its_reference(desk):
    text = "title,region,issue,date,ref\nFalls,SW,Safety,2018,7\nSepsis,WOE,Safety,2018,7\n"
    one, _ = bring(desk, text, NATIONAL)["ids"]
    said = {"title": "Falls", "region": "WOE", "issue": "Safety", "date": "2018"}
    with refused("project_reference_taken"):
        desk.knock("projects.change_project", {"id": one, **said}, by=NATIONAL)


def test_a_line_with_more_cells_than_columns_is_wrong_and_loses_nothing_in_silence(desk):
    text = "title,region,issue,date,learned\nFalls,SW,Safety,2018,Alarms, which woke everybody\n"
    [wrong] = preview(desk, text)["errors"]
    assert (wrong["line"], wrong["column"], wrong["message"][:29]) == (
        2,
        "line",
        "This line has more cells than",
    )
    assert preview(desk, "title,region,issue,date\nFalls,SW,Safety,2018,,\n")["counts"]["new"] == 1


def test_a_line_is_read_as_people_and_spreadsheets_write_it(desk):
    text = (
        "title,region,issue,date,status,outcome,lessons,leader kind\n"
        "Falls,SW,Safety,30/11/2017,Finished,Did not work,Ask first.,Service user\n"
    )
    [made] = bring(desk, text)["ids"]
    seen = get(desk, made)
    assert (seen["date"], seen["stage"], seen["result"], seen["leader_kind"]) == (
        "2017-11-30",
        "finished",
        "did_not_work",
        "service_user",
    )
    [wrong] = preview(desk, "title,region,issue,date,status\nFalls,SW,Safety,2018,Soon\n")["errors"]
    assert wrong["message"] == "Write one of: planned, running, finished."


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("2018-11-30", "2018-11-30"),
        ("2018-11-30 00:00:00", "2018-11-30"),
        ("2018-11", "2018-11"),
        ("2018", "2018"),
        ("30/11/2018", "2018-11-30"),
        ("3.1.2018", "2018-01-03"),
        ("30/11/18", "2018-11-30"),
        ("11/2018", "2018-11"),
        ("Nov-18", "2018-11"),
        ("30-Nov-18", "2018-11-30"),
        ("1st Sept 1999", "1999-09-01"),
        ("November 2018", "2018-11"),
        ("30 november 1950", "1950-11-30"),
        ("May-99", "1999-05"),
    ],
)
def test_a_day_that_a_spreadsheet_saved_in_its_own_way_is_the_same_day(written, told):
    assert days.told(written) == told


@pytest.mark.parametrize("written", ["11/30/2018", "soon", "32 May 2018", "Nov 8 2018", "13/2018", "0/2018"])
def test_what_is_no_day_in_britain_is_no_day(desk, written):
    text = f"title,region,issue,date\nFalls,SW,Safety,{written}\n"
    [wrong] = preview(desk, text)["errors"]
    assert wrong["column"] == "date"


def test_what_a_sheet_calls_a_project_identifies_nobody_and_is_never_blank(desk):
    text = "title,region,issue,date,ref\nFalls,SW,Safety,2018,jo@example.org\n???,SW,Safety,2018,\n"
    assert [(each["line"], each["column"]) for each in preview(desk, text)["errors"]] == [
        (2, "reference"),
        (3, "reference"),
    ]


def test_a_line_that_would_move_a_project_to_one_of_the_same_name_is_said_for_its_line(desk):
    text = "title,region,issue,date,ref\nFalls,SW,Safety,2018,7\nSepsis,WOE,Safety,2018,7\n"
    one, _ = bring(desk, text, NATIONAL)["ids"]
    moved = f"id,title,region,issue,date,ref\n{one},Falls,WOE,Safety,2018,7\n"
    [wrong] = preview(desk, moved, NATIONAL)["errors"]
    assert (wrong["line"], wrong["column"]) == (2, "region")


def test_a_new_line_that_looks_like_a_project_is_marked(desk):
    made = add(desk, title="Falls, at night")
    [alike] = preview(desk)["items"][0]["alike"]
    assert (alike["id"], alike["alike"]) == (made["id"], 100)


def test_what_was_exported_is_imported_again_elsewhere(desk):
    bring(desk, skip_wrong=True)
    found = desk.knock("project_searches.export_projects", {})
    out = io.StringIO()
    writer = csv.DictWriter(out, found["columns"])
    writer.writeheader()
    writer.writerows({name: escaped(cell) for name, cell in row.items()} for row in found["items"])
    assert preview(desk, out.getvalue())["counts"] == {"new": 0, "changed": 0, "unchanged": 2, "wrong": 0}


def test_a_line_that_identifies_somebody_is_wrong(desk):
    text = "title,region,issue,date,aim\nFalls,SW,Safety,2018,Mrs A (943 476 5919) fell.\n"
    [wrong] = preview(desk, text)["errors"]
    assert (wrong["column"], "NHS number" in wrong["message"]) == ("aim", True)


def test_an_export_that_was_changed_changes_its_projects_and_none_of_another_region(desk):
    mine, theirs = add(desk, title="Falls at night"), add(desk, title="Flow", region="WOE")
    text = (
        "id,title,region,issue,date\n"
        f"{mine['id']},Fewer falls at night,SW,Falls,2018\n"
        f"{theirs['id']},Flow,SW,Flow,2018\n"
        f"{mine['id']},Falls again,SW,Falls,2018\n"
        "from-elsewhere,Hand hygiene,SW,Infection,2018\n"
    )
    seen = preview(desk, text)
    assert [each["verdict"] for each in seen["items"]] == ["changed", "wrong", "wrong", "new"]
    assert [(each["line"], each["message"]) for each in seen["errors"]] == [
        (3, "This belongs to another region."),
        (4, "Line 2 is about the same project."),
    ]
    bring(desk, text, skip_wrong=True)
    seen = get(desk, mine["id"])
    assert (seen["title"], seen["issue"], seen["has_lead"]) == ("Fewer falls at night", "Falls", True)
    assert get(desk, theirs["id"])["region"] == "WOE"


def test_two_spellings_of_a_value_on_two_lines_are_one_value(desk):
    text = "title,region,issue,date\nOne,SW,Patient safety,2018\nTwo,SW,patient-SAFETY,2018\n"
    bring(desk, text)
    [value] = search(desk)["facets"]["issue"]["values"]
    assert (value["label"], value["number"]) == ("Patient safety", 2)
    assert bring(desk, text)["counts"]["unchanged"] == 2


def test_a_formula_is_read_as_the_words_that_it_was(desk):
    made = bring(desk, "title,region,issue,date\n'=SUM of small things,SW,Flow,2018\n")
    assert get(desk, made["ids"][0])["title"] == "=SUM of small things"


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("sheet_columns_wrong", "title,region,date\nFalls,SW,2018\n"),
        ("sheet_columns_wrong", "title,name,region,issue,date\nFalls,Falls,SW,Safety,2018\n"),
        ("sheet_unreadable", 'title,region,issue,date\n"Falls,SW,Safety,2018\n'),
        ("sheet_too_long", "title,region,issue,date\n" + "Falls,SW,Safety,2018\n" * 301),
    ],
)
def test_a_sheet_that_cannot_be_used_is_refused_with_the_reason(desk, code, text):
    with refused(code):
        preview(desk, text)


def test_only_those_who_keep_a_region_bring_sheets(desk):
    with refused("role_required"):
        preview(desk, by=desk.member())
    assert preview(desk, by=NATIONAL)["counts"]["new"] == 3


@given(
    some.lists(
        some.text(some.characters(codec="utf-8", exclude_characters="\x00"), max_size=20),
        min_size=4,
        max_size=4,
    )
)
def test_whatever_a_cell_holds_it_is_read_as_it_was_written(cells):
    out = io.StringIO()
    csv.writer(out).writerows([("title", "region", "issue", "date"), [escaped(each) for each in cells]])
    sheet = read(out.getvalue())
    told = {name: each.strip() for name, each in zip(sheet.columns, cells, strict=True) if each.strip()}
    assert [dict(row.cells) for row in sheet.rows] == ([told] if told else [])
