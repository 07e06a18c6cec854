"""Awards over the API: proposed, approved by two within the pot, paid and reported on (row 57)."""

from datetime import date

import pytest

from chassis.identity import Caller
from commons.people.domain import Person
from commons.people.store import People

from ..voted_round import ASK, ROUND, day, voted_round  # noqa: TID252 - tests are no installed package

WHOLE = {"amount": ASK, "instalments": [{"amount": ASK, "due": day(30).isoformat()}]}
TWO = {
    "amount": ASK,
    "conditions": ["The trust's sponsor has signed"],
    "reports": [day(90).isoformat()],
    "instalments": [
        {"amount": 20_000_00, "due": day(10).isoformat(), "after": [1]},
        {"amount": 10_000_00, "due": day(100).isoformat(), "report": 1},
    ],
}


@pytest.fixture
def team(bus):
    """Two of the national team, whom exchange knows, and three leads with a project each."""
    keepers = [Caller(f"keeper-{number}", frozenset({"member", "national_team"}), "WOE") for number in (1, 2)]
    leads = [Caller(f"lead-{number}", frozenset({"member"}), "SW") for number in range(3)]
    for each in (*keepers, *leads):
        roles = ("national_team",) if each.has("national_team") else ()
        people = People(bus.databases["exchange"])
        people.keep(Person(each.subject, 1, each.region, "active", date(2018, 1, 15), roles))
    return keepers, leads, voted_round(bus, leads)


@pytest.fixture
def made(api, calling, team):
    """``made(project, terms)``: an award with both approvals; its path."""
    keepers, _, projects = team

    def make(number=0, **terms):
        calling(keepers[0])
        proposed = api("POST", "/awards", json={"proposal_id": projects[number], **terms})
        assert proposed.status_code == 201, proposed.text
        path = proposed.headers["Location"].removeprefix("/api/v1")
        for keeper in keepers:
            calling(keeper)
            answer = api("POST", f"{path}/approvals", json={"edition": 1, "has_no_interest": True})
            assert answer.status_code == 200, answer.text
        return path

    return make


def test_two_people_approve_and_everybody_reads_what_is_left_of_the_pot(api, calling, people, team, made):
    keepers, _, projects = team
    calling(keepers[0])
    path = api("POST", "/awards", json={"proposal_id": projects[0], **WHOLE}).headers["Location"][7:]
    assert (
        api("POST", f"{path}/approvals", json={"edition": 1, "has_no_interest": True}).get_json()["approvals"]
        == 1
    )
    (waiting,) = api("GET", f"/awards/undecided?round_id={ROUND}").get_json()["items"]
    assert (waiting["approved_by_me"], waiting["state"]) == (True, "proposed")
    api.refused(
        "POST",
        f"{path}/approvals",
        409,
        "award_approved_already",
        json={"edition": 1, "has_no_interest": True},
    )
    calling(people["visitor"])
    api.refused("GET", path, 404, "not_found")
    calling(keepers[1])
    api.refused(
        "POST", f"{path}/approvals", 403, "award_interest", json={"edition": 1, "has_no_interest": False}
    )
    api("POST", f"{path}/approvals", json={"edition": 1, "has_no_interest": True})
    calling(people["visitor"])
    seen = api("GET", path).get_json()
    assert (seen["state"], seen["amount"], seen["kind"], seen["is_mine"]) == ("awarded", ASK, "full", False)
    assert "approved_by" not in seen
    pot = api("GET", f"/awards/pot?round_id={ROUND}").get_json()
    assert (pot["pot"], pot["awarded"], pot["left"]) == (60_000_00, ASK, 30_000_00)


def test_what_the_pot_does_not_hold_is_refused_with_what_is_left(api, calling, team, made):
    keepers, _, projects = team
    for number in (0, 1):
        made(number, **WHOLE)
    calling(keepers[0])
    no = api.refused(
        "POST", "/awards", 409, "award_over_pot",
        json={"proposal_id": projects[2], "reason": "The vote was close.", **WHOLE},
    )  # fmt: skip
    assert no["detail"] == "The pot holds £60,000, £60,000 of it is awarded: £0 is left, not £30,000."


@pytest.mark.parametrize(
    ("terms", "code", "field"),
    [
        ({"amount": ASK + 1}, "award_over_ask", "amount"),
        ({"amount": ASK - 1}, "award_reason_required", "reason"),
        ({"amount": ASK}, "award_instalments_wrong", "instalments"),
        ({"amount": "30000"}, "invalid_input", "amount"),
    ],
)
def test_terms_that_do_not_hold_are_refused_beside_their_field(api, calling, team, terms, code, field):
    keepers, _, projects = team
    calling(keepers[0])
    assert (
        field
        in api.refused("POST", "/awards", 422, code, json={"proposal_id": projects[0], **terms})["fields"]
    )


def test_an_instalment_waits_for_its_condition_and_its_report(api, calling, team, made):
    keepers, leads, _ = team
    path = made(**TWO)
    calling(keepers[0])
    no = api.refused("POST", f"{path}/instalments/1/payment", 409, "instalment_waits", json={})
    assert no["detail"] == "It waits for condition 1: The trust's sponsor has signed."
    api("POST", f"{path}/conditions/1/meeting", json={})
    paid = api("POST", f"{path}/instalments/1/payment", json={"reference": "BACS 77"}).get_json()
    assert (paid["paid"], paid["references"][0]) == (20_000_00, "BACS 77")
    api.refused("POST", f"{path}/instalments/2/payment", 409, "instalment_waits", json={})
    api.refused("PUT", f"{path}/reports/1", 404, "not_found", json={"text": "Told by a keeper."})
    calling(leads[0])
    told = api("PUT", f"{path}/reports/1", json={"text": "Fewer fell.", "spent": 18_000_00}).get_json()
    assert (told["reports"][0]["text"], told["is_mine"]) == ("Fewer fell.", True)
    calling(keepers[1])
    assert api("POST", f"{path}/instalments/2/payment", json={}).get_json()["unpaid"] == 0
    api.refused("POST", f"{path}/instalments/3/payment", 404, "award_part_unknown", json={})


