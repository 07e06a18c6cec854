"""Exchanges of help for time over the API (row 59)."""

from datetime import UTC, datetime, timedelta

import pytest

from chassis.identity import Caller

from ..time_of import known  # noqa: TID252 - tests are no installed package

ANN = Caller("ann", frozenset({"member"}), "SW")
BEN = Caller("ben", frozenset({"member"}), "WOE")
TODAY = datetime.now(UTC).date()
ON = TODAY.isoformat()


@pytest.fixture(autouse=True)
def two(bus):
    known(bus, ANN, BEN)


@pytest.fixture
def propose(api, calling):
    """Ann gives Ben three hours; the path of their exchange."""

    def proposed(**more):
        calling(ANN)
        asked = {"member_id": "ben", "side": "giver", "what": "Coaching in SPC", "minutes": 180, "on": ON}
        made = api("POST", "/exchanges", json=asked | more)
        assert made.status_code == 201, made.text
        return made.headers["Location"].removeprefix("/api/v1")

    return proposed


@pytest.fixture
def as_(api, calling):
    """``as_(ANN, path, "completion", minutes=180)``: what the step answers."""

    def act(who, path, step, **sent):
        calling(who)
        method = "PUT" if step == "terms" else "POST"
        answer = api(method, f"{path}/{step}", json=sent)
        assert answer.status_code == 200, answer.text
        return answer.get_json()

    return act


def test_three_hours_go_from_the_proposal_to_both_accounts(api, calling, propose, as_):
    path = propose()
    calling(BEN)
    seen = api("GET", path)
    assert seen.get_json()["next_step"]["action"] == "agree"
    assert api("GET", path, headers={"If-None-Match": seen.headers["ETag"]}).status_code == 304
    as_(BEN, path, "agreement")
    as_(ANN, path, "completion", minutes=180)
    settled = as_(BEN, path, "confirmation")
    assert (settled["state"], settled["transfer_id"] is not None) == ("settled", True)
    assert as_(BEN, path, "confirmation")["version"] == settled["version"]
    calling(ANN)
    assert [each["state"] for each in api("GET", "/exchanges?over=true").get_json()["items"]] == ["settled"]
    assert api("GET", "/exchanges?over=false").get_json()["items"] == []


def test_who_read_an_older_version_is_refused(api, calling, propose, as_):
    path = propose()
    calling(BEN)
    tag = api("GET", path).headers["ETag"]
    as_(ANN, path, "terms", what="Coaching in PDSA", minutes=60, on=ON)
    calling(BEN)
    api.refused("POST", f"{path}/agreement", 412, "stale_version", json={}, headers={"If-Match": tag})
    again = api("GET", path).headers["ETag"]
    assert api("POST", f"{path}/agreement", json={}, headers={"If-Match": again}).status_code == 200


@pytest.mark.parametrize(
    ("wrong", "code", "field", "said"),
    [
        ({"member_id": "ann"}, "transfer_to_oneself", "", "Choose somebody else"),
        ({"minutes": 0}, "minutes_wrong", "minutes", "Enter 1 to 6,000 minutes."),
        ({"minutes": -60}, "minutes_wrong", "minutes", "Enter 1 to 6,000 minutes."),
        ({"minutes": 2**62}, "minutes_wrong", "minutes", "Enter 1 to 6,000 minutes."),
        ({"minutes": 1.5}, "invalid_input", "minutes", "Enter whole minutes."),
        ({"minutes": "60"}, "invalid_input", "minutes", "Enter whole minutes."),
        ({"side": None}, "invalid_input", "side", "Field may not be null."),
        ({"what": ""}, "invalid_input", "what", "This answer is needed."),
        ({"offer_id": "o-1"}, "invalid_input", "member_id", "Leave this out with offer_id."),
        (
            {"on": (TODAY - timedelta(days=370)).isoformat()},
            "exchange_day_wrong",
            "on",
            "Choose a day within the last year.",
        ),
    ],
)
def test_a_wrong_proposal_is_refused_with_a_plain_sentence(api, calling, wrong, code, field, said):
    calling(ANN)
    asked = {"member_id": "ben", "side": "giver", "what": "Coaching", "minutes": 180, "on": ON} | wrong
    problem = api.refused("POST", "/exchanges", 422, code, json=asked)
    shown = problem["fields"][field] if field else [problem["detail"]]
    assert said in shown[0]


def test_past_the_floor_the_transfer_is_refused_with_the_rules_sentence(api, calling, propose, as_):
    path = propose(minutes=301)
    as_(BEN, path, "agreement")
    as_(ANN, path, "completion", minutes=301)
    waiting = as_(BEN, path, "confirmation")
    assert (waiting["state"], waiting["flags"]) == ("confirmed", ["no_room"])
    problem = api.refused("POST", f"{path}/settlement", 409, "floor_reached", json={})
    assert problem["detail"] == waiting["warning"]
    assert "up to 5 hours more than it gave" in problem["detail"]


def test_a_dispute_is_answered_mediated_and_decided_by_a_keeper(api, calling, people, propose, as_):
    path = propose()
    as_(BEN, path, "agreement")
    as_(ANN, path, "completion", minutes=180)
    calling(BEN)
    api.refused("POST", f"{path}/dispute", 422, "reason_required", json={"minutes": 120})
    as_(BEN, path, "dispute", minutes=120, reason="We stopped early.")
    as_(ANN, path, "dispute-answer", accepts=False, reason="I prepared for an hour.")
    keeper = people["coordinator"]
    calling(keeper)
    listed = api("GET", "/exchanges/to-decide?region=WOE").get_json()["items"]
    assert [each["next_step"]["action"] for each in listed] == ["decide"]
    api.refused("GET", "/exchanges/to-decide?region=NENC", 403, "not_your_region")
    as_(keeper, path, "mediation-notes", words="Both spoke with me.")
    decided = as_(keeper, path, "decision", minutes=150, reason="Half of the preparation counts.")
    assert (decided["state"], decided["took"], decided["side"]) == ("settled", 150, "keeper")


def test_help_that_was_given_weeks_ago_is_written_down_and_settled_when_the_other_agrees(propose, as_):
    path = propose(on=(TODAY - timedelta(days=60)).isoformat(), is_done=True)
    assert as_(BEN, path, "agreement")["state"] == "settled"


def test_declining_ends_it_and_nobody_else_sees_it(api, calling, people, propose, as_):
    path = propose()
    calling(people["member"])
    api.refused("GET", path, 404, "not_found")
    calling(people["visitor"])
    api.refused("GET", path, 401, "sign_in_required")
    assert as_(BEN, path, "cancellation", reason="Not this month.")["ending"] == "declined"
