"""Agendas over the API: shaped by the table, published for everybody, with papers (row 42)."""

import io

import pytest

from chassis.mongo import PART_BYTES
from gateway.downloads import MEDIA_TYPES
from gateway.uploads import PIECE
from meetings.files.domain import KINDS

from ..tables import SEATED, a_meeting, a_seat  # noqa: TID252 - tests are no installed package

ITEM = {"title": "Rooms", "minutes": 30, "outcome": "discuss", "why": "We outgrew the old one."}
PATH = "/meetings/meeting-1/agenda"
PDF = b"%PDF-1.4\n" + b"% words\n" * 30_000 + b"%%EOF\n"


@pytest.fixture(autouse=True)
def meeting(bus):
    """A meeting of WOE in five days, and somebody with a seat."""
    a_seat(bus)
    a_meeting(bus)


@pytest.fixture
def item(api, calling):
    calling(SEATED)
    made = api("POST", f"{PATH}/items", json=ITEM)
    assert made.status_code == 201, made.text
    return made.get_json()["items"][0]["id"]


def send(api, item, content=PDF, name="plan.pdf", **more):
    return api("POST", f"{PATH}/items/{item}/papers", data={"file": (io.BytesIO(content), name)}, **more)


def test_the_table_shapes_it_and_after_publication_everybody_reads_it(api, calling, people, item):
    calling(people["convenor"])
    second = api("POST", f"{PATH}/items", json={**ITEM, "title": "Money"}).get_json()
    ids = [each["id"] for each in second["items"]]
    assert api("PUT", f"{PATH}/items/{item}/support").get_json()["items"][0]["supporters"] == 1
    assert api("DELETE", f"{PATH}/items/{item}/support").get_json()["items"][0]["supporters"] == 0
    before = api("GET", PATH)
    again = {"headers": {"If-Match": before.headers["ETag"]}}
    ordered = api("PUT", f"{PATH}/order", json={"item_ids": ids[::-1]}, **again)
    assert [each["title"] for each in ordered.get_json()["items"]] == ["Money", "Rooms"]
    api.refused("PUT", f"{PATH}/order", 412, "stale_version", json={"item_ids": ids}, **again)
    calling()
    api.refused("GET", PATH, 404, "not_found")
    calling(people["convenor"])
    lead = api("POST", f"{PATH}/publication").get_json()["lead"]
    assert lead == {"days": 5, "wanted": 7, "is_late": True}
    calling()
    seen = api("GET", PATH).get_json()
    assert [each["proposer"] for each in seen["items"]] == ["A member of Q", "GP, Gloucestershire"]


def test_five_items_of_30_minutes_are_30_over(api, calling, item):
    for number in range(4):
        full = api("POST", f"{PATH}/items", json={**ITEM, "title": f"Item {number}"})
    assert full.get_json()["minutes"] == {"sum": 150, "limit": 120, "over": 30}


def test_items_are_changed_sent_back_parked_and_taken_back(api, calling, people, item):
    path = f"{PATH}/items/{item}"
    assert api("PATCH", path, json={"minutes": 20}).get_json()["items"][0]["minutes"] == 20
    api.refused("POST", f"{path}/parking", 403, "not_agenda_keeper", json={"reason": "Later"})
    calling(people["convenor"])
    back = api("POST", f"{path}/return", json={"reason": "Say what you want"}).get_json()
    assert [each["reason"] for each in back["set_aside"]] == ["Say what you want"]
    calling(SEATED)
    api("PATCH", path, json={"outcome": "decide"})
    calling(people["convenor"])
    parked = api("POST", f"{path}/parking", json={"reason": "No time"}).get_json()
    assert [(each["state"], each["reason"]) for each in parked["set_aside"]] == [("parked", "No time")]
    calling(SEATED)
    own = api("POST", f"{PATH}/items", json=ITEM).get_json()["items"][0]["id"]
    assert api("DELETE", f"{PATH}/items/{own}").get_json()["items"] == []


