"""QI capacity over the API: reported and corrected by keepers, read by everybody without small numbers."""

from typing import Any

import pytest

REPORT: dict[str, Any] = {
    "region": "WOE",
    "organisation": "Severn Vale Trust",
    "day": "2018-09-30",
    "trained": 45,
    "headcount": 900,
    "source": "Staff survey 2018",
}


@pytest.fixture
def reported(api, calling, people):
    def report(**more: Any) -> dict[str, Any]:
        calling(people["convenor"])
        made = api("POST", "/capacity", json={**REPORT, **more})
        assert made.status_code == 201, made.text
        body: dict[str, Any] = made.get_json()
        return body

    return report


def test_everybody_reads_5_percent_with_its_source(api, calling, people, reported):
    body = reported()
    calling(people["visitor"])
    page = api("GET", "/capacity?region=WOE").get_json()
    assert [(each["organisation"], each["percent"]) for each in page["items"]] == [
        ("Severn Vale Trust", "5.0 %")
    ]
    assert (page["total"]["trained"], page["total"]["bodies"]) == ("45", 1)
    found = api("GET", f"/capacity/{body['id']}")
    assert found.get_json()["latest"]["label"] == "self-reported"
    tag = {"If-None-Match": found.headers["ETag"]}
    assert api("GET", f"/capacity/{body['id']}", headers=tag).status_code == 304
    api.refused("GET", "/capacity", 422, "invalid_input")


@pytest.mark.parametrize(
    ("trained", "shown", "percent"), [(None, "unknown", "unknown"), (0, "0", "0.0 %"), (4, "<5", "not shown")]
)
def test_unknown_is_not_0_and_few_are_not_told_apart(api, calling, people, reported, trained, shown, percent):
    body = reported(trained=trained)
    assert body["trend"][0]["exact"]["trained"] == trained
    calling(people["member"])
    found = api("GET", f"/capacity/{body['id']}").get_json()
    assert (found["trained"], found["percent"], "exact" in found["trend"][0]) == (shown, percent, False)


def test_a_correction_keeps_the_earlier_with_its_note(api, reported):
    body = reported()
    correction = {key: REPORT[key] for key in ("day", "headcount", "source")}
    correction |= {"trained": 54, "snapshot_id": body["trend"][0]["snapshot_id"], "note": "Swapped digits."}
    place = f"/capacity/{body['id']}/corrections"
    api.refused("POST", place, 422, "reason_required", json={**correction, "note": " "})
    (line,) = api("POST", place, json=correction).get_json()["trend"]
    assert (line["percent"], line["corrected"], line["earlier"][0]["trained"]) == ("6.0 %", 1, "45")
    api.refused("POST", place, 409, "snapshot_corrected", json=correction)
    api.refused("POST", place, 412, "stale_version", json={**correction, "version": 1})


@pytest.mark.parametrize(
    ("wrong", "status", "code", "field"),
    [
        ({"trained": 901}, 422, "capacity_wrong", "trained"),
        ({"headcount": 0}, 422, "capacity_wrong", "headcount"),
        ({"day": "2999-01-01"}, 422, "capacity_day_ahead", "day"),
        ({"organisation": ""}, 422, "organisation_unknown", "organisation"),
        ({"trained": 4.5}, 422, "invalid_input", "trained"),
    ],
)
def test_figures_that_cannot_be_are_refused_at_their_field(api, calling, people, wrong, status, code, field):
    calling(people["convenor"])
    problem = api.refused("POST", "/capacity", status, code, json={**REPORT, **wrong})
    assert field in problem["fields"]


def test_another_region_is_reported_by_its_own_keepers(api, calling, people, reported):
    body = reported()
    calling(people["stranger"])
    api.refused("POST", "/capacity", 403, "not_your_region", json=REPORT)
    correction = {key: REPORT[key] for key in ("day", "headcount", "source")}
    correction |= {"snapshot_id": body["trend"][0]["snapshot_id"], "note": "Wrong."}
    api.refused("POST", f"/capacity/{body['id']}/corrections", 404, "not_found", json=correction)
