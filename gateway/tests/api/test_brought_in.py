"""A round that was held elsewhere, brought in over the API (row 56, golden q_exchange)."""

from typing import Any

import pytest

DAYS = (
    ("proposal", "2018-03-12", "2018-04-20"),
    ("vote", "2018-06-01", "2018-06-20"),
    ("award", "2018-06-20", "2018-07-20"),
)
ROW: dict[str, Any] = {"reference": "18-1", "title": "Timebank", "region": "SW", "outcome": "awarded"}


@pytest.fixture
def round_2018(api, calling, people):
    calling(people["national"])
    told = {
        "region": "UK",
        "title": "Q Exchange 2018",
        "pot": None,
        "least_ask": None,
        "most_ask": None,
        "phases": [{"kind": kind, "first": first, "last": last} for kind, first, last in DAYS],
        "ballot": {"kind": "approval"},
    }
    made = api("POST", "/rounds", json=told)
    assert made.status_code == 201, made.text
    return made.headers["Location"].removeprefix("/api/v1")


def test_the_national_team_takes_it_over_and_brings_its_proposals_in(api, calling, people, round_2018):
    api.refused("POST", f"{round_2018}/brought-in", 409, "round_not_published", json={"rows": [ROW]})
    taken = api("POST", f"{round_2018}/taking-over", json={"source": "Q Exchange 2018"}).get_json()
    assert taken["taken_over"]["counted_elsewhere"] is True
    seen = api("POST", f"{round_2018}/brought-in/preview", json={"rows": [ROW, {**ROW, "region": "XX"}]})
    assert [each["field"] for each in seen.get_json()["errors"]] == ["reference", "region"]
    done = api("POST", f"{round_2018}/brought-in", json={"rows": [ROW]}).get_json()
    assert done["counts"] == {"new": 1, "changed": 0, "same": 0}
    calling(people["visitor"])
    shown = api("GET", f"/proposals/{done['items'][0]['id']}").get_json()
    assert shown["brought_in"] == {"source": "Q Exchange 2018", "reference": "18-1", "award": None}
    assert (shown["ask"], shown["lead"]) == (None, None)
    pot = api("GET", f"/awards/pot?round_id={round_2018.rpartition('/')[2]}").get_json()
    assert (pot["pot"], pot["left"]) == (None, None)


def test_two_hundred_rows_come_in_at_once(api, round_2018):
    api("POST", f"{round_2018}/taking-over", json={"source": "Q Exchange 2018"})
    rows = [{**ROW, "reference": str(number), "ask": None, "award": None} for number in range(200)]
    seen = api("POST", f"{round_2018}/brought-in/preview", json={"rows": rows})
    assert seen.get_json()["counts"]["new"] == 200


def test_all_that_is_wrong_is_told_field_by_field_and_others_may_not(api, calling, people, round_2018):
    api("POST", f"{round_2018}/taking-over", json={"source": "Q Exchange 2018"})
    wrong = {"json": {"rows": [ROW, {**ROW, "reference": "2", "region": "XX"}]}}
    no = api.refused("POST", f"{round_2018}/brought-in", 422, "brought_in_wrong", **wrong)
    assert list(no["fields"]) == ["rows.1.region"]
    calling(people["coordinator"])
    api.refused("POST", f"{round_2018}/brought-in", 403, "role_required", json={"rows": [ROW]})