def test_terms_change_before_they_are_approved_and_approvals_begin_anew(api, calling, team):
    keepers, _, projects = team
    calling(keepers[0])
    path = api("POST", "/awards", json={"proposal_id": projects[0], **WHOLE}).headers["Location"][7:]
    api("POST", f"{path}/approvals", json={"edition": 1, "has_no_interest": True})
    tag = {"If-Match": api("GET", path).headers["ETag"]}
    part = {"amount": 0, "reason": "It was done elsewhere."}
    changed = api("PUT", f"{path}/terms", json=part, headers=tag).get_json()
    assert (changed["kind"], changed["approvals"], changed["edition"]) == ("skip", 0, 2)
    api.refused("PUT", f"{path}/terms", 412, "stale_version", json=part, headers=tag)
    api.refused(
        "POST", f"{path}/approvals", 409, "award_changed", json={"edition": 1, "has_no_interest": True}
    )
    assert api("POST", f"{path}/recusal").get_json()["recused"] == ["keeper-1"]
    api.refused("POST", "/awards/announcement", 409, "awards_undecided", json={"round_id": ROUND})
    api.refused("POST", f"{path}/dropping", 403, "award_recused", json={})
    calling(keepers[1])
    assert api("POST", f"{path}/dropping", json={}).get_json()["state"] == "dropped"
    assert api("POST", "/awards/announcement", json={"round_id": ROUND}).get_json()["announced_at"]


def test_two_keepers_end_an_award_one_keeps_it_and_its_people_give_it_up(api, calling, people, team, made):
    keepers, leads, _ = team
    path, other = made(**WHOLE), made(1, **WHOLE)
    calling(keepers[0])
    wanted = api("POST", f"{path}/ending", json={"reason": "Nobody is there."}).get_json()
    assert wanted["ending"] == {"by": "keeper-1", "reason": "Nobody is there."}
    calling(keepers[1])
    listed = api("GET", f"/awards?round_id={ROUND}").get_json()["items"]
    assert [bool(each["ending"]) for each in listed] == [False, True]
    assert api("DELETE", f"{path}/ending").get_json()["ending"] is None
    api("POST", f"{path}/ending", json={"reason": "They left."})
    calling(keepers[0])
    assert api("POST", f"{path}/ending", json={}).get_json()["state"] == "ended"
    calling(leads[1])
    given_up = api("POST", f"{other}/giving-up", json={"reason": "We have no time."}).get_json()
    assert (given_up["state"], given_up["ended_because"]) == ("ended", "We have no time.")
    assert [each["state"] for each in api("GET", "/awards/mine").get_json()["items"]] == ["ended"]
    calling(people["visitor"])
    assert api("GET", f"/awards/pot?round_id={ROUND}").get_json()["left"] == 60_000_00


def test_awards_come_as_csv_a_line_for_each_instalment(api, calling, people, team, made):
    made(**TWO)
    made(1, amount=0, reason="=SUM(A1)")
    calling(people["visitor"])
    answer = api("GET", f"/awards/export?round_id={ROUND}")
    lines = answer.text.splitlines()
    assert lines[0].startswith("\ufefftitle,region,state,asked_pence,awarded_pence,paid_pence")
    assert [line.split(",")[2] for line in lines[1:]] == ["skipped", "awarded", "awarded"]
    assert "'=SUM(A1)" in lines[1]
    assert lines[3].endswith("report 1")
    api.refused("GET", "/awards/export?round_id=nothing", 404, "not_found")


def test_mistakes_are_put_right_and_money_that_comes_back_is_in_the_pot(api, calling, team, made):
    path = made(**WHOLE)
    api("POST", f"{path}/instalments/1/payment")
    wrong = {"part": "payment", "number": 1}
    api.refused("POST", f"{path}/corrections", 422, "invalid_input", json=wrong)
    put_right = api("POST", f"{path}/corrections", json={**wrong, "reason": "Another award."}).get_json()
    assert (put_right["paid"], [each["reason"] for each in put_right["corrections"]]) == (
        0,
        ["Another award."],
    )
    api.refused("POST", f"{path}/corrections", 409, "award_step_open", json={**wrong, "reason": "Again."})
    api("POST", f"{path}/instalments/1/payment")
    problem = api.refused("POST", f"{path}/money-back", 422, "money_back_wrong", json={"amount": ASK + 1})
    assert "amount" in problem["fields"]
    back = api("POST", f"{path}/money-back", json={"amount": 1_250_00, "reference": "BACS 9"}).get_json()
    assert (back["returned"], len(back["money_back"])) == (1_250_00, 1)
    pot = api("GET", f"/awards/pot?round_id={ROUND}").get_json()
    assert (pot["awarded"], pot["paid"], pot["returned"]) == (ASK - 1_250_00, ASK, 1_250_00)
    _, leads, _ = team
    calling(leads[0])
    api.refused("POST", f"{path}/money-back", 403, "role_required", json={"amount": 1})


def test_visitors_and_members_decide_nothing(api, calling, people, team):
    body = {"proposal_id": team[2][0], **WHOLE}
    api.refused("POST", "/awards", 401, "sign_in_required", json=body)
    calling(people["member"])
    api.refused("POST", "/awards", 403, "role_required", json=body)
    calling(people["coordinator"])
    api.refused("POST", "/awards", 404, "not_found", json=body)
