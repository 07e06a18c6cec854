"""Minutes over the API: typed together, approved, published, corrected, read by everybody (row 44)."""

import pytest

from ..minutes_of import (  # noqa: TID252 - tests are no installed package
    CONVENOR,
    HOLDER,
    OTHER,
    TYPIST,
    meeting_of_nenc,
)

PATH = "/meetings/meeting-1/minutes"
SECRET = "Zebedee Quince"


@pytest.fixture
def draft(api, calling, bus):
    """A started draft with one open section; answers the section's path."""
    meeting_of_nenc(bus)
    calling(TYPIST)
    assert api("POST", PATH, json={}).status_code == 201
    body = {"heading": "Welcome", "text": f"Ten came. [[withhold personal: {SECRET}]]\nWe began."}
    made = api("POST", f"{PATH}/sections", json=body)
    assert made.status_code == 201, made.text
    return made.headers["Location"].removeprefix("/api/v1")


@pytest.fixture
def published(api, calling, draft):
    closed = {"heading": "A complaint", "text": f"{SECRET} complained.", "part": "closed"}
    api.refused("POST", f"{PATH}/sections", 422, "reason_required", json=closed)
    api("POST", f"{PATH}/sections", json={**closed, "reason": "dispute"})
    publish(api, calling, published_on="2018-05-02", approved_on="2018-05-01")


def publish(api, calling, approved_on=None, **body):
    calling(TYPIST)
    api("POST", f"{PATH}/submission", json={})
    calling(CONVENOR)
    api("POST", f"{PATH}/approval", json={"approved_on": approved_on} if approved_on else {})
    calling(TYPIST)
    answer = api("POST", f"{PATH}/publication", json=body)
    assert answer.status_code == 200, answer.text


def test_minutes_published_on_2_may_2018_are_one_day_late_and_withhold_what_is_marked(
    api, calling, published
):
    calling()
    answer = api("GET", PATH)
    seen = answer.get_json()
    assert (seen["due_on"], seen["timing"], seen["days"]) == ("2018-05-01", "late", 1)
    assert seen["editions"][0]["recorded_later"]
    assert seen["edition"]["sections"][0]["text"].startswith("Ten came. [withheld: personal information]")
    assert seen["edition"]["closed"] == ["dispute"]
    for path in (
        PATH,
        f"{PATH}/editions/1",
        f"{PATH}/changes?older=1&newer=1",
        "/minutes",
        "/minutes?words=ten",
    ):
        text = api("GET", path).get_data(as_text=True)
        assert SECRET not in text
        assert "complain" not in text
    assert api("GET", PATH, headers={"If-None-Match": answer.headers["ETag"]}).status_code == 304


def test_the_annex_is_the_tables_alone(api, calling, published):
    annex = f"{PATH}/editions/1/annex"
    calling(HOLDER)
    assert SECRET in api("GET", annex).get_data(as_text=True)
    calling(OTHER)
    api.refused("GET", annex, 403, "not_your_group")
    calling()
    api.refused("GET", annex, 401, "sign_in_required")


def test_minutes_approved_by_someone_who_may_not_are_refused(api, calling, draft):
    api("POST", f"{PATH}/submission", json={})
    for other in (TYPIST, HOLDER, OTHER):
        calling(other)
        api.refused("POST", f"{PATH}/approval", 403, "minutes_not_yours_to_approve", json={})
    calling(CONVENOR)
    seen = api("GET", PATH)
    stale = {"If-Match": '"1"'}
    api.refused("POST", f"{PATH}/approval", 412, "stale_version", json={}, headers=stale)
    headers = {"If-Match": seen.headers["ETag"]}
    assert api("POST", f"{PATH}/approval", json={}, headers=headers).get_json()["state"] == "approved"


def test_a_collision_keeps_both_texts_and_is_settled_with_the_merged_proposal(api, calling, draft):
    first = {"text": "Eleven came.\nWe began.", "read": 1}
    assert api("PUT", draft, json=first).get_json()["outcome"] == "saved"
    calling(HOLDER)
    collided = api("PUT", draft, json={"text": "Twelve came.\nWe began.", "read": 1}).get_json()
    assert (collided["outcome"], collided["version"]) == ("beside", 2)
    path = f"{draft}/collisions/{collided['words']}"
    seen = api("GET", path).get_json()
    assert seen["proposal"] == "Eleven came.\nTwelve came.\nWe began."
    assert seen["words"]["by"] == "GP, Penrith"
    calling(TYPIST)
    api.refused("POST", f"{PATH}/submission", 409, "minutes_words_waiting", json={})
    body = {"text": "Twelve came.\nWe began.", "read": 2, "settles": collided["words"]}
    assert api("PUT", draft, json=body).get_json()["version"] == 3
    assert api("GET", f"{PATH}/draft").get_json()["waiting"] == []
    assert len(api("GET", draft).get_json()["history"]) == 4
    assert api("DELETE", path).status_code == 200


def test_the_draft_is_not_for_others(api, calling, draft):
    for reader, status, code in ((OTHER, 403, "not_your_group"), (None, 401, "sign_in_required")):
        calling(reader) if reader else calling()
        api.refused("GET", f"{PATH}/draft", status, code)
        seen = api("GET", PATH).get_json()
        assert (seen["state"], seen["edition"], seen["may"]) == ("not_published", None, [])


def test_a_correction_is_the_next_edition_and_what_changed_is_shown(api, calling, published):
    calling(TYPIST)
    api("POST", f"{PATH}/correction", json={})
    section = api("GET", f"{PATH}/draft").get_json()["sections"][0]
    body = {"text": "Eleven came.\nWe began.", "read": section["version"]}
    api("PUT", f"{PATH}/sections/{section['id']}", json=body)
    publish(api, calling, note="Eleven came.")
    compared = api("GET", f"{PATH}/changes?older=1&newer=2").get_json()["sections"][0]
    assert [line["kind"] for line in compared["lines"]] == ["same", "taken", "added", "same"]
    calling()
    assert api("GET", f"{PATH}/editions/1").get_json()["edition"]["number"] == 1
    api.refused("GET", f"{PATH}/editions/3", 404, "not_found")


def test_a_section_is_described_removed_and_returned_minutes_say_why(api, calling, draft):
    described = {"heading": "Opening", "part": "open"}
    assert api("PUT", f"{draft}/description", json=described).get_json()["version"] == 2
    stale = {**described, "heading": "Start", "version": 1}
    api.refused("PUT", f"{draft}/description", 412, "stale_version", json=stale)
    assert api("PUT", f"{draft}/place", json={"up": True}).get_json()["version"] == 2
    api("POST", f"{PATH}/submission", json={})
    api("POST", f"{PATH}/return", json={"note": "Say who was there."})
    assert api("GET", f"{PATH}/draft").get_json()["returned"]["text"] == "Say who was there."
    assert api("POST", f"{PATH}/agenda-sections", json={}).get_json()["added"] == 0
    assert api("DELETE", draft).status_code == 200
    assert api("GET", f"{PATH}/draft").get_json()["sections"] == []
