"""Members in and out as files: the import step by step, the exports without formulas."""

import csv
import io
import json

import pytest

from contracts.refusals import Refused
from gateway import register_files
from gateway.clients import membership

from .due_work import perform_due

HEADER = "email,name,region,joined\n"
GOOD = HEADER + "ann@example.org,Ann,WOE,2018-05-01\nben@example.org,Ben,WOE,2018-06-01\n"
MIXED = GOOD + "not an address,=cmd(),WOE,2018-13-01\n"


@pytest.fixture
def coordinator(community):
    return community.sign_in(community.admit("Coordinator", roles=("coordinator:WOE",)))


@pytest.fixture
def upload(browser, bus):
    def uploaded(content, name="members.csv"):
        raw = content.encode() if isinstance(content, str) else content
        answers = {**browser.get("/imports").answers("/imports"), "file": (io.BytesIO(raw), name)}
        response = browser.client.post("/imports", data=answers, content_type="multipart/form-data")
        assert response.status_code == 303, response.get_data(as_text=True)
        return response.headers["Location"]

    return uploaded


def test_without_a_file_the_form_says_so(browser, coordinator):
    assert browser.send(browser.get("/imports"), "/imports", {}, 422).error_of("file") == "Choose a CSV file"


@pytest.mark.parametrize(("content", "name"), [(b"", "members.csv"), (b"email\n", "m" * 300 + ".csv")])
def test_what_is_wrong_with_the_file_itself_is_said_beside_it(browser, coordinator, content, name):
    answers = {**browser.get("/imports").answers("/imports"), "file": (io.BytesIO(content), name)}
    response = browser.client.post("/imports", data=answers, content_type="multipart/form-data")
    assert response.status_code == 422
    assert 'href="#file"' in response.get_data(as_text=True)


def test_an_import_is_checked_shown_and_applied(browser, bus, community, coordinator, upload):
    path = upload(GOOD)
    working = browser.get(path)
    assert "Checking the rows" in working.text
    assert working.links()["Check again"] == path
    assert working.all("progress")
    perform_due(bus)
    preview = browser.get(path)
    assert "New members 2" in preview.text
    assert not [each for each in preview.all("meta") if "http-equiv" in each.attributes]
    browser.send(preview, f"{path}/apply", {})
    perform_due(bus)
    assert "Done" in browser.get(path).text
    assert "Ann" in browser.get("/members?q=ann").text


def test_the_same_file_twice_changes_nothing(browser, bus, coordinator, upload):
    for _ in range(2):
        path = upload(GOOD)
        perform_due(bus)
        page = browser.get(path)
        if page.all("form", action=f"{path}/apply"):
            browser.send(page, f"{path}/apply", {})
            perform_due(bus)
    assert "There is nothing to apply" in browser.get(path).text


def test_wrong_rows_are_listed_with_line_and_reason_and_can_be_skipped(browser, bus, coordinator, upload):
    path = upload(MIXED)
    perform_due(bus)
    page = browser.get(path)
    assert "Rows with a problem 1" in page.text
    assert "Enter an e-mail address" in page.text
    assert "1 rows" not in page.text
    browser.send(page, f"{path}/apply", {})
    perform_due(bus)
    assert "Done" in browser.get(path).text


def test_all_problems_come_as_csv(browser, bus, coordinator, upload):
    path = upload(MIXED)
    perform_due(bus)
    response = browser.client.get(f"{path}/errors.csv")
    rows = list(csv.DictReader(io.StringIO(response.get_data(as_text=True).lstrip("\ufeff"))))
    assert response.mimetype == "text/csv"
    assert {row["line"] for row in rows} == {"4"}
    assert all(row["message"] for row in rows)


def test_an_import_can_be_cancelled_before_it_changes_anything(browser, bus, coordinator, upload):
    path = upload(GOOD)
    perform_due(bus)
    page = browser.send(browser.get(path), f"{path}/cancel", {})
    assert "The import is cancelled. Nothing was changed." in page.text


def test_a_file_that_is_no_csv_fails_with_a_reason(browser, bus, coordinator, upload):
    path = upload(b"\x89PNG\r\n\x1a\n\x00\x00", "picture.csv")
    perform_due(bus)
    assert "Stopped by a problem" in browser.get(path).text


def test_a_windows_file_with_a_mark_is_read(browser, bus, coordinator, upload):
    path = upload("\ufeff" + HEADER + "jose@example.org,José,WOE,2018-05-01\n")
    perform_due(bus)
    assert "New members 1" in browser.get(path).text


def test_a_file_of_more_than_twenty_megabytes_is_refused(browser, coordinator):
    big = b"x" * (20 * 1024 * 1024 + 200_000)
    response = browser.post("/imports", big, 413, content_type="multipart/form-data; boundary=line")
    assert "This is too large for us" in response.get_data(as_text=True)


def test_the_same_upload_sent_twice_is_one_import(browser, bus, community, coordinator):
    answers = browser.get("/imports").answers("/imports")
    places = set()
    for _ in range(2):
        data = {**answers, "file": (io.BytesIO(GOOD.encode()), "members.csv")}
        places.add(browser.client.post("/imports", data=data, content_type="multipart/form-data").location)
    assert len(places) == 1


def test_somebody_elses_import_is_not_found(browser, bus, community, coordinator, upload):
    path = upload(GOOD)
    community.sign_in(community.admit("Other", "SW", roles=("coordinator:SW",)))
    assert browser.get(path, 404)


def test_a_csv_export_has_a_header_and_no_formulas(browser, community, coordinator):
    community.admit("=cmd()|'/c calc'!A1")
    response = browser.client.get("/members/export.csv?region=WOE")
    rows = list(csv.DictReader(io.StringIO(response.get_data(as_text=True).lstrip("\ufeff"))))
    assert {row["region"] for row in rows} == {"WOE"}
    assert [row["name"] for row in rows if "cmd" in row["name"]] == ["'=cmd()|'/c calc'!A1"]
    assert "attachment" in response.headers["Content-Disposition"]


def test_a_json_export_is_json_and_holds_the_whole_region(browser, community, coordinator):
    for number in range(3):
        community.admit(f"Member {number}")
    rows = json.loads(browser.client.get("/members/export.json?region=WOE").get_data(as_text=True))["items"]
    assert len(rows) == 4


def test_another_regions_export_is_forbidden(browser, community, coordinator):
    assert browser.get("/members/export.csv?region=SW", 403)


def test_an_export_that_breaks_off_says_so_in_the_file(browser, community, coordinator, monkeypatch):
    monkeypatch.setattr(register_files, "ROWS", 1)
    community.admit("Second")
    pages = membership.export_members
    asked = []

    def sometimes(*args, **named):
        asked.append(named)
        if len(asked) > 1:
            raise Refused("temporarily_unavailable")
        return pages(*args, **named)

    monkeypatch.setattr(membership, "export_members", sometimes)
    text = browser.client.get("/members/export.csv?region=WOE").get_data(as_text=True)
    assert "This file is not complete" in text


def test_a_region_of_many_pages_comes_whole_in_both_forms(browser, community, coordinator, monkeypatch):
    monkeypatch.setattr(register_files, "ROWS", 2)
    for number in range(4):
        community.admit(f"Member {number}")
    as_csv = browser.client.get("/members/export.csv?region=WOE").get_data(as_text=True).lstrip("\ufeff")
    as_json = json.loads(browser.client.get("/members/export.json?region=WOE").get_data(as_text=True))
    in_csv = [row["email"] for row in csv.DictReader(io.StringIO(as_csv))]
    assert len(in_csv) == 5
    assert in_csv == [row["email"] for row in as_json["items"]]