def test_an_item_that_arose_is_changed_with_the_etag_of_an_agenda_that_nobody_touched(
    api, bus, calling, people, item
):
    a_meeting(bus, "meeting-2", days=95)
    calling(people["convenor"])
    api("POST", f"{PATH}/items/{item}/parking", json={"reason": "No time"})
    path = "/meetings/meeting-2/agenda"
    read = api("GET", path)
    assert [each["id"] for each in read.get_json()["items"]] == [item]
    again = {"If-Match": read.headers["ETag"]}
    changed = api("PATCH", f"{path}/items/{item}", json={"minutes": 10}, headers=again).get_json()
    assert (changed["version"], changed["items"][0]["minutes"]) == (1, 10)


@pytest.mark.parametrize(
    ("who", "changed", "status", "code"),
    [
        ("visitor", {}, 401, "sign_in_required"),
        ("stranger", {}, 404, "not_found"),
        ("convenor", {"minutes": 0}, 422, "invalid_input"),
        ("convenor", {"outcome": "sing"}, 422, "invalid_input"),
        ("convenor", {"part": "closed"}, 422, "agenda_no_closed_part"),
        ("convenor", {"proposer": "somebody"}, 422, "not_at_the_table"),
        ("convenor", {"state": "on"}, 422, "invalid_input"),
    ],
)
def test_what_cannot_be_proposed_is_refused(api, calling, people, who, changed, status, code):
    calling(people[who])
    api.refused("POST", f"{PATH}/items", status, code, json={**ITEM, **changed})


class TestPapers:
    def test_a_paper_comes_back_as_an_attachment_of_its_real_type(self, api, calling, people, item):
        sent = send(api, item, name="../Plan für 2019.PDF", headers={"Idempotency-Key": "once"})
        assert sent.status_code == 201, sent.text
        again = send(api, item, name="../Plan für 2019.PDF", headers={"Idempotency-Key": "once"})
        assert again.get_json() == sent.get_json()
        path = sent.headers["Location"].removeprefix("/api/v1")
        got = api("GET", path)
        assert got.data == PDF
        headers = got.headers
        assert (headers["Content-Type"], headers["X-Content-Type-Options"]) == ("application/pdf", "nosniff")
        assert headers["Content-Disposition"].startswith("attachment; ")
        assert "filename*=UTF-8''Plan%20f%C3%BCr%202019.pdf" in headers["Content-Disposition"]
        assert int(headers["Content-Length"]) == len(PDF)
        calling()
        api.refused("GET", path, 404, "not_found")
        calling(people["convenor"])
        api("POST", f"{PATH}/publication")
        calling()
        assert api("GET", path).data == PDF
        calling(people["convenor"])
        api("DELETE", path)
        api.refused("GET", path, 404, "not_found")

    @pytest.mark.parametrize(
        ("name", "content", "status", "code"),
        [
            ("plan.pdf", b"MZ\x90\x00" + b"\x00" * 90, 422, "file_not_what_it_says"),
            ("plan.pdf.exe", PDF, 415, "file_kind_not_taken"),
            ("plan.exe.pdf", PDF, 422, "file_name_misleading"),
            ("plan.pdf", b"", 422, "file_empty"),
        ],
        ids=["a program", "an ending we do not take", "two endings", "nothing"],
    )
    def test_what_is_no_paper_is_refused(self, api, item, name, content, status, code):
        path = f"{PATH}/items/{item}/papers"
        problem = api.refused("POST", path, status, code, data={"file": (io.BytesIO(content), name)})
        assert problem["detail"]

    def test_a_paper_of_21_megabytes_is_refused_before_it_is_read(self, api, item):
        path = f"{PATH}/items/{item}/papers"
        announced = {"CONTENT_LENGTH": str(21 * 1024 * 1024)}
        file = {"file": (io.BytesIO(PDF), "plan.pdf")}
        api.refused("POST", path, 413, "body_too_large", data=file, environ_overrides=announced)


def test_the_gateway_and_meetings_agree_about_parts_and_kinds():
    assert PIECE == PART_BYTES
    assert set(KINDS.values()) == set(MEDIA_TYPES)
