"""Importing members over the API: upload, preview, errors, apply."""

import io

import pytest

from gateway import uploads

GOOD = "email,name,region,joined\nada@example.org,Ada Örn,WOE,2018-01-31\nbo@example.org,Bo,WOE,2018-02-28\n"
WRONG = GOOD + "not-an-address,=cmd(),WOE,2018-01-31\n"


@pytest.fixture
def upload(api, calling, people):
    calling(people["coordinator"])

    def send(content, **headers):
        body = content if isinstance(content, bytes) else content.encode()
        head = b'--cut\r\nContent-Disposition: form-data; name="file"; filename="members.csv"\r\n\r\n'
        data = head + body + b"\r\n--cut--\r\n"
        form = "multipart/form-data; boundary=cut"
        return api("POST", "/imports/members", data=data, content_type=form, headers=headers)

    return send


def test_a_file_is_previewed_and_then_applied(api, upload, do_due_work):
    made = upload(GOOD)
    assert made.status_code == 202
    place = made.headers["Location"].removeprefix("/api/v1")
    do_due_work()
    checked = api("GET", place).get_json()
    assert (checked["state"], checked["counts"]["new"]) == ("checked", 2)
    assert api("GET", "/regions/WOE").get_json()["members"] == 0
    assert api("POST", f"{place}/apply").status_code == 202
    do_due_work()
    assert api("GET", place).get_json()["state"] == "done"
    assert api("GET", "/regions/WOE").get_json()["members"] == 2


def test_the_same_file_again_changes_nothing(api, upload, do_due_work):
    for _ in range(2):
        place = upload(GOOD).headers["Location"].removeprefix("/api/v1")
        do_due_work()
        api("POST", f"{place}/apply")
        do_due_work()
    assert api("GET", place).get_json()["counts"]["unchanged"] == 2
    assert len(api("GET", "/imports/members").get_json()["items"]) == 2


def test_a_file_in_many_pieces_arrives_whole(api, upload, do_due_work, monkeypatch):
    monkeypatch.setattr(uploads, "PIECE", 7)
    place = upload(GOOD.encode("windows-1252")).headers["Location"].removeprefix("/api/v1")
    do_due_work()
    assert api("GET", place).get_json()["counts"]["new"] == 2


def test_wrong_lines_are_named_and_can_be_left_out(api, upload, do_due_work):
    place = upload(WRONG).headers["Location"].removeprefix("/api/v1")
    do_due_work()
    errors = api("GET", f"{place}/errors").get_json()["items"]
    assert {(error["line"], error["field"]) for error in errors} == {(4, "email")}
    listed = api("GET", f"{place}/errors?format=csv")
    assert listed.mimetype == "text/csv"
    assert listed.text.splitlines()[1].startswith("4,email,")
    api.refused("POST", f"{place}/apply", 409, "import_has_errors")
    assert api("POST", f"{place}/apply", json={"skip_wrong": True}).status_code == 202


def test_an_upload_sent_twice_under_one_key_is_one_import(api, upload):
    key = {"Idempotency-Key": "upload-of-monday"}
    first, second = upload(GOOD, **key), upload(GOOD, **key)
    assert first.get_json()["id"] == second.get_json()["id"]
    assert len(api("GET", "/imports/members").get_json()["items"]) == 1


def test_an_import_can_be_given_up(api, upload):
    place = upload(GOOD).headers["Location"].removeprefix("/api/v1")
    assert api("POST", f"{place}/cancel").get_json()["state"] == "cancelled"
    api.refused("POST", f"{place}/apply", 409, "import_step_wrong")


def test_another_regions_import_is_nobodys_business(api, upload, calling, people):
    place = upload(GOOD).headers["Location"].removeprefix("/api/v1")
    api.refused(
        "POST", "/imports/members?region=SW", 403, "not_your_region", data={"file": (io.BytesIO(b"x"), "x")}
    )
    calling(people["stranger"])
    api.refused("GET", place, 404, "not_found")


def test_without_a_file_nothing_is_imported(api, upload):
    problem = api.refused("POST", "/imports/members", 422, "invalid_input", data={"other": "x"})
    assert "file" in problem["fields"]


def test_a_file_of_more_than_20_mb_is_refused(api, upload):
    answer = upload(b"a" * (20 * 1024 * 1024 + 1))
    assert (answer.status_code, answer.get_json()["code"]) == (413, "file_too_large")
    answer = upload(b"a" * (20 * 1024 * 1024 + 70_000))
    assert (answer.status_code, answer.get_json()["code"]) == (413, "body_too_large")
